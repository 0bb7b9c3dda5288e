"""What can be read in a document that was written to a file: its words, and those told to people who cannot see."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from bs4 import BeautifulSoup
from docx.oxml.ns import qn
from pypdf import PdfReader

_APART = ["b", "caption", "dd", "dt", "h1", "h2", "h3", "h4", "li", "p", "td", "th"]


def words(path: Path) -> str:
    """Everything a reader is told, in order, with single spaces."""
    told = {".html": _of_page, ".docx": _of_docx, ".pdf": _of_pdf}[path.suffix](path)
    return " ".join("\n".join(told).replace("\u2060", "").split())


def tables_of_page(path: Path) -> list[list[tuple[str, ...]]]:
    """The cells of every line of every table of a page, but for those that head columns."""
    return [
        [tuple(cell.get_text() for cell in line.select("th, td")) for line in table.select("tbody tr")]
        for table in _page(path).select("table")
    ]


def drawings_of_page(path: Path) -> list[str]:
    """What every drawing of a page tells those who cannot see it."""
    return [str(drawing["aria-label"]) for drawing in _page(path).select("[role=img]")]


def _page(path: Path) -> BeautifulSoup:
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
    for hidden in soup.select("style, svg"):
        hidden.decompose()
    return soup


def _of_page(path: Path) -> Iterator[str]:
    soup = _page(path)
    for tag in soup.find_all(_APART):
        tag.append("\n")
    yield soup.get_text()


def _of_docx(path: Path) -> Iterator[str]:
    body = docx.Document(str(path)).element.body
    for paragraph in body.iter(qn("w:p")):
        yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
    for drawing in body.iter(qn("wp:docPr")):
        yield drawing.get("descr", "")


def _of_pdf(path: Path) -> Iterator[str]:
    reader = PdfReader(path)
    cover, *sheets = [sheet.extract_text().splitlines() for sheet in reader.pages]
    yield from cover
    for with_head_and_foot in sheets:
        yield from with_head_and_foot[1:-1]
    yield from _alternatives(reader.root_object["/StructTreeRoot"])


def _alternatives(tag: Any) -> Iterator[str]:
    if "/Alt" in tag:
        yield str(tag["/Alt"])
    below = tag.get("/K", [])
    for one in below if isinstance(below, list) else [below]:
        found = one.get_object()
        if isinstance(found, dict):
            yield from _alternatives(found)
