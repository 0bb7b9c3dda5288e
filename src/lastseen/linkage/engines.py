"""The seam behind which candidate pairs are found and scored: on one machine here, beyond it by Spark."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

import numpy as np
import polars as pl

from lastseen.linkage.blocking import Blocked, Candidates, candidates
from lastseen.linkage.comparing import Compared, Comparer, Floats, Places, comparer
from lastseen.linkage.comparing.names import give_names
from lastseen.linkage.comparing.spellings import Spellings
from lastseen.linkage.settings import Settings
from lastseen.linkage.weighing import Weights, probability

_AT_ONCE = 1 << 18


T = TypeVar("T")


class Watch(Protocol):
    """Shows progress of a long loop: gives back what it is given, one by one."""

    def __call__(self, items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
        """The items, shown as so many of a total."""
        ...


def unwatched(items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:  # noqa: ARG001  # shape of Watch
    """Shows nothing."""
    return iter(items)


class Table:
    """A table to be linked, with what compares its records field by field."""

    def __init__(self, frame: pl.DataFrame, settings: Settings) -> None:
        self.frame, self.settings = frame, settings

    @cached_property
    def comparers(self) -> tuple[Comparer, ...]:
        """What compares records, for each field."""
        found = tuple(comparer(field, self.frame) for field in self.settings.fields)
        give_names(found, self.spellings)
        return found

    @cached_property
    def spellings(self) -> Spellings:
        """The names in it."""
        return Spellings.of(self.frame, self.settings)

    @cached_property
    def candidates(self) -> Candidates:
        """The pairs that agree on a block."""
        return candidates(self.frame, self.settings, self.spellings)

    def compare(self, left: Places, right: Places) -> list[Compared]:
        """Compare records at these places, pair by pair, by every field."""
        return [one(left, right) for one in self.comparers]

    def odds(self, left: Places, right: Places, weights: Weights) -> Floats:
        """The log odds of each of these pairs being one."""
        found = np.empty(len(left))

        def score(some: slice) -> None:
            found[some] = weights.odds(self.comparers, left[some], right[some])

        for _ in _at_once(score, len(left)):
            pass
        return found


def _at_once(work: Callable[[slice], T], count: int, watch: Watch = unwatched) -> Iterator[T]:
    """What work gives for so many, some at a time on every processor, in order."""
    some = [slice(start, start + _AT_ONCE) for start in range(0, count, _AT_ONCE)]
    if len(some) < 2:
        yield from map(work, some)
        return
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from watch(pool.map(work, some), "pairs", len(some))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Candidate pairs at or above the floor, as places in the table, with their log odds, in order.

    ``looked_at`` is the number of all candidate pairs, ``expected`` of how many of them are one.
    """

    left: Places
    right: Places
    log_odds: Floats
    looked_at: int
    expected: float
    blocks: Sequence[Blocked]


class Engine(Protocol):
    """Finds candidate pairs and scores them."""

    def score(self, table: Table, weights: Weights) -> Scored:
        """All candidate pairs of a table whose log odds reach the floor of its settings."""
        ...


class Embedded:
    """The engine for one machine: pairs as arrays, scored some at a time on every processor."""

    def __init__(self, watch: Watch = unwatched) -> None:
        self.watch = watch

    def score(self, table: Table, weights: Weights) -> Scored:
        """Score every candidate pair here, and keep those that reach the floor."""
        found, floor, expected = table.candidates, table.settings.floor, 0.0
        kept = [(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))]

        def score(some: slice) -> tuple[tuple[Places, Places, Floats], float]:
            left, right = found.ends(some)
            odds = weights.odds(table.comparers, left, right, floor)
            high = odds >= floor
            return (left[high], right[high], odds[high]), float(probability(odds).sum())

        for high, likely in _at_once(score, len(found), self.watch):
            kept.append(high)
            expected += likely
        left, right, odds = (np.concatenate(part) for part in zip(*kept, strict=True))
        return Scored(
            left=left, right=right, log_odds=odds, looked_at=len(found), expected=expected, blocks=found.blocks
        )
