"""Users in the browser: added with a password told once, given rights, helped, and let go."""

from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.utils.html import escape

from lastseen.domain.errors import Refusal
from lastseen.domain.rights import Rights, Role
from lastseen.domain.users import BadName
from lastseen.operations.users import NameTaken, find_user, rights_of
from lastseen.storage.models import Entry
from lastseen.web.words import words_in
from tests.web.site import BORDER, COAST, Site

NEW = {"name": "gull", "roles": ["coder"], "reach": "some", "compartments": [BORDER], "more": "island, hill"}


def between(text: str, start: str, end: str) -> str:
    """What stands between two words of a page."""
    return text.split(start)[1].split(end, maxsplit=1)[0]


def operations() -> list[str]:
    """What was done, oldest first."""
    return list(Entry.objects.order_by("number").values_list("operation", flat=True))


def test_who_is_added_has_what_was_ticked_and_typed_and_a_password_shown_once(site: Site) -> None:
    client = site.client_as(Role.ADMINISTRATOR)
    answer = client.post("/users/new/", NEW)
    shown = between(answer.content.decode(), "<code>", "</code>")
    id_ = find_user("gull")
    seen = frozenset({BORDER, "island", "hill"})
    assert rights_of(id_) == Rights(user=id_, roles=frozenset({Role.CODER}), compartments=seen)
    user = get_user_model()._default_manager.get(pk=id_)
    assert (user.check_password(shown), len(shown), answer["Cache-Control"]) == (True, 19, "no-store")
    assert operations()[-2:] == ["add-user", "set-password"]
    assert shown not in client.get(f"/users/{id_}/").content.decode()


@pytest.mark.parametrize(("name", "problem"), [("owner", NameTaken), (" x", BadName)])
def test_a_name_that_cannot_be_is_told_at_its_field_and_what_was_ticked_stays(
    site: Site, name: str, problem: type[Refusal]
) -> None:
    answer = site.client_as(Role.ADMINISTRATOR).post("/users/new/", {**NEW, "name": name})
    page = answer.content.decode()
    assert escape(str(problem(name=name))) in page
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in page
    assert f'value="{name}"' in page
    assert 'value="coder" checked' in page
    assert f'value="{BORDER}" checked' in page
    assert "set-password" not in operations()


def test_whoever_was_told_a_password_sees_nothing_before_they_choose_their_own(site: Site) -> None:
    user = site.user([Role.ANALYST])
    shown = between(
        site.client_as(Role.ADMINISTRATOR).post(f"/users/{user.pk}/password/").content.decode(), "<code>", "</code>"
    )
    user.refresh_from_db()
    assert user.check_password(shown)
    client = site.client_of(user)
    assert client.get("/")["Location"] == "/entry/password/"
    assert words_in("en")["entry"]["password"]["told"] in client.get("/entry/password/").content.decode()
    again = client.post("/entry/password/", {"password": shown, "repeated_password": shown})
    assert (again.status_code, "the password you were told" in again.content.decode()) == (422, True)
    chosen = "other words nobody would guess"
    assert client.post("/entry/password/", {"password": chosen, "repeated_password": chosen}).status_code == 302
    user.refresh_from_db()
    assert site.client_of(user).get("/").status_code == 200


def test_rights_are_replaced_by_what_is_ticked(site: Site) -> None:
    id_ = site.user([Role.CODER], [BORDER]).pk
    client = site.client_as(Role.ADMINISTRATOR)
    ticked = {"roles": ["analyst", "coder"], "reach": "some", "compartments": [COAST]}
    assert client.post(f"/users/{id_}/", ticked).status_code == 302
    roles = frozenset({Role.ANALYST, Role.CODER})
    assert rights_of(id_) == Rights(user=id_, roles=roles, compartments=frozenset({COAST}))
    client.post(f"/users/{id_}/", {**ticked, "reach": "all"})
    assert rights_of(id_) == Rights(user=id_, roles=roles, compartments=None)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_last_administrator_stays_one(site: Site, language: str) -> None:
    me = site.user([Role.ADMINISTRATOR])
    client = site.client_of(me, language=language)
    assert client.post(f"/users/{site.registry.owner}/change/", {"deed": "deactivate"}).status_code == 302
    answer = client.post(f"/users/{me.pk}/", {"roles": ["coder"], "reach": "all"})
    assert answer.status_code == 422
    assert {"en": "last user who administers", "ko": "마지막 사용자"}[language] in answer.content.decode()
    assert rights_of(me.pk).roles == {Role.ADMINISTRATOR}


def test_who_is_deactivated_is_out_and_comes_back_with_the_same_rights(site: Site) -> None:
    user = site.user([Role.ANALYST])
    before, theirs = rights_of(user.pk), site.client_of(user)
    client = site.client_as(Role.ADMINISTRATOR)
    client.post(f"/users/{user.pk}/change/", {"deed": "deactivate"})
    assert theirs.get("/").status_code in (302, 403)
    assert words_in("en")["users"]["inactive"] in client.get(f"/users/{user.pk}/").content.decode()
    client.post(f"/users/{user.pk}/change/", {"deed": "reactivate"})
    assert rights_of(user.pk) == before


def test_factors_taken_away_are_to_be_set_anew(site: Site) -> None:
    user = site.user([Role.CODER])
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    Authenticator.objects.create(user=site.user([Role.EDITOR]), type=Authenticator.Type.TOTP, data={})
    site.client_as(Role.ADMINISTRATOR).post(f"/users/{user.pk}/change/", {"deed": "factors"})
    assert [one.user_id for one in Authenticator.objects.all()] == [site.user([Role.EDITOR]).pk]
    assert operations()[-1] == "factors-reset"


def test_nothing_is_done_that_is_not_known(site: Site) -> None:
    client = site.client_as(Role.ADMINISTRATOR)
    before = operations()
    assert client.post(f"/users/{site.registry.owner}/change/", {"deed": "delete"}).status_code == 302
    assert client.get(f"/users/{UUID(int=7)}/").status_code == 404
    assert operations() == before


def test_a_change_asks_again_who_it_is(site: Site) -> None:
    client = site.client_of(site.user([Role.ADMINISTRATOR]), fresh=False)
    assert client.get("/users/").status_code == 200
    for address in ("/users/new/", f"/users/{site.registry.owner}/"):
        assert client.get(address)["Location"].startswith("/entry/again/")
