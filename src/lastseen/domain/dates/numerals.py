"""Numbers up to a hundred and twenty in words: what a number means in any of the languages dates are told in."""

import re
from collections.abc import Iterator, Mapping

_SINO_DIGITS = {
    **{digit: value for value, digit in enumerate("영일이삼사오육칠팔구")},
    **{digit: value for value, digit in enumerate("〇一二三四五六七八九")},
    "공": 0,
    "零": 0,
    "륙": 6,
    "两": 2,
}
_SINO_POWERS = {"십": 10, "백": 100, "천": 1000, "十": 10, "百": 100, "千": 1000}

SINO = f"[{''.join(_SINO_DIGITS)}{''.join(_SINO_POWERS)}]+"
"""Pattern of a number written in Sino-Korean or Chinese numerals."""


def sino(word: str) -> int | None:
    """A Sino-Korean or Chinese number, by powers (삼십이, 三十二) or digit by digit (一九九八); None if neither."""
    if not re.fullmatch(SINO, word):
        return None
    if not any(char in _SINO_POWERS for char in word):
        return int("".join(str(_SINO_DIGITS[char]) for char in word))
    total, digit, lowest = 0, None, 10_000
    for char in word:
        if char in _SINO_DIGITS:
            if digit is not None:
                return None
            digit = _SINO_DIGITS[char]
            continue
        if _SINO_POWERS[char] >= lowest:
            return None
        lowest = _SINO_POWERS[char]
        total += lowest * (1 if digit is None else digit)
        digit = None
    return total + (digit or 0)


def numbered(words: str, first: int, step: int = 1) -> dict[str, int]:
    """Words with their numbers, counted from the first on by a step."""
    return {word: first + place * step for place, word in enumerate(words.split())}


def counted(
    units: Mapping[str, int], teens: Mapping[str, int], tens: Mapping[str, int], joiners: str
) -> dict[str, int]:
    """Number words up to ninety-nine: units and teens, tens, and tens joined to units by any of the joiners.

    ``joiners`` are separated by ``|``; an empty one joins without a space.
    """
    joined = {
        f"{ten}{joiner}{unit}": tens[ten] + units[unit]
        for ten in tens
        for unit in units
        for joiner in joiners.split("|")
        if units[unit] < 10
    }
    return {**joined, **units, **teens, **tens}


_HANGUL_UNITS = {
    **dict.fromkeys(("하나", "한"), 1),
    **dict.fromkeys(("둘", "두"), 2),
    **dict.fromkeys(("셋", "세"), 3),
    **dict.fromkeys(("넷", "네"), 4),
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
}
_HANGUL_TENS = {
    "열": 10,
    **dict.fromkeys(("스물", "스무"), 20),
    "서른": 30,
    "마흔": 40,
    "쉰": 50,
    "예순": 60,
    "일흔": 70,
    "여든": 80,
    "아흔": 90,
}
HANGUL = counted(_HANGUL_UNITS, {}, _HANGUL_TENS, "| ")
"""Native Korean numbers, as ages and small counts are told."""

_HANGUL_PAIRS = {
    **dict.fromkeys(("한두", "한둘"), (1, 2)),
    **dict.fromkeys(("두세", "두셋"), (2, 3)),
    **dict.fromkeys(("서너", "서넛"), (3, 4)),
    **dict.fromkeys(("네댓", "너댓", "네다섯"), (4, 5)),
    **dict.fromkeys(("대여섯", "다섯여섯"), (5, 6)),
    **dict.fromkeys(("예닐곱", "여섯일곱"), (6, 7)),
    **dict.fromkeys(("일고여덟", "일곱여덟"), (7, 8)),
    **dict.fromkeys(("여덟아홉", "엳아홉"), (8, 9)),
}


def _pairs() -> Iterator[tuple[str, tuple[int, int]]]:
    yield from _HANGUL_PAIRS.items()
    for ten, value in _HANGUL_TENS.items():
        for word, (low, high) in _HANGUL_PAIRS.items():
            yield f"{ten}{word}", (value + low, value + high)


HANGUL_PAIRS: Mapping[str, tuple[int, int]] = dict(_pairs())
"""Korean words for one of two neighbouring numbers: 서너 is three or four, 서른두세 thirty-two or thirty-three."""
