"""Text out of what somebody pastes or uploads: what can be read strictly, and nothing that only looks like it."""

import re
import zlib
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.files.uploadedfile import UploadedFile
from docx import Document
from docx.opc.exceptions import OpcError
from docx.table import Table

LARGEST = 2 * 2**20
"""How many bytes a text may have, and a file that it is read from."""
_UNPACKED = 20 * LARGEST
"""How large all that a .docx holds may become."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


_BROKEN = (BadZipFile, OpcError, KeyError, ValueError, SyntaxError, RuntimeError, NotImplementedError, zlib.error)
"""What comes of a file that is called .docx and is none, or a broken one."""


class UnreadableFile(ValueError):
    """Why a file gives no text: a key of ``texts.refused``."""


def pasted(typed: str) -> str:
    """A text as a browser sends it, a line end as one letter. Raises :class:`UnreadableFile`."""
    return _checked(typed.replace("\r\n", "\n"))


def uploaded(file: "UploadedFile[Any]") -> str:
    """The text of a .txt in UTF-8, or of a .docx: its paragraphs and the cells of its tables, each a line.

    Raises :class:`UnreadableFile`.
    """
    name = (file.name or "").lower()
    if not name.endswith((".txt", ".docx")):
        raise UnreadableFile("not_text")
    if (file.size or 0) > LARGEST:
        raise UnreadableFile("too_large")
    content = file.read()
    if name.endswith(".docx"):
        return _checked(_docx(content))
    try:
        return _checked(content.decode("utf-8", errors="strict").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        raise UnreadableFile("not_utf8") from error


def with_line_ends(text: str, like: str) -> str:
    """A text with the line ends of another, as a browser tells nobody which there were."""
    return text.replace("\n", "\r\n") if "\r\n" in like and "\n" not in like.replace("\r\n", "") else text


def _checked(text: str) -> str:
    if len(text.encode(errors="surrogatepass")) > LARGEST:
        raise UnreadableFile("too_large")
    if _CONTROLS.search(text):
        raise UnreadableFile("controls")
    return text


def _docx(content: bytes) -> str:
    try:
        with ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _UNPACKED:
                raise UnreadableFile("too_large")
        document = Document(BytesIO(content))
    except UnreadableFile:
        raise
    except _BROKEN as error:
        raise UnreadableFile("not_docx") from error
    lines: list[str] = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            lines += ["\t".join(cell.text for cell in row.cells) for row in part.rows]
        else:
            lines.append(part.text)
    return "\n".join(lines).strip("\n")
