"""The blocks of a document as paragraphs and tables of Word."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, pairwise
from typing import Any, assert_never

from docx.parts.document import DocumentPart
from docx.shared import Pt

from lastseen.figures.charts.style import ACCENT
from lastseen.reports.document.model import (
    Align,
    Block,
    Box,
    Column,
    Heading,
    Items,
    Line,
    Number,
    Numbers,
    Paragraph,
    Picture,
    Table,
    Terms,
    Text,
    Voice,
    Weight,
)
from lastseen.reports.writers import docx_xml
from lastseen.reports.writers.columns import shares
from lastseen.reports.writers.docx_pictures import png
from lastseen.reports.writers.docx_xml import Places, Xml, bookmarked, cell, grid, linked, paragraph, row, w, words
from lastseen.reports.writers.outline import legible

FIRST_LIST = 3
"""The number of the first numbered list; those before are of the style sheet."""
_INDENT = 280
"""How much narrower the text of a box is than the text around it, as its style says, in twentieths of a point."""
_RESOLUTION = 200
"""Dots per inch of pictures: sharp on paper, and light enough to send."""
_VOICES = {Voice.BODY: "Normal", Voice.LEAD: "Lead", Voice.NOTE: "Note", Voice.QUOTE: "Quote"}
_LINES = {Weight.ANSWER: "TableText", Weight.ASIDE: "TableAside", Weight.SUM: "TableSum"}
_GAP = paragraph("Gap")
"""Keeps one table from growing together with the next; a cell must end in a paragraph, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What is at hand while blocks are written: where anchors are, the words of captions, and what has been counted.

    ``column`` is the width of the text, in twentieths of a point.
    """

    column: int
    part: DocumentPart
    texts: Mapping[str, Any]
    places: Places
    counts: Mapping[str, Iterator[int]] = field(
        default_factory=lambda: {"figure": count(1), "table": count(1), "list": count(FIRST_LIST)}
    )


def all_written(blocks: Sequence[Block], desk: Desk) -> Xml:
    """Blocks one after another; words stay on the page of the picture or table that they lead to."""
    leads = (isinstance(after, Picture | Table) for _, after in pairwise((*blocks, None)))
    return Xml("".join(written(block, desk, leads=lead) for block, lead in zip(blocks, leads, strict=True)))


def written(block: Block, desk: Desk, *, leads: bool = False) -> Xml:
    """One block, as what stands in the body of a document or in a cell."""
    match block:
        case Heading():
            made = [paragraph(f"Heading{block.level}", _text(block.text, desk, block.anchor))]
        case Paragraph():
            kept = (w("keepNext"),) if leads else ()
            made = [paragraph(_VOICES[block.voice], _text(block.text, desk), properties=kept)]
        case Items():
            made = _items(block, desk)
        case Terms():
            made = [_term(term, meaning, desk) for term, meaning in block.terms]
        case Numbers():
            made = _numbers(block, desk)
        case Table():
            made = _table(block, desk)
        case Picture():
            made = _picture(block, desk)
        case Box():
            made = _box(block, desk)
        case _:
            assert_never(block)
    return Xml("".join(made))


def _text(text: Text, desk: Desk, anchor: str = "") -> Xml:
    return bookmarked(anchor, desk.places, docx_xml.set_text(text, desk.places))


def _items(block: Items, desk: Desk) -> list[Xml]:
    if not block.numbered:
        return [paragraph("ListBullet", _text(item, desk)) for item in block.items]
    number = w("numPr", w("ilvl", val=0), w("numId", val=next(desk.counts["list"])))
    return [paragraph("ListNumber", _text(item, desk), properties=(number,)) for item in block.items]


def _term(term: str, meaning: Text, desk: Desk) -> Xml:
    return paragraph("Definition", words(term, w("b"), w("bCs")), w("r", w("tab")), _text(meaning, desk))


def _numbers(block: Numbers, desk: Desk) -> list[Xml]:
    """Up to four in a row; five and six in rows of three."""
    across = len(block.numbers) if len(block.numbers) <= 4 else 3
    if not across:
        return []
    width = desk.column // across
    cells = [cell(width, *_number(number, desk)) for number in block.numbers]
    cells += [cell(width, _GAP)] * (-len(cells) % across)
    rows = (row(*cells[start : start + across]) for start in range(0, len(cells), across))
    return [grid("NumbersTable", (width,) * across, *rows), _GAP]


def _number(number: Number, desk: Desk) -> list[Xml]:
    value = linked(number.link, desk.places, words(number.value))
    return [paragraph("NumberValue", value), paragraph("NumberLabel", words(number.label))]


def _caption(kind: str, number: int, text: Text, desk: Desk) -> Xml:
    """The label, whose number Word can count anew, and the caption."""
    before, _, after = desk.texts[kind].partition("{n}")
    counted = docx_xml.field(f"SEQ {kind.capitalize()} \\* ARABIC", _label(str(number)))
    return Xml(f"{_label(before)}{counted}{_label(f'{after}  ')}{_text(text, desk)}")


def _label(text: str) -> Xml:
    return words(text, w("b"), w("bCs"), w("color", val=ACCENT.removeprefix("#")))


def _notes(notes: tuple[Text, ...], desk: Desk) -> list[Xml]:
    return [*(paragraph("TableNote", _text(note, desk)) for note in notes), _GAP]


def _table(block: Table, desk: Desk) -> list[Xml]:
    caption = _caption("table", next(desk.counts["table"]), block.caption, desk)
    widths = tuple(round(desk.column * share) for share in shares(block))
    heads = (
        cell(width, paragraph("TableHead", words(column.head), properties=_side(column)))
        for column, width in zip(block.columns, widths, strict=True)
    )
    lines = (_line(line, block, widths, desk) for line in block.lines)
    table = grid("ReportTable", widths, row(*heads, is_head=True), *lines)
    return [paragraph("Caption", bookmarked(block.anchor, desk.places, caption)), table, *_notes(block.notes, desk)]


def _line(line: Line, table: Table, widths: tuple[int, ...], desk: Desk) -> Xml:
    anchors = (line.anchor, *("" for _ in table.columns[1:]))
    style = "TableFine" if table.dense and line.weight is Weight.ANSWER else _LINES[line.weight]
    texts = (_text(text, desk, anchor) for text, anchor in zip(line.cells, anchors, strict=True))
    paragraphs = (
        paragraph(style, text, properties=_side(column)) for text, column in zip(texts, table.columns, strict=True)
    )
    is_sum = line.weight is Weight.SUM
    return row(*(cell(width, each, is_sum=is_sum) for each, width in zip(paragraphs, widths, strict=True)))


def _side(column: Column) -> tuple[Xml, ...]:
    return (w("jc", val="right"),) if column.align is Align.NUMBER else ()


def _picture(block: Picture, desk: Desk) -> list[Xml]:
    number = next(desk.counts["figure"])
    fits = min(1.0, desk.column / 20 / block.drawing.width)
    size = Pt(block.drawing.width * fits), Pt(block.drawing.height * fits)
    inline = desk.part.new_pic_inline(io.BytesIO(png(block.drawing, _RESOLUTION)), *size)
    for name, value in {"id": str(number), "name": str(number), "descr": legible(block.alternative)}.items():
        inline.docPr.set(name, value)
    drawing = w("r", w("drawing", Xml(inline.xml)))
    return [
        paragraph("Picture", bookmarked(block.anchor, desk.places, drawing)),
        paragraph("PictureCaption", _caption("figure", number, block.caption, desk)),
        *_notes(block.notes, desk),
    ]


def _box(block: Box, desk: Desk) -> list[Xml]:
    title = paragraph("BoxTitle", _text(block.title, desk, block.anchor))
    inner = all_written(block.blocks, replace(desk, column=desk.column - _INDENT))
    return [grid("BoxTable", (desk.column,), row(cell(desk.column, title, inner))), _GAP]
