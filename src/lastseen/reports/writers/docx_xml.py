"""WordprocessingML as text, element by element: paragraphs, runs, links, fields and cells.

Text, not a tree: a tree of a long table takes minutes and gigabytes to grow.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import NewType

from lastseen.reports.document.model import Run, Text
from lastseen.reports.writers.outline import legible

Xml = NewType("Xml", str)
"""Markup: whatever was told is escaped in it."""
Places = Mapping[str, int]
"""The number of the bookmark of each anchor."""


def w(tag: str, *children: Xml, **attributes: str | int) -> Xml:
    """An element of the main namespace, with its attributes and children."""
    told = "".join(f' w:{name}="{escape(legible(str(value)))}"' for name, value in attributes.items())
    return Xml(f"<w:{tag}{told}>{''.join(children)}</w:{tag}>" if children else f"<w:{tag}{told}/>")


def paragraph(style: str, *content: Xml, properties: Iterable[Xml] = ()) -> Xml:
    """A paragraph in a style of the style sheet, with what it has of its own."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *content)


def words(text: str, *properties: Xml) -> Xml:
    """A run of text, spaces kept."""
    told = Xml(f'<w:t xml:space="preserve">{escape(legible(text))}</w:t>')
    return w("r", *((w("rPr", *properties),) if properties else ()), told)


def set_text(text: Text, places: Places) -> Xml:
    """Text with its emphasis and links; a link that leads nowhere is text. Korean, which has no italic, gets dots."""
    runs = (linked(run.link, places, words(run.text, *_emphasis(run, is_link=run.link in places))) for run in text)
    return Xml("".join(runs))


def _emphasis(run: Run, *, is_link: bool) -> Iterator[Xml]:
    if is_link:
        yield w("rStyle", val="Hyperlink")
    if run.bold:
        yield from (w("b"), w("bCs"))
    if run.italic:
        yield w("em", val="dot") if any("가" <= letter <= "힣" for letter in run.text) else w("i")


def linked(anchor: str, places: Places, run: Xml) -> Xml:
    """A run that leads to an anchor, where there is one."""
    return w("hyperlink", run, anchor=_bookmark(anchor, places), history=1) if anchor in places else run


def bookmarked(anchor: str, places: Places, content: Xml) -> Xml:
    """Content that an anchor leads to."""
    if not anchor:
        return content
    start = w("bookmarkStart", id=places[anchor], name=_bookmark(anchor, places))
    return Xml(f"{start}{content}{w('bookmarkEnd', id=places[anchor])}")


def _bookmark(anchor: str, places: Places) -> str:
    """A name Word accepts, whatever the anchor."""
    return f"a{places[anchor]}"


def field(instruction: str, shown: Xml) -> Xml:
    """A field, with what it shows until Word computes it anew."""
    return Xml(f"{field_start(instruction)}{shown}{field_end()}")


def field_start(instruction: str) -> Xml:
    """The head of a field, before what it shows."""
    told = w("r", Xml(f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>'))
    return Xml(f"{w('r', w('fldChar', fldCharType='begin'))}{told}{w('r', w('fldChar', fldCharType='separate'))}")


def field_end() -> Xml:
    """The tail of a field, after what it shows."""
    return w("r", w("fldChar", fldCharType="end"))


def cell(width: int, *content: Xml, is_sum: bool = False) -> Xml:
    """A cell of a table, ruled off above where it is a sum. ``width`` in twentieths of a point."""
    borders = (w("tcBorders", w("top", val="single", sz=10, space=0)),) if is_sum else ()
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), *borders), *content)


def row(*cells: Xml, is_head: bool = False) -> Xml:
    """A row that stays on one page; a head is repeated on every page."""
    return w("tr", w("trPr", w("cantSplit"), *((w("tblHeader"),) if is_head else ())), *cells)


def grid(style: str, widths: tuple[int, ...], *rows: Xml) -> Xml:
    """A table in a style of the style sheet, from its rows."""
    properties = w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)), *rows)
