"""Draws of who is the same person, as likely as the pairs make them: what linkage leaves open, to be carried on.

A way to put groups of records together has the weight of the exponential of the log odds of all pairs of groups that it
makes one, the odds of two groups being the mean over their records. Groups that no likely pair joins are apart in every
draw. Two alone are put together by a toss; where more hang together, one after another is put anew into one of the
clusters of the others, or apart, many times over (Gibbs sampling). Pairs count as independent of each other, as they do
in linking, so that large clusters are held to be more certain than they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.random import Generator
from scipy.special import logit

from lastseen.linkage.clustering import KNOWN, MOST, Labels, components, parted
from lastseen.linkage.comparing import Floats
from lastseen.linkage.linking import Links

_UNLIKELY = -4.0
"""Pairs of lower log odds, one in fifty, join nothing."""

_LARGEST = 80
"""Where more groups hang together, more is asked of the pairs that join them."""

_FIRST, _BETWEEN = 30, 4
"""So many rounds before the first draw, and from one to the next."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Open:
    """What is open: groups by their places, those that hang together each with the log odds of its pairs."""

    count: int
    parts: tuple[tuple[Labels, Floats], ...]

    def draws(self, many: int, rng: Generator) -> Iterator[Labels]:
        """So many draws; in each, of every group the place of a group that it is one with."""
        states = [np.arange(len(members)) for members, _ in self.parts]
        for at in range(many):
            labels = np.arange(self.count)
            for state, (members, odds) in zip(states, self.parts, strict=True):
                for _ in range(_BETWEEN if at else _FIRST):
                    _put_anew(state, odds, rng)
                labels[members] = members[state]
            yield labels

    def above(self, threshold: float) -> Labels:
        """Who is one where groups are put together, those of the highest mean odds first, down to this probability."""
        labels = np.arange(self.count)
        even = float(logit(threshold))
        for members, odds in self.parts:
            labels[members] = members[parted(odds[np.triu_indices(len(members), 1)], even)]
        return labels


def left_open(links: Links, groups: pl.DataFrame, count: int, different: Sequence[tuple[int, int]]) -> Open:
    """What links leave open of groups that are held to be one each.

    ``groups`` has the columns id and group, a number below ``count``; ids that are in none are passed over.
    ``different`` are pairs of groups that are held not to be one.
    """
    ours = links.pairs.join(groups, left_on="left", right_on="id")
    pairs = ours.join(groups, left_on="right", right_on="id", suffix="_right")
    pairs = pairs.filter(pl.col("group") != pl.col("group_right"))
    ends = pairs["group"].to_numpy(), pairs["group_right"].to_numpy()
    component = _components(count, ends, pairs["log_odds"].to_numpy())
    apart = {frozenset(pair) for pair in different}
    ids = dict(groups.group_by("group").agg("id").iter_rows())
    sizes = np.bincount(component)
    order = np.argsort(component, kind="stable")
    whole = np.split(order, np.cumsum(sizes)[:-1])
    return Open(
        count=count,
        parts=tuple((members, _odds(links, members, ids, apart)) for members in whole if len(members) > 1),
    )


def _components(count: int, ends: tuple[Labels, Labels], odds: Floats) -> Labels:
    least = _UNLIKELY
    while True:
        kept = odds > least
        component = components(count, ends[0][kept], ends[1][kept])
        if count == 0 or np.bincount(component).max() <= _LARGEST or least > MOST:
            return component
        least += 1.0


def _odds(links: Links, members: Labels, ids: Mapping[int, Sequence[object]], apart: set[frozenset[int]]) -> Floats:
    """The mean log odds of each two of some groups; far below even of those held to be different."""
    size = len(members)
    i, j = np.triu_indices(size, 1)
    sides = [[(a, b) for a in ids[int(x)] for b in ids[int(y)]] for x, y in zip(members[i], members[j], strict=True)]
    flat = [pair for side in sides for pair in side]
    found = np.clip(links.odds([a for a, _ in flat], [b for _, b in flat]), -MOST, MOST)
    lengths = np.array([len(side) for side in sides])
    means = np.add.reduceat(found, np.cumsum(lengths) - lengths) / lengths
    held = [frozenset((int(members[x]), int(members[y]))) in apart for x, y in zip(i, j, strict=True)]
    odds = np.zeros((size, size))
    odds[i, j] = odds[j, i] = np.where(held, -KNOWN, means)
    return odds


def _put_anew(state: Labels, odds: Floats, rng: Generator) -> None:
    """One round: each member into the cluster of some others, or apart."""
    size = len(state)
    chance = rng.gumbel(size=(size, size))
    for one in range(size):
        state[one] = -1
        others = state >= 0
        sums = np.bincount(state[others], weights=odds[one][others], minlength=size)
        taken = np.bincount(state[others], minlength=size) > 0
        free = int(np.argmin(taken))
        heights = np.where(taken, sums, -np.inf)
        heights[free] = 0.0
        state[one] = int((heights + chance[one]).argmax())
