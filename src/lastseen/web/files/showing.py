"""Files in words: what each is and how large, and the places marked in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lastseen.domain.file_places import FilePlace, clock, parse_place
from lastseen.domain.files import Brought, Decoded, FileKind
from lastseen.operations.files import FilePage
from lastseen.web.file_words import in_words
from lastseen.web.words import say, words_in


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkShown:
    """A mark in words, with the seconds or the page that it leads to."""

    id: str
    place: FilePlace
    words: str
    note: str
    user: str

    @property
    def times(self) -> str:
        """From when to when it is, as an address has it."""
        return self.place.times


def what(decoded: Decoded, language: str) -> str:
    """What a file is, with its measure: pixels, pages or time."""
    kinds = _words(language)["kinds"]
    if decoded.kind is FileKind.PDF:
        return say(kinds["pdf"], decoded.pages, language)
    if decoded.kind is FileKind.IMAGE and decoded.pages:
        return say(kinds["scan"], decoded.pages, language)
    values = {"width": decoded.width, "height": decoded.height, "time": clock(decoded.seconds)}
    return say(kinds[decoded.kind.value], values, language)


def size(bytes_: int) -> str:
    """How large a file is, to two figures or three."""
    for unit, name in ((2**30, "GB"), (2**20, "MB"), (2**10, "KB")):
        if bytes_ >= unit:
            return f"{bytes_ / unit:.1f} {name}" if bytes_ < 100 * unit else f"{bytes_ // unit} {name}"
    return f"{bytes_} B"


def described(file: Brought, language: str) -> dict[str, object]:
    """What a page says of a file beside what it was given with."""
    return {
        "file": file,
        "what": what(file.decoded, language),
        "size": size(file.size),
        "why": _words(language)["why"].get(file.decoded.why.value, ""),
    }


def marks_of(page: FilePage, language: str) -> list[MarkShown]:
    """The marks in a file, in the order of their places."""
    shown = [
        MarkShown(
            id=str(mark.id), place=place, words=in_words(mark.place, language), note=mark.note, user=mark.made.user
        )
        for mark in page.marks
        if (place := parse_place(mark.place)) is not None
    ]
    return sorted(shown, key=lambda mark: (mark.place.page or 0, mark.place.start or 0, mark.place.end or 0))


def _words(language: str) -> Mapping[str, Any]:
    words: Mapping[str, Any] = words_in(language)["files"]
    return words
