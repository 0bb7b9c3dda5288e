"""Sounds that change where two syllables meet, as McCune–Reischauer and the Library of Congress write them in names.

준량 is written Chul-lyang, 정린 Chŏng-nin, 극렴 Kŭng-nyŏm. Written the other systems' way, nothing changes. What was
written is therefore one reading, and what may have been meant another.
"""

from collections.abc import Iterator
from itertools import pairwise
from math import log
from typing import Final

CHANGED: Final = log(0.3)
"""How likely a meeting of letters that may come of a change does come of one."""

_MEETINGS: Final = (
    ("l", "l", (("n", "r"), ("l", "n"))),
    ("ng", "n", (("k", "r"), ("ng", "r"), ("k", "n"))),
    ("m", "n", (("m", "r"), ("p", "r"), ("p", "n"))),
    ("n", "n", (("t", "n"),)),
    ("ng", "m", (("k", "m"),)),
    ("m", "m", (("p", "m"),)),
)
"""The end of one syllable and the beginning of the next as written, and what each may have been."""


def undone(syllables: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The same syllables in Latin letters with one change undone, in every way that there is."""
    for place, (left, right) in enumerate(pairwise(syllables)):
        for end, start, meant in _MEETINGS:
            if left.endswith(end) and right.startswith(start):
                for before, after in meant:
                    changed = left.removesuffix(end) + before, after + right.removeprefix(start)
                    yield (*syllables[:place], *changed, *syllables[place + 2 :])
