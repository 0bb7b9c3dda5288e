"""Second factors: set, used, kept sealed, noted, and not to be lost by whoever needs one."""

import json
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.test import Client

from lastseen.domain.rights import Role
from lastseen.evidence.sealing import DamagedSeal
from lastseen.storage.models import Entry
from lastseen.storage.verifying import verify
from lastseen.web.entry.adapters import FactorAdapter
from lastseen.web.words import words_in
from tests.totp import code_of
from tests.web.site import PASSWORD, Site

WORDS = {language: words_in(language)["entry"] for language in ("en", "ko")}
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def given_app(user: Any) -> Any:
    """An app set for somebody beforehand."""
    return TOTP.activate(user, SECRET).instance


def logged_in(user: Any) -> Client:
    """A browser in which a password was given and nothing else yet."""
    client = Client()
    client.post("/entry/login/", {"login": user.name, "password": PASSWORD})
    return client


def operations(site: Site) -> list[str]:
    """The names of all operations in the ledger, in their order."""
    assert site.registry.owner
    return list(Entry.objects.order_by("number").values_list("operation", flat=True))


def test_an_app_is_set_with_the_code_it_shows_and_opens_everything(site: Site) -> None:
    user = site.user([Role.CODER])
    client = logged_in(user)
    assert client.get("/")["Location"] == "/entry/factors/"
    page = client.get("/entry/factors/app/").content.decode()
    secret = page.split('id="secret">')[1].split("<")[0]
    assert client.post("/entry/factors/app/", {"code": code_of(secret)})["Location"] == "/entry/factors/codes/"
    assert client.get("/").status_code == 200
    assert operations(site)[-3:] == ["log-in", "factor-added", "factor-added"]
    assert verify() == Entry.objects.count()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_app_that_shows_another_code_is_not_set(site: Site, language: str) -> None:
    client = site.client_of(site.user([Role.CODER]), factor=False, language=language)
    secret = client.get("/entry/factors/app/").content.decode().split('id="secret">')[1].split("<")[0]
    wrong = f"{(int(code_of(secret)) + 1) % 10**6:06d}"
    answer = client.post("/entry/factors/app/", {"code": wrong})
    assert WORDS[language]["refused"]["incorrect_code"] in answer.content.decode()
    assert not Authenticator.objects.exists()
    assert client.get("/")["Location"] == "/entry/factors/"


def test_the_password_alone_lets_nobody_in_who_has_an_app(site: Site) -> None:
    user = site.user([Role.ANALYST])
    given_app(user)
    client = logged_in(user)
    assert client.get("/")["Location"].startswith("/entry/login/")
    assert client.post("/entry/factor/", {"code": code_of(SECRET)})["Location"] == "/"
    assert client.get("/").status_code == 200


def test_a_log_in_half_done_can_be_left_for_another(site: Site) -> None:
    user = site.user([Role.ANALYST])
    given_app(user)
    client = logged_in(user)
    assert client.get("/entry/login/")["Location"] == "/entry/factor/"
    assert client.post("/entry/logout/")["Location"] == "/entry/login/"
    assert client.get("/entry/login/").status_code == 200
    assert client.get("/entry/factor/")["Location"] == "/entry/login/"


def test_a_code_works_once(site: Site) -> None:
    user = site.user([Role.ANALYST])
    given_app(user)
    code = code_of(SECRET)
    first, second = logged_in(user), logged_in(user)
    assert first.post("/entry/factor/", {"code": code}).status_code == 302
    assert second.post("/entry/factor/", {"code": code}).status_code == 200
    assert operations(site)[-2:] == ["log-in", "factor-failed"]


def test_codes_cannot_be_tried_for_ever(site: Site) -> None:
    user = site.user([Role.ANALYST])
    given_app(user)
    client = logged_in(user)
    wrong = f"{(int(code_of(SECRET)) + 7) % 10**6:06d}"
    for _ in range(10):
        client.post("/entry/factor/", {"code": wrong})
    answer = client.post("/entry/factor/", {"code": code_of(SECRET)})
    assert WORDS["en"]["refused"]["too_many_login_attempts"] in answer.content.decode()


def test_a_recovery_code_works_once(site: Site) -> None:
    user = site.user([Role.ANALYST])
    client = logged_in(user)
    secret = client.get("/entry/factors/app/").content.decode().split('id="secret">')[1].split("<")[0]
    client.post("/entry/factors/app/", {"code": code_of(secret)})
    page = client.get("/entry/factors/codes/").content.decode()
    spare = page.split('<ul class="codes"><li>')[1].split("<")[0]
    for expected in (302, 200):
        assert logged_in(user).post("/entry/factor/", {"code": spare}).status_code == expected


def test_the_secret_of_an_app_stands_nowhere_in_the_clear(site: Site) -> None:
    kept = json.dumps(given_app(site.user([Role.ANALYST])).data)
    assert FactorAdapter().decrypt(json.loads(kept)["secret"]) == SECRET
    assert SECRET not in kept
    other = FactorAdapter().encrypt(SECRET)
    assert other != json.loads(kept)["secret"]
    with pytest.raises(DamagedSeal):
        FactorAdapter().decrypt(other[:-4] + "AAA=")


def test_the_last_factor_stays_with_whoever_needs_one(site: Site) -> None:
    needs, free = site.user([Role.CODER]), site.user([Role.ANALYST])
    for user, gone in ((needs, False), (free, True)):
        given_app(user)
        answer = site.client_of(user).post("/entry/factors/app/remove/")
        assert (answer.status_code == 302) == gone
        assert Authenticator.objects.filter(user=user).exists() != gone


def test_a_passkey_that_is_the_last_factor_stays_too(site: Site) -> None:
    user = site.user([Role.CODER])
    key = Authenticator.objects.create(user=user, type="webauthn", data={"name": "a key", "credential": {}})
    client = site.client_of(user)
    assert client.post(f"/entry/factors/passkey/{key.pk}/remove/")["Location"] == "/entry/factors/"
    assert Authenticator.objects.filter(pk=key.pk).exists()
    given_app(user)
    client.post(f"/entry/factors/passkey/{key.pk}/remove/")
    assert not Authenticator.objects.filter(pk=key.pk).exists()
    assert operations(site)[-1] == "factor-removed"


def test_nobody_takes_away_a_factor_of_somebody_else(site: Site) -> None:
    owner, other = site.user([Role.ANALYST]), site.user([Role.CODER])
    key = Authenticator.objects.create(user=owner, type="webauthn", data={"name": "a key", "credential": {}})
    assert site.client_of(other).post(f"/entry/factors/passkey/{key.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


UNREADABLE = (
    "",
    "{}",
    "[1]",
    "null",
    '"x"',
    "{",
    '{"id": 1}',
    '{"id": "x", "rawId": "x", "response": []}',
    '{"response": {"userHandle": "%%"}}',
    '{"id": "AA", "rawId": "AA", "type": "x", "response": {"userHandle": 7}}',
    '{"id": "AA", "rawId": "AA", "response": {"attestationObject": "oA", "clientDataJSON": "e30"}}',
)


@pytest.mark.parametrize("answer", UNREADABLE)
def test_what_is_no_passkey_lets_nobody_in(site: Site, answer: str) -> None:
    client = Client()
    client.get("/entry/passkey/", headers={"accept": "application/json"})
    assert client.post("/entry/passkey/", {"credential": answer})["Location"] == "/entry/login/"
    assert client.get("/").status_code == 302
    assert site.registry.owner


@pytest.mark.parametrize("answer", UNREADABLE)
def test_what_is_no_passkey_is_not_added_nor_taken_for_one(site: Site, answer: str) -> None:
    user = site.user([Role.CODER])
    client = site.client_of(user, factor=False)
    client.get("/entry/factors/passkey/")
    added = client.post("/entry/factors/passkey/", {"name": "a key", "credential": answer})
    assert (added.status_code, Authenticator.objects.count()) == (200, 0)
    given_app(user)
    half_in = logged_in(user)
    assert half_in.post("/entry/factor/", {"credential": answer}).status_code == 200
    assert half_in.get("/").status_code == 302


def test_a_grave_step_asks_again_and_keeps_the_form_that_was_sent(site: Site) -> None:
    user = site.user([Role.ANALYST])
    client = site.client_of(user, fresh=False)
    typed = dict.fromkeys(("password", "repeated_password"), "other words nobody would guess")
    asked = client.post("/entry/password/", typed)
    assert asked["Location"] == "/entry/again/?next=%2Fentry%2Fpassword%2F"
    assert "/entry/login/" in client.post(asked["Location"], {"password": PASSWORD})["Location"]
    user.refresh_from_db()
    assert user.check_password(typed["password"])
    assert operations(site)[-1] == "set-password"


def test_whoever_has_just_logged_in_is_not_asked_again_before_ten_minutes_are_over(site: Site) -> None:
    user, client = site.user([Role.ANALYST]), Client()
    client.post("/entry/login/", {"login": user.name, "password": PASSWORD})
    assert client.get("/entry/password/").status_code == 200
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [{**one, "at": one["at"] - 601} for one in records]
    session.save()
    assert client.get("/entry/password/")["Location"] == "/entry/again/?next=%2Fentry%2Fpassword%2F"


def test_a_grave_step_is_grave_again_after_ten_minutes(site: Site) -> None:
    client = site.client_of(site.user([Role.ANALYST]))
    assert client.get("/entry/password/").status_code == 200
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [{**one, "at": time.time() - 601} for one in records]
    session.save()
    assert client.get("/entry/password/")["Location"].startswith("/entry/again/")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_weak_password_or_a_slip_is_told_at_its_field(site: Site, language: str) -> None:
    client = site.client_of(site.user([Role.ANALYST]), language=language)
    weak = client.post("/entry/password/", {"password": "short", "repeated_password": "short"})
    slip = client.post(
        "/entry/password/", {"password": "words enough for all", "repeated_password": "words enough for al"}
    )
    assert (weak.status_code, slip.status_code) == (422, 422)
    assert {"en": "too short", "ko": "너무 짧거나"}[language] in weak.content.decode()
    assert WORDS[language]["refused"]["passwords_differ"] in slip.content.decode()


def test_sessions_are_listed_and_ended(site: Site) -> None:
    user = site.user([Role.ANALYST])
    here, there, elsewhere = (logged_in(user) for _ in range(3))
    page = here.get("/entry/sessions/").content.decode()
    assert page.count('name="session" value="') == 3
    chosen = page.split('name="session" value="')[1].split('"')[0]
    here.post("/entry/sessions/", {"session": chosen})
    assert sorted(client.get("/").status_code for client in (here, there, elsewhere)) == [200, 200, 302]
    here.post("/entry/sessions/", {"session": "others"})
    assert [client.get("/").status_code for client in (here, there, elsewhere)] == [200, 302, 302]
    assert operations(site)[-2:] == ["sessions-ended", "sessions-ended"]
    assert Session.objects.exists()


def test_nobody_ends_a_session_of_somebody_else(site: Site) -> None:
    mine, theirs = logged_in(site.user([Role.ANALYST])), logged_in(site.user([Role.ANALYST], ["elsewhere"]))
    logged_in(site.user([Role.ANALYST], ["elsewhere"]))
    listed = theirs.get("/entry/sessions/").content.decode()
    chosen = listed.split('name="session" value="')[1].split('"')[0]
    mine.post("/entry/sessions/", {"session": chosen})
    assert theirs.get("/entry/sessions/").content.decode().count("127.0.0.1") == listed.count("127.0.0.1")
