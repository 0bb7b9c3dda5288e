"""What stands in the name of a place beside what is its own, taken apart: its kind, its side, its number.

온성군 is 온성 and *county*, Hamgyong-bukto is 함경, *north* and *province*, No. 15 Yodok is 요덕 and *15*. Such words
stand in many names and in many spellings; so they are compared by what they say.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import log
from typing import Final

from lastseen.names.cleaning import cleaned
from lastseen.names.hangul import is_syllable

_LONGEST: Final = 120
"""How many characters of a name are looked at."""
_MOST_WORDS: Final = 3
_IS_SUFFIX: Final = -5.0
"""How likely letters are met that are a mark joined to a name, as a log: about as likely as those of a syllable."""
_IS_NO_SUFFIX: Final = log(0.1)
"""How likely a syllable at the end that is written like a mark is none."""
_NUMBER = re.compile(r"\d{1,4}")
_BREAK = re.compile(r"[^\w'ʼ]+|_")


class Aspect(StrEnum):
    """What a mark tells of a place."""

    SIDE = "side"
    KIND = "kind"
    NUMBER = "number"


Says = Mapping[Aspect, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One way to take a name apart: the words that are its own, what its marks say, and how likely that is, as a log.

    ``suffix`` is the mark that followed the last word: the sounds where they meet may have changed.
    """

    words: tuple[str, ...]
    says: Says
    suffix: str = ""
    prior: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    says: Mapping[str, Says]
    short: Mapping[str, str]
    joining: frozenset[str]
    longest: int


def taken_apart(name: str) -> tuple[Marked, ...]:
    """Every way to take the name of a place apart; none of what holds no letter and no number.

    Of places within one another the innermost is looked at: what stands before a comma, or the last of several words
    in Hangul or Hanja that each say their kind.
    """
    parts = [part for part in re.split("[,;(/]", cleaned(name)[:_LONGEST]) if any(map(str.isalnum, part))]
    if not parts:
        return ()
    bare = _without_words(_without_number(_innermost(parts[0])))
    return tuple(_without_suffix(bare))


def is_syllabic(text: str) -> bool:
    """Whether each letter of a text says a syllable."""
    return bool(text) and all(is_syllable(char) or "\u3400" <= char <= "\u9fff" for char in text)


def _innermost(text: str) -> str:
    words = [_tables().short.get(word, word) for word in text.split()]
    are_places = all(is_syllabic(word) and _suffix(word) for word in words)
    return words[-1] if are_places else " ".join(words)


def _without_number(text: str) -> Marked:
    found = _NUMBER.search(text)
    words = (word.strip("'") for word in _BREAK.split(_NUMBER.sub(" ", text)))
    return Marked(
        words=_with_side([word for word in words if word and word not in _tables().joining]),
        says={} if found is None else {Aspect.NUMBER: str(int(found[0]))},
    )


def _with_side(words: Sequence[str]) -> tuple[str, ...]:
    """The words, of which the last is joined to one that ends with the side of a province: Hamgyeongbuk-do."""
    *before, side, last = words if len(words) > 1 else ("", *words, "")
    joined = Aspect.SIDE in _tables().says.get(_suffix(side + last), {}) and last in _tables().says
    return (*before, side + last) if joined else tuple(words)


def _without_words(name: Marked) -> Marked:
    """The name without the words at its ends that are marks; something remains that is its own, or a number."""
    while (shorter := next(_shorter(name), None)) is not None:
        name = shorter
    return name


def _shorter(name: Marked) -> Iterator[Marked]:
    words = name.words
    fewest = 0 if Aspect.NUMBER in name.says else 1
    for size in range(min(_MOST_WORDS, len(words) - fewest), 0, -1):
        for some, rest, suffix in ((words[-size:], words[:-size], words[-size]), (words[:size], words[size:], "")):
            says = _tables().says.get("".join(some), {})
            if says and not says.keys() & name.says.keys():
                yield replace(name, words=rest, says={**name.says, **says}, suffix=suffix or name.suffix)


def _without_suffix(name: Marked) -> Iterator[Marked]:
    """The name as it is, and without a mark that is joined to its last word."""
    suffix = _suffix(name.words[-1]) if name.words else ""
    says = _tables().says.get(suffix, {})
    if not says or says.keys() & name.says.keys():
        yield name
        return
    last = name.words[-1].removesuffix(suffix)
    yield replace(
        name,
        words=(*name.words[:-1], last),
        says={**name.says, **says},
        suffix=suffix,
        prior=0.0 if is_syllabic(last) else _IS_SUFFIX,
    )
    if Aspect.SIDE not in says:
        yield replace(name, prior=_IS_NO_SUFFIX if is_syllabic(last) else 0.0)


def _suffix(word: str) -> str:
    """The longest mark a word ends with, so that something of it remains: a syllable, or two letters."""
    least = 1 if is_syllabic(word) else 2
    ends = (word[-size:] for size in range(min(_tables().longest, len(word) - least), 0, -1))
    return next((end for end in ends if end in _tables().says), "")


@cache
def _tables() -> _Tables:
    listed = tomllib.loads((files("lastseen") / "data" / "names" / "places.toml").read_text(encoding="utf-8"))
    says: dict[str, Says] = {}
    for aspect in (Aspect.KIND, Aspect.SIDE):
        says |= {_joined(word): {aspect: code} for code, words in listed[aspect].items() for word in words}
    for side, before in listed["side_before_province"].items():
        for province in listed[Aspect.KIND]["province"]:
            says |= {word + province: {Aspect.SIDE: side, Aspect.KIND: "province"} for word in before}
    return _Tables(
        says=says,
        short=listed["short"],
        joining=frozenset(listed["joining"]["words"]),
        longest=max(map(len, says)),
    )


def _joined(word: str) -> str:
    return "".join(_BREAK.split(word))
