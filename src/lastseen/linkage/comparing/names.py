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
    coded_lists,
    comparer,
    labelled,
)
from lastseen.linkage.settings import KinNames, PersonName
from lastseen.names.many import Scorer, prepare

_MOST_NAMES, _MOST_KIN = 4, 6
"""How many names of one record are compared at most."""
_WIDTH = 2.0
_IMPLIED = np.arange(-11.0, 18.0, _WIDTH)
"""The log Bayes factors of names at which steps are set, and what lies between them."""
_BETWEEN = (_IMPLIED[1:] - _WIDTH / 2).astype(np.float32)
_UNSAID = np.float32(0.0)
_OF_KIN = np.array([1.0, 4.0, 7.0], dtype=np.float32)


class _OfLists(Comparer):
    """Compares the names in one list with those in another: the two that agree best."""

    def __init__(self, column: pl.Series, most: int) -> None:
        self.lists = coded_lists(column, most)
        self.scorer: Scorer

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

    def __init__(self, field: PersonName, frame: pl.DataFrame) -> None:
        super().__init__(frame[field.column], _MOST_NAMES)

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

    def __init__(self, field: KinNames, frame: pl.DataFrame) -> None:
        super().__init__(frame[field.column], _MOST_KIN)

    def __call__(self, left: Places, right: Places) -> Compared:
        weight = self.best(left, right)
        steps = np.digitize(weight, _OF_KIN).astype(np.int8)
        steps[~np.isfinite(weight)] = UNKNOWN
        return Compared(steps=steps)


def read_names(comparers: Iterable[Comparer]) -> None:
    """Read the names of all fields together, since people and their relatives bear much the same."""
    of_names = [one for one in comparers if isinstance(one, _OfLists)]
    words = tuple(sorted({word for one in of_names for word in one.lists.words}))
    numbers = {word: number for number, word in enumerate(words)}
    names = prepare(words)
    scorer = Scorer.of(names, names)
    for one in of_names:
        codes = np.array([*(numbers[word] for word in one.lists.words), NO_CODE], dtype=np.int32)
        one.lists, one.scorer = Lists(words=words, codes=codes[one.lists.codes]), scorer  # the last is NO_CODE


comparer.register(PersonName, _ByName)
comparer.register(KinNames, _ByKin)
