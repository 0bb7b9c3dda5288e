"""What stands in the name of a place beside what is its own, taken apart: its kind, its side, its number.

온성군 is 온성 and *county*, Hamgyong-bukto 함경 and *north* and *province*, No. 15 Yodok 요덕 and *15*. Such words stand in
a thousand names, in as many spellings; so they are compared by what they say.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import log
from typing import Final

from lastseen.names.cleaning import cleaned

_JOINED: Final = {True: log(0.9), False: log(0.5)}
"""How likely letters that end like such a word do so because it was joined: where each is a syllable, and else."""
_APART: Final = {True: log(0.1), False: log(0.5)}
_MOST_WORDS: Final = 3
_LONGEST: Final = 120
"""How many characters of a name are looked at."""
_NUMBER = re.compile(r"\d{1,4}")
_BREAK = re.compile(r"[^\w']+|_")


class Aspect(StrEnum):
    """What a mark is of."""

    SIDE = "side"
    KIND = "kind"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark as it is written, and what it says."""

    written: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One way to take a name apart: the words that are its own, its marks, and the log of how likely it is meant so."""

    words: tuple[str, ...]
    marks: Mapping[Aspect, Mark]
    prior: float = 0.0


def taken_apart(name: str) -> tuple[Marked, ...]:
    """Every way to take the name of a place apart; none of what holds no letter and no number.

    Of places named within one another, the innermost is looked at: the first before a comma, the last of several words
    in Hangul or Hanja that each say their kind.
    """
    text = cleaned(name)[:_LONGEST]
    parts = [part for part in re.split("[,;(/]", text) if any(map(str.isalnum, part))]
    if not parts:
        return ()
    start = _numbered(_innermost(parts[0]))
    return tuple(_joined_off(_words_off(start)))


def _innermost(text: str) -> str:
    words = [_tables().short.get(word, word) for word in text.split()]
    kinds = [word for word in words if _syllabic(word) and len(word) > 1 and _suffix(word) is not None]
    return kinds[-1] if len(kinds) > 1 and len(kinds) == len(words) else " ".join(words)


def _numbered(text: str) -> Marked:
    found = _NUMBER.search(text)
    marks = {} if found is None else {Aspect.NUMBER: Mark(found[0], str(int(found[0])))}
    words = (word.strip("'") for word in _BREAK.split(_NUMBER.sub(" ", text)))
    return Marked(words=tuple(word for word in words if word and word not in _tables().joining), marks=marks)


def _words_off(name: Marked) -> Marked:
    """The name without the words at its ends that are marks; one word at least remains, or a number."""
    while (shorter := _word_off(name)) is not None:
        name = shorter
    return name


def _word_off(name: Marked) -> Marked | None:
    words, kept = name.words, 0 if Aspect.NUMBER in name.marks else 1
    for size in range(min(_MOST_WORDS, len(words) - kept), 0, -1):
        for some, rest in ((words[-size:], words[:-size]), (words[:size], words[size:])):
            found = _whole(some)
            if found is not None and found[0] not in name.marks:
                aspect, mark = found
                return _side_off(replace(name, words=rest, marks={**name.marks, aspect: mark}))
    return None


def _whole(words: tuple[str, ...]) -> tuple[Aspect, Mark] | None:
    """The mark that these words are together, written apart or joined."""
    for written in (" ".join(words), "".join(words)):
        for aspect, marks in _tables().marks.items():
            if written in marks and not (aspect is Aspect.SIDE and len(written) <= 3):
                return aspect, Mark(written, marks[written])
    return _province_of_side(words) if len(words) == 1 else None


def _province_of_side(words: tuple[str, ...]) -> tuple[Aspect, Mark] | None:
    found = _suffix(words[0])
    is_side = found is not None and found[1].says == "province" and found[0] in _tables().marks[Aspect.SIDE]
    return None if found is None or not is_side else (Aspect.KIND, found[1])
