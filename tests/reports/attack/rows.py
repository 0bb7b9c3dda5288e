"""The rows of every table and every chart, as somebody with only the file reads them."""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.reports.attack.reading import pages_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_LABEL = re.compile(r"^\s*(?:Table|Figure|표|그림)\s*\d+[.:]?\s+")
_NUMBER = re.compile(r"^(?P<row>(?![A-Z]-\d).*?)(?:^|\s)(?P<said>(?:about |약 )?\d[\d,]*(?:[–~][\d,]+)?(?: .*)?)$")
_HEAD = re.compile(r"(?:^|\s)n(?:\s|$)")


MARK = re.compile(r"[A-Za-z]+[-_]?\d[\w-]*|\b[0-9a-f]{8,}\b")
"""What may stand for somebody: letters with digits, or a long hexadecimal number. A number alone counts somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: of which table or chart (its caption), what it is called, its other cells, and what else stands in it
    that nobody sees."""

    figure: str
    row: str
    cells: tuple[str, ...]
    beside: tuple[str, ...] = ()


@cache
def rows(path: Path) -> tuple[Row, ...]:
    """All rows of a file, in order; read once."""
    return tuple(_READERS[path.suffix](path))


def drawn(caption: str, alternative: str) -> Iterator[Row]:
    """The rows of a chart, out of the text that says it in words."""
    for part in alternative.rstrip(".").split("; "):
        name, _, number = part.rpartition(": ")
        yield Row(figure=caption, row=name, cells=(number,))


# ---- a page ----------------------------------------------------------------------------------------------------------


@dataclass
class _Open:
    """A row or a caption while it is being read."""

    cells: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Row] = []
        self.caption: str | None = None
        self.alternative = ""
        self.row = _Open()
        self.into: list[str] | None = None
        self.is_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "tr":
            self.row = _Open()
        self.is_head = tag == "thead" or (self.is_head and tag != "tbody")
        self.row.beside += told.values()
        if tag in ("th", "td", "caption") or told.get("class") == "caption":
            self.row.cells.append("")
            self.into = self.row.cells
        if told.get("role") == "img":
            self.alternative = told["aria-label"]

    def handle_data(self, data: str) -> None:
        if self.into is not None:
            self.into[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr" and len(self.row.cells) > 1 and not self.is_head:
            name, *cells = self.row.cells
            self.found.append(
                Row(figure=self.caption or "", row=name, cells=tuple(cells), beside=tuple(self.row.beside))
            )
        elif tag == "caption" or (tag == "p" and self.into and self.alternative):
            self.caption = _LABEL.sub("", self.row.cells[-1]).strip()
            self.found += drawn(self.caption, self.alternative) if self.alternative else ()
            self.alternative = ""
        if tag in ("th", "td", "caption", "p"):
            self.into = None


def _page(path: Path) -> Iterator[Row]:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return iter(page.found)


# ---- a DOCX ----------------------------------------------------------------------------------------------------------


def _docx(path: Path) -> Iterator[Row]:
    with zipfile.ZipFile(path) as file:
        body = ET.fromstring(file.read("word/document.xml"))[0]  # noqa: S314  # it was written a moment ago
    before = alternative = ""
    for block in body:
        for picture in block.iter(_DRAWN):
            alternative = picture.get("descr", "")
        if block.tag == f"{_W}tbl":
            if block.find(f"{_W}tblPr/{_W}tblStyle[@{_W}val='ReportTable']") is not None:
                yield from list(_lines(block, _LABEL.sub("", before).strip()))[1:]
            continue
        before = _text(block)
        if alternative and before:
            yield from drawn(_LABEL.sub("", before).strip(), alternative)
            alternative = ""


def _lines(table: ET.Element, caption: str) -> Iterator[Row]:
    for line in table.iter(f"{_W}tr"):
        name, *cells = [_text(cell) for cell in line.iter(f"{_W}tc")]
        beside = tuple(value for element in line.iter() for value in element.attrib.values())
        yield Row(figure=caption, row=name, cells=tuple(cells), beside=beside)


def _text(element: ET.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{_W}t"))


# ---- a PDF -----------------------------------------------------------------------------------------------------------


def _pdf(path: Path) -> Iterator[Row]:
    """The lines of every table: a number ends the name of a row, and what follows belongs to it until the next."""
    pages = (page.splitlines()[1:] for page in pages_of(path))
    caption, name, said, before = "", "", "", ""
    for line in (line.strip() for page in pages for line in page):
        begins = _NUMBER.match(line)
        name_before = f"{before} {begins['row']}".strip() if begins else ""
        if (name_before or _LABEL.match(line)) and name:
            yield Row(figure=caption, row=name, cells=(said,))
            name = ""
        if begins and name_before:
            name, said, before = name_before, begins["said"], ""
        elif _LABEL.match(line):
            caption, before = _LABEL.sub("", line).strip(), ""
        elif MARK.search(line) or _HEAD.search(line):
            said, before = f"{said} {line}", ""
        else:
            before = f"{before} {line}".strip()
    if name:
        yield Row(figure=caption, row=name, cells=(said,))


_READERS: Mapping[str, Callable[[Path], Iterator[Row]]] = {".html": _page, ".docx": _docx, ".pdf": _pdf}
