"""The page on which third persons are marked: what is marked shows, what is refused stays typed, who read is said."""

import re

import pytest
from django.test import Client

from lastseen.domain.rights import Role
from lastseen.domain.sources import text_digest
from lastseen.operations.correcting import Corrected, correct_text
from lastseen.operations.pages import Window, source_page
from lastseen.operations.users import rights_of
from tests.coded import NAME, interview
from tests.conftest import NOW
from tests.web.site import BORDER, Site

ADDRESS = "/interviews/I-01/third-persons/"
TEXT = interview("I-01", "p1", "p2").text
MARK = {"do": "mark", "text": text_digest(TEXT), "words": NAME, "kind": "kin"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def coder(site: Site) -> Client:
    """A browser of a coder."""
    return site.client_as(Role.CODER, compartments=[BORDER])


def shown(client: Client, address: str = ADDRESS) -> str:
    return client.get(address).content.decode()


def marked(page: str) -> list[tuple[str, str]]:
    """The words that are marked in the text on a page, and as what."""
    return re.findall(r'class="third" data-kind="([^"]*)">([^<]*)<', page)


def test_marked_words_stay_readable_and_say_their_kind(coder: Client) -> None:
    assert marked(shown(coder)) == []
    answer = coder.post(ADDRESS, MARK)
    assert (answer.status_code, answer["Location"]) == (302, f"{ADDRESS}?text={text_digest(TEXT)[:12]}")
    assert marked(shown(coder, answer["Location"])) == [("kin", NAME)]


def test_with_htmx_only_what_has_changed_comes_and_says_what_was_done(coder: Client) -> None:
    answer = coder.post(ADDRESS, MARK, headers=HTMX)
    page = answer.content.decode()
    assert page.startswith('<div class="marking" id="marking">')
    assert "Marked in 1 place." in page
    assert marked(page) == [("kin", NAME)]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_refused_is_said_at_its_field_and_stays_typed(coder: Client, headers: dict[str, str]) -> None:
    answer = coder.post(ADDRESS, {**MARK, "words": "nobody said this", "everywhere": "yes"}, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "«nobody said this» does not stand in this text." in page
    assert 'value="nobody said this"' in page
    assert 'value="kin" required checked' in page
    assert 'name="everywhere" value="yes" checked' in page


def test_a_korean_reader_is_refused_in_korean(site: Site) -> None:
    client = site.client_as(Role.CODER, language="ko")
    answer = client.post(ADDRESS, {**MARK, "words": "없는 말"})
    assert "이 글에 나오지 않는 말입니다: «없는 말»." in answer.content.decode()


def test_the_words_are_marked_where_they_were_chosen(coder: Client) -> None:
    at = TEXT.index("p2")
    coder.post(ADDRESS, {**MARK, "words": "p", "place": f"{at}-{at + 2}", "kind": "guard"})
    assert f'data-at="{at}" class="third" data-kind="guard">p<' in shown(coder)


def test_a_text_is_read_through_and_again_after_a_change(coder: Client) -> None:
    def read(page: str) -> str:
        (seen,) = re.findall(r'value="(read:[0-9a-f]{64})"', page)
        return coder.post(ADDRESS, {"do": seen, "text": text_digest(TEXT)}, headers=HTMX).content.decode()

    page = shown(coder)
    assert "Not read through" in page
    assert "Recorded: you have read the text through." in read(page)
    assert "Its passages may be quoted outside" in shown(coder)
    coder.post(ADDRESS, MARK)
    assert "Changed since it was read" in shown(coder)
    stale = coder.post(ADDRESS, {"do": "read:" + "0" * 64, "text": text_digest(TEXT)}, headers=HTMX)
    assert (stale.status_code, "were changed while you read" in stale.content.decode()) == (422, True)


def test_a_marking_is_taken_back_and_what_was_done_stays(coder: Client) -> None:
    coder.post(ADDRESS, MARK)
    (marking,) = re.findall(r'value="(unmark:[0-9a-f-]{36})"', shown(coder))
    coder.post(ADDRESS, {"do": marking, "text": text_digest(TEXT)})
    page = shown(coder)
    assert marked(page) == []
    assert f'took back the marking of: <span lang="en">{NAME}</span>' in page


def test_a_text_of_another_source_is_not_there(coder: Client) -> None:
    assert coder.post(ADDRESS, {**MARK, "text": text_digest("another")}).status_code == 404
    assert coder.get(f"{ADDRESS}?text=ffffffffffff").status_code == 404
    assert coder.post(ADDRESS, {"do": "unmark:no-id", "text": text_digest(TEXT)}).status_code == 404


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUDITOR])
def test_the_tab_is_there_for_who_may_code_only(site: Site, role: Role) -> None:
    assert ADDRESS in shown(site.client_as(Role.CODER), "/interviews/I-01/")
    assert ADDRESS not in shown(site.client_as(role), "/interviews/I-01/")


def test_what_is_to_be_read_stands_on_the_desk(coder: Client) -> None:
    page = shown(coder, "/")
    assert "Texts to be read for third persons" in page
    assert re.findall(r'href="/interviews/([^/"]+)/third-persons/"', page) == ["I-01", "I-02"]


def test_versions_of_a_transcript_are_told_apart(site: Site) -> None:
    registry, coder = site.registry, site.client_as(Role.CODER)
    assert ", version " not in shown(coder)
    cited = source_page(rights_of(registry.owner), "I-01", Window()).cited
    corrected = Corrected(
        name=text_digest(TEXT)[:12], text=f"{TEXT}More.", author="ji", places={one.passage.id: None for one in cited}
    )
    correct_text("I-01", corrected, registry.workspace, actor=registry.owner, now=NOW)
    assert re.findall(r"Transcript \([^)]*, version (\d)\)", shown(coder)) == ["1", "2"]
