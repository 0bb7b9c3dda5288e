"""A name read: every way in which its letters may be a surname and syllables, each with how likely it is.

A surname stands first unless a comma says otherwise; that it stands last is tried with a small probability. Syllables
of a given name may be apart, hyphenated or joined; joined ones are cut in every way that can be read, and the best few
kept.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, repeat
from math import exp, inf, log
from operator import itemgetter
from typing import Final, TypeAlias

from lastseen.names.assimilation import CHANGED, undone
from lastseen.names.beliefs import evidence, seen
from lastseen.names.cleaning import lettered
from lastseen.names.hangul import is_syllable, number
from lastseen.names.parts import Part, Place, Reading, Script
from lastseen.names.prior import compounds
from lastseen.names.spelling import LONGEST_SYLLABLE
from lastseen.names.tables import hanja, pinyin
from lastseen.names.wording import named

KEPT: Final = 6
"""How many readings of a name are kept."""

_SURNAME_FIRST = log(0.9)
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

_HANGUL, _CYRILLIC, _LATIN = re.compile("[가-힣]"), re.compile("[а-яёіїєґ]"), re.compile("[a-z]")
_NOT_CYRILLIC = re.compile("[^а-яёіїєґ]")

_Cut: TypeAlias = tuple[float, str, tuple[str, ...]]
"""One way to take a name apart before its syllables are looked at: how likely, surname, words of the given name."""
_Given: TypeAlias = tuple[float, tuple[Part, ...]]
"""One way to read a given name: how likely, as a log, and its syllables."""
_Way: TypeAlias = tuple[float, Part, tuple[Part, ...]]
"""One way to read a name: how likely, as a log, its surname, and the syllables after it."""

_how_likely = itemgetter(0)


@lru_cache(maxsize=1 << 16)
def read(name: str) -> tuple[Reading, ...]:
    """Every way to read a Korean name that is likely enough, the likeliest first; none where it cannot be one."""
    text = named(name)
    script = script_of(text)
    if script is None:
        return ()
    if script in (Script.HANGUL, Script.HANJA):
        return _likeliest(list(_read_syllables(text)))
    found = [way for cut in _cuts(text, script) for way in _read_letters(cut, script)]
    return _likeliest(found) if found and _is_korean(max(found, key=_how_likely), text) else ()


def script_of(text: str) -> Script | None:
    """The script a text is in, judged by its most telling letter; None where it is none that Korean is written in."""
    if not text.isascii():
        if _HANGUL.search(text):
            return Script.HANGUL
        if not hanja().keys().isdisjoint(text):
            return Script.HANJA
        if _CYRILLIC.search(text):
            return Script.CYRILLIC
    return Script.LATIN if _LATIN.search(text) else None


def _is_korean(best: _Way, text: str) -> bool:
    """Whether the likeliest way to read letters is one by which a Korean would spell a name, not one forced on them."""
    likely, surname, _ = best
    is_usual = surname.script is Script.PINYIN or evidence(surname) > _NO_SURNAME
    return is_usual and likely + sum(map(str.isalpha, text)) * _PER_LETTER > -_FORCED


def _likeliest(found: list[_Way]) -> tuple[Reading, ...]:
    """The best of the ways to read a name, with priors that sum to one."""
    if not found:
        return ()
    found.sort(key=_how_likely, reverse=True)
    best = found[0][0]
    total = best + log(sum(exp(likely - best) for likely, _, _ in found))
    kept = (way for way in found[:KEPT] if way[0] > best - _WORST)
    return tuple(Reading((surname, *given), likely - total) for likely, surname, given in kept)


def _read_syllables(text: str) -> Iterator[_Way]:
    """A name in Hangul, Hanja or both: every character is a syllable."""
    chars = [char for char in text if _said(char) is not None]
    opening, *others = text.split()
    if len(chars) < 2:
        return
    if len(chars) > 2 and (_said(chars[0]), _said(chars[1])) in _compounds():
        certain = len(chars) > 3 or (bool(others) and len(opening) == 2)
        yield _syllabic(chars, 2, log(0.98 if certain else 0.5))
        yield _syllabic(chars, 1, log(0.02 if certain else 0.5))
    else:
        yield _syllabic(chars, 1, 0.0)


def _syllabic(chars: Sequence[str], of_surname: int, likely: float) -> _Way:
    surname = _part(Place.SURNAME, _of(chars[0]), "".join(chars[:of_surname]))
    given = zip(_places(), chars[of_surname:], strict=False)
    return likely, surname, tuple(_part(place, _of(char), char) for place, char in given)


@cache
def _said(char: str) -> tuple[Script, int] | None:
    """The script of a character and the syllable it most likely says; None where it says none."""
    if is_syllable(char):
        return Script.HANGUL, number(char)
    return (Script.HANJA, next(iter(hanja()[char]))) if char in hanja() else None


@cache
def _compounds() -> frozenset[tuple[tuple[Script, int], ...]]:
    """The surnames of two syllables in each script, as their characters are said."""
    scripts = (Script.HANGUL, Script.HANJA)
    return frozenset(tuple((script, one) for one in name.syllables) for script in scripts for name in compounds())


def _of(char: str) -> Script:
    return Script.HANGUL if is_syllable(char) else Script.HANJA


def _places() -> Iterator[Place]:
    """The places of the syllables of a given name."""
    return chain((Place.FIRST,), repeat(Place.LATER))


def _cuts(text: str, script: Script) -> Iterator[_Cut]:
    """Where the surname may end, in a name of letters."""
    if "," in text:
        before, _, after = text.partition(",")
        yield 0.0, "".join(_words(before, script)), _words(after, script)
        return
    words = [pieces for word in text.split() if (pieces := _words(word, script))]
    if len(words) == 1:
        yield from _cuts_of_one(words[0])
    elif words:
        yield _SURNAME_FIRST, "".join(words[0]), _flat(words[1:])
        yield _SURNAME_LAST, "".join(words[-1]), _flat(words[:-1])
        if len(words) > 2:
            yield _TWO_WORD_SURNAME, "".join(_flat(words[:2])), _flat(words[2:])


def _cuts_of_one(pieces: tuple[str, ...]) -> Iterator[_Cut]:
    word, *others = pieces
    if others:
        yield _NO_SPACE, word, tuple(others)
    else:
        for end in range(1, min(6, len(word) - 1)):
            yield _NO_SPACE, word[:end], (word[end:],)


def _words(text: str, script: Script) -> tuple[str, ...]:
    pieces = text.replace("-", " ").split()
    if script is Script.LATIN:
        return tuple(filter(None, map(lettered, pieces)))
    return tuple(filter(None, (_NOT_CYRILLIC.sub("", piece) for piece in pieces)))


def _flat(words: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(words))


def _read_letters(cut: _Cut, script: Script) -> Iterator[_Way]:
    prior, letters, given = cut
    if not 0 < len(given) <= 3 or len(letters) > 2 * LONGEST_SYLLABLE:
        return
    as_surname = seen(Place.SURNAME, script, letters)
    if as_surname > -inf:
        surname = _part(Place.SURNAME, script, letters)
        for likely, syllables in _given(given, script):
            yield prior + as_surname + likely, surname, syllables
    if script is Script.LATIN and letters in pinyin():
        surname = _part(Place.SURNAME, Script.PINYIN, letters)
        for likely, syllables in _given_in_pinyin(given):
            yield prior + likely, surname, syllables


@lru_cache(maxsize=1 << 18)
def _part(place: Place, script: Script, letters: str) -> Part:
    """A part, made once: few are met in many names."""
    return Part(place, script, letters)


def _parts(syllables: Iterable[str], script: Script) -> tuple[Part, ...]:
    return tuple(map(_part, _places(), repeat(script), syllables))


@lru_cache(maxsize=1 << 15)
def _given(words: tuple[str, ...], script: Script) -> tuple[_Given, ...]:
    """The ways to read the words of a given name: as they are written, and with a change of sounds undone."""
    found: list[_Given] = []
    for syllables, so_far in _cut_words(words, script):
        likely = so_far + _BY_LENGTH[len(syllables)]
        found.append((likely, _parts(syllables, script)))
        if script is Script.LATIN:
            heard = (_parts(meant, script) for meant in undone(syllables))
            found += ((likely + CHANGED, parts) for parts in heard if all(evidence(part) > -inf for part in parts))
    return tuple(found)


def _cut_words(words: tuple[str, ...], script: Script) -> list[tuple[tuple[str, ...], float]]:
    """The ways to cut words into at most three syllables together, the likeliest first."""
    found: list[tuple[tuple[str, ...], float]] = [((), 0.0)]
    for word in words:
        longer = [
            (before + syllables, so_far + likely + (_CUT_INSIDE if len(syllables) > 1 and len(words) > 1 else 0.0))
            for before, so_far in found
            for syllables, likely in _cut_word(word, script, Place.LATER if before else Place.FIRST)
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
    return seen(place, script, letters) if len(letters) <= LONGEST_SYLLABLE else -inf


@lru_cache(maxsize=1 << 18)
def _given_in_pinyin(words: tuple[str, ...]) -> tuple[_Given, ...]:
    """The ways to read the words of a given name as pinyin of its Hanja."""
    ways = (one for one in _pinyin_syllables(words) if all(map(pinyin().__contains__, one)))
    return tuple((_PINYIN + _PER_PINYIN * (1 + len(one)), _parts(one, Script.PINYIN)) for one in ways)


def _pinyin_syllables(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if len(words) == 2:
        yield words
    elif len(words) == 1:
        yield words
        yield from ((words[0][:at], words[0][at:]) for at in range(1, len(words[0])))
