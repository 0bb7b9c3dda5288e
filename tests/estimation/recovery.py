"""Invented populations of known size, and how often an interval holds it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.random import Generator, default_rng

from lastseen.domain.errors import Refusal
from lastseen.estimation import Captures, Estimate, How, LatentClasses, counted, estimators

TRUTH = 1500
PATTERNS = np.array(list(product([False, True], repeat=4)))
_LISTS = ("A", "B", "C", "D")
_CHANCES = (0.3, 0.25, 0.2, 0.3)


def _table(likely: np.ndarray, rng: Generator) -> Captures:
    return counted(_LISTS, PATTERNS, rng.multinomial(TRUTH, likely / likely.sum()))


def _alike(chances: tuple[float, ...]) -> np.ndarray:
    return np.asarray(np.where(PATTERNS, chances, 1 - np.array(chances)).prod(axis=1))


def independent(rng: Generator) -> Captures:
    """Everyone alike, the lists apart."""
    return _table(_alike(_CHANCES), rng)


def dependent(rng: Generator) -> Captures:
    """Everyone alike; who is on A is three times as likely on B."""
    likely = _alike(_CHANCES)
    return _table(np.where(PATTERNS[:, 0] & PATTERNS[:, 1], 3 * likely, likely), rng)


def two_kinds(rng: Generator) -> Captures:
    """Two kinds of people, one of them hard to reach by every list."""
    return _table(0.6 * _alike((0.45, 0.4, 0.35, 0.4)) + 0.4 * _alike((0.1, 0.1, 0.15, 0.1)), rng)


def taken_off(rng: Generator) -> Captures:
    """Two kinds of people; who is on A is less likely on B, as where lists share the work between them."""
    likely = 0.5 * _alike((0.5, 0.1, 0.3, 0.3)) + 0.5 * _alike((0.05, 0.4, 0.2, 0.2))
    return _table(likely, rng)


WORLDS: Mapping[str, Callable[[Generator], Captures]] = {
    "independent": independent,
    "dependent": dependent,
    "two kinds": two_kinds,
    "shared work": taken_off,
}

LISTS = {"chapman": 2, "coverage": 3}
"""How many of the four lists a method takes that does not take all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """How often an interval held the truth, the middle of point over truth, its middle width over truth, refusals."""

    runs: int
    held: float
    point: float
    width: float
    refused: int


def covered(method: str, world: str, runs: int) -> Covered:
    """What a method said of so many populations of one world."""
    found = [_fitted(method, world, seed) for seed in range(runs)]
    made = [one for one in found if one is not None]
    return Covered(
        runs=runs,
        held=float(np.mean([one.low <= TRUTH <= one.high for one in made])),
        point=float(np.median([one.point / TRUTH for one in made])),
        width=float(np.median([(one.high - one.low) / TRUTH for one in made])),
        refused=runs - len(made),
    )


def _fitted(method: str, world: str, seed: int) -> Estimate | None:
    rng = default_rng([seed, 8])
    captures = WORLDS[world](rng).only(_LISTS[: LISTS.get(method, 4)])
    quick = LatentClasses(rng=rng, wanted=400)
    made = quick if method == "lcmcr" else estimators(How(methods=(method,)), (seed,))[method]
    try:
        return made.fit(captures)
    except Refusal:
        return None
