"""Capture histories: who is on which lists, counted."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from lastseen.estimation.refusing import (
    ListInsideAnother,
    NeverTogether,
    NobodyListed,
    NoOverlap,
    NoSuchList,
    SameListTwice,
    SeenTogether,
    TooFewLists,
)

Pair = tuple[str, str]
Counts = NDArray[np.int64]
Patterns = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Captures:
    """The persons on a number of lists, counted by the lists they are on.

    ``patterns`` has a row for each pattern that occurs and a column for each list, ``counts`` the persons of each row;
    nobody is on none, each row occurs once, in the order of the pattern read as a number. ``never`` are pairs of lists
    that nobody could be on both of, as those of different periods: structural zeros, which say nothing of dependence.
    """

    lists: tuple[str, ...]
    patterns: Patterns
    counts: Counts
    never: tuple[Pair, ...] = ()

    @property
    def observed(self) -> int:
        """How many persons are on at least one list."""
        return int(self.counts.sum())

    @property
    def sizes(self) -> Counts:
        """How many persons each list names."""
        return self.counts @ self.patterns.astype(np.int64)

    @property
    def by_number(self) -> Counts:
        """How many persons are on exactly 1, 2, ... lists."""
        on = self.patterns.sum(axis=1)
        return np.bincount(on, weights=self.counts, minlength=len(self.lists) + 1)[1:].astype(np.int64)

    def table(self) -> Counts:
        """The counts of all 2^lists patterns; the first list is the highest bit, and element 0, nobody's, is 0."""
        full = np.zeros(2 ** len(self.lists), dtype=np.int64)
        full[_numbers(self.patterns)] = self.counts
        return full

    def possible(self) -> Patterns:
        """Which of the 2^lists patterns of :meth:`table` somebody could have."""
        patterns = np.arange(2 ** len(self.lists))
        able = np.ones(len(patterns), dtype=np.bool_)
        for bits in self.impossible:
            able &= (patterns & bits) != bits
        return able

    @property
    def impossible(self) -> tuple[int, ...]:
        """The pairs of ``never`` as two bits each, the first list the highest."""
        last = len(self.lists) - 1
        return tuple(sum(1 << (last - self._place(name)) for name in pair) for pair in self.never)

    def where_never(self, pairs: Iterable[Pair]) -> "Captures":
        """The same, with pairs of lists that nobody could be on both of."""
        told = tuple(pairs)
        for left, right in told:
            if self._place(left) == self._place(right):
                raise SameListTwice(list=left)
            if shared := self.both(self._place(left), self._place(right)):
                raise SeenTogether(left=left, right=right, shared=shared)
        return replace(self, never=told)

    def both(self, left: int, right: int) -> int:
        """How many persons two lists share."""
        return int(self.counts[self.patterns[:, left] & self.patterns[:, right]].sum())

    def without(self, name: str) -> "Captures":
        """The same with one list left out; who was on it alone is gone."""
        self._place(name)
        return self.only(other for other in self.lists if other != name)

    def only(self, names: Iterable[str]) -> "Captures":
        """The same with these lists alone."""
        places = [self._place(name) for name in names]
        kept = [self.lists[j] for j in places]
        for name in kept:
            if kept.count(name) > 1:
                raise SameListTwice(list=name)
        never = tuple(pair for pair in self.never if set(pair) <= set(kept))
        return replace(counted(kept, self.patterns[:, places], self.counts), never=never)

    def merged(self, names: Iterable[str], called: str = "") -> "Captures":
        """The same with some lists made one, named by all of them if it is not ``called`` anything.

        It could never be on one with another list if none of them could.
        """
        places = sorted(self._place(name) for name in names)
        for left, right in pairwise(places):
            if left == right:
                raise SameListTwice(list=self.lists[left])
        kept = [j for j in range(len(self.lists)) if j not in places]
        one = self.patterns[:, places].any(axis=1, keepdims=True)
        name = called or "+".join(self.lists[j] for j in places)
        lists = [name, *(self.lists[j] for j in kept)]
        told = {frozenset(pair) for pair in self.never}
        apart = [o for o in lists[1:] if all(frozenset((self.lists[j], o)) in told for j in places)]
        never = [*(pair for pair in self.never if set(pair) <= set(lists[1:])), *((name, other) for other in apart)]
        return replace(counted(lists, np.hstack([one, self.patterns[:, kept]]), self.counts), never=tuple(never))

    def need(self, lists: int, method: str, *, zeros: bool = False) -> None:
        """Refuse fewer lists that overlap than a method needs, an empty list, and a list that is part of another.

        Lists nobody could be on both of are refused unless the method takes such structural ``zeros``.
        """
        if self.never and not zeros:
            raise NeverTogether(method=method, left=self.never[0][0], right=self.never[0][1])
        if self.observed == 0:
            raise NobodyListed(where="any of the lists")
        if len(self.lists) < lists:
            raise TooFewLists(method=method, needed=lists, lists=len(self.lists))
        for name, size in zip(self.lists, self.sizes, strict=True):
            if size == 0:
                raise NobodyListed(where=f"the list {name}")
        alone = self._alone()
        if len(self.lists) - len(alone) < lists:
            raise NoOverlap(left=alone[0][0], right=alone[0][1])
        for inner, outer in self.inside():
            raise ListInsideAnother(inner=inner, outer=outer)

    def inside(self) -> list[tuple[str, str]]:
        """The lists of at least ten persons all of whom are on one other list too, with that list.

        A list of fewer may be so by chance.
        """
        sizes = self.sizes
        found = []
        for i, j in combinations(range(len(self.lists)), 2):
            shared = self.both(i, j)
            if shared >= 10 and shared in {sizes[i], sizes[j]}:
                inner, outer = (i, j) if shared == sizes[i] else (j, i)
                found.append((self.lists[inner], self.lists[outer]))
        return found

    def _alone(self) -> list[tuple[str, str]]:
        """The lists that share nobody with any other, with what the others are called."""
        shared = [(self.counts * (self.patterns.sum(axis=1) > 1)) @ column for column in self.patterns.T]
        others = [", ".join(other for other in self.lists if other != name) for name in self.lists]
        return [(n, o) for n, o, s in zip(self.lists, others, shared, strict=True) if s == 0]

    def _place(self, name: str) -> int:
        if name not in self.lists:
            raise NoSuchList(list=name, lists=", ".join(self.lists))
        return self.lists.index(name)


def counted(lists: Iterable[str], patterns: Patterns, counts: Counts) -> Captures:
    """Captures from rows of any order, which may occur again, be empty or name nobody."""
    numbers = _numbers(patterns)
    kept = (counts > 0) & patterns.any(axis=1)
    unique, first, row = np.unique(numbers[kept], return_index=True, return_inverse=True)
    sums = np.bincount(row, weights=counts[kept], minlength=len(unique)).astype(np.int64)
    return Captures(lists=tuple(lists), patterns=patterns[kept][first], counts=sums)


def _numbers(patterns: Patterns) -> Counts:
    bits: Counts = 1 << np.arange(patterns.shape[1] - 1, -1, -1, dtype=np.int64)
    return patterns.astype(np.int64) @ bits
