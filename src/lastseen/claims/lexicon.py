"""How a language writes quantities, from its data file, compiled into a few patterns that read a text once."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lastseen.claims.claim import Modality

LANGUAGES = ("en", "es", "ko")
"""The languages texts are read in."""
_DATA = files("lastseen") / "data" / "claims"
_FLAGS = re.IGNORECASE | re.MULTILINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words and patterns of one language.

    ``numeral`` finds one number; ``phrases`` whole number phrases, by their kind; ``before`` and ``after`` the words
    beside a number that bound it, by modality; ``units`` and ``nouns``
    what is counted. A word of ``alone`` is no number
    unless it stands with another.
    """

    language: str
    decimal: str
    group: str
    words: Mapping[str, float]
    multipliers: Mapping[str, float]
    alone: str
    numeral: re.Pattern[str]
    phrases: Mapping[str, tuple[re.Pattern[str], ...]]
    fractions: tuple[tuple[re.Pattern[str], float], ...]
    more_than: tuple[tuple[re.Pattern[str], float], ...]
    vague: tuple[tuple[re.Pattern[str], tuple[float, float]], ...]
    greatest_ratio: float
    percent: re.Pattern[str]
    before: tuple[tuple[re.Pattern[str], Modality], ...]
    after: tuple[tuple[re.Pattern[str], Modality], ...]
    units: tuple[tuple[re.Pattern[str], str], ...]
    nouns: tuple[tuple[re.Pattern[str], str], ...]
    masks: re.Pattern[str]
    years: re.Pattern[str]
    separators: re.Pattern[str]
    pair: re.Pattern[str]
    base_after: re.Pattern[str]
    base_of: re.Pattern[str]
    own_share: re.Pattern[str]
    joined: re.Pattern[str]
    elliptic: re.Pattern[str]
    period_words: Mapping[str, float]


def data(name: str) -> Mapping[str, Any]:
    """A data file of claims, read. ``Any`` because this is TOML."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of one of :data:`LANGUAGES`."""
    told = data(language)
    numeral = _numeral(told)
    return Lexicon(
        language=language,
        decimal=told["decimal"],
        group=told["group"],
        words=told["words"],
        multipliers=told["multipliers"],
        alone=told["alone"],
        numeral=_compiled(numeral),
        phrases={
            kind: tuple(_compiled(_filled(pattern, numeral)) for pattern in told[table]["patterns"])
            for kind, table in (("ratio", "ratio"), ("youngest", "extreme"), ("period", "period"))
        }
        | {"range": tuple(_compiled(_filled(pattern, numeral)) for pattern in told["ranges"]["patterns"])},
        fractions=tuple((_word(pattern), value) for pattern, value in told["fractions"].items()),
        more_than=tuple((_word(pattern), value) for pattern, value in told.get("more_than", {}).items()),
        vague=tuple((_word(pattern), (low, high)) for pattern, (low, high) in told["vague"].items()),
        greatest_ratio=told["ratio"]["greatest"],
        percent=_compiled(rf" ?(?:{told['percent']['pattern']})"),
        before=_bounds(told["before"], language, r"(?:{})\s*$", after=False),
        after=_bounds(told["after"], language, r"\s?(?:{})", after=True),
        units=_named(told["units"], language),
        nouns=_named(told.get("nouns", {}), language),
        masks=_compiled(_any(told["masks"]["patterns"])),
        years=_compiled(told["masks"]["years"]),
        separators=_compiled(told["clauses"]["separators"]),
        pair=_compiled(told["clauses"]["pair"]),
        base_after=_compiled(told["base"]["after"]),
        base_of=_compiled(told["base"]["of"]),
        joined=_compiled(told["ellipsis"]["before"]),
        elliptic=_compiled(told["ellipsis"]["after"]),
        own_share=_compiled(rf"[^.;()\d\n]{{0,40}}\([^()]{{0,12}}\d[\d.,]*\s?(?:{told['percent']['pattern']})"),
        period_words=told["period"]["words"],
    )


def _numeral(told: Mapping[str, Any]) -> str:
    """The pattern of one number: digits with or without words that multiply, or words alone."""
    group, decimal = re.escape(told["group"]), re.escape(told["decimal"])
    digits = rf"(?<![\d])(?:\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?:{decimal}\d+)?"
    times = _any(sorted(map(re.escape, told["multipliers"]), key=len, reverse=True))
    words = _any(sorted(map(re.escape, (*told["words"], *told["multipliers"])), key=len, reverse=True))
    joint = told["joints"]["words"]
    if not told["articles"]:  # a language that joins its numbers without spaces
        return rf"(?:{digits}(?: ?{times}(?: ?\d+(?![\d.,]))?)*|(?<![가-힣一-龥]){words}(?:{joint}{words})*)"
    return rf"(?:{digits}(?: {times}\b)?|\b{words}\b(?:{joint}{words}\b)*)"


def _filled(pattern: str, numeral: str) -> str:
    filled = pattern.replace("{a}", f"(?P<a>{numeral})", 1).replace("{b}", f"(?P<b>{numeral})", 1)
    return rf"(?<![\w]){filled}" if pattern[0].isalpha() and pattern[0].isascii() else filled


def _bounds(
    told: Mapping[str, list[str]], language: str, frame: str, *, after: bool
) -> tuple[tuple[re.Pattern[str], Modality], ...]:
    """The bounding words, the longest first, so that *no more than* is not read as *more than*."""
    pairs = [(word, Modality(name)) for name, words in told.items() for word in words]
    pairs.sort(key=lambda pair: len(pair[0]), reverse=True)
    edge = "" if language == "ko" or after else r"(?<!\w)"
    end = "" if language == "ko" or not after else r"(?!\w)"
    return tuple((_compiled(edge + frame.format(word) + end), modality) for word, modality in pairs)


def _named(told: Mapping[str, str], language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    edges = "{}" if language == "ko" else r"\b(?:{})\b"
    return tuple((_compiled(edges.format(pattern)), name) for name, pattern in told.items())


def _word(pattern: str) -> re.Pattern[str]:
    return _compiled(rf"(?<!\w)(?:{pattern})" if pattern[0].isascii() else rf"(?<![가-힣])(?:{pattern})")


def _any(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, _FLAGS)
