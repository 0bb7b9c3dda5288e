"""Pairs drawn at random, to find out by judging them how well records are linked: of every kind of pair some.

Kinds of pairs are strata: those joined now; those that are not, by how probable linking holds it that they are one; and
those that linking gave no probability at all, which are nearly all pairs there are.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lastseen.domain.strata import Stratum

Places = NDArray[np.int64]
Floats = NDArray[np.float64]


_BANDS: Final = ((Stratum.LIKELY, 0.9), (Stratum.OPEN, 0.1), (Stratum.UNLIKELY, 0.01), (Stratum.REMOTE, -1.0))
"""The probability from which a pair that is not joined belongs to a stratum."""

FLOOR: Final = 10
"""So many pairs of each stratum are drawn at least, where it has as many."""
FAR: Final = (Stratum.REMOTE, Stratum.OUTSIDE)
"""Strata of pairs that linking holds to be one in less than one of a hundred: nearly all pairs there are."""
_MOST_FAR: Final = 0.125
"""The greatest share of a sample that is drawn from either of these: they would swallow all of it."""
_HALVINGS: Final = 100
_FEW_PAIRS: Final = 200_000
"""Up to so many pairs all of them are listed; beyond, those outside are drawn by chance and rejected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A pair drawn: two places, the smaller left, its stratum, and the probability with which it came to be drawn."""

    left: int
    right: int
    stratum: Stratum
    inclusion: float


class Pairs:
    """All pairs of records by stratum: ``labels`` is the cluster of each record, by place.

    ``left``, ``right`` and ``probability`` are the pairs that linking scored, each once, in any order.
    """

    def __init__(self, labels: Places, left: Places, right: Places, probability: Floats) -> None:
        self.count = len(labels)
        self._labels = labels
        keys = np.minimum(left, right) * max(self.count, 1) + np.maximum(left, right)
        order = np.argsort(keys, kind="stable")
        self._keys, self._probability = keys[order], probability[order]

    @cached_property
    def sizes(self) -> dict[Stratum, int]:
        """How many pairs each stratum has; together these are all pairs there are."""
        found = {Stratum.JOINED: int(self._starts[-1]), **{name: len(keys) for name, (keys, _) in self._bands.items()}}
        every = self.count * (self.count - 1) // 2
        return {**found, Stratum.OUTSIDE: every - sum(found.values())}

    @cached_property
    def expected(self) -> dict[Stratum, float]:
        """The share of each stratum that is probably one person; of those outside, hardly any."""
        of_bands = {name: float(odds.mean()) if len(odds) else 0.0 for name, (_, odds) in self._bands.items()}
        missed = sum(share * self.sizes[name] for name, share in of_bands.items())
        outside = max(1.0, 0.05 * missed) / max(self.sizes[Stratum.OUTSIDE], 1)
        return {Stratum.JOINED: 0.9, **of_bands, Stratum.OUTSIDE: outside}

    def draw(self, size: int, seed: int) -> tuple[Drawn, ...]:
        """So many pairs, or as many as there are, in random order: the same again for the same seed."""
        rng = np.random.default_rng(seed)
        found = []
        for stratum, number in shared_out(size, self.sizes, self.expected).items():
            keys = self._some(stratum, number, rng)
            inclusion = number / self.sizes[stratum] if number else 0.0
            found += [
                Drawn(left=int(key) // self.count, right=int(key) % self.count, stratum=stratum, inclusion=inclusion)
                for key in keys
            ]
        return tuple(found[place] for place in rng.permutation(len(found)))

    def _some(self, stratum: Stratum, number: int, rng: np.random.Generator) -> Places:
        if stratum is Stratum.OUTSIDE:
            return self._outside(number, rng)
        chosen = rng.choice(max(self.sizes[stratum], 1), number, replace=False)
        if stratum is Stratum.JOINED:
            return self._joined(chosen)
        return self._bands[stratum][0][chosen]

    @cached_property
    def _bands(self) -> dict[Stratum, tuple[Places, Floats]]:
        """The pairs scored but not joined, by stratum, with their probabilities."""
        apart = self._labels[self._keys // max(self.count, 1)] != self._labels[self._keys % max(self.count, 1)]
        keys, odds, below = self._keys[apart], self._probability[apart], np.inf
        found = {}
        for stratum, least in _BANDS:
            inside = (odds >= least) & (odds < below)
            found[stratum], below = (keys[inside], odds[inside]), least
        return found

    @cached_property
    def _order(self) -> Places:
        """The places of records, cluster by cluster."""
        return np.argsort(self._labels, kind="stable")

    @cached_property
    def _members(self) -> tuple[Places, Places]:
        """Of each cluster where its members begin in the order, and how many there are."""
        _, first, sizes = np.unique(self._labels[self._order], return_index=True, return_counts=True)
        return first.astype(np.int64), sizes.astype(np.int64)

    @cached_property
    def _starts(self) -> Places:
        """How many joined pairs come before those of each cluster, and in all."""
        sizes = self._members[1]
        return np.concatenate([[0], np.cumsum(sizes * (sizes - 1) // 2)]).astype(np.int64)

    def _joined(self, numbers: Places) -> Places:
        """The joined pairs of these numbers, counted through cluster by cluster; a large cluster is never listed."""
        clusters = np.searchsorted(self._starts, numbers, side="right") - 1
        within = numbers - self._starts[clusters]
        later = ((1 + np.sqrt(1 + 8 * within.astype(np.float64))) / 2).astype(np.int64)
        later += (later * (later + 1) // 2 <= within).astype(np.int64) - (later * (later - 1) // 2 > within)
        earlier = within - later * (later - 1) // 2
        firsts = self._members[0][clusters]
        return self._keyed(self._order[firsts + earlier], self._order[firsts + later])

    def _outside(self, number: int, rng: np.random.Generator) -> Places:
        if self.count * (self.count - 1) // 2 <= _FEW_PAIRS:
            left, right = (ends.astype(np.int64) for ends in np.triu_indices(self.count, 1))
            keys = self._keyed(left, right)
            return np.asarray(rng.choice(keys[self._is_outside(keys)], number, replace=False))
        found = np.empty(0, dtype=np.int64)
        while len(found) < number:
            ends = rng.integers(0, self.count, (2, 4 * number + 1000))
            keys = self._keyed(*ends[:, ends[0] != ends[1]])
            every = np.concatenate([found, keys[self._is_outside(keys)]])
            found = every[np.sort(np.unique(every, return_index=True)[1])]
        return found[:number]

    def _is_outside(self, keys: Places) -> NDArray[np.bool_]:
        """Whether pairs are neither joined nor scored."""
        apart: NDArray[np.bool_] = self._labels[keys // self.count] != self._labels[keys % self.count]
        if len(self._keys):
            near = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
            apart &= self._keys[near] != keys
        return apart

    def _keyed(self, one: Places, other: Places) -> Places:
        keys: Places = np.minimum(one, other) * self.count + np.maximum(one, other)
        return keys


def shared_out(size: int, sizes: dict[Stratum, int], expected: dict[Stratum, float]) -> dict[Stratum, int]:
    """How many pairs to draw of each stratum, ``size`` in all where there are as many.

    It goes by how much each adds to what is uncertain, its size times the standard deviation expected in it (Neyman
    1934), with :data:`FLOOR` of each at least, a third of all from those joined, on which precision rests, and at most
    an eighth from either of the strata far off.
    """
    whole = np.array(list(sizes.values()), dtype=np.int64)
    size = min(size, int(whole.sum()))
    of_far, of_joined = int(_MOST_FAR * size), size // 3
    most = np.array([min(n, max(FLOOR, of_far)) if name in FAR else n for name, n in sizes.items()])
    most = most if most.sum() >= size else whole
    least = np.minimum([max(FLOOR, of_joined) if name is Stratum.JOINED else FLOOR for name in sizes], most)
    least = np.diff(np.minimum(np.cumsum(least), size), prepend=0)
    spread = np.array([sizes[name] * np.sqrt(max(p * (1 - p), 1e-4)) for name, p in expected.items()])
    given = _within(size, spread, least, most)
    return dict(zip(sizes, given.tolist(), strict=True))


def _within(size: int, spread: Floats, least: Places, most: Places) -> Places:
    """``size`` shared out by spread, none getting less or more than it may."""
    low, high = 0.0, float(np.max(most / np.maximum(spread, 1e-9), initial=0.0))
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if np.clip(middle * spread, least, most).sum() < size else (low, middle)
    parts = np.clip(high * spread, least, most)
    given: Places = np.floor(parts).astype(np.int64)
    order = np.argsort(-(parts - given), kind="stable")
    given[order[: size - int(given.sum())]] += 1
    return given
