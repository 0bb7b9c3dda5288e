"""An entry handed in is withdrawn at the desk with a reason, and brought back; a draft is compared with what stands."""

from dataclasses import replace

import pytest
from django.test import Client

from lastseen.domain.rights import Role
from lastseen.storage.models import Withdrawal
from lastseen.web.words import LANGUAGES, words_in
from tests.apart import read_by
from tests.coded import hand
from tests.web.site import Site

NAME = "I-60"
DESK = f"/interviews/{NAME}/code/"
AWAY = f"{DESK}withdraw/person/p1/"


@pytest.fixture
def coder(site: Site) -> Client:
    """A coder who has handed one interview in."""
    user = site.user([Role.CODER])
    hand(site.registry, read_by(user.name, NAME))
    return site.client_of(user)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_goes_with_a_reason_and_comes_back(site: Site, coder: Client, language: str) -> None:
    client = site.client_of(site.user([Role.CODER]), language=language)
    words = words_in(language)["coding"]["withdrawing"]
    assert AWAY in coder.get(DESK).content.decode()
    refused = client.post(AWAY, {"reason": ""})
    assert refused.status_code == 422
    assert 'aria-invalid="true"' in refused.content.decode()
    gone = client.post(AWAY, {"reason": "it was another"}, follow=True).content.decode()
    assert words["done"] in gone
    assert f"{DESK}withdrawn/" in gone
    listed = client.get(f"{DESK}withdrawn/").content.decode()
    assert "it was another" in listed
    account = Withdrawal.objects.get().account_id
    back = client.post(f"{DESK}withdrawn/", {"account": str(account)}, follow=True).content.decode()
    assert words["back_done"] in back
    assert words["none"] in back


def test_a_draft_is_shown_beside_what_was_handed_in(coder: Client) -> None:
    typed = {"0.kind": "person", "0.name": "p1", "0.names.0.text": "고은별", "0.sex.0.code": "Female"}
    coder.post(DESK, {**typed, "do": "", "base": "0"}, headers={"hx-request": "true"})
    shown = coder.get(f"{DESK}difference/").content.decode()
    assert "<td>Female</td><td>Male</td>" in shown


def test_a_draft_behind_the_registry_is_chosen_on(site: Site, coder: Client) -> None:
    typed = {"0.kind": "person", "0.name": "p1", "0.names.0.text": "고은별", "0.sex.0.code": "Female"}
    coder.post(DESK, {**typed, "do": "", "base": "0"}, headers={"hx-request": "true"})
    before = read_by(site.user([Role.CODER]).name, NAME)
    (person,) = before.accounts
    hand(site.registry, replace(before, accounts=(replace(person, role=()),)))  # type: ignore[call-arg]  # of a person
    answer = coder.post(DESK, {**typed, "do": "hand-in", "base": "1"}, headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Retarget"]) == (409, "#rivals")
    done = coder.post(DESK, {**typed, "do": "own", "base": "1"}, headers={"hx-request": "true"})
    assert done["HX-Redirect"] == f"/interviews/{NAME}/"
