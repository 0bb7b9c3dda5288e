"""Places in files, as the locator of a passage writes them.

``file:3f9a0c11d2e4`` is a whole file, by the first letters of its digest; ``file:3f9a0c11d2e4#page=3`` a page of it,
``file:3f9a0c11d2e4#t=00:12:30-00:13:05`` a part of a recording, and ``file:3f9a0c11d2e4#t=00:12:30`` a moment in it.
"""

import re
from dataclasses import dataclass

from lastseen.domain.files import SHORT_DIGEST, Decoded

LONGEST = 1000 * 3600 - 1
"""The last second that can be written."""

_TIME = r"\d{2,3}:[0-5]\d:[0-5]\d"
_PLACE = re.compile(
    rf"file:(?P<file>[0-9a-f]{{{SHORT_DIGEST}}})(?:#page=(?P<page>[1-9]\d{{0,5}})"
    rf"|#t=(?P<start>{_TIME})(?:-(?P<end>{_TIME}))?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class FilePlace:
    """A file, or a page of it, or the seconds from ``start`` to ``end`` of it; a moment ends when it starts."""

    file: str
    page: int | None = None
    start: int | None = None
    end: int | None = None

    def __post_init__(self) -> None:
        """Raises ValueError where it is no place: half of a time, or a page and a time at once."""
        is_timed = self.start is not None and self.end is not None and 0 <= self.start <= self.end <= LONGEST
        is_untimed = self.start is None and self.end is None
        is_paged = self.page is not None and 0 < self.page < 10**6
        if not (is_untimed if is_paged else self.page is None and (is_timed or is_untimed)):
            raise ValueError(self)
        if re.fullmatch(f"[0-9a-f]{{{SHORT_DIGEST}}}", self.file) is None:
            raise ValueError(self)

    def __str__(self) -> str:
        return f"file:{self.file}{self.fragment}"

    @property
    def fragment(self) -> str:
        """The place within the file, as the locator has it; empty for the whole of it."""
        if self.page is not None:
            return f"#page={self.page}"
        return f"#t={self.times}" if self.times else ""

    @property
    def times(self) -> str:
        """From when to when the place is; empty where it is not in time."""
        if self.start is None or self.end is None:
            return ""
        return clock(self.start) + (f"-{clock(self.end)}" if self.end > self.start else "")

    def is_in(self, decoded: Decoded) -> bool:
        """Whether a file of this content has such a place."""
        if self.page is not None:
            return self.page <= decoded.pages
        return self.end is None or (decoded.is_recording and self.end <= decoded.seconds)


def parse_place(locator: str) -> FilePlace | None:
    """The place in a file that a locator writes; None where it writes another place, such as a row of a table."""
    match = _PLACE.fullmatch(locator)
    if match is None:
        return None
    start = None if match["start"] is None else _seconds(match["start"])
    end = start if match["end"] is None else _seconds(match["end"])
    page = None if match["page"] is None else int(match["page"])
    try:
        place = FilePlace(file=match["file"], page=page, start=start, end=end)
    except ValueError:
        return None
    return place if str(place) == locator else None


def clock(seconds: int) -> str:
    """Seconds as hours, minutes and seconds."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _seconds(written: str) -> int:
    hours, minutes, seconds = map(int, written.split(":"))
    return (hours * 60 + minutes) * 60 + seconds
