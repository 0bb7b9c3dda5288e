"""Log-linear models of how the lists depend on each other: the best one, or the average of many."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator
from scipy.optimize import brentq
from scipy.special import chdtri, ndtr

from lastseen.estimation.captures import Captures
from lastseen.estimation.estimate import LEVEL, Diagnostic, Estimate, Told
from lastseen.estimation.fitting import profile_interval
from lastseen.estimation.models import Floats
from lastseen.estimation.refusing import NoFiniteEstimate, Unbounded
from lastseen.estimation.searching import Candidate, Criterion, Search, search

_REDRAWN = 5
"""From more lists than these on, the models of a population drawn anew are looked through stepwise."""

_RIVAL = 1.0
"""Models within so many points of BIC of the best are as good as it."""

_APART = 1.5
"""Rivals whose estimates differ by more than this factor are told to the reader."""

_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Bootstrap:
    """An interval from so many populations drawn by ``rng`` from the best model, for each of which one is chosen anew.

    Source: Buckland and Garthwaite (1991), Biometrics 47, 255-268.
    """

    rng: Generator
    replicates: int = 500

    def interval(self, looked: Search, best: Candidate) -> tuple[float, float]:
        """The middle part of what the populations come to; without bound where too many come to nothing."""
        rates = np.concatenate([[best.fit.unseen], best.fit.rates])
        again = self.rng.multinomial(round(best.point), rates / rates.sum(), size=self.replicates)
        quicker = replace(looked, exhaustive=_REDRAWN)
        found = (quicker.best(counts[1:].astype(np.float64)) for counts in again)
        points = [one.point if one is not None else np.inf for one in found]
        low, high = np.quantile(points, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], method="closest_observation")
        return float(low), float(high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loglinear:
    """The best hierarchical log-linear model.

    With terms of at most two lists, or of any number (``higher``, up to five lists); every model is looked through up
    to six lists, beyond that they are added and taken away one at a time. Models without a finite estimate are passed
    over. The interval is where the likelihood falls, for this one model: it knows nothing of the choice, as that of a
    bootstrap does.
    Source: Bishop, Fienberg and Holland (1975); Baillargeon and Rivest (2007), Journal of Statistical Software 19 (5).
    """

    higher: bool = False
    criterion: Criterion = Criterion.BIC
    bootstrap: Bootstrap | None = None

    def fit(self, captures: Captures) -> Estimate:
        """The estimate of the best model, with its rivals."""
        method = "loglinear-all" if self.higher else "loglinear"
        looked, counts = search(captures, method, self.criterion, higher=self.higher)
        passed, found = _looked_through(looked, counts)
        best = found[0]
        is_redrawn = self.bootstrap is not None
        low, high = _profiled(best, counts) if self.bootstrap is None else self.bootstrap.interval(looked, best)
        if not np.isfinite(high):
            raise Unbounded(method=method, most=f"{1e7 * best.point:.0f}")
        return Estimate(
            method=method,
            observed=captures.observed,
            point=best.point,
            low=low,
            high=high,
            level=LEVEL,
            diagnostics={
                **_diagnostics(best, found, passed),
                "stderr": best.fit.stderr,
                "interval": "bootstrap" if is_redrawn else "profile",
            },
            assumptions=("closed", "linked", "dependence-rechosen" if is_redrawn else "dependence-chosen", "alike"),
            warnings=_warnings(found, passed),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Averaged:
    """All the log-linear models that :class:`Loglinear` chooses from, each by exp(-BIC/2).

    The point and the interval are those of the mixture, in which the unseen of each model are about log-normal.
    Source: Buckland, Burnham and Augustin (1997), Biometrics 53, 603-618.
    """

    higher: bool = False
    criterion: Criterion = Criterion.BIC

    def fit(self, captures: Captures) -> Estimate:
        """The average over models, with its interval."""
        passed, found = _looked_through(*search(captures, "loglinear-average", self.criterion, higher=self.higher))
        weights = np.exp(-np.array([one.criterion - found[0].criterion for one in found]) / 2)
        weights /= weights.sum()
        low, high = _mixed(found, weights)
        told = {**_diagnostics(found[0], found, passed), "averaged": len(found), "best_weight": float(weights[0])}
        return Estimate(
            method="loglinear-average",
            observed=captures.observed,
            point=float(weights @ [one.point for one in found]),
            low=captures.observed + low,
            high=captures.observed + high,
            level=LEVEL,
            diagnostics=told,
            assumptions=("closed", "linked", "dependence-averaged", "alike"),
            warnings=_warnings(found, passed),
        )


def _profiled(best: Candidate, counts: Floats) -> tuple[float, float]:
    """The interval of one model by its profile likelihood."""
    drop = float(chdtri(1, 1 - LEVEL)) / 2
    low, high = profile_interval(best.design, counts, best.face, best.fit.unseen, drop)
    return best.observed + low, best.observed + high


def _looked_through(looked: Search, counts: Floats) -> tuple[list[str], list[Candidate]]:
    """The better models that have no estimate, and those that have one."""
    passed: list[str] = []
    found: list[Candidate] = []
    for name, one in looked.models(counts):
        if one is not None:
            found.append(one)
        elif not found:
            passed.append(name)
    if not found:
        raise NoFiniteEstimate
    return passed, found


def _diagnostics(best: Candidate, found: list[Candidate], passed: list[str]) -> dict[str, Diagnostic]:
    return {
        "model": best.name,
        "criterion": best.criterion,
        "estimate_on_a_face": not best.face.whole,
        "passed_over": list(passed),
        "models": [one.told() for one in found[:_SHOWN]],
    }


def _warnings(found: list[Candidate], passed: list[str]) -> Mapping[str, Mapping[str, Told]]:
    best = found[0]
    rivals = [one for one in found[1:] if one.criterion - best.criterion <= _RIVAL]
    apart = [one for one in rivals if max(one.point / best.point, best.point / one.point) > _APART]
    warned: dict[str, Mapping[str, Told]] = {}
    if apart:
        warned["rival"] = {"model": apart[0].name, "other": round(apart[0].point)}
    if passed:
        warned["passed-over"] = {"models": " ".join(passed[:_SHOWN])}
    if not best.face.whole:
        warned["sparse"] = {}
    return warned


def _mixed(found: list[Candidate], weights: Floats) -> tuple[float, float]:
    """The ends of the middle part of a mixture of log-normals."""
    centres = np.log([max(one.fit.unseen, 1e-9) for one in found])
    spreads = np.array([one.fit.stderr / max(one.fit.unseen, 1e-9) for one in found])
    ends = (centres.min() - 10 * spreads.max(), centres.max() + 10 * spreads.max())

    def end(level: float) -> float:
        return float(np.exp(brentq(lambda at: weights @ ndtr((at - centres) / spreads) - level, *ends)))

    return end((1 - LEVEL) / 2), end((1 + LEVEL) / 2)
