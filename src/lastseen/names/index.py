"""Tokens by which an index of words finds names across scripts.

A token is letters and digits alone, with a letter before it that says of what it is. Any index of words keeps it, and
finds it by its beginning: so the beginning of a name finds the name. What is found is alike in what is hardest to
mishear, and no more: see :mod:`lastseen.names.searching` for how like it is.
"""

import re
from collections.abc import Iterable
from math import log
from typing import Final

from rigour.text.translit import ascii_text

from lastseen.names.beliefs import belief
from lastseen.names.cleaning import cleaned
from lastseen.names.hangul import COUNT, written
from lastseen.names.keys import keys
from lastseen.names.parts import Part, Reading
from lastseen.names.prior import compounds
from lastseen.names.reading import read

MEANT, WHOLE, GIVEN, WORD, SOUNDS = "n", "k", "g", "w", "x"
"""What a token is of: the Hangul a name most likely means, the classes of its parts, those of its given name without
the surname; a word of it in plain letters, and what of that word is hardest to mishear.
"""

_CODAS_TOLD_APART: Final = 6
_LIKELY: Final = log(0.05)
_ALIKE: Final = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"kh|gh", "h"),
        (r"ph|ff|v|w|b", "f"),
        (r"ck|q|c(?![eih])", "k"),
        (r"ch|sh|z|c", "s"),
        (r"x", "ks"),
        (r"[aeiouyj]", ""),
        (r"(.)\1+", r"\1"),
    )
)
"""What words are written with in more than one way, and what stands for all of them, in this order."""


def tokens_of(name: str) -> tuple[str, ...]:
    """The tokens of a name as it is told, the Hangul it most likely means first, each once."""
    found = dict.fromkeys(f"{MEANT}{meant(reading)}" for reading in read(name) if reading.prior > _LIKELY)
    for key in keys(name):
        found |= {f"{WHOLE}{coded(key)}": None, f"{GIVEN}{coded(key[1:])}": None}
    for word in words_of(name):
        found |= {f"{WORD}{word}": None, f"{SOUNDS}{sounds(word)}": None}
    return tuple(found)


def meant(reading: Reading) -> str:
    """The Hangul a reading most likely means, surname and given name together."""
    return "".join(_most_likely(part) for part in reading.parts)


def _most_likely(part: Part) -> str:
    believed = belief(part)
    return "" if believed is None else syllables(int(believed.argmax()))


def syllables(number: int) -> str:
    """The Hangul of a syllable or of a compound surname, by its number."""
    if number < COUNT:
        return written(number)
    return "".join(map(written, compounds()[number - COUNT].syllables))


def coded(key: Iterable[int]) -> str:
    """A key as letters and digits, two for each part: a letter for the onset, a digit for the coda."""
    return "".join(f"{chr(ord('a') + one // _CODAS_TOLD_APART)}{one % _CODAS_TOLD_APART}" for one in key)


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in plain Latin letters; none of one in Hangul or Hanja, which its syllables stand for."""
    text = cleaned(name)
    if not any(char.isalpha() for char in text) or any(char >= "\u2e80" for char in text if char.isalpha()):
        return ()
    plain = re.sub("['’ʹʺ]", "", ascii_text(text)).lower()
    return tuple(re.findall("[a-z0-9]+", plain))


def sounds(word: str) -> str:
    """The consonants of a word in plain letters, those that are easily taken for each other as one; else the word."""
    found = word
    for pattern, instead in _ALIKE:
        found = pattern.sub(instead, found)
    return found or word
