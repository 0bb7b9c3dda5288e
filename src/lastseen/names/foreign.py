"""Names of other languages compared, behind the same kind of result: word by word, by what rigour knows of names.

Words that are forms of one name in whatever script (Mohamed, محمد) are paired by rigour's tables of names, others by
how much has to be changed to make one of the other, in plain letters that are written for the same sound. What a
paired word counts follows from how alike the two are; a word that only one of two names has counts a little against,
words on both sides that do not agree much. Particles (al-, bin, de la) say nothing, whether written or not.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from rigour.names import CompareConfig, Name, NamePart, NameTypeTag, analyze_names, compare_parts, pair_symbols
from rigour.text.translit import ascii_text

ALIKE: Final = 5.0
"""What a word counts that both names have: as a name that one in 150 bears."""
_APART = -6.0
_ONLY_ONE = -1.0
_SHORT = 1.0
"""What an initial or abbreviation counts of a word of the other name."""
_LONGEST_SHORT = 3
_LEAST_ALIKE = 0.5
"""How alike two words have to be, from nought to one, to speak for one name at all."""
_LEAST_ALIKE_WITHOUT_VOWELS = 0.75
_MOST_WORDS = 7
"""How many words of a name are compared."""
_CONFIG = CompareConfig()
_BREAK = re.compile(r"[^\w'.]+")
_ARABIC = re.compile("[\u0600-\u06ff]")
_ARTICLE = re.compile(r"\b(?:al|el|ul|ar|as|ash|az|an)[-' ]+(?=[a-z])|(?<![\u0600-\u06ff])ال(?!له)(?=\w{2})")
"""The Arabic article, as it stands before a word."""
_OF_GOD = re.compile(r"\b(abd|abdul|عبد) (?=\S)")
"""Names of servants of God are one word: عبد الله, Abd Allah, Abdullah."""
_SILENT = re.compile("[\u064b-\u0652\u0640\u0621ة]|ا(?=\\b)")
"""Of Arabic: marks, what only lengthens a line, and what is not heard at the end of a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Words of two names that belong together, either of which may be missing, and what they say as a log factor."""

    left: str
    right: str
    log_bayes_factor: float


def compare_words(left: str, right: str) -> tuple[Word, ...]:
    """What two names in any language say word by word; nothing where either has no word.

    Both are also compared in plain letters, and without vowels where one is in Arabic, which seldom writes them; what
    speaks most for one name is taken.
    """
    if right < left:
        return tuple(replace(one, left=one.right, right=one.left) for one in compare_words(right, left))
    left, right = _without_particles(left), _without_particles(right)
    ways = [(left, right, _LEAST_ALIKE), (_plain(left), _plain(right), _LEAST_ALIKE)]
    if _ARABIC.search(left + right):
        ways.append((_consonants(left), _consonants(right), _LEAST_ALIKE_WITHOUT_VOWELS))
    compared = (_compared(ours, theirs, least) for ours, theirs, least in ways)
    return max(compared, key=lambda words: sum(word.log_bayes_factor for word in words))


def _compared(left: str, right: str, least: float) -> tuple[Word, ...]:
    ours, theirs = _analysed(left), _analysed(right)
    if ours is None or theirs is None:
        return ()
    paired = max(pair_symbols(ours, theirs), key=len, default=())
    found = [Word(left=_form(one.qps), right=_form(one.rps), log_bayes_factor=ALIKE) for one in paired]
    ours_left = _unpaired(ours.parts, (one.qps for one in paired))
    theirs_left = _unpaired(theirs.parts, (one.rps for one in paired))
    return (*found, *_by_letters(ours_left, theirs_left, least))


def _by_letters(ours: Sequence[NamePart], theirs: Sequence[NamePart], least: float) -> Iterator[Word]:
    alignments = compare_parts(list(ours), list(theirs), _CONFIG)
    apart = [one for one in alignments if one.score < least and not _is_short(one.qps, one.rps)]
    both_differ = any(one.qps for one in apart) and any(one.rps for one in apart)
    against = _APART / len(apart) if both_differ else _ONLY_ONE
    for one in alignments:
        weight = ALIKE * one.score if one.score >= least else against
        is_short = one.score < least and _is_short(one.qps, one.rps)
        yield Word(left=_form(one.qps), right=_form(one.rps), log_bayes_factor=_SHORT if is_short else weight)


def _is_short(ours: Sequence[NamePart], theirs: Sequence[NamePart]) -> bool:
    """Whether one is an initial or an abbreviation of the other."""
    if not ours or not theirs:
        return False
    shorter, longer = sorted((_form(ours), _form(theirs)), key=len)
    return len(shorter) <= _LONGEST_SHORT and longer.startswith(shorter)


def _unpaired(parts: Sequence[NamePart], paired: Iterable[Sequence[NamePart]]) -> list[NamePart]:
    taken = {part.index for group in paired for part in group}
    return [part for part in parts if part.index not in taken]


def _form(parts: Iterable[NamePart]) -> str:
    return " ".join(part.form for part in parts)


def _without_particles(name: str) -> str:
    """The name in lower case without its particles; as it is, if it were nothing without."""
    words = [word for word in _BREAK.split(name.lower()) if word]
    told = [word for word in words if word not in _tables().particles]
    return " ".join((told or words)[:_MOST_WORDS])


def _plain(name: str) -> str:
    """The name in Latin letters, of those written for the same sound always the same."""
    found = ascii_text(_OF_GOD.sub(r"\1", _ARTICLE.sub("", name))).lower()
    for pattern, instead in _tables().alike:
        found = pattern.sub(instead, found)
    return " ".join(found.split()[:_MOST_WORDS])


def _consonants(name: str) -> str:
    """The consonants of a name in plain letters, each word beginning with its first letter."""
    return re.sub(r"(?<=[a-z])[aeiou]+", "", _plain(_SILENT.sub("", name)))


@lru_cache(maxsize=100_000)
def _analysed(name: str) -> Name | None:
    return next(iter(analyze_names(NameTypeTag.PER, [name], infer_initials=True)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    particles: frozenset[str]
    alike: tuple[tuple[re.Pattern[str], str], ...]


@cache
def _tables() -> _Tables:
    listed = tomllib.loads((files("lastseen") / "data" / "names" / "foreign.toml").read_text(encoding="utf-8"))
    return _Tables(
        particles=frozenset(listed["particles"]),
        alike=tuple((re.compile(pattern), instead) for pattern, instead in listed["alike"]),
    )
