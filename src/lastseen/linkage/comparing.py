"""Pairs compared field by field: at which step of agreement each stands, and how rare what they agree on is."""

from dataclasses import dataclass
from functools import singledispatch
from math import log

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler, Levenshtein

from lastseen.linkage.blocking import Places
from lastseen.linkage.settings import Code, Day, Field, Nested, PersonName, Span, Text
from lastseen.names.many import Scorer, prepare

Floats = NDArray[np.float64]
Steps = NDArray[np.int8]

_WIDTH = 2.0
_IMPLIED = np.arange(-11.0, 18.0, _WIDTH)
"""The log Bayes factors of names at which steps are set, and what lies between them."""
_BETWEEN = _IMPLIED[1:] - _WIDTH / 2

UNKNOWN = -1
"""The step of a pair of which one has no value: it says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One field of many pairs: the step of each, out of ``count`` steps from least to most, ``UNKNOWN`` for none.

    ``rarity`` is for pairs that fully agree the log of how seldom that value is met, nought for others. A field that
    weighs itself has in ``implied`` the log Bayes factor that each step stands for, and in ``beyond`` how much more
    than that each pair has.
    """

    steps: Steps
    count: int
    rarity: Floats
    implied: Floats | None = None
    beyond: Floats | float = 0.0


@singledispatch
def comparer(field: Field, frame: pl.DataFrame) -> "Comparer":
    """What compares pairs of a table by a field."""
    raise TypeError(field, frame)


class Comparer:
    """Compares pairs of records of one table by one field."""

    def __call__(self, left: Places, right: Places) -> Compared:
        """Compare records at these places, pair by pair."""
        raise NotImplementedError


class _ByText(Comparer):
    def __init__(self, field: Text, frame: pl.DataFrame) -> None:
        self.field = field
        self.values = _strings(frame, field.column)
        self.crossed = _strings(frame, field.crossed) if field.crossed else None
        self.rarity = _rarity(frame, field.column)

    def __call__(self, left: Places, right: Places) -> Compared:
        ours, theirs = self.values[left], self.values[right]
        steps = self._steps(ours, theirs)
        count = len(self.field.alike) + 2
        if self.crossed is not None:
            across = np.maximum(
                self._steps(ours, self.crossed[right], unless=theirs),
                self._steps(self.crossed[left], theirs, unless=ours),
            )
            steps = np.where(steps == UNKNOWN, np.where(across == UNKNOWN, UNKNOWN, count + across), steps).astype(
                np.int8
            )
        rarity = np.where(steps == count - 1, self.rarity[left], 0.0)
        return Compared(steps=steps, count=count * (2 if self.crossed is not None else 1), rarity=rarity)

    def _steps(
        self, ours: NDArray[np.object_], theirs: NDArray[np.object_], unless: NDArray[np.object_] | None = None
    ) -> Steps:
        known = (ours != "") & (theirs != "")
        if unless is not None:
            known &= unless == ""
        steps = np.full(len(ours), UNKNOWN, dtype=np.int8)
        alike = _alike(ours[known], theirs[known])
        steps[known] = np.digitize(alike, (*self.field.alike, 0.9999))
        return steps


class _ByCode(Comparer):
    def __init__(self, field: Code, frame: pl.DataFrame) -> None:
        self.values = _strings(frame, field.column)
        self.rarity = _rarity(frame, field.column)

    def __call__(self, left: Places, right: Places) -> Compared:
        ours, theirs = self.values[left], self.values[right]
        same = ours == theirs
        steps = np.where((ours != "") & (theirs != ""), same, UNKNOWN).astype(np.int8)
        return Compared(steps=steps, count=2, rarity=np.where(steps == 1, self.rarity[left], 0.0))


class _ByDay(Comparer):
    def __init__(self, field: Day, frame: pl.DataFrame) -> None:
        self.values = _strings(frame, field.column)
        self.years = np.array([value[:4] for value in self.values], dtype=object)
        self.is_year = np.array([value.endswith("-01-01") for value in self.values], dtype=bool)

    def __call__(self, left: Places, right: Places) -> Compared:
        ours, theirs = self.values[left], self.values[right]
        off = process.cpdist(ours.tolist(), theirs.tolist(), scorer=Levenshtein.distance, dtype=np.int32)
        same = np.where(self.is_year[left] | self.is_year[right], 4, 5)
        same_year = self.years[left] == self.years[right]
        steps = np.select([off == 0, off == 1, off == 2, same_year], [same, 3, 2, 1], 0)
        known = (ours != "") & (theirs != "")
        return Compared(steps=np.where(known, steps, UNKNOWN).astype(np.int8), count=6, rarity=np.zeros(len(left)))


class _ByNested(Comparer):
    def __init__(self, field: Nested, frame: pl.DataFrame) -> None:
        whole = _strings(frame, field.column)
        shorter = [[value[:-cut].rstrip() for value in whole] for cut in field.shorter]
        self.levels = [whole, *(np.array(level, dtype=object) for level in shorter)]

    def __call__(self, left: Places, right: Places) -> Compared:
        steps = np.zeros(len(left), dtype=np.int8)
        for level in reversed(self.levels):
            steps += (level[left] == level[right]) & (level[left] != "")
        known = (self.levels[0][left] != "") & (self.levels[0][right] != "")
        steps[~known] = UNKNOWN
        return Compared(steps=steps, count=len(self.levels) + 1, rarity=np.zeros(len(left)))


class _ByName(Comparer):
    def __init__(self, field: PersonName, frame: pl.DataFrame) -> None:
        names = prepare(_strings(frame, field.column).tolist())
        self.scorer = Scorer.of(names, names)

    def __call__(self, left: Places, right: Places) -> Compared:
        weight = self.scorer.score(left, right).astype(np.float64)
        steps = np.digitize(weight, _BETWEEN).astype(np.int8)
        beyond = np.clip(weight - _IMPLIED[steps], -_WIDTH, _WIDTH)
        steps[weight == 0.0] = UNKNOWN
        return Compared(steps=steps, count=len(_IMPLIED), rarity=np.zeros(len(left)), implied=_IMPLIED, beyond=beyond)


class _BySpan(Comparer):
    def __init__(self, field: Span, frame: pl.DataFrame) -> None:
        self.near = field.near
        self.low = frame[field.low].cast(pl.Float64).to_numpy()
        self.high = frame[field.high].cast(pl.Float64).to_numpy()

    def __call__(self, left: Places, right: Places) -> Compared:
        low, high = self.low, self.high
        gap = np.maximum(low[left], low[right]) - np.minimum(high[left], high[right])
        wide = np.maximum(high[left] - low[left], high[right] - low[right])
        steps = np.select([(gap <= 0) & (wide <= self.near), gap <= 0, gap <= self.near], [3, 2, 1], 0)
        known = ~np.isnan(gap)
        return Compared(steps=np.where(known, steps, UNKNOWN).astype(np.int8), count=4, rarity=np.zeros(len(left)))


comparer.register(Text, _ByText)
comparer.register(Code, _ByCode)
comparer.register(Day, _ByDay)
comparer.register(Nested, _ByNested)
comparer.register(PersonName, _ByName)
comparer.register(Span, _BySpan)


def _strings(frame: pl.DataFrame, column: str) -> NDArray[np.object_]:
    return np.array([value.strip() for value in frame[column].cast(pl.String).fill_null("").to_list()], dtype=object)


def _rarity(frame: pl.DataFrame, column: str) -> Floats:
    """For each record the log of one over the share of records with its value."""
    shares = frame.select(pl.col(column), share=pl.len().over(column) / pl.col(column).count())
    return np.array([0.0 if value is None else -log(share) for value, share in shares.rows()])


def _alike(ours: NDArray[np.object_], theirs: NDArray[np.object_]) -> Floats:
    found: Floats = process.cpdist(ours.tolist(), theirs.tolist(), scorer=JaroWinkler.similarity, dtype=np.float64)
    return found
