"""Latent classes of persons, as many as the lists bear."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from lastseen.estimation.captures import Captures
from lastseen.estimation.convergence import Convergence, convergence
from lastseen.estimation.estimate import LEVEL, Estimate
from lastseen.estimation.mixture import Stride, leap, seen, sort_in, start
from lastseen.estimation.models import Floats
from lastseen.estimation.refusing import NotConverged

_NEEDED = 400
_RHAT = 1.05
"""Beyond this the chains have not come to one answer."""

_ALIKE = 1.02
"""Below this they may stop."""

_BLOCK = 200
_WISHED = 0.75
"""How often a Hamiltonian step should be taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LatentClasses:
    """Lists that differ in whom they reach: a Dirichlet-process mixture of classes, in which they are independent.

    ``classes`` is the most there can be, ``shape`` and ``rate`` the gamma prior of how many are expected; lists have
    uniform priors and the population one over its number. ``chains`` go until they are worth ``wanted`` independent
    draws or ``iterations`` are over; fewer than 400 are refused. ``rng`` is where chance comes from.
    Source: Manrique-Vallier (2016), Biometrics 72, 1246-1254.
    """

    rng: Generator
    classes: int = 10
    shape: float = 0.25
    rate: float = 0.25
    chains: int = 16
    wanted: int = 1000
    iterations: int = 6000

    def fit(self, captures: Captures) -> Estimate:
        """The median of the posterior, and its middle 95 %.

        Raises :class:`~lastseen.estimation.refusing.NotConverged` below 400 effective draws.
        """
        captures.need(3, "lcmcr")
        draws, told = self.draws(captures)
        low, point, high = np.quantile(draws, [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2])
        return Estimate(
            method="lcmcr",
            observed=captures.observed,
            point=float(point),
            low=float(low),
            high=float(high),
            level=LEVEL,
            diagnostics={
                "classes": self.classes,
                "chains": self.chains,
                "iterations": len(draws),
                "effective": round(told.effective),
                "rhat": round(told.rhat, 4),
                "mean": float(draws.mean()),
            },
            assumptions=("closed", "linked", "classes", "alike-within"),
        )

    def draws(self, captures: Captures) -> tuple[Floats, Convergence]:
        """Draws of the population, rows the iterations kept and columns the chains, and what they are worth."""
        data = seen(captures)
        place, stride = start(data, self.chains, self.classes, self.rng), Stride(length=0.05, leaps=16)
        unseen = np.empty((0, self.chains))
        told = Convergence(rhat=float("inf"), effective=0.0)
        while len(unseen) < self.iterations:
            block = np.empty((_BLOCK, self.chains))
            for at in range(_BLOCK):
                place, likely = leap(place, data, stride, self.rng)
                place, block[at] = sort_in(place, data, (self.shape, self.rate), self.rng)
                if len(unseen) == 0:
                    stride = Stride(length=stride.length * float(np.exp(0.1 * (likely - _WISHED))), leaps=stride.leaps)
            unseen = np.vstack([unseen, block])
            told = convergence(unseen[len(unseen) // 2 :])
            if told.effective >= self.wanted and told.rhat < _ALIKE:
                break
        if told.effective < _NEEDED or told.rhat > _RHAT:
            raise NotConverged(
                iterations=len(unseen), effective=round(told.effective), rhat=round(told.rhat, 2), needed=_NEEDED
            )
        return captures.observed + unseen[len(unseen) // 2 :], told
