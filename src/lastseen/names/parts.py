"""What a name is read into: its parts, each a syllable or a surname in the letters it was written in."""

from dataclasses import dataclass
from enum import StrEnum


class Script(StrEnum):
    """What a part is written in. Pinyin is Latin letters that spell Chinese readings of Hanja."""

    HANGUL = "hangul"
    HANJA = "hanja"
    LATIN = "latin"
    CYRILLIC = "cyrillic"
    PINYIN = "pinyin"


class Place(StrEnum):
    """Where a part stands: what is usual, and how it is spelled, differs by place."""

    SURNAME = "surname"
    FIRST = "first"
    LATER = "later"
    WORD = "word"
    """A word of a name that is not read as a Korean one."""
    MARK = "mark"
    """What a name of a place tells beside what is its own: kind, side, number."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name as written: a surname, or one syllable of the given name."""

    place: Place
    script: Script
    letters: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: its surname and the syllables after it, and the log of how likely it is meant so."""

    parts: tuple[Part, ...]
    prior: float


COMPARED = 4
"""How many parts of a reading are compared: a surname, and three syllables after it."""
