"""How much each agreement counts, after Fellegi and Sunter (1969): estimated from the table itself, without any labels.

How often a step of a field is met by chance, ``u``, is counted on pairs drawn at random; how often among pairs that are
one, ``m``, and how many pairs are one, is estimated by expectation maximisation over candidate pairs, all others being
taken for different; pairs that people decided on are what they were held to be. A step counts ``log(m / u)``. An
agreement on a rare value counts more than one on a common value, by the log of how much rarer it is than those agreed
on are on average, times the field's ``rarity``; but however common the value, what speaks for one is never made to
speak against it. Fields with weights learned elsewhere begin from these, and keep them where the table has little to
say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np

from lastseen.linkage.comparing.model import UNKNOWN, Compared, Comparer, Floats, Places
from lastseen.linkage.settings import Field, Settings, Trained

ROUNDS: Final = 60
_ENOUGH = 1e-4
"""The change of the prior at which no further round is made."""
_LEAST = 0.5
"""What each step counts as met before anything was counted, so that none has a probability of nought."""
_AS_RECORDS = 20.0
"""How many records the number of pairs learned elsewhere counts as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The weight of each step of each field, what rarities count, the prior as log odds, and how far all is trusted.

    ``rarities`` has for each field the mean rarity at each step; ``shares`` how much of rarity counts.
    """

    steps: tuple[Floats, ...]
    rarities: tuple[Floats, ...]
    shares: tuple[float, ...]
    prior: float
    trust: float = 1.0

    def of(self, compared: Sequence[Compared]) -> Floats:
        """The log odds of each pair being one."""
        total = np.full(len(compared[0].steps), self.prior)
        for one in self.parts(compared):
            total += one
        return total

    def odds(self, comparers: Sequence[Comparer], left: Places, right: Places, floor: float = -np.inf) -> Floats:
        """The log odds of each pair of these places being one.

        What is costly to compare is compared last, and not of pairs that would stay below the floor whatever it says.
        """
        total = np.full(len(left), self.prior)
        for place, compare in sorted(enumerate(comparers), key=lambda one: one[1].is_costly):
            if compare.is_costly:
                some = np.flatnonzero(total >= floor - self.trust * max(float(self.steps[place].max()), 0.0))
                total[some] += self._part(place, compare(left[some], right[some]))
            else:
                total += self._part(place, compare(left, right))
        return total

    def parts(self, compared: Sequence[Compared]) -> list[Floats]:
        """What each field says of each pair, as log Bayes factors; nought where one has no value."""
        return [self._part(place, one) for place, one in enumerate(compared)]

    def _part(self, place: int, one: Compared) -> Floats:
        return self.trust * _weighed(one, self.steps[place], self.rarities[place], self.shares[place])


def _weighed(one: Compared, steps: Floats, rarity: Floats, share: float) -> Floats:
    found: Floats = np.append(steps, 0.0)[one.steps]  # UNKNOWN is the last
    if one.beyond is not None:
        found += one.beyond
    if one.rarity is not None and share:
        least = np.minimum(found, 0.0)
        found += np.where(one.rarity > 0, share * (one.rarity - np.append(rarity, 0.0)[one.steps]), 0.0)
        np.maximum(found, least, out=found)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Candidate pairs that are learned from, field by field; each stands for ``scale`` of them.

    ``held`` is, for pairs that were decided, one or nought, and -1 for the others.
    """

    compared: Sequence[Compared]
    scale: float
    held: Floats


def estimate(
    comparers: Sequence[Comparer], settings: Settings, chance: Sequence[Compared], sample: Sample, records: int
) -> Weights:
    """Weights from pairs drawn by ``chance`` and from a sample of the candidates, for a table of so many records."""
    fields, compared = settings.fields, sample.compared
    pairs = max(records * (records - 1) / 2, 1.0)
    each = min(1.0, pairs / max(len(chance[0].steps), 1))  # no more pairs are counted than there are
    by_chance = [
        _shares(one, np.full(len(one.steps), each), c.count, _chance(f))
        for one, c, f in zip(chance, comparers, fields, strict=True)
    ]
    weights = _first(comparers, settings, by_chance, log(max(records, 1) / pairs))
    for _ in range(ROUNDS):
        likely = np.where(sample.held < 0, probability(weights.of(compared)), sample.held)
        among_same = [
            _shares(one, likely, c.count, _same(f)) for one, c, f in zip(compared, comparers, fields, strict=True)
        ]
        before, weights = (
            weights,
            Weights(
                steps=tuple(_weight(m, u, c) for m, u, c in zip(among_same, by_chance, comparers, strict=True)),
                rarities=tuple(_mean_rarity(one, likely, c.count) for one, c in zip(compared, comparers, strict=True)),
                shares=weights.shares,
                prior=log(_expected(float(likely.sum()) * sample.scale, settings, records) / pairs),
                trust=settings.trust,
            ),
        )
        if abs(before.prior - weights.prior) < _ENOUGH:
            break
    return weights


def probability(log_odds: Floats) -> Floats:
    """Log odds as probabilities."""
    found: Floats = 1 / (1 + np.exp(-np.clip(log_odds, -50, 50)))
    return found


def _first(comparers: Sequence[Comparer], settings: Settings, by_chance: Sequence[Floats], prior: float) -> Weights:
    """What is begun with: what was learned elsewhere, else that more agreement speaks for one."""
    steps = []
    for field, one, chance in zip(settings.fields, comparers, by_chance, strict=True):
        trained = getattr(field, "trained", None)
        begun = np.linspace(-2.0, 6.0, one.count) if one.implied is None else one.implied
        steps.append(
            begun if trained is None else _weight(_shared(np.zeros(one.count), trained.same, 1.0), chance, one)
        )
    return Weights(
        steps=tuple(one.fixed if one.fixed is not None else of for one, of in zip(comparers, steps, strict=True)),
        rarities=tuple(np.zeros(one.count) for one in comparers),
        shares=tuple(float(getattr(field, "rarity", 0.0)) for field in settings.fields),
        prior=prior,
        trust=settings.trust,
    )


def _weight(among_same: Floats, by_chance: Floats, one: Comparer) -> Floats:
    """The weight of each step.

    What a field that weighs itself implies counts as much as what was counted by chance; and no more agreement of it
    counts less, however often a small table happens to hold the same value.
    """
    if one.fixed is not None:
        return one.fixed
    chance = by_chance if one.implied is None else (by_chance + among_same * np.exp(-one.implied)) / 2
    weight: Floats = np.log(among_same / chance)
    return weight if one.implied is None else np.maximum.accumulate(weight)


def _expected(counted: float, settings: Settings, records: int) -> float:
    """The number of pairs that are one, as counted, and as learned elsewhere where there are few records."""
    if settings.per_record is None:
        return max(counted, 1.0)
    learned = _AS_RECORDS / (records + _AS_RECORDS)
    return max((1 - learned) * counted + learned * settings.per_record * records, 0.1)


def _trained(field: Field) -> Trained | None:
    return getattr(field, "trained", None)


def _same(field: Field) -> tuple[tuple[float, ...], float] | None:
    trained = _trained(field)
    return None if trained is None else (trained.same, trained.as_pairs)


def _chance(field: Field) -> tuple[tuple[float, ...], float] | None:
    trained = _trained(field)
    return None if trained is None else (trained.chance, trained.as_chance)


def _shares(one: Compared, weights: Floats, count: int, learned: tuple[tuple[float, ...], float] | None) -> Floats:
    known = one.steps != UNKNOWN
    counts: Floats = np.bincount(one.steps[known], weights=weights[known], minlength=count).astype(np.float64)
    return _shared(counts, *(learned or ((1.0,) * count, _LEAST * count)))


def _shared(counts: Floats, learned: Sequence[float], times: float) -> Floats:
    """Counts as shares, with shares learned elsewhere counted so many times as well."""
    total = counts + np.asarray(learned) / sum(learned) * times
    shares: Floats = total / total.sum()
    return shares


def _mean_rarity(one: Compared, weights: Floats, count: int) -> Floats:
    if one.rarity is None:
        return np.zeros(count)
    agreed = (one.rarity > 0) & (one.steps != UNKNOWN)
    steps = one.steps[agreed]
    totals = np.bincount(steps, weights=weights[agreed], minlength=count)
    sums = np.bincount(steps, weights=weights[agreed] * one.rarity[agreed], minlength=count)
    mean: Floats = sums / np.maximum(totals, 1e-9)
    return mean
