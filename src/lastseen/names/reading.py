"""A name read: every way in which its letters may be a surname and syllables, each with how likely it is.

A surname stands first unless a comma says otherwise; that it stands last is tried with a small probability. Syllables
of a given name may be apart, hyphenated or joined; joined ones are cut in every way that can be read, and the best few
kept.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, inf, log
from typing import Final

from lastseen.names.assimilation import CHANGED, undone
from lastseen.names.beliefs import evidence, is_readable
from lastseen.names.cleaning import lettered
from lastseen.names.hangul import is_syllable, number
from lastseen.names.parts import Part, Place, Reading, Script
from lastseen.names.prior import compounds
from lastseen.names.spelling import LONGEST_SYLLABLE
from lastseen.names.tables import hanja, pinyin
from lastseen.names.wording import named

KEPT: Final = 6
"""How many readings of a name are kept."""

_SURNAME_LAST = log(0.08)
_TWO_WORD_SURNAME = log(0.02)
_NO_SPACE = log(0.3)
_CUT_INSIDE = log(0.05)
"""How likely one of several words of a given name still holds two syllables."""
_PINYIN = log(0.02)
_BY_LENGTH: Final = {1: log(0.05), 2: log(0.92), 3: log(0.03)}
"""How many syllables given names have."""
_PER_PINYIN = -2.5
"""The log of how likely a syllable of Mandarin is to be met, roughly."""
_PER_LETTER, _FORCED, _NO_SURNAME = 3.0, 9.0, -14.5
"""A name is of another language where its letters, or its surname, are less likely, in logs, than any would be."""
_WORST = 9.0
"""How much less likely than the best a reading may be, in logs."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """One way to take a name apart before its syllables are looked at: surname, words of the given name."""

    prior: float
    surname: str
    given: tuple[str, ...]


@lru_cache(maxsize=1 << 20)
def read(name: str) -> tuple[Reading, ...]:
    """Every way to read a Korean name that is likely enough, the likeliest first; none where it cannot be one."""
    text = named(name)
    script = script_of(text)
    if script in (Script.HANGUL, Script.HANJA):
        found = [reading for reading in _read_syllables(text) if all(map(is_readable, reading.parts))]
    elif script is None:
        found = []
    else:
        found = [reading for cut in _cuts(text, script) for reading in _read_letters(cut, script)]
        found = found if _is_korean(found, sum(map(str.isalpha, text))) else []
    return _likeliest(found)


def script_of(text: str) -> Script | None:
    """The script a text is in, judged by its most telling letter; None where it is none that Korean is written in."""
    if any(is_syllable(char) for char in text):
        return Script.HANGUL
    if any(char in hanja() for char in text):
        return Script.HANJA
    if re.search("[а-яёіїєґ]", text):
        return Script.CYRILLIC
    return Script.LATIN if re.search("[a-z]", text) else None


def _is_korean(found: Sequence[Reading], letters: int) -> bool:
    """Whether the likeliest reading is one by which a Korean would spell a name, not one forced on other letters."""
    best = max(found, key=lambda reading: reading.prior, default=None)
    if best is None:
        return False
    is_pinyin = best.parts[0].script is Script.PINYIN
    return best.prior + letters * _PER_LETTER > -_FORCED and (is_pinyin or evidence(best.parts[0]) > _NO_SURNAME)


def _likeliest(found: Iterable[Reading]) -> tuple[Reading, ...]:
    """The best readings, with priors that sum to one."""
    ordered = sorted(found, key=lambda reading: -reading.prior)
    if not ordered:
        return ()
    best = ordered[0].prior
    total = best + log(sum(exp(reading.prior - best) for reading in ordered))
    kept = [reading for reading in ordered if reading.prior > best - _WORST][:KEPT]
    return tuple(Reading(reading.parts, reading.prior - total) for reading in kept)


def _read_syllables(text: str) -> Iterator[Reading]:
    """A name in Hangul, Hanja or both: every character is a syllable."""
    chars = [char for char in text if is_syllable(char) or char in hanja()]
    opening, *others = text.split()
    if len(chars) < 2:
        return
    compound = _opens_with_compound(chars)
    if compound and len(chars) > 2:
        certain = len(chars) > 3 or (bool(others) and len(opening) == 2)
        yield _syllabic(chars, 2, log(0.98 if certain else 0.5))
        yield _syllabic(chars, 1, log(0.02 if certain else 0.5))
    else:
        yield _syllabic(chars, 1, 0.0)


def _syllabic(chars: Sequence[str], of_surname: int, prior: float) -> Reading:
    surname = _part(Place.SURNAME, _of(chars[0]), "".join(chars[:of_surname]))
    given = (_part(_place(i), _of(char), char) for i, char in enumerate(chars[of_surname:]))
    return Reading((surname, *given), prior)


def _opens_with_compound(chars: Sequence[str]) -> bool:
    if _of(chars[0]) is not _of(chars[1]):
        return False
    read_as = tuple(number(char) if is_syllable(char) else next(iter(hanja()[char])) for char in chars[:2])
    return read_as in _compounds()


@cache
def _compounds() -> frozenset[tuple[int, ...]]:
    return frozenset(surname.syllables for surname in compounds())


def _of(char: str) -> Script:
    return Script.HANGUL if is_syllable(char) else Script.HANJA


def _place(syllable: int) -> Place:
    return Place.FIRST if syllable == 0 else Place.LATER


def _cuts(text: str, script: Script) -> Iterator[_Cut]:
    """Where the surname may end, in a name of letters."""
    if "," in text:
        before, _, after = text.partition(",")
        yield _Cut(0.0, "".join(_words(before, script)), tuple(_words(after, script)))
        return
    words = [list(_words(word, script)) for word in text.split()]
    words = [word for word in words if word]
    if len(words) == 1:
        yield from _cuts_of_one(words[0])
    elif words:
        yield _Cut(log(0.9), "".join(words[0]), _flat(words[1:]))
        yield _Cut(_SURNAME_LAST, "".join(words[-1]), _flat(words[:-1]))
        if len(words) > 2:
            yield _Cut(_TWO_WORD_SURNAME, "".join(_flat(words[:2])), _flat(words[2:]))


def _cuts_of_one(word: Sequence[str]) -> Iterator[_Cut]:
    if len(word) > 1:
        yield _Cut(_NO_SPACE, word[0], tuple(word[1:]))
    else:
        for end in range(1, min(6, len(word[0]) - 1)):
            yield _Cut(_NO_SPACE, word[0][:end], (word[0][end:],))


def _words(text: str, script: Script) -> Iterator[str]:
    for word in re.split("[ -]", text):
        letters = lettered(word) if script is Script.LATIN else re.sub("[^а-яёіїєґ]", "", word)
        if letters:
            yield letters


def _flat(words: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(part for word in words for part in word)


def _read_letters(cut: _Cut, script: Script) -> Iterator[Reading]:
    if not 0 < len(cut.given) <= 3 or len(cut.surname) > 2 * LONGEST_SYLLABLE:
        return
    surname = _part(Place.SURNAME, script, cut.surname)
    seen = evidence(surname)
    if seen > -inf:
        for syllables, likely in _given(cut.given, script):
            prior = cut.prior + seen + likely + _BY_LENGTH[len(syllables)]
            yield Reading((surname, *_parts(syllables, script)), prior)
            if script is Script.LATIN:
                heard = (tuple(_parts(meant, script)) for meant in undone(syllables))
                yield from (Reading((surname, *one), prior + CHANGED) for one in heard if all(map(is_readable, one)))
    if script is Script.LATIN:
        yield from _read_pinyin(cut)


@lru_cache(maxsize=1 << 18)
def _part(place: Place, script: Script, letters: str) -> Part:
    """A part, made once: few are met in many names."""
    return Part(place, script, letters)


def _parts(syllables: Sequence[str], script: Script) -> Iterator[Part]:
    return (_part(_place(i), script, letters) for i, letters in enumerate(syllables))


@lru_cache(maxsize=1 << 18)
def _given(words: tuple[str, ...], script: Script) -> list[tuple[tuple[str, ...], float]]:
    """The ways to cut the words of a given name into at most three syllables, the likeliest first."""
    found: list[tuple[tuple[str, ...], float]] = [((), 0.0)]
    for word in words:
        longer = [
            (before + syllables, so_far + likely + (_CUT_INSIDE if len(syllables) > 1 and len(words) > 1 else 0.0))
            for before, so_far in found
            for syllables, likely in _cut_word(word, script, _place(len(before)))
            if len(before) + len(syllables) <= 3
        ]
        found = sorted(longer, key=lambda one: -one[1])[:KEPT]
    return found


@cache
def _cut_word(word: str, script: Script, place: Place) -> tuple[tuple[tuple[str, ...], float], ...]:
    """The best ways to read a word as one syllable, two or three."""
    found: list[tuple[tuple[str, ...], float]] = [((word,), _seen(word, script, place))]
    for at in range(1, len(word)):
        first = _seen(word[:at], script, place)
        if first > -inf:
            rest = _cut_word(word[at:], script, Place.LATER)
            found += [((word[:at], *after), first + likely) for after, likely in rest if len(after) < 3]
    readable = [one for one in found if one[1] > -inf]
    return tuple(sorted(readable, key=lambda one: -one[1])[:4])


def _seen(letters: str, script: Script, place: Place) -> float:
    return evidence(Part(place, script, letters)) if len(letters) <= LONGEST_SYLLABLE else -inf


def _read_pinyin(cut: _Cut) -> Iterator[Reading]:
    """The readings of a name as pinyin of its Hanja."""
    for syllables in _pinyin_syllables(cut.given):
        if all(letters in pinyin() for letters in (cut.surname, *syllables)):
            parts = (_part(Place.SURNAME, Script.PINYIN, cut.surname), *_parts(syllables, Script.PINYIN))
            if all(map(is_readable, parts)):
                yield Reading(parts, cut.prior + _PINYIN + _PER_PINYIN * len(parts))


def _pinyin_syllables(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if len(words) == 2:
        yield words
    elif len(words) == 1:
        yield words
        yield from ((words[0][:at], words[0][at:]) for at in range(1, len(words[0])))
