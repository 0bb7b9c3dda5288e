"""The workspace keeps what is sent to it, says what it understood, and hands in once."""

import json
import re
from collections.abc import Mapping
from html import unescape
from types import MappingProxyType

import pytest
from django.http import HttpResponse
from django.test import Client

from lastseen.domain.rights import Role
from lastseen.exchange.drafts import Cell, Entry, Span
from lastseen.operations.collecting import Collected, collect
from lastseen.operations.drafting import coding_desk
from lastseen.operations.users import rights_of
from lastseen.storage.ledger import position
from lastseen.storage.reading import agreed_accounts
from tests.coded import IDS
from tests.conftest import NOW
from tests.web.site import BORDER, Site

ADDRESS = "/interviews/I-88/code/"
PERSON = {"0.kind": "person", "0.name": "p1", "0.names.0.text": "이𠀀", "0.names.0.spans": "0-2"}


@pytest.fixture
def desk(site: Site) -> Site:
    """A site with an interview that nobody has coded."""
    collected = Collected(
        name="I-88", kind="interview", language="ko", compartment=BORDER, text="이𠀀 씨는 2006년 5월에 끌려갔다."
    )
    collect(collected, site.registry.workspace, actor=site.registry.owner, now=NOW)
    return site


@pytest.fixture
def client(desk: Site) -> Client:
    """A coder who reads Korean."""
    return desk.client_as(Role.CODER, language="ko")


def send(client: Client, do: str = "", base: int = 0, more: Mapping[str, str] = MappingProxyType({})) -> HttpResponse:
    """Send a form with one person in it, as HTMX does."""
    data = {**PERSON, **more, "base": str(base), "do": do}
    answer: HttpResponse = client.post(ADDRESS, data, headers={"hx-request": "true"})  # type: ignore[assignment]  # is one
    return answer


def parts(page: HttpResponse, field: str) -> str:
    """What is said beside the first value of a field of the first entry."""
    found = re.search(rf'<div id="0\.{field}\.0\.said"[^>]*>(.*?)</div>', page.content.decode(), re.DOTALL)
    assert found is not None
    return unescape(re.sub(r"<[^>]*>", "", found[1])).strip()


def test_a_date_is_echoed_as_an_interval_and_an_age_as_full_years(client: Client) -> None:
    answer = send(client, more={"0.birth.0.told": "2006년 5월", "0.age.0.told": "조선 나이로 스물여섯"})
    assert parts(answer, "birth") == "= 2006년 5월"
    assert parts(answer, "age") == "= 만 24–25세 (한국식 세는나이)"


def test_a_refusal_stands_at_its_field_in_the_language_of_the_reader_and_what_was_typed_stays(client: Client) -> None:
    answer = send(client, "hand-in", more={"0.birth.0.told": "어느 봄날"})
    assert answer.status_code == 422
    assert parts(answer, "birth").startswith("‘어느 봄날’에서 날짜를 읽을 수 없습니다.")
    page = answer.content.decode()
    assert 'value="어느 봄날"' in page
    assert 'value="이𠀀"' in page
    assert [one for one in agreed_accounts() if one.account.source == IDS.source("I-88")] == []


def test_what_is_kept_by_itself_answers_with_its_version_and_renders_no_field_anew(client: Client) -> None:
    page = send(client).content.decode()
    assert '<input type="hidden" name="base" value="1">' in page
    assert "<details" not in page


def test_words_begin_an_entry_and_support_a_value(client: Client, desk: Site) -> None:
    send(client, "add:stage:7-16")
    stage = {"1.kind": "stage", "1.name": "s1", "1.people": "p1", "1.stage.0.spans": "7-16"}
    send(client, "attach:1:place:0:7-9", base=2, more=stage)
    rights = rights_of(desk.user([Role.CODER]).pk)
    entries = coding_desk(rights, "I-88", desk.registry.workspace).draft.entries
    assert entries[1] == Entry(
        kind="stage",
        name="s1",
        people=("p1",),
        fields={"stage": (Cell(spans=(Span(7, 16),)),), "place": (Cell(spans=(Span(7, 9),)),)},
    )


def test_two_windows_are_shown_both_versions_and_one_is_chosen(client: Client) -> None:
    send(client)
    send(client, base=1, more={"0.sex.0.code": "남성"})
    answer = send(client, base=1, more={"0.sex.0.code": "여성"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert re.findall(r"<td>([^<]*)</td>", page) == ["여성", "남성"]
    chosen = re.findall(r'value="take:(\d+)"', page)
    assert chosen == ["3", "2"]
    taken = send(client, f"take:{chosen[0]}").content.decode()
    assert 'name="0.sex.0.code" class="part-code" value="여성"' in taken


def test_a_step_back_brings_what_was_there_before(client: Client) -> None:
    send(client)
    page = send(client, "undo", base=1, more={"0.sex.0.code": "남성"}).content.decode()
    assert 'name="0.sex.0.code" class="part-code" value=""' in page
    again = send(client, "redo", base=1).content.decode()
    assert 'name="0.sex.0.code" class="part-code" value="남성"' in again


def test_handing_in_twice_hands_in_once_and_leads_to_the_interview_both_times(client: Client) -> None:
    before = position()
    for _ in range(2):
        assert send(client, "hand-in")["HX-Redirect"] == "/interviews/I-88/"
    assert position() == before + 1


def test_a_form_without_scripts_is_answered_with_the_whole_page(client: Client) -> None:
    page = client.post(ADDRESS, {**PERSON, "do": "add:case"}).content.decode()
    assert "<!doctype html>" in page
    assert 'id="entry-case-c1"' in page


@pytest.mark.parametrize(
    "sent",
    [
        {"0.kind": "spell"},
        {"0.name": "a b/c"},
        {"0.no_such.0.text": "x"},
        {"0.age.0.reckoning": "moon", "0.sex.0.absent": "perhaps", "0.names.0.spans": "9-x -1-3"},
        {"do": "attach:99:sex:0:0-1"},
        {"do": "take:x"},
        {"base": "-1"},
    ],
)
def test_a_form_that_no_page_of_ours_sends_does_no_harm(client: Client, sent: Mapping[str, str]) -> None:
    answer = client.post(ADDRESS, {**PERSON, **sent}, headers={"hx-request": "true"})
    assert answer.status_code in (200, 404)


def test_pickers_find_a_term_by_every_word_of_every_language(client: Client) -> None:
    page = client.get(ADDRESS).content.decode()
    found = re.search(r'<script id="terms" type="application/json">(.*?)</script>', page)
    assert found is not None
    terms = json.loads(unescape(found[1]))
    (mss,) = [term for term in terms["authority"] if "보위부" in term[3].split("\n")]
    assert "Ministry of State Security" in mss[3].split("\n")


def test_letters_beyond_the_first_plane_are_one_place_each(client: Client) -> None:
    page = client.get(ADDRESS).content.decode()
    assert 'data-start="0" data-end="21"' in page
    answer = send(client).content.decode()
    assert "badge alarm" not in answer
