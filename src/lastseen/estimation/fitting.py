"""Poisson log-linear models fitted, many at once, and whether their estimate exists."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq, linprog
from scipy.special import gammaln

from lastseen.estimation.models import Flags, Floats

_ITERATIONS = 100
_CLOSE = 1e-10
_BATCH = 512
_FAR = 30.0
"""Beyond this logarithm a rate is taken as zero or without bound."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fits:
    """For each model: the log-likelihood without its constant, and the logarithm of the unseen."""

    loglik: Floats
    unseen: Floats


def fit_many(design: Floats, counts: Floats, members: Flags) -> Fits:
    """Every model at once, by Fisher scoring over the patterns that can be seen.

    ``design`` has a row for each such pattern, ``counts`` likewise; ``members`` a row for each model. A model without a
    finite estimate gets the log-likelihood it comes close to, and an ``unseen`` that means nothing.
    """
    found = [_fit_batch(design, counts, members[at : at + _BATCH]) for at in range(0, len(members), _BATCH)]
    return Fits(loglik=np.concatenate([f.loglik for f in found]), unseen=np.concatenate([f.unseen for f in found]))


def _fit_batch(design: Floats, counts: Floats, members: Flags) -> Fits:
    terms = design.shape[1]
    products = (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)
    outside = ~members
    keep = (members[:, :, None] & members[:, None, :]).reshape(len(members), -1)
    fill = np.where(outside, 1.0, 1e-9)[:, :, None] * np.eye(terms)
    rates = np.tile(counts + 0.1, (len(members), 1))
    before = np.full(len(members), -np.inf)
    for _ in range(_ITERATIONS):
        working = rates * np.log(rates) + counts - rates
        information = (rates @ products * keep).reshape(-1, terms, terms) + fill
        wanted = np.where(members, working @ design, 0.0)
        beta = np.linalg.solve(information, wanted[:, :, None])[:, :, 0]
        logs = np.clip(beta @ design.T, -_FAR, _FAR)
        rates = np.exp(logs)
        loglik = logs @ counts - rates.sum(axis=1)
        if np.all(np.abs(loglik - before) <= _CLOSE * (1 + np.abs(loglik))):
            break
        before = loglik
    return Fits(loglik=loglik, unseen=np.asarray(beta[:, 0], dtype=np.float64))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Face:
    """The patterns of one model whose rate is above zero at its best: all of them, or those of a face of its cone.

    Source: Fienberg and Rinaldo (2012), Annals of Statistics 40, 996-1023.
    """

    rows: Flags
    estimable: bool

    @property
    def whole(self) -> bool:
        """Whether every rate is above zero, so that the estimate exists in the ordinary sense."""
        return bool(self.rows.all())


def face(design: Floats, counts: Floats) -> Face:
    """The face of a model, by a linear programme: a direction that only lowers empty patterns makes their rates zero.

    The unseen are estimable where the intercept is determined by the patterns that remain.
    """
    empty = counts == 0
    rows = np.ones(len(counts), dtype=np.bool_)
    if empty.any():
        rows = ~empty
        lowered = _lowered(design[~empty], design[empty])
        rows[empty] = ~lowered
    first = np.zeros(design.shape[1])
    first[0] = 1.0
    solution = np.linalg.lstsq(design[rows].T, first, rcond=None)[0]
    return Face(rows=rows, estimable=bool(np.allclose(design[rows].T @ solution, first, atol=1e-8)))


def _lowered(full: Floats, empty: Floats) -> Flags:
    """Which empty patterns some direction lowers that leaves the full ones as they are and raises none."""
    terms, count = full.shape[1], len(empty)
    cost = np.concatenate([np.zeros(terms), -np.ones(count)])
    below = np.hstack([empty, np.eye(count)])
    same = np.hstack([full, np.zeros((len(full), count))])
    bounds = [(None, None)] * terms + [(0.0, 1.0)] * count
    found = linprog(
        cost, A_ub=below, b_ub=np.zeros(count), A_eq=same, b_eq=np.zeros(len(full)), bounds=bounds, method="highs"
    )
    return np.asarray(found.x[terms:] > 0.5, dtype=np.bool_)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fit:
    """One model at its best: the unseen, the standard error of all, and the rate of each pattern that can be seen."""

    unseen: float
    stderr: float
    rates: Floats


def fit_one(design: Floats, counts: Floats, on: Face) -> Fit:
    """One model over its face; the intercept is the logarithm of the unseen."""
    rows, seen = design[on.rows], counts[on.rows]
    beta, above = _scored(rows, seen, seen + 0.1)
    unseen = float(np.exp(beta[0]))
    variance = float(np.linalg.pinv(rows.T @ (above[:, None] * rows))[0, 0])
    rates = np.zeros(len(counts))
    rates[on.rows] = above
    return Fit(unseen=unseen, stderr=float(np.sqrt(unseen + unseen**2 * variance)), rates=rates)


def _scored(rows: Floats, counts: Floats, rates: Floats) -> tuple[Floats, Floats]:
    before = -np.inf
    beta: Floats = np.zeros(rows.shape[1])
    for _ in range(_ITERATIONS):
        root = np.sqrt(rates)
        working = np.log(rates) + (counts - rates) / rates
        beta = np.linalg.lstsq(rows * root[:, None], working * root, rcond=1e-12)[0].astype(np.float64)
        logs = np.clip(rows @ beta, -_FAR, _FAR)
        rates = np.exp(logs)
        loglik = float(counts @ logs - rates.sum())
        if abs(loglik - before) <= _CLOSE * (1 + abs(loglik)):
            break
        before = loglik
    return beta, rates


def profile_interval(design: Floats, counts: Floats, on: Face, unseen: float, drop: float) -> tuple[float, float]:
    """The numbers of unseen at which the multinomial likelihood, maximised over all else, falls by ``drop``.

    The upper one is infinite where there is none below ten million times the estimate.
    Source: Cormack (1992), Biometrics 48, 567-576.
    """
    first = np.zeros((1, design.shape[1]))
    first[0, 0] = 1.0
    rows, seen = np.vstack([first, design[on.rows]]), counts[on.rows]

    def height(missing: float) -> float:
        data = np.concatenate([[missing], seen])
        total = float(data.sum())
        rates = _scored(rows, data, data + 0.1)[1]
        likelihood = float(data @ np.log(np.maximum(rates, 1e-300) / total))
        return float(gammaln(total + 1) - gammaln(missing + 1)) + likelihood

    best = height(unseen) - drop
    low = 0.0 if height(1e-6) >= best else brentq(lambda m: height(m) - best, 1e-6, unseen, rtol=1e-6)
    high = 2 * unseen + 1
    while height(high) > best:
        high *= 2
        if high > 1e7 * (unseen + 1):
            return low, float("inf")
    return low, brentq(lambda m: height(m) - best, unseen, high, rtol=1e-6)
