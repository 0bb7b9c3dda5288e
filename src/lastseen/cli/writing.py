"""Documents written to files: the ending of the name says the format, and nothing stands there half done."""

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile

from lastseen.domain.errors import Refusal
from lastseen.reports.document.model import Document
from lastseen.reports.writers.docx import docx
from lastseen.reports.writers.page import page
from lastseen.reports.writers.pdf import pdf

_WRITERS: Mapping[str, Callable[[Document], bytes]] = {
    ".html": lambda document: page(document).encode(),
    ".pdf": pdf,
    ".docx": docx,
}


class NoSuchFormat(Refusal):
    """The ending of a file's name says none of the formats documents are written in."""

    code = "document.unknown-format"
    sentence = "{out} does not say in which format to write."
    hint = "Let its name end in {endings}."


class NoSuchFolder(Refusal):
    """The folder a document is to be written to does not exist."""

    code = "document.no-folder"
    sentence = "There is no folder {folder}."
    hint = "Make it first, or name another."


def check_out(out: Path) -> None:
    """Refuse a file that cannot be written, before anything is made for it.

    Raises :class:`NoSuchFormat` or :class:`NoSuchFolder`.
    """
    if out.suffix.lower() not in _WRITERS:
        raise NoSuchFormat(out=out, endings=", ".join(_WRITERS))
    if not out.parent.is_dir():
        raise NoSuchFolder(folder=out.parent)


def write_document(document: Document, out: Path) -> None:
    """Write a document in the format that its name's ending says: whole, or not at all.

    Raises what :func:`check_out` raises.
    """
    check_out(out)
    content = _WRITERS[out.suffix.lower()](document)
    with NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", delete=False) as file:
        part = Path(file.name)
    try:
        part.write_bytes(content)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
