"""Hangul syllables as numbers: an onset, a vowel, and a coda as it sounds, so that every name is a row of numbers."""

import unicodedata
from typing import Final

ONSETS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS: Final = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
CODAS: Final = ("", "ㄱ", "ㄴ", "ㄷ", "ㄹ", "ㅁ", "ㅂ", "ㅇ")
"""The seven codas that are told apart at the end of a syllable, and none."""

COUNT: Final = len(ONSETS) * len(VOWELS) * len(CODAS)

_FIRST, _LAST = 0xAC00, 0xD7A3
_SOUNDS = (0, 1, 1, 1, 2, 2, 2, 3, 4, 1, 5, 4, 4, 4, 6, 4, 5, 6, 6, 3, 3, 7, 3, 3, 1, 3, 6, 3)
"""How each of the 28 written codas sounds at the end of a syllable, as a place in ``CODAS``."""
_WRITTEN = (0, 1, 4, 7, 8, 16, 17, 21)


def is_syllable(char: str) -> bool:
    """Whether a character is a whole Hangul syllable."""
    return _FIRST <= ord(char) <= _LAST


def number(char: str) -> int:
    """The number of a syllable, from nought to ``COUNT``; codas that sound alike fall together."""
    code = ord(char) - _FIRST
    onset, rest = divmod(code, 21 * 28)
    vowel, coda = divmod(rest, 28)
    return join(onset, vowel, _SOUNDS[coda])


def join(onset: int, vowel: int, coda: int) -> int:
    """The number of the syllable of these three."""
    return (onset * len(VOWELS) + vowel) * len(CODAS) + coda


def split(syllable: int) -> tuple[int, int, int]:
    """Onset, vowel and coda of a syllable, as places in ``ONSETS``, ``VOWELS`` and ``CODAS``."""
    rest, coda = divmod(syllable, len(CODAS))
    onset, vowel = divmod(rest, len(VOWELS))
    return onset, vowel, coda


def written(syllable: int) -> str:
    """The character of a syllable."""
    onset, vowel, coda = split(syllable)
    return chr(_FIRST + (onset * 21 + vowel) * 28 + _WRITTEN[coda])


def composed(text: str) -> str:
    """Text in which every jamo that can be part of a syllable is one (NFC)."""
    return unicodedata.normalize("NFC", text)
