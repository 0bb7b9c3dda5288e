"""A syllable of which only the beginning is typed so far, and what it may become."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

import numpy as np

from lastseen.names.hangul import CODAS, COUNT, ONSETS, VOWELS, number, split
from lastseen.names.initial_sound import northern, southern
from lastseen.names.parts import Part, Place, Script
from lastseen.names.prior import SHAPE, Floats, given_prior
from lastseen.names.tables import spellings

_SLOTS: Final[Mapping[str, Sequence[str]]] = {"initial": ONSETS, "medial": ONSETS, "vowel": VOWELS, "coda": CODAS}
_FIRST_ONSET: Final = 0x1100
"""The code point of the first jamo that is an onset; the others follow in the order of ``ONSETS``."""


@cache
def begun(part: Part) -> Floats | None:
    """The probability of each syllable of a given name that may begin with these letters; None where none does.

    Letters may end within the onset, the vowel or the coda. Of Hangul it is an onset, or a syllable a coda may follow.
    """
    initial = part.place is Place.FIRST
    match part.script:
        case Script.HANGUL:
            found = _of_hangul(part.letters, initial=initial)
        case Script.LATIN | Script.CYRILLIC:
            found = _of_letters(part.script, part.letters, initial=initial)
        case _:
            return None
    weighed = found * given_prior()
    total = weighed.sum()
    return weighed / total if total > 0 else None


def _of_hangul(letter: str, *, initial: bool) -> Floats:
    grid = np.zeros(SHAPE)
    onset = ord(letter) - _FIRST_ONSET
    if 0 <= onset < len(ONSETS):
        grid[onset] = 1.0
    else:
        onset, vowel, coda = split(number(letter))
        grid[onset, vowel] = coda == 0
    found: Floats = grid.reshape(-1)
    for syllable in np.flatnonzero(found) if initial else ():
        found[list(northern().get(int(syllable), ()))] = 1.0
    return found


def _of_letters(script: Script, letters: str, *, initial: bool) -> Floats:
    """How likely each syllable is spelled with these letters first, wherever among its three sounds they end."""
    onsets, vowels, codas = (_table(script, slot) for slot in ("initial" if initial else "medial", "vowel", "coda"))
    grid = np.zeros(SHAPE)
    grid += _beginning(onsets, letters)[:, None, None]
    for onset, rest in _cut(onsets, letters):
        grid += np.multiply.outer(onset, _beginning(vowels, rest))[:, :, None]
        for vowel, end in _cut(vowels, rest):
            grid += np.einsum("i,j,k->ijk", onset, vowel, _beginning(codas, end))
    raw: Floats = grid.reshape(-1)
    return (raw + raw[_southern()]) / 2 if initial else raw


def _beginning(table: Mapping[str, Floats], letters: str) -> Floats:
    """How likely each sound is spelled with letters that begin so."""
    none = np.zeros_like(next(iter(table.values())))
    return sum((shares for spelled, shares in table.items() if spelled.startswith(letters)), start=none)


def _cut(table: Mapping[str, Floats], letters: str) -> Iterator[tuple[Floats, str]]:
    """Every way in which a sound is spelled by the first of these letters, and those that are left."""
    for end in range(len(letters)):
        if letters[:end] in table:
            yield table[letters[:end]], letters[end:]


@cache
def _table(script: Script, slot: str) -> dict[str, Floats]:
    """The share of each sound's spellings that these letters are."""
    table: dict[str, Floats] = {}
    for place, sound in enumerate(_SLOTS[slot]):
        counts = spellings(script).get((slot, sound), {})
        for letters, count in counts.items():
            table.setdefault(letters, np.zeros(len(_SLOTS[slot])))[place] = count / sum(counts.values())
    return table


@cache
def _southern() -> list[int]:
    return [southern(syllable) for syllable in range(COUNT)]
