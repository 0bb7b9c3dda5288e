"""Log-linear models of how the lists depend on each other: the best one, or the average of many."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.optimize import brentq
from scipy.stats import chi2, norm

from lastseen.estimation.captures import Captures
from lastseen.estimation.estimate import LEVEL, Diagnostic, Estimate, Told
from lastseen.estimation.fitting import Face, Fit, face, fit_many, fit_one, profile_interval
from lastseen.estimation.models import Family, Floats, all_hierarchical, up_to_pairs
from lastseen.estimation.refusing import NoFiniteEstimate, TooManyLists, Unbounded
from lastseen.estimation.stepping import stepwise

_MOST_LISTS = 10
_EXHAUSTIVE = 6
_ALL = 5
_RIVAL = 1.0
"""Models within so many points of BIC of the best are as good as it."""

_APART = 1.5
"""Rivals whose estimates differ by more than this factor are told to the reader."""

_SHOWN = 5


class Criterion(StrEnum):
    """What models are compared by."""

    BIC = "bic"
    AIC = "aic"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Candidate:
    """A model that has an estimate, with what is needed to tell of it."""

    name: str
    criterion: float
    design: Floats
    face: Face
    fit: Fit
    observed: int

    @property
    def point(self) -> float:
        """How many persons there were by this model."""
        return self.observed + self.fit.unseen

    def told(self) -> dict[str, Told]:
        """The model in a line of the diagnostics."""
        return {"model": self.name, "criterion": self.criterion, "point": self.point, "stderr": self.fit.stderr}


@dataclass(frozen=True, slots=True, kw_only=True)
class Loglinear:
    """The best hierarchical log-linear model.

    With terms of at most two lists, or of any number (``higher``, up to five lists); every model is looked through up
    to six lists, beyond that they are added and taken away one at a time. Models without a finite estimate are passed
    over. The interval is where the likelihood falls, for this one model: it knows nothing of the choice.
    Source: Bishop, Fienberg and Holland (1975); Baillargeon and Rivest (2007), Journal of Statistical Software 19 (5).
    """

    higher: bool = False
    criterion: Criterion = Criterion.BIC

    def fit(self, captures: Captures) -> Estimate:
        """The estimate of the best model, with its rivals."""
        method = "loglinear-all" if self.higher else "loglinear"
        counts, passed, found = _looked_through(captures, method, self.criterion, higher=self.higher)
        best = found[0]
        drop = float(chi2.ppf(LEVEL, 1)) / 2
        low, high = profile_interval(best.design, counts, best.face, best.fit.unseen, drop)
        if not np.isfinite(high):
            raise Unbounded(method=method, most=f"{1e7 * best.point:.0f}")
        return Estimate(
            method=method,
            observed=captures.observed,
            point=best.point,
            low=captures.observed + low,
            high=captures.observed + high,
            level=LEVEL,
            diagnostics={**_diagnostics(best, found, passed), "stderr": best.fit.stderr},
            assumptions=("closed", "linked", "dependence-chosen", "alike"),
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
        _, passed, found = _looked_through(captures, "loglinear-average", self.criterion, higher=self.higher)
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


def _looked_through(
    captures: Captures, method: str, criterion: Criterion, *, higher: bool
) -> tuple[Floats, list[str], list[Candidate]]:
    """The counts of the patterns that can be seen, the better models that have no estimate, and those that have one."""
    captures.need(3, method)
    lists = len(captures.lists)
    most = _ALL if higher else _MOST_LISTS
    if lists > most:
        raise TooManyLists(method=method, most=most, lists=lists)
    counts = captures.table()[1:].astype(np.float64)
    price = float(np.log(captures.observed)) if criterion is Criterion.BIC else 2.0
    if higher:
        family = all_hierarchical(lists)
    else:
        family = up_to_pairs(lists) if lists <= _EXHAUSTIVE else stepwise(lists, counts, price)
    passed: list[str] = []
    found: list[Candidate] = []
    for name, one in _ranked(family, captures.observed, counts, price):
        if one is not None:
            found.append(one)
        elif not found:
            passed.append(name)
    if not found:
        raise NoFiniteEstimate
    return counts, passed, found


def _ranked(family: Family, observed: int, counts: Floats, price: float) -> Iterator[tuple[str, Candidate | None]]:
    """Models from the best on, until they weigh less than a thousandth of the best; None where there is no estimate."""
    design = family.design()[1:]
    heights = -2 * fit_many(design, counts, family.members).loglik + price * family.members.sum(axis=1)
    best: float | None = None
    for at in np.argsort(heights, kind="stable"):
        if best is not None and heights[at] > best + 2 * np.log(1000):
            return
        model = family.members[at]
        columns = design[:, model]
        on = face(columns, counts)
        name = family.name(model)
        if not on.estimable:
            yield name, None
            continue
        best = float(heights[at]) if best is None else best
        fit = fit_one(columns, counts, on)
        yield (
            name,
            Candidate(name=name, criterion=float(heights[at]), design=columns, face=on, fit=fit, observed=observed),
        )


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
        return float(np.exp(brentq(lambda at: weights @ norm.cdf((at - centres) / spreads) - level, *ends)))

    return end((1 - LEVEL) / 2), end((1 + LEVEL) / 2)
