"""The tables that names are read by, as data: how sounds are spelled, what syllables and surnames are usual, Hanja.

Each file says in its head, and the README beside them, where it comes from and how it was made.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lastseen.names.hangul import number

_DATA = files("lastseen") / "data" / "names"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surname:
    """A surname by its etymological syllables, its share of all people, and spellings that letters do not explain."""

    syllables: tuple[int, ...]
    share: float
    spellings: Mapping[str, float]


@cache
def spellings(script: str) -> dict[tuple[str, str], dict[str, float]]:
    """How often each sound was spelled with which letters: by slot (initial, medial, vowel, coda) and jamo."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for of, slot, jamo, letters, count in _rows("spellings.tsv"):
        if of == script:
            found.setdefault((slot, jamo), {})[letters] = float(count)
    return found


@cache
def surnames() -> tuple[Surname, ...]:
    """Every surname that is told apart, compound ones too."""
    return tuple(
        Surname(
            syllables=tuple(map(number, name)),
            share=float(share) / 100,
            spellings={letters: float(part) for letters, _, part in (one.partition("=") for one in usual.split())},
        )
        for name, share, usual in _rows("surnames.tsv")
    )


@cache
def syllable_counts() -> tuple[dict[int, float], dict[int, float]]:
    """How often each syllable was met first in a given name, as Southern spelling has it, and how often later."""
    first: dict[int, float] = {}
    later: dict[int, float] = {}
    for syllable, leading, following in _rows("syllables.tsv"):
        first[number(syllable)] = float(leading)
        later[number(syllable)] = float(following)
    return first, later


@cache
def hanja() -> dict[str, dict[int, float]]:
    """The readings of each character by their Northern, etymological syllables, with how usual each is in names."""
    return {char: {number(one[0]): float(one[1:]) for one in readings.split()} for char, readings in _rows("hanja.tsv")}


@cache
def pinyin() -> dict[str, dict[int, float]]:
    """For each syllable of Mandarin, the Korean readings of the characters so read, with their weight in names."""
    return {
        spelled: {number(one[0]): float(one[1:]) for one in readings.split()}
        for spelled, readings in _rows("pinyin.tsv")
    }


def _rows(name: str) -> Iterator[list[str]]:
    """The rows of a table, without its head. Cells are separated by tabs and never quoted."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    yield from csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
