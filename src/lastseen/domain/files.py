"""Files of a source: what each turned out to be when it was decoded, and what it is called on a page."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

OPAQUE_MEDIA = "application/octet-stream"
"""As what everything is handed out that is not shown."""

PIXELS = 100_000_000
"""The largest image that is decoded."""
NAME_LIMIT = 255
SHORT_DIGEST = 12
"""As many letters of a file's digest as addresses and passages have."""

_STEERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of writing, and can make one ending of a name look like another."""


class FileKind(StrEnum):
    """What a file can be shown as."""

    IMAGE = "image"
    PDF = "pdf"
    AUDIO = "audio"
    VIDEO = "video"
    OPAQUE = "opaque"
    """Kept and handed out, never shown: it is of another kind, or did not decode."""


class Why(StrEnum):
    """Why a file is opaque; nothing where it is not."""

    NONE = ""
    UNKNOWN = "unknown"
    """It is of no kind that can be shown."""
    BROKEN = "broken"
    """It begins as one that could be shown, but cannot be decoded to its end."""
    LOCKED = "locked"
    """It asks for a password."""
    TOO_LARGE = "too-large"
    """It says it has more pixels than are decoded, as a decompression bomb does."""
    LABORIOUS = "laborious"
    """Decoding it took more time or memory than is given to any file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """What decoding found: pixels of an image, pages of a PDF or a scan, full seconds of a recording, its coding.

    ``media`` is as what a recording is played; it follows from its content, never from what was claimed.
    """

    kind: FileKind
    media: str = OPAQUE_MEDIA
    width: int = 0
    height: int = 0
    pages: int = 0
    seconds: int = 0
    codecs: str = ""
    why: Why = Why.NONE

    @property
    def is_recording(self) -> bool:
        """Whether it is played."""
        return self.kind in (FileKind.AUDIO, FileKind.VIDEO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A file as it came: the SHA-256 and number of its bytes, name and type as given with it, and what it is."""

    digest: str
    size: int
    name: str
    claimed: str
    decoded: Decoded

    @property
    def short(self) -> str:
        """The letters of its digest that addresses and passages have."""
        return self.digest[:SHORT_DIGEST]

    @property
    def shown(self) -> str:
        """What pages call it."""
        return shown_name(self.name)


def shown_name(given: str) -> str:
    """A name that came with a file, as pages show it: without folders, and without signs that are not seen."""
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = "".join(letter for letter in last if letter not in _STEERING and unicodedata.category(letter) != "Cc")
    return seen.strip(" .") or "—"
