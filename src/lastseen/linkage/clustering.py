"""Clusters out of pairs: groups in which records agree on the whole, not only each with the next.

Records joined by likely pairs form components. Within each all pairs are compared, and records are put together two
groups at a time, those first whose mean log odds of being one is highest, until no two groups have mean odds above
even. Nothing is chosen but that even odds divide. What is known to be one or different is never parted or joined.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import average, fcluster
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from lastseen.linkage.comparing import Floats, Places

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
    """The cluster of each record, by the place of its first; and the most asked of a pair to join them."""

    labels: Labels
    cut: float
    largest: int


def cluster(count: int, pairs: tuple[Places, Places, Floats], score: Score, largest: int, known: Known) -> Clustered:
    """Put records together. Where components are larger than ``largest``, more is asked of the pairs in them."""
    left, right, odds = pairs
    cut, kept = 0.0, odds > 0.0
    component = components(count, left[kept], right[kept], known.same)
    while (is_large := np.bincount(component, minlength=1)[component] > largest).any() and cut < MOST:
        cut += 1.0
        kept &= ~is_large[left] | (odds > cut)
        component = components(count, left[kept], right[kept], known.same)
    labels = np.arange(count)
    biggest = 1
    settled = _Settled(known, count)
    for members in _batches(component):
        biggest = max(biggest, members.shape[1])
        _put_together(labels, members, score, settled)
    return Clustered(labels=labels, cut=cut, largest=biggest)


def components(count: int, left: Places, right: Places, same: Sequence[tuple[int, int]] = ()) -> Labels:
    """The component of each record, by a number, where these pairs and those known to be the same are joined."""
    ends = np.array(same, dtype=np.int64).reshape(-1, 2)
    ours, theirs = np.append(left, ends[:, 0]), np.append(right, ends[:, 1])
    joined = coo_matrix((np.ones(len(ours), dtype=np.int8), (ours, theirs)), shape=(count, count))
    labels: Labels = connected_components(joined, directed=False)[1].astype(np.int64)
    return labels


def _batches(component: Labels) -> Iterator[NDArray[np.int64]]:
    """Components of one size, as rows of their members in order, some at a time so that their pairs fit in memory."""
    order = np.argsort(component, kind="stable")
    sizes = np.bincount(component, minlength=1)
    starts = np.cumsum(sizes) - sizes
    for size in np.unique(sizes[sizes > 1]):
        members = order[starts[sizes == size][:, None] + np.arange(size)]
        some = max(1, int(_SOME_PAIRS // (int(size) * (int(size) - 1) / 2)))
        for start in range(0, len(members), some):
            yield members[start : start + some]


class _Settled:
    """What is known of pairs, to be put in the place of what is likely."""

    def __init__(self, known: Known, count: int) -> None:
        told = [(pair, KNOWN) for pair in known.same] + [(pair, -KNOWN) for pair in known.different]
        ends = np.array([sorted(pair) for pair, _ in told], dtype=np.int64).reshape(-1, 2)
        self.count = max(count, 1)
        keys = ends[:, 0] * self.count + ends[:, 1]
        order = np.argsort(keys, kind="stable")
        self.keys, self.odds = keys[order], np.array([odds for _, odds in told])[order]

    def put(self, odds: Floats, left: Places, right: Places) -> None:
        if not len(self.keys):
            return
        keys = np.minimum(left, right) * self.count + np.maximum(left, right)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        found = self.keys[places] == keys
        odds[found] = self.odds[places[found]]


def _put_together(labels: Labels, members: NDArray[np.int64], score: Score, settled: _Settled) -> None:
    """Part components of one size, each a row of ``members``, and label what stays together by its first."""
    size = members.shape[1]
    i, j = np.triu_indices(size, 1)
    left, right = members[:, i].ravel(), members[:, j].ravel()
    odds = np.clip(score(left, right), -MOST, MOST)
    settled.put(odds, left, right)
    of_each = odds.reshape(len(members), len(i))
    whole = (of_each > 0).all(axis=1)
    labels[members[whole]] = members[whole][:, :1]
    for one, among in zip(members[~whole], of_each[~whole], strict=True):
        labels[one] = one[parted(among)]


def parted(odds: Floats, even: float = 0.0) -> Labels:
    """Average linkage over the log odds of all pairs of some records, in order, down to a mean of ``even``.

    Each is given the place of the first of its group.
    """
    groups = fcluster(average(KNOWN - odds), KNOWN - even, criterion="distance")
    _, first, which = np.unique(groups, return_index=True, return_inverse=True)
    found: Labels = first[which]
    return found
