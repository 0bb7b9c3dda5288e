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

_MEETINGS: Final = {
    ("l", "l"): ("l", (("n", "r"), ("l", "n"))),
    ("g", "n"): ("ng", (("k", "r"), ("ng", "r"), ("k", "n"))),
    ("m", "n"): ("m", (("m", "r"), ("p", "r"), ("p", "n"))),
    ("n", "n"): ("n", (("t", "n"),)),
    ("g", "m"): ("ng", (("k", "m"),)),
    ("m", "m"): ("m", (("p", "m"),)),
}
"""By the letters that meet: the end of the first syllable as written, and what it and the next letter may have been."""


def undone(syllables: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The same syllables in Latin letters with one change undone, in every way that there is."""
    for place, (left, right) in enumerate(pairwise(syllables)):
        end, meant = _MEETINGS.get((left[-1:], right[:1]), ("", ()))
        if left.endswith(end):
            for before, after in meant:
                changed = left.removesuffix(end) + before, after + right[1:]
                yield (*syllables[:place], *changed, *syllables[place + 2 :])
