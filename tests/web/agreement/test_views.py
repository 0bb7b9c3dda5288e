"""The page of two codings: set up, compared, chosen on, concluded, and told afterwards."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from lastseen.domain.accounts import PersonAccount
from lastseen.domain.rights import Role
from lastseen.operations.double import set_double
from lastseen.storage.models import ConcludedField
from lastseen.storage.reading import agreed_accounts
from lastseen.web.words import LANGUAGES, words_in
from tests.apart import read_by
from tests.coded import IDS, hand, interview
from tests.conftest import NOW
from tests.web.site import BORDER, Site, in_compartment

NAME = "I-40"
ADDRESS = f"/interviews/{NAME}/codings/"


@pytest.fixture
def twice(site: Site) -> Site:
    """The site with an interview that a file coded, and a coder codes again."""
    second = site.user([Role.CODER])
    bare = in_compartment(replace(interview(NAME), accounts=(), coder="a file"), BORDER)
    hand(site.registry, replace(bare, accounts=read_by("a file", NAME).accounts))
    set_double([NAME], None, second.name, actor=site.registry.owner, now=NOW)
    reading = read_by(second.name, NAME)
    hand(site.registry, replace(bare, coder=second.name, accounts=reading.accounts))
    return site


def form(page: str) -> dict[str, str]:
    """What stands in the form of choices."""
    fields = re.findall(r'<input(?: type="hidden")? [^>]*?name="([^"]*)" value="([^"]*)"', page)
    return dict(fields) | dict.fromkeys(re.findall(r'<select [^>]*name="(take:[^"]*)"', page), "")


def seen(client: Client) -> str:
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_differs_is_chosen_with_a_reason_and_concluded(twice: Site, language: str) -> None:
    client, words = twice.client_as(Role.EDITOR, language=language), words_in(language)["agreement"]
    page = seen(client)
    (take,) = [name for name in form(page) if name.startswith("take:")]
    reason = take.replace("take:", "reason:")
    data = {**form(page), take: "second", "do": "conclude"}
    refused = client.post(ADDRESS, data)
    assert refused.status_code == 422
    assert "1" in refused.content.decode()
    page = seen(client)
    assert re.search(r'<option value="second" selected>', page)
    done = client.post(ADDRESS, {**form(page), take: "second", reason: "the last line says so", "do": "conclude"})
    assert done["Location"] == ADDRESS
    assert ConcludedField.objects.values_list("field", "taken", "reason").get() == (
        "sex",
        "second",
        "the last line says so",
    )
    after = seen(client)
    assert "the last line says so" in after
    assert words["past"] in after
    (person,) = [
        one.account
        for one in agreed_accounts()
        if one.account.source == IDS.source(NAME) and isinstance(one.account, PersonAccount)
    ]
    assert [coded.value for coded in person.sex] == ["male"]


def test_what_is_chosen_is_kept_by_itself(twice: Site) -> None:
    client = twice.client_as(Role.EDITOR)
    data = form(seen(client))
    (take,) = [name for name in data if name.startswith("take:")]
    kept = client.post(
        ADDRESS, {**data, take: "first", take.replace("take:", "reason:"): "x"}, headers={"hx-request": "true"}
    )
    assert '<input type="hidden" name="base" value="1">' in kept.content.decode()
    behind = client.post(ADDRESS, {**data, take: "second"}, headers={"hx-request": "true"})
    assert behind.status_code == 422
    assert behind["HX-Retarget"] == "#kept"


def test_pairs_are_taken_apart_and_joined_again(twice: Site) -> None:
    client = twice.client_as(Role.EDITOR)
    page = seen(client)
    (unpair,) = re.findall(r'value="(unpair:[^"]*)"', page)
    client.post(ADDRESS, {**form(page), "do": unpair})
    apart = seen(client)
    assert len(re.findall(r'value="pair:', apart)) == 2
    pair = re.findall(r'value="(pair:[^"]*)"', apart)[0]
    partner = re.findall(r'<option value="([0-9a-f]{32}\.[0-9a-f]{32})"', apart)[0]
    client.post(ADDRESS, {**form(apart), pair.replace("pair:", "with:"): partner, "do": pair})
    assert re.findall(r'value="(unpair:[^"]*)"', seen(client)) == [unpair]


def test_another_value_is_typed_as_a_word_and_a_wrong_one_told_at_its_place(twice: Site) -> None:
    client = twice.client_as(Role.EDITOR)
    data = form(seen(client))
    (take,) = [name for name in data if name.startswith("take:")]
    place = take.removeprefix("take:")
    typed = {**data, take: "other", f"reason:{place}": "x", f"code:{place}": "nonsense"}
    client.post(ADDRESS, {**typed, "do": "save"})
    page = seen(client)
    assert 'value="nonsense"' in page
    assert "nonsense" in re.search(rf'<span id="open-{re.escape(place)}".*?</span>', page)[0]  # type: ignore[index]  # is there
    client.post(
        ADDRESS, {**form(page), take: "other", f"reason:{place}": "x", f"code:{place}": "Female", "do": "conclude"}
    )
    assert ConcludedField.objects.get().taken == "other"


def test_readers_are_chosen_and_an_impossible_one_is_refused_there(site: Site) -> None:
    second = site.user([Role.CODER], [BORDER])
    client = site.client_as(Role.EDITOR)
    address = "/interviews/I-01/codings/"
    refused = client.post(address, {"do": "set", "second": "nobody"})
    assert refused.status_code == 422
    assert "nobody cannot code I-01" in refused.content.decode()
    client.post(address, {"do": "set", "second": second.name})
    waiting = client.get(address).content.decode()
    assert words_in("en")["agreement"]["waiting"]["title"] in waiting
    client.post(address, {"do": "end"})
    assert words_in("en")["agreement"]["setting"]["title"] in client.get(address).content.decode()


def test_agreement_over_everything_is_told_and_a_share_drawn(twice: Site) -> None:
    client = twice.client_as(Role.EDITOR)
    page = client.get("/review/agreement/?percent=50&seed=x").content.decode()
    assert words_in("en")["agreement"]["none_concluded"] in page
    assert words_in("en")["agreement"]["draw"]["nothing"] in page
