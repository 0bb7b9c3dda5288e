"""The search for log-linear models that have an estimate, from the best on."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from lastseen.estimation.captures import Captures
from lastseen.estimation.estimate import Told
from lastseen.estimation.fitting import Face, Fit, face, fit_many, fit_one
from lastseen.estimation.models import Family, Flags, Floats, all_hierarchical, up_to_pairs
from lastseen.estimation.refusing import TooManyLists
from lastseen.estimation.stepping import stepwise

_MOST_LISTS = 12
_EXHAUSTIVE = 6
_ALL = 5

_DROPPED = 2 * float(np.log(1000))
"""Models that weigh less than a thousandth of the best are not gone on to."""


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Search:
    """Which models are looked through, over the patterns that somebody on a list could have.

    Every model with terms of at most two lists up to ``exhaustive`` lists, beyond that those met stepwise; or with
    ``higher`` every hierarchical one. Terms of lists nobody could be on both of are in none.
    """

    lists: int
    possible: Flags
    impossible: tuple[int, ...]
    criterion: Criterion
    higher: bool
    exhaustive: int = _EXHAUSTIVE

    def models(self, counts: Floats) -> Iterator[tuple[str, Candidate | None]]:
        """Models from the best on, until they weigh little beside the best; None where there is no estimate."""
        price = float(np.log(counts.sum())) if self.criterion is Criterion.BIC else 2.0
        family = self._family(counts, price)
        design = family.design()[1:][self.possible]
        heights = -2 * fit_many(design, counts, family.members).loglik + price * family.members.sum(axis=1)
        best: float | None = None
        for at in np.argsort(heights, kind="stable"):
            height = float(heights[at])
            if best is not None and height > best + _DROPPED:
                return
            name, columns = family.name(family.members[at]), design[:, family.members[at]]
            on = face(columns, counts)
            if not on.estimable:
                yield name, None
                continue
            best = height if best is None else best
            fit, observed = fit_one(columns, counts, on), int(counts.sum())
            yield name, Candidate(name=name, criterion=height, design=columns, face=on, fit=fit, observed=observed)

    def best(self, counts: Floats) -> Candidate | None:
        """The best model that has an estimate; None where none has."""
        return next((found for _, found in self.models(counts) if found is not None), None)

    def _family(self, counts: Floats, price: float) -> Family:
        if self.higher:
            family = all_hierarchical(self.lists)
        elif self.lists <= self.exhaustive:
            family = up_to_pairs(self.lists)
        else:
            family = stepwise(self.lists, self.possible, counts, price)
        return family.without(self.impossible)


def search(captures: Captures, method: str, criterion: Criterion, *, higher: bool) -> tuple[Search, Floats]:
    """The search through the models of some captures, and the counts of the patterns it is over.

    Raises :class:`~lastseen.estimation.refusing.TooManyLists`, and what :meth:`Captures.need` raises.
    """
    captures.need(3, method, zeros=True)
    lists, most = len(captures.lists), _ALL if higher else _MOST_LISTS
    if lists > most:
        raise TooManyLists(method=method, most=most, lists=lists)
    possible = captures.possible()[1:]
    counts = captures.table()[1:][possible].astype(np.float64)
    impossible = captures.impossible
    return Search(lists=lists, possible=possible, impossible=impossible, criterion=criterion, higher=higher), counts
