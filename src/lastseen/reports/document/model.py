"""A document as a value: what it says and how it hangs together, before anybody decides how it looks.

Everything that is printed is composed into this and written by one of the writers, so that a page, a PDF and a DOCX say
the same. All text is in the reader's language already. A writer knows nothing of figures or records.
"""

from dataclasses import dataclass
from enum import StrEnum

from lastseen.figures.charts.drawing import Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text set alike. ``link`` is the anchor, within this document, that it leads to."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


Text = tuple[Run, ...]


def plain(text: str) -> Text:
    """Text with nothing to set it apart."""
    return (Run(text=text),)


def words_of(text: Text) -> str:
    """The words alone."""
    return "".join(run.text for run in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 1 (a part, on a new page), 2 or 3. Anchors are unique in a document, and name no person.

    One of level 1 or 2 stands in the contents if it is ``listed``.
    """

    level: int
    text: Text
    anchor: str = ""
    listed: bool = True


class Voice(StrEnum):
    """How a paragraph speaks: the body, the lead under a heading, a note in small print, words quoted from a source."""

    BODY = "body"
    LEAD = "lead"
    NOTE = "note"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph."""

    text: Text
    voice: Voice = Voice.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list, with numbers or bullets. A sub-list stands in an item of its own as deeper items do not exist."""

    items: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Words and what they mean, one under the other."""

    terms: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number to be seen from afar, with what it counts under it; ``value`` may be a range. ``link`` as of a run."""

    value: str
    label: str
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Up to six numbers in a row."""

    numbers: tuple[Number, ...]


class Align(StrEnum):
    """How a column of a table is set."""

    WORDS = "words"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its head and how it is set.

    ``width`` is its share of the whole, nought where it follows from what stands in it.
    """

    head: str
    align: Align = Align.WORDS
    width: float = 0.0


class Weight(StrEnum):
    """What a line of a table is: one of the answers, an aside such as *unknown*, or the sum."""

    ANSWER = "answer"
    ASIDE = "aside"
    SUM = "sum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a table, a cell for each column; the first cell is its head. ``anchor`` as of a heading."""

    cells: tuple[Text, ...]
    weight: Weight = Weight.ANSWER
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its caption, which says what is seen, and under it what is counted. It may run over pages; its head
    is then repeated. ``anchor`` as of a heading. It is ``dense``, in small print, where lines hold long lists of
    codes."""

    caption: Text
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    notes: tuple[Text, ...] = ()
    anchor: str = ""
    dense: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing with its caption, what is counted, and a text for those who cannot see it, which gives every number."""

    drawing: Drawing
    caption: Text
    alternative: str
    notes: tuple[Text, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Blocks set apart, under a title of their own: a person, a case, a warning."""

    title: Text
    blocks: "tuple[Block, ...]"
    anchor: str = ""


Block = Heading | Paragraph | Items | Terms | Numbers | Table | Picture | Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The face of a document. ``notice`` must be seen on every page: that it is fictional, or for those inside."""

    title: str
    subtitle: str = ""
    organisation: str = ""
    day: str = ""
    notice: tuple[str, ...] = ()
    colophon: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document in one language: cover, then blocks in order. Writers make its contents from the headings of level 1
    and 2; ``contents`` is the title of that page, empty where there is to be none."""

    language: str
    cover: Cover
    contents: str
    blocks: tuple[Block, ...]
