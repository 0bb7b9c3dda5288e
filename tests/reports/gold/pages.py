"""Which pages are kept as pictures, how they are drawn, and how two pictures are told apart."""

import io
from functools import cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops

from lastseen.reports.document.model import Document
from lastseen.reports.writers.pdf import pictures
from tests.reports.writers.specimen import specimen

FOLDER: Final = Path(__file__).parent
PAGES: Final = (("en", 4), ("en", 6), ("ko", 1), ("ko", 3))
"""A chart with tables, a person's box, a cover, and the findings with big numbers and a quotation."""

_PPI: Final = 60
_SEEN: Final = 32
"""The change in brightness, of 255, that counts: below it lies what rounding does to the edge of a letter."""
_FEW: Final = 8
"""The points that may change: fewer than a digit has."""


def kept(language: str, page: int) -> Path:
    """Where the picture of a page lies."""
    return FOLDER / f"{language}-{page}.png"


def drawn(document: Document, page: int) -> bytes:
    """The page as it is now."""
    return pictures(document, _PPI)[page - 1]


@cache
def drawn_specimen(language: str, page: int) -> bytes:
    """A page of the specimen, drawn once for all who ask."""
    return drawn(specimen(language), page)


def difference(before: bytes, after: bytes) -> Image.Image | None:
    """The points that a reader might see change, white on black; nothing where the two look alike."""
    one, other = (Image.open(io.BytesIO(picture)).convert("RGB") for picture in (before, after))
    if one.size != other.size:
        return other
    changed = ImageChops.difference(one, other).convert("L").point([0] * _SEEN + [255] * (256 - _SEEN))
    return changed if changed.histogram()[255] > _FEW else None
