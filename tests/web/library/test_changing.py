"""Changing many in the browser: chosen, shown, confirmed, taken back. Everybody here is invented."""

import re

import pytest
from django.test import Client

from lastseen.domain.rights import Role
from lastseen.storage.ledger import position
from tests.web.site import BORDER, COAST, Site

FEMALE = {"value": "female", "reason": "seen on the photographs"}


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', page)
    assert found
    return found[1]


def counted(page: str) -> list[str]:
    return re.findall(r'<li class="badge[^"]*">(.*?)</li>', page)


def test_a_change_is_shown_then_made_then_taken_back(owner_client: Client) -> None:
    address = "/library/change/?pick=P-0002&pick=P-0003&pick=P-0099&what=sex"
    before = position()
    shown = owner_client.post(address, {**FEMALE, "step": "preview"}).content.decode()
    assert counted(shown) == ["2 rows will be changed", "1 is not found any more"]
    assert position() == before
    made = owner_client.post(address, {**FEMALE, "step": "confirm", "seen": seen(shown)})
    assert (made.status_code, position()) == (302, before + 1)
    page = owner_client.get(made["Location"]).content.decode()
    assert re.findall(r'href="/people/(P-\d+)/"', page) == ["P-0002", "P-0003"]
    back = owner_client.post(f"{made['Location']}withdraw/")
    assert (back.status_code, position()) == (302, before + 2)
    again = owner_client.post(f"{made['Location']}withdraw/")
    assert again.status_code == 422
    assert "Nothing of this change stands any more." in again.content.decode()


def test_all_found_are_changed_where_nobody_was_chosen(owner_client: Client) -> None:
    page = owner_client.post("/library/change/?sex=male&what=sex", {**FEMALE, "step": "preview"}).content.decode()
    assert re.findall(r'<th scope="row"><a class="code" href="/people/(P-\d+)/">', page) == ["P-0003"]
    assert "<h1>Change 1 person</h1>" in page
    assert "1 person whose sex is male" in page


def test_what_became_other_since_is_shown_again_and_not_written(owner_client: Client) -> None:
    address = "/library/change/?what=sex"
    shown = owner_client.post(address, {**FEMALE, "step": "preview"}).content.decode()
    before = position()
    other = owner_client.post(address, {**FEMALE, "value": "male", "step": "confirm", "seen": seen(shown)})
    assert (other.status_code, position()) == (422, before)
    assert "Something has changed since this was shown." in other.content.decode()
    assert seen(other.content.decode()) != seen(shown)


@pytest.mark.parametrize(
    ("address", "typed", "said"),
    [
        ("/library/change/?what=sex", {"value": "female"}, "This is needed."),
        ("/library/change/?what=birth", {"first": "1990-13-01", "reason": "x"}, "This is not a day."),
        (
            "/library/change/?what=birth",
            {"first": "1990-02-01", "last": "1989-01-01", "reason": "x"},
            "This comes before the earliest.",
        ),
        ("/library/change/?what=hold", {"what": "all", "why": "x"}, "This is needed."),
        ("/library/change/interviews/?what=language", {"value": "Korean!"}, "This is not a language."),
    ],
)
def test_what_is_refused_is_said_at_its_field_and_what_was_typed_stays(
    owner_client: Client, address: str, typed: dict[str, str], said: str
) -> None:
    answer = owner_client.post(address, {**typed, "step": "preview"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "previewed" not in page
    assert next(iter(typed.values())) in page


def test_holds_are_placed_on_many_and_lifted_for_a_reason(owner_client: Client) -> None:
    address, typed = "/library/change/?what=hold", {"what": "the list", "why": "a broker was caught"}
    typed |= {"judged_by": "me", "review": "2027-01-01"}
    shown = owner_client.post(address, {**typed, "step": "preview"}).content.decode()
    made = owner_client.post(address, {**typed, "step": "confirm", "seen": seen(shown)})
    assert made.status_code == 302
    withdrawn = f"{made['Location']}withdraw/"
    assert owner_client.post(withdrawn, {"reason": " "}).status_code == 422
    assert owner_client.post(withdrawn, {"reason": "he is free"}).status_code == 302


def test_interviews_are_described_anew(owner_client: Client) -> None:
    address = "/library/change/interviews/?pick=I-01&pick=I-02&what=day"
    shown = owner_client.post(address, {"value": "2024-03-01", "step": "preview"}).content.decode()
    owner_client.post(address, {"value": "2024-03-01", "step": "confirm", "seen": seen(shown)})
    listed = owner_client.get("/interviews/").content.decode()
    assert listed.count("2024-03-01") == 2


def test_who_is_hidden_is_not_changed(site: Site) -> None:
    client = site.client_as(Role.EDITOR, compartments=[BORDER])
    page = client.post("/library/change/?pick=P-0003&pick=P-0004&what=sex", {**FEMALE, "step": "preview"})
    assert counted(page.content.decode()) == ["1 row will be changed", "1 is not found any more"]
    coast = site.client_as(Role.EDITOR, compartments=[COAST])
    assert counted(coast.post("/library/change/?what=sex", {**FEMALE, "step": "preview"}).content.decode()) == [
        "1 row will be changed"
    ]


def test_a_coder_is_offered_holds_and_nothing_else(site: Site) -> None:
    page = site.client_as(Role.CODER).get("/library/change/").content.decode()
    assert re.findall(r'<option value="([a-z_]+)"', page) == ["hold"]
    assert 'name="pick"' in site.client_as(Role.CODER).get("/library/").content.decode()
    assert 'name="pick"' not in site.client_as(Role.ANALYST).get("/library/").content.decode()
