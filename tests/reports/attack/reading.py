"""Everything that a page, a PDF or a DOCX holds: what is read in it, and what is not."""

import io
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree as ET

from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, StreamObject, TextStringObject

_BREAKING = frozenset({"p", "div", "tr", "td", "th", "li", "dt", "dd", "h1", "h2", "h3", "h4", "caption", "text"})
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a file holds: the text that is ``shown``, and every string beside it."""

    shown: str
    beside: tuple[str, ...]

    @property
    def everything(self) -> str:
        """All of it, letter after letter, without the spaces that break lines."""
        return squeezed("\n".join((self.shown, *self.beside)))


def squeezed(text: str) -> str:
    """A text as it can be looked for: composed, and without any space."""
    return "".join(unicodedata.normalize("NFC", text).split())


@cache
def held(path: Path) -> Held:
    """Everything in a file, read once."""
    return _READERS[path.suffix](path)


@cache
def pages_of(path: Path) -> tuple[str, ...]:
    """The text of each page of a PDF, read once."""
    return tuple(page.extract_text() for page in PdfReader(path).pages)


# ---- a page ----------------------------------------------------------------------------------------------------------


class _Page(HTMLParser):
    """Text, attributes, comments and declarations; drawings within the page are read as the rest of it."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.beside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shown.append("\n" * (tag in _BREAKING))
        self.beside += [value for name, value in attrs if value and name != "d"]

    def handle_data(self, data: str) -> None:
        (self.beside if self.lasttag == "style" else self.shown).append(data)

    def handle_comment(self, data: str) -> None:
        self.beside.append(data)

    def handle_decl(self, decl: str) -> None:
        self.beside.append(decl)


def _page(path: Path) -> Held:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return Held(shown="".join(page.shown), beside=tuple(page.beside))


# ---- a DOCX ----------------------------------------------------------------------------------------------------------


def _docx(path: Path) -> Held:
    """Every part with its name; of XML the text and all attributes, of pictures what they say of themselves."""
    shown: list[str] = []
    beside: list[str] = []
    with zipfile.ZipFile(path) as file:
        beside.append(file.comment.decode())
        for entry in file.infolist():
            beside += [entry.filename, entry.comment.decode(), entry.extra.decode("latin-1")]
            part = file.read(entry)
            if entry.filename.endswith(".png"):
                beside += picture_says(part)
                continue
            for element in ET.fromstring(part).iter():  # noqa: S314  # it was written a moment ago
                (shown if element.tag == f"{_WORD}t" else beside).append(element.text or "")
                beside += [*element.attrib.values(), element.tail or ""]
                shown.append("\n" * (element.tag == f"{_WORD}p"))
    return Held(shown="".join(shown), beside=tuple(beside))


def picture_says(content: bytes) -> list[str]:
    """What a picture says of itself, beside its points."""
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        return [f"{name}: {value}" for name, value in [*image.info.items(), *image.getexif().items()]]


# ---- a PDF -----------------------------------------------------------------------------------------------------------


def _pdf(path: Path) -> Held:
    """The text of every page, and every string of every object: annotations, outline, alternative texts, metadata."""
    reader = PdfReader(path)
    objects = (reader.get_object(number) for number in range(1, cast("int", reader.trailer["/Size"])))
    beside = [string for each in (*objects, reader.trailer) for string in _strings(each)]
    files = [f"{name} {data!r}" for name, data in reader.attachments.items()]
    return Held(shown="\n".join(pages_of(path)), beside=(*beside, *files))


def _strings(part: Any) -> Iterator[str]:
    """The strings directly in an object, and the text of metadata; what it refers to is an object of its own."""
    match part:
        case StreamObject() if part.get("/Type") == "/Metadata":
            yield part.get_data().decode()
        case DictionaryObject():
            for key, value in part.items():
                yield from (str(key), *_strings(value))
        case ArrayObject():
            for value in part:
                yield from _strings(value)
        case TextStringObject() | ByteStringObject():
            yield part if isinstance(part, str) else part.decode("latin-1")


_READERS: Mapping[str, Callable[[Path], Held]] = {".html": _page, ".docx": _docx, ".pdf": _pdf}
