"""Files that hide something invented, in their metadata and under a black bar; and all that any file holds."""

import io
import re
import zipfile
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from tests.reports.attack.reading import held, squeezed

AUTHOR, TAKEN, COVERED = "Vixen Author", "Vixen at the crossing", "Vixen under the bar"
"""What the three files hide."""


def photograph() -> bytes:
    """A JPEG that says where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = TAKEN
    made = io.BytesIO()
    Image.new("RGB", (60, 40), 3).save(made, "JPEG", exif=exif, comment=TAKEN.encode())
    return made.getvalue()


def redacted() -> bytes:
    """A PDF of one page, of which a line is covered by a black bar, and stays in the file."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 200)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): named})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    drawn = StreamObject()
    drawn.set_data(f"BT /F1 12 Tf 40 100 Td ({COVERED}) Tj ET 0 0 0 rg 30 90 240 30 re f".encode())
    page[NameObject("/Contents")] = drawn
    writer.add_metadata({"/Author": AUTHOR})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def letter() -> bytes:
    """A DOCX that says who wrote it."""
    core = f'<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>{AUTHOR}</dc:creator></cp:coreProperties>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, part in (("[Content_Types].xml", "<Types/>"), ("docProps/core.xml", core)):
            packed.writestr(zipfile.ZipInfo(name), part)
    return made.getvalue()


def everything(folder: Path, name: str, content: bytes) -> str:
    """All that a file holds: its name, its bytes, what is read in it once it is unpacked, and what is only encoded."""
    found = squeezed(name) + squeezed(content.decode("utf-8", errors="ignore")) + squeezed(content.decode("latin-1"))
    if name.endswith((".html", ".docx", ".pdf")):
        path = folder / name.replace("/", "_")
        path.write_bytes(content)
        found += held(path).everything
    return found + _decoded(found)


def _decoded(text: str) -> str:
    """The same as addresses (``%EC``), pages (``&#x``) and scripts (``\\u``) are read."""
    script = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text, flags=re.IGNORECASE)
    return "".join(map(squeezed, (unquote(text), unescape(text), script)))
