"""How much each agreement counts, after Fellegi and Sunter (1969): estimated from the table itself, without any labels.

How often a step of a field is met by chance, ``u``, is counted on pairs drawn at random; how often among pairs that are
one, ``m``, and how many pairs are one, is estimated by expectation maximisation over the candidate pairs, all others
being taken for different. A step counts ``log(m / u)``. An agreement on a rare value counts more than one on a common
value, by the log of how much rarer it is than those agreed on are on average, times the field's ``rarity``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np

from lastseen.linkage.comparing import UNKNOWN, Compared, Floats
from lastseen.linkage.settings import Code, Field, Text

ROUNDS: Final = 40
_LEAST = 0.5
"""What each step counts as met before anything was counted, so that none has a probability of nought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The weight of each step of each field, the mean rarity of what is agreed on, and the prior, as log odds."""

    steps: tuple[Floats, ...]
    rarities: tuple[float, ...]
    shares: tuple[float, ...]
    prior: float

    def of(self, compared: Sequence[Compared]) -> Floats:
        """The log odds of each pair being one."""
        total: Floats = np.sum([np.full(len(compared[0].steps), self.prior), *self.parts(compared)], axis=0)
        return total

    def parts(self, compared: Sequence[Compared]) -> list[Floats]:
        """What each field says of each pair, as log Bayes factors; nought where one has no value."""
        return [
            _weighed(one, steps, rarity, share)
            for one, steps, rarity, share in zip(compared, self.steps, self.rarities, self.shares, strict=True)
        ]


def _weighed(one: Compared, steps: Floats, rarity: float, share: float) -> Floats:
    found: Floats = np.where(one.steps == UNKNOWN, 0.0, steps[np.maximum(one.steps, 0)] + one.beyond)
    return found + np.where(one.rarity > 0, share * (one.rarity - rarity), 0.0)


def estimate(
    fields: Sequence[Field], chance: Sequence[Compared], compared: Sequence[Compared], pairs: float, records: int
) -> Weights:
    """Weights from pairs drawn by ``chance`` and candidate pairs ``compared``, out of all ``pairs`` there are."""
    by_chance = [_shares(one, np.ones(len(one.steps))) for one in chance]
    weights = Weights(
        steps=tuple(np.linspace(-2.0, 6.0, one.count) if one.implied is None else one.implied for one in compared),
        rarities=(0.0,) * len(fields),
        shares=(0.0,) * len(fields),
        prior=log(max(records, 1) / pairs),
    )
    for _ in range(ROUNDS):
        likely = probability(weights.of(compared))
        among_same = [_shares(one, likely) for one in compared]
        weights = Weights(
            steps=tuple(_weight(m, u, one) for m, u, one in zip(among_same, by_chance, compared, strict=True)),
            rarities=tuple(_mean_rarity(one, likely) for one in compared),
            shares=tuple(field.rarity if isinstance(field, Text | Code) else 0.0 for field in fields),
            prior=log(max(likely.sum(), 1.0) / pairs),
        )
    return weights


def probability(log_odds: Floats) -> Floats:
    """Log odds as probabilities."""
    found: Floats = 1 / (1 + np.exp(-np.clip(log_odds, -50, 50)))
    return found


def _weight(among_same: Floats, by_chance: Floats, one: Compared) -> Floats:
    """The weight of each step. What a field that weighs itself implies counts as much as what was counted by chance."""
    chance = by_chance if one.implied is None else (by_chance + among_same * np.exp(-one.implied)) / 2
    weight: Floats = np.log(among_same / chance)
    return weight


def _shares(one: Compared, weights: Floats) -> Floats:
    known = one.steps != UNKNOWN
    counts = np.bincount(one.steps[known], weights=weights[known], minlength=one.count) + _LEAST
    shares: Floats = counts / counts.sum()
    return shares


def _mean_rarity(one: Compared, weights: Floats) -> float:
    agreed = one.rarity > 0
    total = float(weights[agreed].sum())
    return float(one.rarity[agreed] @ weights[agreed]) / total if total > 0 else 0.0
