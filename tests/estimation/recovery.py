"""Invented populations of known size, and how often an interval holds it."""

from collections.abc import Callable
from itertools import product

import numpy as np
from numpy.random import Generator, default_rng

from lastseen.domain.errors import Refusal
from lastseen.estimation import Captures, Estimator, counted

TRUTH = 1500
PATTERNS = np.array(list(product([False, True], repeat=4)))


def _table(likely: np.ndarray, rng: Generator) -> Captures:
    return counted(["A", "B", "C", "D"], PATTERNS, rng.multinomial(TRUTH, likely / likely.sum()))


def independent(rng: Generator) -> Captures:
    """Everyone alike, the lists apart."""
    return _table(np.where(PATTERNS, (0.3, 0.25, 0.2, 0.3), (0.7, 0.75, 0.8, 0.7)).prod(axis=1), rng)


def dependent(rng: Generator) -> Captures:
    """Everyone alike; who is on A is three times as likely on B."""
    likely = np.where(PATTERNS, (0.3, 0.25, 0.2, 0.3), (0.7, 0.75, 0.8, 0.7)).prod(axis=1)
    return _table(np.where(PATTERNS[:, 0] & PATTERNS[:, 1], 3 * likely, likely), rng)


def two_kinds(rng: Generator) -> Captures:
    """Two kinds of people, one of them hard to reach by every list."""
    easy = np.where(PATTERNS, (0.45, 0.4, 0.35, 0.4), (0.55, 0.6, 0.65, 0.6)).prod(axis=1)
    hard = np.where(PATTERNS, (0.1, 0.1, 0.15, 0.1), (0.9, 0.9, 0.85, 0.9)).prod(axis=1)
    return _table(0.6 * easy + 0.4 * hard, rng)


WORLDS: dict[str, Callable[[Generator], Captures]] = {
    "independent": independent,
    "dependent": dependent,
    "two kinds": two_kinds,
}


def covered(made: Callable[[Generator], Estimator], world: str, runs: int) -> tuple[float, float, int]:
    """How often the interval holds the truth, the mean of point over truth, and how many runs were refused."""
    held, points, refused = 0, [], 0
    for seed in range(runs):
        rng = default_rng([seed, 8])
        try:
            found = made(rng).fit(WORLDS[world](rng))
        except Refusal:
            refused += 1
            continue
        held += found.low <= TRUTH <= found.high
        points.append(found.point / TRUTH)
    return held / max(len(points), 1), float(np.mean(points)), refused
