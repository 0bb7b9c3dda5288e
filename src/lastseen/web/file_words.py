"""Places in files as pages say them: their words, their address, and what somebody typed as a time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from lastseen.domain.file_places import LONGEST, FilePlace, parse_place
from lastseen.domain.sources import Passage
from lastseen.web.words import say, words_in

_TYPED = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,4}):)?(\d{1,6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """A place in a file: its words, and the address at which the file opens there."""

    words: str
    address: str


def in_files(source: str, passages: Iterable[Passage], language: str) -> dict[str, PlaceShown]:
    """Those of a source's passages that lie in files, by their ids."""
    return {
        str(passage.id): PlaceShown(in_words(passage.locator, language), address)
        for passage in passages
        if (address := address_of(source, passage.locator))
    }


def address_of(source: str, locator: str) -> str:
    """The address at which the file of a source opens at a place; empty for a locator of another kind."""
    place = parse_place(locator)
    if place is None:
        return ""
    address = reverse("files:file", kwargs={"name": source, "short": place.file})
    if place.page is not None:
        return f"{address}?{urlencode({'page': place.page})}"
    return f"{address}?{urlencode({'t': place.times}, safe=':')}" if place.times else address


def in_words(locator: str, language: str, name: str = "") -> str:
    """A place in a file in words, after the file's name if that is given; a locator of another kind as it stands."""
    place = parse_place(locator)
    if place is None:
        return locator
    words = words_in(language)["files"]["places"]
    said = place.times or words["whole"] if place.page is None else say(words["page"], place.page, language)
    return f"{name}, {said}" if name else said


def seconds_of(typed: str) -> int | None:
    """A time as somebody types it, ``1:02:03``, ``62:03`` or ``3723``; None where it is none."""
    match = _TYPED.fullmatch(typed.strip())
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    found = (hours * 60 + minutes) * 60 + seconds
    return found if found <= LONGEST else None


def typed_place(short: str, page: str, start: str, end: str) -> FilePlace | None:
    """The place in a file that somebody typed, by page or by times; None where it is none."""
    if page:
        is_page = page.isascii() and page.isdigit() and 0 < len(page) < 7 and int(page) > 0
        return FilePlace(file=short, page=int(page)) if is_page else None
    first = seconds_of(start)
    last = seconds_of(end) if end.strip() else first
    if first is None or last is None:
        return None
    return FilePlace(file=short, start=min(first, last), end=max(first, last))
