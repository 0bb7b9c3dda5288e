"""Name and password: who gets in, who is locked out, and what the ledger notes of it."""

import unicodedata
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

from lastseen.domain.rights import Role
from lastseen.operations.users import add_user, deactivate_user
from lastseen.storage.models import Entry
from lastseen.web.words import words_in
from tests.conftest import NOW
from tests.web.site import PASSWORD, Site

WORDS = {language: words_in(language)["entry"] for language in ("en", "ko")}


def try_in(client: Client, name: str, password: str) -> int:
    """Try to log in; gives the status."""
    return client.post("/entry/login/", {"login": name, "password": password}).status_code


def noted(site: Site) -> list[str]:
    """What the ledger says happened at the entry."""
    made = Entry.objects.exclude(operation__in=["create-owner", "add-user", "hand-in", "deactivate-user"])
    assert site.registry.owner
    return list(made.order_by("number").values_list("operation", flat=True))


def test_name_and_password_let_in_whoever_needs_no_second_factor(site: Site) -> None:
    user, client = site.user([Role.ANALYST]), Client()
    assert try_in(client, user.name, PASSWORD) == 302
    assert client.get("/").status_code == 200
    assert noted(site) == ["log-in"]
    assert Entry.objects.get(operation="log-in").actor_id == user.pk


def test_a_name_is_the_same_however_a_keyboard_composes_it(site: Site) -> None:
    add_user("바람결", [Role.ANALYST], None, PASSWORD, actor=site.registry.owner, now=NOW)
    decomposed = unicodedata.normalize("NFD", "바람결")
    assert decomposed != "바람결"
    assert try_in(Client(), f" {decomposed} ", PASSWORD) == 302


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", ["there is nobody of this name", "in all as analyst", "IN ALL AS ANALYST"])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(site: Site, name: str, language: str) -> None:
    site.user([Role.ANALYST])
    client = Client(headers={"accept-language": language})
    answer = client.post("/entry/login/", {"login": name, "password": "not the password"})
    assert WORDS[language]["refused"]["username_password_mismatch"] in answer.content.decode()
    assert client.get("/").status_code == 302


def test_whoever_acts_no_longer_is_told_what_a_stranger_is_told(site: Site) -> None:
    user = site.user([Role.ANALYST])
    deactivate_user(user.pk, actor=site.registry.owner, now=NOW)
    answer = Client().post("/entry/login/", {"login": user.name, "password": PASSWORD})
    assert WORDS["en"]["refused"]["username_password_mismatch"] in answer.content.decode()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_fifth_wrong_password_locks_the_name_until_time_has_passed(site: Site, language: str) -> None:
    user = site.user([Role.ANALYST])
    client = Client(headers={"accept-language": language})
    assert [try_in(client, user.name, "wrong") for _ in range(7)] == [200] * 4 + [429] * 3
    locked = client.post("/entry/login/", {"login": user.name, "password": PASSWORD})
    assert locked.status_code == 429
    assert WORDS[language]["locked"]["title"] in locked.content.decode()
    assert noted(site) == ["log-in-failed"] * 4 + ["locked-out"]
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert try_in(client, user.name, PASSWORD) == 302


def test_a_locked_name_locks_nobody_else_at_the_same_address(site: Site) -> None:
    user, other = site.user([Role.ANALYST]), site.user([Role.ANALYST], ["elsewhere"])
    client = Client()
    for _ in range(6):
        try_in(client, user.name, "wrong")
    assert try_in(client, other.name, PASSWORD) == 302


def test_a_name_that_is_none_is_locked_alike_and_noted_nowhere(site: Site) -> None:
    client = Client()
    assert [try_in(client, "a password typed as a name", "wrong") for _ in range(6)] == [200] * 4 + [429] * 2
    assert noted(site) == []


def test_what_was_typed_as_a_name_is_written_to_no_log(site: Site, capfd: pytest.CaptureFixture[str]) -> None:
    client = Client()
    for _ in range(6):
        try_in(client, "a password typed as a name", "wrong")
    assert site.registry.owner
    told = capfd.readouterr()
    assert "a password typed" not in told.out + told.err


def test_after_the_log_in_one_comes_to_where_one_wanted_but_to_no_other_site(site: Site) -> None:
    user = site.user([Role.ANALYST])
    for wanted, given in (("/?q=x", "/?q=x"), ("https://elsewhere.example/", "/"), ("//elsewhere.example/", "/")):
        answer = Client().post(
            f"/entry/login/?next={wanted}", {"login": user.name, "password": PASSWORD, "next": wanted}
        )
        assert answer["Location"] == given


def test_logging_out_ends_the_session_and_is_noted(site: Site) -> None:
    client = site.client_as(Role.ANALYST)
    assert client.get("/entry/logout/").status_code == 405
    assert client.post("/entry/logout/")["Location"] == "/entry/login/"
    assert client.get("/").status_code == 302
    assert noted(site)[-1] == "log-out"


@pytest.mark.parametrize("path", ["signup/", "password/reset/", "email/", "inactive/"])
def test_nobody_signs_up_or_resets_anything_by_mail(site: Site, path: str) -> None:
    assert site.registry.owner
    assert Client().get(f"/entry/{path}").status_code == 404


def test_the_language_one_chooses_stays_for_the_session_and_for_the_next_log_in(site: Site) -> None:
    client = site.client_as(Role.ANALYST)
    assert '<html lang="en">' in client.get("/").content.decode()
    assert client.post("/entry/language/", {"language": "ko", "next": "/?page=2"})["Location"] == "/?page=2"
    assert '<html lang="ko">' in client.get("/").content.decode()
    client.post("/entry/logout/")
    assert '<html lang="ko">' in client.get("/entry/login/").content.decode()


@pytest.mark.parametrize(("language", "back"), [("xx", "/"), ("ko", "https://elsewhere.example/")])
def test_a_language_there_is_not_and_a_way_to_another_site_are_not_taken(site: Site, language: str, back: str) -> None:
    client = site.client_as(Role.ANALYST)
    assert client.post("/entry/language/", {"language": language, "next": back})["Location"] == "/"
    assert f'<html lang="{"ko" if language == "ko" else "en"}">' in client.get("/").content.decode()
