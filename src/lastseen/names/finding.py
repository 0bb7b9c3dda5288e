"""Names found among many: pairs scored in a row, and for each name the nearest of others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lastseen.names.many import Scorer, Scores, prepare

_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A name found for another: how near it is, and the how manieth of those found."""

    left: str
    right: str
    rank: int
    score: float


def score_pairs(left: Sequence[str], right: Sequence[str]) -> Scores:
    """The log Bayes factor of each pair, place by place."""
    each = np.arange(len(left))
    return Scorer.of(prepare(left), prepare(right)).score(each, each)


def nearest(left: Sequence[str], right: Sequence[str], top: int) -> Iterator[Near]:
    """For each name on the left the ``top`` nearest on the right, best first; every pair is looked at."""
    if not right:
        return
    scorer = Scorer.of(prepare(left), prepare(right))
    some = max(1, _AT_ONCE // len(right))
    for start in range(0, len(left), some):
        rows = np.arange(start, min(start + some, len(left)))
        scores = scorer.score(np.repeat(rows, len(right)), np.tile(np.arange(len(right)), len(rows)))
        for row, of_row in zip(rows, scores.reshape(len(rows), len(right)), strict=True):
            for rank, place in enumerate(np.argsort(-of_row, kind="stable")[:top], start=1):
                yield Near(left=left[int(row)], right=right[place], rank=rank, score=float(of_row[place]))
