"""Reads a text from a file: plain, HTML, DOCX or PDF, and says in which language it is written."""

import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

import docx
import pypdfium2
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table

from lastseen.claims.claim import Text
from lastseen.domain.errors import Refusal

ENDINGS = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
"""The endings of files that a folder is searched for."""
STANDARD_INPUT = "-"
_PDF = b"%PDF-"
_LEAST_LETTERS = 20
"""A PDF with fewer letters a page than this is a picture of a text."""


class CannotRead(Refusal):
    """A file cannot be read as a text."""

    code = "claims.cannot-read"
    sentence = "{file} cannot be read: {why}."
    hint = "Give it as a text, an HTML page, a DOCX or a PDF with text in it."


class NothingToRead(Refusal):
    """A folder given to be read holds no text."""

    code = "claims.nothing-to-read"
    sentence = "There is nothing to read in {folder}."
    hint = "Its files must end in {endings}."


class Scanned(Refusal):
    """A PDF holds pictures of pages and no text."""

    code = "claims.scanned"
    sentence = "{file} is scanned: its {pages} pages hold no text."
    hint = "Let a text recognition program read it first, and check what it read."


def files_in(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files that paths name: those of a folder, in order of their names, and all others as they are.

    Raises :class:`NothingToRead`.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(one for one in path.rglob("*") if one.is_file() and one.suffix.lower() in ENDINGS)
        if not inside:
            raise NothingToRead(folder=path, endings=", ".join(ENDINGS))
        found.extend(inside)
    return tuple(found)


def read_text(path: Path, standard_input: BinaryIO, language: str = "") -> Text:
    """The text of a file, or of the standard input for ``-``; its language is found where none is given.

    Raises :class:`CannotRead` or :class:`Scanned`.
    """
    name = str(path)
    raw = standard_input.read() if name == STANDARD_INPUT else _bytes(path)
    return text_of(raw, name, language)


def read_pages(path: Path) -> tuple[str, ...]:
    """The pages of a PDF. Raises :class:`CannotRead` or :class:`Scanned`."""
    raw = _bytes(path)
    if not raw.startswith(_PDF):
        raise CannotRead(file=path, why="it is no PDF")
    return tuple(map(_unbroken, _pages(raw, str(path))))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotRead(file=path, why=(error.strerror or "no access").lower()) from error


def text_of(raw: bytes, name: str, language: str = "") -> Text:
    """The text in the bytes of a file; as which of the formats they are read, they say themselves.

    Raises :class:`CannotRead` or :class:`Scanned`.
    """
    content = _content(raw, name)
    return Text(file=name, language=language or language_of(content), content=content)


def _content(raw: bytes, name: str) -> str:
    if raw.startswith(_PDF):
        return "\n\n".join(map(_unbroken, _pages(raw, name)))
    if raw.startswith(b"PK\x03\x04"):
        return _docx(raw, name)
    content = _decoded(raw, name)
    beginning = content[:2000].lower()
    if "<html" in beginning or "<!doctype html" in beginning or Path(name).suffix.lower() in {".html", ".htm"}:
        return html_text(content)
    return content


def _decoded(raw: bytes, name: str) -> str:
    """Text as UTF-8, UTF-16 with its mark, or the Korean code page that old pages are in."""
    codes = ("utf-16",) if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp949")
    for code in codes:
        try:
            content = raw.decode(code)
        except UnicodeDecodeError:
            continue
        if "\x00" not in content:
            return content.replace("\r\n", "\n")
    raise CannotRead(file=name, why="it is no text")


def _pages(raw: bytes, name: str) -> list[str]:
    try:
        with pypdfium2.PdfDocument(raw) as document:
            pages = [page.get_textpage().get_text_bounded() for page in document]
    except pypdfium2.PdfiumError as error:
        raise CannotRead(file=name, why="the PDF is damaged or locked") from error
    if sum(map(len, pages)) < _LEAST_LETTERS * len(pages):
        raise Scanned(file=name, pages=len(pages))
    return pages


def _unbroken(page: str) -> str:
    """A page whose lines are joined within a sentence, without the numbers of pages that stand alone on a line; rows of
    a table stay on lines of their own, with bars between their cells."""
    plain = page.replace("\r\n", "\n").replace("\ufffe", "-")
    plain = re.sub(r"(?m)^[ \t]*[-–—]?[ \t]*\d{1,4}[ \t]*[-–—]?[ \t]*$", "", plain)
    parts: list[str] = []
    prose: list[str] = []
    for ends_so, lines in groupby(plain.split("\n"), key=lambda line: bool(_figures(line))):
        held = list(lines)
        if ends_so and _are_rows(held):
            parts += [_joined(prose), *map(_ruled, held)]
            prose = []
        else:
            prose += held
    return "\n\n".join([*parts, _joined(prose)])


def _joined(lines: list[str]) -> str:
    return re.sub(r"(?<![.!?。…:\n])\n(?!\n)", " ", "\n".join(lines))


_ROW = re.compile(r"(?<=[^\W\d_)])(?: +\d[\d,.]*%?)+[ \t]*$")
"""What the rows of a table end with in a PDF: a word, then numbers."""


def _are_rows(lines: list[str]) -> bool:
    """Whether lines that all end so are rows: two of prose may do so by chance if each ends with one number."""
    return len(lines) > 1 and sum(len(_figures(line)) for line in lines) > 2


def _figures(line: str) -> list[str]:
    found = _ROW.search(line)
    return [] if found is None else found[0].split()


def _ruled(line: str) -> str:
    return " | ".join((_ROW.sub("", line).strip(), *_figures(line)))


def _docx(raw: bytes, name: str) -> str:
    try:
        document = docx.Document(io.BytesIO(raw))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise CannotRead(file=name, why="it is no DOCX") from error
    parts: list[str] = []
    for part in document.iter_inner_content():
        parts.extend(_cells(part) if isinstance(part, Table) else [part.text])
    return "\n\n".join(part for part in parts if part.strip())


def _cells(table: Table) -> Iterator[str]:
    """The rows of a table, in each the cells with bars between; one that goes over several columns stands once."""
    for row in table.rows:
        cells = {id(cell._tc): cell for cell in row.cells}.values()  # noqa: SLF001  # nothing else tells cells apart
        yield " | ".join(" ".join(cell.text.split()) for cell in cells)


def html_text(page: str) -> str:
    """The text of an HTML page without its scripts, styles, menus and forms; blocks are set apart by blank lines."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    return re.sub(r"\s*\n\s*\n\s*", "\n\n", "".join(reader.parts)).strip()


class _Page(HTMLParser):
    """Gathers what a page says. What is left out closes at its own end only, so that a menu may hold anything."""

    _LEFT_OUT = frozenset({"script", "style", "nav", "noscript", "template", "form", "button", "select", "svg", "head"})
    _BLOCKS = frozenset(
        {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "section", "article", "header", "footer"}
        | {"blockquote", "figcaption", "ul", "ol", "dd", "dt"}
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # as the base class calls it
        if tag in self._LEFT_OUT:
            self._out.append(tag)
        elif tag in self._BLOCKS:
            self.parts.append("\n\n")
        elif tag in {"br", "td", "th"}:
            self.parts.append("\n" if tag == "br" else " | ")

    def handle_endtag(self, tag: str) -> None:
        if self._out and tag == self._out[-1]:
            self._out.pop()
        elif tag in self._BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._out:
            self.parts.append(re.sub(r"\s+", " ", data))


def language_of(content: str) -> str:
    """The language of a text: Korean by its letters, Spanish by its small words, else English."""
    letters = sum(map(str.isalpha, content))
    if letters and 5 * sum("가" <= one <= "힣" for one in content) > letters:
        return "ko"
    small = re.findall(r"\b(?:de|la|los|las|que|del|por|una|con|para|the|of|and|to|were|in)\b", content.lower())
    spanish = sum(one in {"de", "la", "los", "las", "que", "del", "por", "una", "con", "para"} for one in small)
    return "es" if 2 * spanish > len(small) else "en"
