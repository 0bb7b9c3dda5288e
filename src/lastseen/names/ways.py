"""The ways to understand a piece of a Korean name: its surname, its beginning, its given name, perhaps cut off."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Final

from lastseen.names.begun import begun
from lastseen.names.beliefs import belief, evidence
from lastseen.names.cleaning import cleaned, lettered
from lastseen.names.parts import Part, Place, Script
from lastseen.names.prior import Floats
from lastseen.names.reading import read, script_of

LIKELY: Final = log(0.05)
"""How likely one of several readings has to be, as a log."""
PLACES: Final = (Place.SURNAME, Place.FIRST, Place.LATER, Place.LATER)
"""What stands where in a name."""

_USUAL: Final = {Script.HANGUL: "김", Script.HANJA: "金", Script.LATIN: "kim ", Script.CYRILLIC: "ким "}
"""A surname in each script, before which a given name alone is read."""
_A_SURNAME: Final = -12.0
"""How likely letters have to be met as a surname, as a log, to be one that stands alone."""
_LONGEST_BEGUN: Final = 6
_LONGEST: Final = 60
"""How many characters of what is typed are looked at: no Korean name has more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to understand what was typed: parts of a name, from its surname (``start`` 0) or its given name (1) on.

    ``meanings`` are the probabilities of what each part may mean; ``is_begun``, whether the last is not whole.
    """

    start: int
    parts: tuple[Part, ...]
    meanings: tuple[Floats, ...]
    prior: float
    is_begun: bool = False

    @property
    def is_surname(self) -> bool:
        """Whether it is a surname and nothing else."""
        return self.start == 0 and len(self.parts) == 1


def ways(text: str, *, is_typing: bool) -> tuple[Way, ...]:
    """Every way a piece of a name may be meant; its last syllable only begun, too, where somebody ``is_typing``."""
    piece = cleaned(text)[:_LONGEST]
    return (*_whole(piece), *_cut_off(piece)) if is_typing else _whole(piece)


@lru_cache(maxsize=10_000)
def _whole(piece: str) -> tuple[Way, ...]:
    """The ways to understand a piece whose last syllable is whole."""
    script = script_of(piece)
    if script is None:
        return ()
    surname = _surname(piece, script)
    alone = () if surname is None else (_way(0, (surname,), 0.0),)
    readings = [one for one in read(piece) if one.prior > LIKELY and len(one.parts) <= len(PLACES)]
    return (*alone, *(_way(0, one.parts, one.prior) for one in readings), *_given(piece, script, surname))


def _way(start: int, parts: tuple[Part, ...], prior: float) -> Way:
    found = (belief(part) for part in parts)
    return Way(start=start, parts=parts, meanings=tuple(one for one in found if one is not None), prior=prior)


def _surname(piece: str, script: Script) -> Part | None:
    """The surname that a piece is, if it may be one."""
    letters = lettered(piece) if script is Script.LATIN else piece
    if " " in piece or not letters:
        return None
    if script in (Script.HANGUL, Script.HANJA):
        readings = read(piece + _USUAL[script])
        return next((one.parts[0] for one in readings if one.parts[0].letters == piece), None)
    part = Part(Place.SURNAME, script, letters)
    return part if evidence(part) > _A_SURNAME else None


def _given(piece: str, script: Script, surname: Part | None) -> Iterator[Way]:
    """The ways to understand a piece as a given name; not as one syllable that is met more often as a surname."""
    for reading in read(_USUAL[script] + piece):
        first, *given = reading.parts
        if len(given) >= len(PLACES):
            continue
        is_rather_surname = surname is not None and len(given) == 1 and evidence(surname) > evidence(given[0])
        if first.letters == _USUAL[script].strip() and reading.prior > LIKELY and not is_rather_surname:
            yield _way(1, tuple(given), reading.prior)


def _cut_off(piece: str) -> Iterator[Way]:
    """The ways to understand a piece whose last letters only begin a syllable."""
    script = script_of(piece)
    if script is None or script is Script.HANJA:
        return
    longest = 1 if script is Script.HANGUL else min(_LONGEST_BEGUN, len(piece))
    for size in range(1, longest + 1):
        head, tail = piece[:-size].rstrip(" -"), piece[-size:]
        if not tail.isalpha():
            return
        letters = lettered(tail) if script is Script.LATIN else tail
        for way in _whole(head):
            at = way.start + len(way.parts)
            if at < len(PLACES):
                yield from _with(way, Part(PLACES[at], script, letters))


def _with(way: Way, part: Part) -> Iterator[Way]:
    meant = begun(part)
    if meant is not None:
        parts, meanings = (*way.parts, part), (*way.meanings, meant)
        yield Way(start=way.start, parts=parts, meanings=meanings, prior=way.prior, is_begun=True)
