"""No name, no passage, no code and no text that anybody typed in is in a report for the public; no name in any."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path

import pytest

from lastseen.domain.release import Profile
from lastseen.figures.charts.drawing import Drawing
from lastseen.reports.document.model import (
    Block,
    Box,
    Column,
    Cover,
    Document,
    Heading,
    Items,
    Line,
    Number,
    Numbers,
    Paragraph,
    Picture,
    Run,
    Table,
    Terms,
    plain,
)  # fmt: skip
from lastseen.reports.writers.docx import docx
from lastseen.reports.writers.page import page
from lastseen.reports.writers.pdf import pdf
from lastseen.snapshot import Snapshot
from tests.reports.attack.conftest import ENDINGS, EVERY, INSIDE, OF_BOTH, Reports
from tests.reports.attack.reading import held, squeezed

KOREAN, OTHER = 18, 40
"""So many letters in a row that stand in a transcript and in a report are no chance."""
HANGUL = re.compile("[가-힣]")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def names(snapshot: Snapshot) -> set[str]:
    """Every name of anybody, as it is looked for."""
    return {squeezed(name) for name in snapshot.identity("names")["text"]}


def codes(snapshot: Snapshot) -> set[str]:
    """Everything that stands for a person, a case, an interviewee or a source."""
    columns = {"persons": ["code", "person", "family"], "cases": ["code", "case"],
               "sources": ["source", "interviewee", "origin"], "accounts": ["account", "stage"],
               "disappearances": ["disappearance"]}  # fmt: skip
    found = chain.from_iterable(snapshot.table(table)[column] for table, names in columns.items() for column in names)
    titles = snapshot.identity("titles")
    return {squeezed(each) for each in chain(found, titles["external_id"], titles["title"]) if each and len(each) > 3}


def shingles(text: str) -> set[str]:
    """All stretches of a text that no other text has by chance."""
    letters = squeezed(text)
    long = {letters[i : i + OTHER] for i in range(len(letters) - OTHER + 1)}
    short = {letters[i : i + KOREAN] for i in range(len(letters) - KOREAN + 1)}
    return long | {stretch for stretch in short if len(HANGUL.findall(stretch)) > KOREAN // 2}


def typed(snapshot: Snapshot) -> Iterator[str]:
    """Everything that somebody typed in or said."""
    yield from snapshot.identity("evidence")["quote"].drop_nulls()
    yield from snapshot.identity("texts")["text"].drop_nulls()
    yield from snapshot.identity("reasons")["reason"].drop_nulls()


@pytest.fixture(scope="module")
def said(finished_demo: Path) -> set[str]:
    """Every stretch of every transcript, but for the line that says it is fictional."""
    texts = [path.read_text(encoding="utf-8") for path in (finished_demo / "sources").rglob("*.txt")]
    assert len(texts) > 60
    return {stretch for text in texts for stretch in shingles(text.partition("\n")[2])}


@pytest.mark.parametrize(("profile", "language", "ending"), OF_BOTH)
def test_no_report_holds_a_name_or_a_sentence_of_anybody(
    reports: Reports, profile: Profile, language: str, ending: str, said: set[str]
) -> None:
    found = held(reports.file(profile, language, ending)).everything
    known = names(reports.snapshot)
    assert len(known) > 100
    assert {name for name in known if name in found} == set()
    assert said & shingles(found) == set()


@pytest.mark.parametrize(("language", "ending"), EVERY)
def test_a_public_report_holds_no_code_no_title_and_no_word_typed_in(
    reports: Reports, language: str, ending: str
) -> None:
    found = held(reports.file(Profile.PUBLIC, language, ending)).everything
    assert {code for code in codes(reports.snapshot) if code in found} == set()
    assert UUID.findall(found) == []
    stretches = shingles(found)
    assert [text for text in typed(reports.snapshot) if shingles(text) & stretches] == []


@pytest.mark.parametrize(("language", "ending"), INSIDE)
def test_in_a_report_for_people_inside_the_codes_are_found(reports: Reports, language: str, ending: str) -> None:
    found = held(reports.file(Profile.INTERNAL, language, ending)).everything
    assert {code for code in reports.snapshot.table("cases")["code"] if code in found}


# ---- that secrets would be found -------------------------------------------------------------------------------------

HIDDEN = "가나다라마바"
"""No name of anybody."""


def leaky(kind: str) -> Document:
    """A document with a secret in one place."""
    blocks: dict[str, Block] = {
        "plain": Paragraph(text=plain("Nothing.")),
        "heading": Heading(level=1, text=plain(HIDDEN), anchor="a"),
        "paragraph": Paragraph(text=plain(HIDDEN)),
        "half in bold": Paragraph(text=(Run(text=HIDDEN[:3]), Run(text=HIDDEN[3:], bold=True))),
        "item": Items(items=(plain(HIDDEN),)),
        "term": Terms(terms=((HIDDEN, plain("means")),)),
        "number": Numbers(numbers=(Number(value="1", label=HIDDEN),)),
        "cell": Table(caption=plain("t"), columns=(Column(head="h"),), lines=(Line(cells=(plain(HIDDEN),)),)),
        "caption": Table(caption=plain(HIDDEN), columns=(Column(head="h"),), lines=()),
        "head": Table(caption=plain("t"), columns=(Column(head=HIDDEN),), lines=()),
        "note": Table(caption=plain("t"), columns=(Column(head="h"),), lines=(), notes=(plain(HIDDEN),)),
        "alternative": Picture(drawing=DRAWING, caption=plain("p"), alternative=HIDDEN),
        "box": Box(title=plain(HIDDEN), blocks=(Paragraph(text=plain("b")),)),
    }
    cover = Cover(title="Title", notice=(HIDDEN,) if kind == "notice" else ())
    return Document(language="en", cover=cover, contents="", blocks=(blocks.get(kind, blocks["plain"]),))


DRAWING = Drawing(
    svg='<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    width=9,
    height=9,
)
KINDS = ("heading", "paragraph", "half in bold", "item", "term", "number", "cell", "caption", "head", "note",
         "alternative", "box", "notice")  # fmt: skip


WRITERS: Mapping[str, Callable[[Document], bytes]] = {
    ".html": lambda document: page(document).encode(),
    ".pdf": pdf,
    ".docx": docx,
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_wherever_a_secret_stood_it_would_be_found(ending: str, tmp_path: Path) -> None:
    missed = []
    for kind in KINDS:
        document, out = leaky(kind), tmp_path / f"leaky{ending}"
        out.write_bytes(WRITERS[ending](document))
        if HIDDEN not in held(out).everything:
            missed.append(kind)
    assert missed == []
