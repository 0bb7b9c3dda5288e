"""The attack by counting: what must be true of every number, given all the sums that it is part of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Range = tuple[int, int]
"""The fewest and the most a number can be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Some people, told apart: the whole is the sum of its parts."""

    whole: str
    parts: tuple[str, ...]


class Impossible(Exception):
    """No numbers fit: something that was taken for known is not so."""


def narrowed(known: Mapping[str, Range], splits: Iterable[Split]) -> dict[str, Range]:
    """Every number as narrow as the sums make it: each in turn is bounded by what the others of its sum leave of it.

    This never says too much; in a table of two rows it says all there is. Raises :class:`Impossible`.
    """
    found, every, before = dict(known), tuple(splits), dict[str, Range]()
    while found != before:
        before = dict(found)
        for split in every:
            lows = sum(found[part][0] for part in split.parts)
            highs = sum(found[part][1] for part in split.parts)
            whole = found[split.whole] = _both(split.whole, found[split.whole], (lows, highs))
            for part in split.parts:
                low, high = before_ = found[part]
                found[part] = _both(part, before_, (whole[0] - (highs - high), whole[1] - (lows - low)))
                lows, highs = lows + found[part][0] - low, highs + found[part][1] - high
    return found


def _both(name: str, one: Range, other: Range) -> Range:
    low, high = max(one[0], other[0]), min(one[1], other[1])
    if low > high:
        raise Impossible(f"{name}: {one} and {other}")
    return low, high


def concluded(found: Mapping[str, Range], splits: Iterable[Split]) -> dict[str, str]:
    """The groups all of whom are in one part, by the part: whoever knows of one in the group knows what they are."""
    certain = {}
    for split in splits:
        possible = [part for part in split.parts if found[part][1] > 0]
        if found[split.whole][0] > 0 and len(possible) == 1 < len(split.parts):
            certain[split.whole] = possible[0]
    return certain


def pinned(found: Mapping[str, Range], most: int, least: int) -> dict[str, Range]:
    """The numbers known to be of somebody, and of fewer than ``most``, that have fewer than ``least`` values left."""
    return {name: (low, high) for name, (low, high) in found.items() if low > 0 and high < min(most, low + least - 1)}
