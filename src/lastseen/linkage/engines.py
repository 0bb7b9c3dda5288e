"""The seam behind which candidate pairs are found and scored: on one machine here, beyond it by Spark."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

import numpy as np
import polars as pl

from lastseen.linkage.blocking import Blocked, Candidates, candidates
from lastseen.linkage.comparing import Compared, Comparer, Floats, Places, comparer
from lastseen.linkage.comparing.names import read_names
from lastseen.linkage.settings import Settings
from lastseen.linkage.weighing import Weights

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
        read_names(found)
        return found

    @cached_property
    def candidates(self) -> Candidates:
        """The pairs that agree on a block."""
        return candidates(self.frame, self.settings)

    def compare(self, left: Places, right: Places) -> list[Compared]:
        """Compare records at these places, pair by pair, by every field."""
        return [one(left, right) for one in self.comparers]

    def odds(self, left: Places, right: Places, weights: Weights, watch: Watch = unwatched) -> Floats:
        """The log odds of each of these pairs being one, some at a time on every processor."""
        chunks = [slice(start, start + _AT_ONCE) for start in range(0, len(left), _AT_ONCE)]
        found = np.empty(len(left))

        def score(chunk: slice) -> None:
            found[chunk] = weights.of(self.compare(left[chunk], right[chunk]))

        if len(chunks) < 2:
            for chunk in chunks:
                score(chunk)
            return found
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for _ in watch(pool.map(score, chunks), "pairs", len(chunks)):
                pass
        return found


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
        found = table.candidates
        odds = table.odds(found.left, found.right, weights, self.watch)
        kept = odds >= table.settings.floor
        return Scored(
            left=found.left[kept],
            right=found.right[kept],
            log_odds=odds[kept],
            looked_at=len(odds),
            expected=float((1 / (1 + np.exp(-np.clip(odds, -50, 50)))).sum()),
            blocks=found.blocks,
        )
