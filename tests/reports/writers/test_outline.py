"""What writers ask of a document first."""

from html import escape
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.reports.document.model import Document, Heading, words_of
from lastseen.reports.writers.outline import anchored, anchors, entries, legible
from tests.reports.writers.specimen import HARM, hostile, specimen


@pytest.mark.parametrize(
    "text", ["Nombre: Peña", "황산도 图们", "a\tb\nc", "العربية\u200f", "e\u0301", "👁\u200d🗨", "\u2066isolated\u2069"]
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert legible(text) == text


@pytest.mark.parametrize("lost", ["\x00", "\x08", "\x1b", "\x7f", "\x9f", "\ud800", "\ufffe", "\u202e", "\u202a"])
def test_what_cannot_be_written_leaves_a_mark(lost: str) -> None:
    assert legible(f"a{lost}b") == "a\ufffdb"


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_becomes_one_that_xml_holds_letter_by_letter(text: str) -> None:
    held = ET.fromstring(f"<a>{escape(legible(text))}</a>".encode()).text or ""  # noqa: S314 (made above)
    assert held == legible(text).replace("\r\n", "\n").replace("\r", "\n")
    assert len(legible(text)) == len(text)


def test_the_contents_are_the_headings_of_two_levels() -> None:
    assert [(heading.level, words_of(heading.text)) for heading in entries(specimen("en"))] == [
        (1, "What we found"),
        (1, "Why people were taken"),
        (2, "Grounds that were given"),
        (1, "One of the disappeared"),
        (1, "How we counted"),
        (2, "The words"),
        (2, "What we ask for"),
    ]


def test_a_document_without_a_title_for_its_contents_has_none() -> None:
    document = specimen("en")
    assert entries(Document(language="en", cover=document.cover, contents="", blocks=document.blocks)) == ()


def test_a_heading_of_the_contents_without_an_anchor_gets_one_and_no_other_block_changes() -> None:
    document = hostile()
    bare = Heading(level=2, text=())
    blocks = anchored(
        Document(language="en", cover=document.cover, contents="x", blocks=(*document.blocks, bare))
    ).blocks
    assert blocks == (*document.blocks, Heading(level=2, text=(), anchor=f"part-{len(document.blocks) + 1}"))


def test_anchors_of_lines_and_of_what_stands_in_boxes_are_found() -> None:
    assert list(anchors(hostile().blocks)) == [f"{HARM}h", f"{HARM}t", HARM, f"{HARM}b"]
