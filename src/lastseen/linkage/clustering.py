"""Clusters out of pairs: groups in which records agree on the whole, not only each with the next.

Records joined by likely pairs form components. Within each all pairs are compared, and records are put together two
groups at a time, those first whose mean log odds of being one is highest, until no two groups have mean odds above
even. Nothing is chosen but that even odds divide. What is known to be one or different is never parted or joined.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lastseen.linkage.blocking import Places
from lastseen.linkage.comparing import Floats

Score = Callable[[Places, Places], Floats]
Labels = NDArray[np.int64]

MOST: Final = 30.0
"""How much a single pair may say, as log odds: beyond it no evidence is believed."""
KNOWN: Final = 1e6
_SOME_PAIRS: Final = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Pairs of places that are known to be one, and pairs known to be different."""

    same: tuple[tuple[int, int], ...] = ()
    different: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustered:
    """The cluster of each record, by the place of its first; and the log odds from which components were made."""

    labels: Labels
    cut: float
    largest: int


def cluster(count: int, pairs: tuple[Places, Places, Floats], score: Score, largest: int, known: Known) -> Clustered:
    """Put records together. Components larger than ``largest`` are made smaller by asking more of the pairs."""
    left, right, odds = pairs
    cut = 0.0
    component = _components(count, left, right, odds > cut, known.same)
    while component.size and (size := int(np.bincount(component).max())) > largest:
        cut += 1.0
        component = _components(count, left, right, odds > cut, known.same)
        if int(np.bincount(component).max()) == size and cut > MOST:
            break
    labels = np.arange(count)
    of_component = _members(component)
    for some in _batches(of_component):
        _put_together(labels, some, score, known)
    return Clustered(labels=labels, cut=cut, largest=max(map(len, of_component), default=1))


def _components(
    count: int, left: Places, right: Places, kept: NDArray[np.bool_], same: Sequence[tuple[int, int]]
) -> Labels:
    """The component of each record, by its smallest member: labels run along the pairs until none is smaller."""
    ours = np.concatenate([left[kept], np.array([a for a, _ in same], dtype=np.int64)])
    theirs = np.concatenate([right[kept], np.array([b for _, b in same], dtype=np.int64)])
    labels = np.arange(count)
    while True:
        smallest = np.minimum(labels[ours], labels[theirs])
        before = labels.copy()
        for ends in (ours, theirs):
            np.minimum.at(labels, labels[ends], smallest)
            np.minimum.at(labels, ends, smallest)
        labels = labels[labels]
        if np.array_equal(labels, before):
            return labels


def _members(component: Labels) -> list[Places]:
    """The members of every component of two or more."""
    order = np.argsort(component, kind="stable")
    starts = np.flatnonzero(np.diff(component[order], prepend=-1))
    return [members for members in np.split(order, starts[1:]) if len(members) > 1]


def _batches(components: Iterable[Places]) -> Iterator[list[Places]]:
    """Components some at a time, so that their pairs fit in memory."""
    batch: list[Places] = []
    pairs = 0
    for members in components:
        batch.append(members)
        pairs += len(members) * (len(members) - 1) // 2
        if pairs > _SOME_PAIRS:
            yield batch
            batch, pairs = [], 0
    if batch:
        yield batch


def _put_together(labels: Labels, components: Sequence[Places], score: Score, known: Known) -> None:
    inside = [np.triu_indices(len(members), 1) for members in components]
    left = np.concatenate([members[i] for members, (i, _) in zip(components, inside, strict=True)])
    right = np.concatenate([members[j] for members, (_, j) in zip(components, inside, strict=True)])
    odds = np.clip(score(left, right), -MOST, MOST)
    _settle(odds, left, right, known)
    start = 0
    for members, (i, _) in zip(components, inside, strict=True):
        parts = _parted(odds[start : start + len(i)], len(members))
        start += len(i)
        for part in np.unique(parts):
            one = members[parts == part]
            labels[one] = one.min()


def _settle(odds: Floats, left: Places, right: Places, known: Known) -> None:
    """Put what is known in the place of what is likely."""
    settled = {frozenset(pair): KNOWN for pair in known.same} | {frozenset(pair): -KNOWN for pair in known.different}
    if settled:
        for place, pair in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
            odds[place] = settled.get(frozenset(pair), odds[place])


def _parted(odds: Floats, count: int) -> Labels:
    """Average linkage over the log odds of all pairs of ``count`` records, cut where they are even.

    By chains of nearest neighbours: the mean to two groups put together never exceeds the larger of those to each, so
    two that are each other's nearest may be put together at once, and one without a neighbour above even is done.
    """
    near = np.full((count, count), -np.inf)
    i, j = np.triu_indices(count, 1)
    near[i, j] = near[j, i] = odds
    sizes, labels, chain = np.ones(count), np.arange(count), [0]
    open_ = np.ones(count, dtype=bool)
    while open_.any():
        this = chain[-1] if chain else int(open_.argmax())
        row = np.where(open_, near[this], -np.inf)
        nearest = int(row.argmax())
        if row[nearest] < 0 or not open_[this]:
            open_[this] = False
            chain = chain[:-1]
        elif len(chain) > 1 and row[chain[-2]] == row[nearest]:
            _join(near, sizes, labels, (this, chain[-2]))
            open_[chain[-2]] = False
            chain = chain[:-2]
        else:
            chain = [*chain, nearest] if chain else [this, nearest]
    return labels


def _join(near: Floats, sizes: Floats, labels: Labels, groups: tuple[int, int]) -> None:
    """Put the second group into the first; what is near to both is as near as to each of their members on average."""
    kept, gone = groups
    mean = (sizes[kept] * near[kept] + sizes[gone] * near[gone]) / (sizes[kept] + sizes[gone])
    near[kept] = near[:, kept] = mean
    near[kept, kept] = -np.inf
    sizes[kept] += sizes[gone]
    labels[labels == gone] = kept
