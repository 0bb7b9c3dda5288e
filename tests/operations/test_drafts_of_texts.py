"""Drafts cite any text of an interview, and stay with their words when the transcript is corrected."""

import pytest

from lastseen.domain.rights import Rights
from lastseen.domain.sources import text_digest
from lastseen.exchange.drafts import Cell, Draft, Entry, Span
from lastseen.operations.collecting import Collected, collect
from lastseen.operations.correcting import Corrected, correct_text
from lastseen.operations.drafting import coding_desk, hand_in_draft, save_draft
from lastseen.operations.pages import Window, source_page
from lastseen.operations.texts import NewText, add_text
from lastseen.operations.users import rights_of
from tests.conftest import NOW, Registry
from tests.texts import MADE, called

OLD, NEW, RENDERED = "고은별이 끌려갔다.", "문: 누가?\n고은별이 끌려갔다.", "Ko Un Byol was taken."


@pytest.fixture
def begun(registry: Registry) -> Registry:
    """A registry with the transcript of one interview that nobody has coded."""
    collected = Collected(name="I-01", kind="interview", language="ko", compartment="border", text=OLD)
    collect(collected, registry.workspace, actor=registry.owner, now=NOW)
    return registry


def rights(registry: Registry) -> Rights:
    return rights_of(registry.owner)


def citing(*spans: Span, text: str = "") -> Draft:
    cell = Cell(parts={"text": "고은별", "script": "Hang", "kind": "own"}, spans=spans)
    return Draft(entries=(Entry(kind="person", name="p1", fields={"names": (cell,)}),), text=text)


def spans(registry: Registry) -> tuple[Span, ...]:
    return coding_desk(rights(registry), "I-01", registry.workspace).draft.entries[0].cells("names")[0].spans


def correct(registry: Registry) -> None:
    corrected = Corrected(name=called(OLD), text=NEW, author="ji")
    correct_text("I-01", corrected, registry.workspace, actor=registry.owner, now=NOW)


def hand_in(registry: Registry, draft: Draft) -> list[tuple[str, str]]:
    """Hand a draft in; gives the quote and the text of what it cites."""
    version = save_draft(rights(registry), "I-01", draft, 0, at=NOW).version
    hand_in_draft("I-01", version, registry.workspace, actor=registry.owner, now=NOW)
    cited = source_page(rights(registry), "I-01", Window()).cited
    return [(one.passage.quote, one.passage.text_digest) for one in cited]


def test_a_draft_made_before_a_correction_cites_the_same_words_after_it(begun: Registry) -> None:
    save_draft(rights(begun), "I-01", citing(Span(0, 3), text=called(OLD)), 0, at=NOW)
    correct(begun)
    assert spans(begun) == (Span(7, 10),)


def test_a_page_from_before_a_correction_is_still_read_by_the_text_it_showed(begun: Registry) -> None:
    correct(begun)
    assert hand_in(begun, citing(Span(0, 3), text=called(OLD))) == [("고은별", text_digest(NEW))]


def test_what_a_translation_says_is_cited_there_and_comes_back_as_that(begun: Registry) -> None:
    new = NewText(role="translation", language="en", text=RENDERED, made=MADE, translates=called(OLD))
    add_text("I-01", new, begun.workspace, actor=begun.owner, now=NOW)
    there = Span(locator=f"text:{called(RENDERED)}:0-10")
    assert hand_in(begun, citing(there)) == [("Ko Un Byol", text_digest(RENDERED))]
    assert spans(begun) == (there,)
    assert [text.text for text in coding_desk(rights(begun), "I-01", begun.workspace).texts] == [OLD, RENDERED]


def test_what_was_handed_in_and_is_left_with_an_old_text_is_not_taken_for_words_of_the_new_one(
    begun: Registry,
) -> None:
    hand_in(begun, citing(Span(0, 3), Span(5, 8)))
    cited = {one.passage.quote: one.passage for one in source_page(rights(begun), "I-01", Window()).cited}
    places = {passage.id: None for passage in cited.values()}
    corrected = Corrected(name=called(OLD), text="아무 말도 없다.", author="ji", places=places)
    correct_text("I-01", corrected, begun.workspace, actor=begun.owner, now=NOW)
    assert spans(begun) == tuple(Span(locator=f"text:{called(OLD)}:{place}") for place in ("0-3", "5-8"))
