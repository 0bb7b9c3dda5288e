"""Names of people in any script: their own, or those of their relatives."""

from collections.abc import Iterable

import numpy as np
import polars as pl

from lastseen.linkage.comparing.model import (
    NO_CODE,
    UNKNOWN,
    Compared,
    Comparer,
    Lists,
    Places,
    Weights32,
    comparer,
    labelled,
)
from lastseen.linkage.comparing.spellings import Spellings
from lastseen.linkage.settings import KinNames, PersonName
from lastseen.names.many import Scorer

_WIDTH = 2.0
_IMPLIED = np.arange(-11.0, 18.0, _WIDTH)
"""The log Bayes factors of names at which steps are set, and what lies between them."""
_BETWEEN = (_IMPLIED[1:] - _WIDTH / 2).astype(np.float32)
_UNSAID = np.float32(0.0)
_OF_KIN = np.array([1.0, 4.0, 7.0], dtype=np.float32)


class _OfLists(Comparer):
    """Compares the names in one list with those in another, of each at most ``most``: the two that agree best."""

    most: int
    lists: Lists
    scorer: Scorer

    def __init__(self, field: PersonName | KinNames, frame: pl.DataFrame) -> None:  # noqa: ARG002  # read elsewhere
        self.column = field.column

    def best(self, left: Places, right: Places) -> Weights32:
        """The most that two names of a pair speak for one; minus infinity where one has none."""
        best = np.full(len(left), -np.inf, dtype=np.float32)
        for ours in self.lists.codes.T:
            for theirs in self.lists.codes.T:
                a, b = ours[left], theirs[right]
                pairs = np.flatnonzero((a != NO_CODE) & (b != NO_CODE))
                if len(pairs):
                    best[pairs] = np.maximum(best[pairs], self.scorer.score(a[pairs], b[pairs]))
        return best

    def shown(self, left: int, right: int) -> tuple[str, str]:
        ours, theirs = self.lists.of(left), self.lists.of(right)
        codes = [(a, b) for a in self._codes(left) for b in self._codes(right)]
        if not codes:
            return ", ".join(ours), ", ".join(theirs)
        scores = self.scorer.score(*np.array(codes, dtype=np.intp).T)
        a, b = codes[int(scores.argmax())]
        return self.lists.words[a], self.lists.words[b]

    def _codes(self, place: int) -> list[int]:
        return [int(code) for code in self.lists.codes[place] if code != NO_CODE]


class _ByName(_OfLists):
    implied = _IMPLIED
    labels = labelled(("different",) * 5 + ("hardly-alike",) + ("alike",) * 2 + ("same",), len(_IMPLIED))

    most = 4

    def __call__(self, left: Places, right: Places) -> Compared:
        weight = self.best(left, right)
        known = np.isfinite(weight) & (weight != _UNSAID)
        weight[~known] = _UNSAID
        steps = np.digitize(weight, _BETWEEN).astype(np.int8)
        beyond = np.clip(weight - _IMPLIED[steps], -_WIDTH, _WIDTH).astype(np.float32)
        steps[~known] = UNKNOWN
        return Compared(steps=steps, beyond=beyond)


class _ByKin(_OfLists):
    labels = ("none", "hardly-alike", "alike", "same")
    is_costly = True

    most = 6

    def __call__(self, left: Places, right: Places) -> Compared:
        weight = self.best(left, right)
        steps = np.digitize(weight, _OF_KIN).astype(np.int8)
        steps[~np.isfinite(weight)] = UNKNOWN
        return Compared(steps=steps)


def give_names(comparers: Iterable[Comparer], spellings: Spellings) -> None:
    """Let all fields of names compare those that were read for the whole table."""
    for one in comparers:
        if isinstance(one, _OfLists):
            one.lists, one.scorer = spellings.lists(one.column, one.most), spellings.scorer


comparer.register(PersonName, _ByName)
comparer.register(KinNames, _ByKin)
