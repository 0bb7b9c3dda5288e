"""The rows of every table and every chart, as somebody with only the file reads them."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

from pypdf import PdfReader

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_LABEL = re.compile(r"^\s*(?:Table|Figure) \d+[.:]?\s+")
_NUMBER = re.compile(r"^(?P<row>(?![A-Z]-\d).*?\S) (?P<said>(?:about )?\d[\d,]*(?:–[\d,]+)?(?: .*)?)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: of which table or chart (its caption), what it is called, and everything that stands in it, seen or
    not."""

    figure: str
    row: str
    said: tuple[str, ...]


def rows(path: Path) -> tuple[Row, ...]:
    """All rows of a file, in order."""
    return tuple(_READERS[path.suffix](path.read_bytes()))


def drawn(caption: str, alternative: str) -> Iterator[Row]:
    """The rows of a chart, out of the text that says it in words."""
    for part in alternative.rstrip(".").split("; "):
        name, _, number = part.rpartition(": ")
        yield Row(figure=caption, row=name, said=(number,))


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

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "tr":
            self.row = _Open()
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
        if tag == "tr" and len(self.row.cells) > 1:
            name, *cells = self.row.cells
            self.found.append(Row(figure=self.caption or "", row=name, said=(*cells, *self.row.beside)))
        elif tag == "caption" or (tag == "p" and self.into and self.alternative):
            self.caption = _LABEL.sub("", self.row.cells[-1]).strip()
            self.found += drawn(self.caption, self.alternative) if self.alternative else ()
            self.alternative = ""
        if tag in ("th", "td", "caption", "p"):
            self.into = None


def _page(content: bytes) -> Iterator[Row]:
    page = _Page()
    page.feed(content.decode())
    return iter(page.found)


# ---- a DOCX ----------------------------------------------------------------------------------------------------------


def _docx(content: bytes) -> Iterator[Row]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        body = ET.fromstring(file.read("word/document.xml"))[0]  # noqa: S314  # it was written a moment ago
    before = alternative = ""
    for block in body:
        for picture in block.iter(_DRAWN):
            alternative = picture.get("descr", "")
        if block.tag == f"{_W}tbl":
            yield from _lines(block, _LABEL.sub("", before).strip())
            continue
        before = _text(block)
        if alternative and before:
            yield from drawn(_LABEL.sub("", before).strip(), alternative)
            alternative = ""


def _lines(table: ET.Element, caption: str) -> Iterator[Row]:
    for line in table.iter(f"{_W}tr"):
        name, *cells = [_text(cell) for cell in line.iter(f"{_W}tc")]
        beside = (value for element in line.iter() for value in element.attrib.values())
        yield Row(figure=caption, row=name, said=(*cells, *beside))


def _text(element: ET.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{_W}t"))


# ---- a PDF -----------------------------------------------------------------------------------------------------------


def _pdf(content: bytes) -> Iterator[Row]:
    """The lines of every table: one with a number begins a row, one without goes on with it."""
    pages = (page.extract_text().splitlines()[1:] for page in PdfReader(io.BytesIO(content)).pages)
    caption, name, said = "", "", ""
    for line in (line.strip() for page in pages for line in page):
        begins = _NUMBER.match(line)
        if begins or _LABEL.match(line):
            if name:
                yield Row(figure=caption, row=name, said=(said,))
            name, said = (begins["row"], begins["said"]) if begins else ("", "")
            caption = _LABEL.sub("", line).strip() if _LABEL.match(line) else caption
        elif name:
            said = f"{said} {line}"
    if name:
        yield Row(figure=caption, row=name, said=(said,))


_READERS: Mapping[str, Callable[[bytes], Iterator[Row]]] = {".html": _page, ".docx": _docx, ".pdf": _pdf}
