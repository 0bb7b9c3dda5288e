"""Four classes of number, and how dark each is."""

from collections.abc import Sequence
from itertools import count
from typing import Final

from lastseen.figures.charts.style import INK, PAPER, SHADES

_STEPS: Final = (1, 2, 3, 4, 5, 6, 8)


def class_limits(most: int) -> tuple[int, ...]:
    """The greatest number of each class, at equal and round distances: 1 to 6, 7 to 12 …; four classes or fewer."""
    step = next(s * 10**power for power in count() for s in _STEPS if s * 10**power * len(SHADES) >= most)
    return tuple(step * (index + 1) for index in range(len(SHADES)) if step * index < most)


def shade_of(n: int, limits: Sequence[int]) -> str:
    """The colour of a number's class; paper for nought."""
    return next((shade for shade, limit in zip(SHADES, limits, strict=False) if 0 < n <= limit), PAPER)


def ink_on(shade: str) -> str:
    """The colour in which words are legible on a shade."""
    return PAPER if shade in SHADES[2:] else INK
