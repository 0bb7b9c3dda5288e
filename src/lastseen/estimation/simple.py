"""Estimators by one formula: two lists, a lower bound, and sample coverage."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from lastseen.estimation.captures import Captures, Counts, counted
from lastseen.estimation.estimate import LEVEL, Estimate
from lastseen.estimation.refusing import NotForThisTable

_Z = 1.959963984540054


def interval(observed: int, point: float, variance: float) -> tuple[float, float]:
    """An interval for a population whose unseen part is about log-normal, so that it never ends below the observed.

    Source: Chao (1987), Biometrics 43, 783-791.
    """
    unseen = point - observed
    if unseen <= 0:
        return point, point
    factor = math.exp(_Z * math.sqrt(math.log1p(variance / unseen**2)))
    return observed + unseen / factor, observed + unseen * factor


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapman:
    """Two independent lists, nearly without bias in small ones.

    Source: Chapman (1951); variance of Seber (1970).
    """

    def fit(self, captures: Captures) -> Estimate:
        """The estimate from exactly two lists that share somebody."""
        captures.need(2, "chapman")
        if len(captures.lists) != 2:
            raise NotForThisTable(method="chapman", needed=2, lists=len(captures.lists))
        (left, right), both = (int(size) for size in captures.sizes), captures.both(0, 1)
        point = (left + 1) * (right + 1) / (both + 1) - 1
        variance = (left + 1) * (right + 1) * (left - both) * (right - both) / ((both + 1) ** 2 * (both + 2))
        low, high = interval(captures.observed, point, variance)
        return Estimate(
            method="chapman",
            observed=captures.observed,
            point=point,
            low=low,
            high=high,
            diagnostics={"stderr": math.sqrt(variance), "lincoln_petersen": left * right / both, "overlap": both},
            assumptions=("closed", "linked", "independent", "alike"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Chao:
    """A lower bound, from those on one list and those on two.

    Source: Chao (1987), Biometrics 43, 783-791, corrected for bias with a finite number of lists as in Rivest and
    Baillargeon (2007), Biometrics 63, 999-1006.
    """

    def fit(self, captures: Captures) -> Estimate:
        """The lower bound from two or more lists."""
        captures.need(2, "chao")
        once, twice = (int(count) for count in captures.by_number[:2])
        share = (len(captures.lists) - 1) / len(captures.lists)
        point = captures.observed + share * once * (once - 1) / (2 * (twice + 1))
        variance = _chao_variance(share, once, twice)
        low, high = interval(captures.observed, point, variance)
        return Estimate(
            method="chao",
            observed=captures.observed,
            point=point,
            low=low,
            high=high,
            diagnostics={"stderr": math.sqrt(variance), "on_one_list": once, "on_two_lists": twice},
            assumptions=("closed", "linked", "lower-bound"),
        )


def _chao_variance(share: float, once: int, twice: int) -> float:
    more = twice + 1
    return (
        share * once * (once - 1) / (2 * more)
        + share**2 * once * (2 * once - 1) ** 2 / (4 * more**2)
        + share**2 * once**2 * twice * (once - 1) ** 2 / (4 * more**4)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Three lists that may depend on each other, from the part of the population they cover.

    ``rng`` draws the replicates from which the interval is taken.
    Source: Chao, Tsay, Lin, Shau and Chao (2001), Statistics in Medicine 20, 3123-3157.
    """

    rng: Generator
    replicates: int = 1000

    def fit(self, captures: Captures) -> Estimate:
        """The estimate from exactly three lists."""
        captures.need(3, "coverage")
        if len(captures.lists) != 3:
            raise NotForThisTable(method="coverage", needed=3, lists=len(captures.lists))
        covered, point = _by_coverage(captures)
        again = self.rng.multinomial(captures.observed, captures.counts / captures.observed, size=self.replicates)
        points = np.array([_by_coverage(_recounted(captures, counts))[1] for counts in again])
        finite = points[np.isfinite(points)]
        low, high = interval(captures.observed, point, float(np.var(finite, ddof=1)))
        return Estimate(
            method="coverage",
            observed=captures.observed,
            point=point,
            low=low,
            high=high,
            level=LEVEL,
            diagnostics={"coverage": covered, "replicates": len(finite)},
            assumptions=("closed", "linked", "covered"),
        )


def _recounted(captures: Captures, counts: Counts) -> Captures:
    return counted(captures.lists, captures.patterns, counts)


def _by_coverage(captures: Captures) -> tuple[float, float]:
    """The part covered, and how many there were."""
    sizes, seen = captures.sizes, captures.observed
    full = captures.table()
    alone = full[[4, 2, 1]]
    if (sizes == 0).any() or (alone == sizes).all():
        return 0.0, math.inf
    covered = 1 - float(np.mean(alone / sizes))
    shared = {(j, k): captures.both(j, k) for j, k in ((0, 1), (0, 2), (1, 2))}
    singles = {(j, k): int(alone[j] + alone[k] + 2 * full[(4 >> j) | (4 >> k)]) for j, k in shared}
    slope = sum(singles[jk] * shared[jk] / (sizes[jk[0]] * sizes[jk[1]]) for jk in shared) / (3 * covered)
    start = (seen - float(np.mean(alone))) / covered - sum(singles.values()) / (3 * covered)
    return covered, start / (1 - slope) if slope < 1 else math.inf
