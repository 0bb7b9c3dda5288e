"""A mixture of classes of persons, each with its chance of being on each list, and the steps that draw from it.

One sweep takes two kinds of step. A Hamiltonian one moves the chances and sizes of the first classes together, with
nobody put into a class; a Gibbs one puts each pattern into classes, lets classes change their names, and draws sizes
and chances anew. The one goes far where classes are vague, the other where they are sharp. All chains go at once; cost
depends on the patterns that occur, not on how many persons they are.
"""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from scipy.special import gammaln

from lastseen.estimation.captures import Captures, Counts
from lastseen.estimation.models import Floats

_TINY = 1e-300
_EDGE = 1e-12

_MOVED = 6
"""So many classes are moved by a Hamiltonian step; the later ones are mostly empty, and are left to the Gibbs step."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Seen:
    """What was seen: the pattern of nobody first, then those that occur, and the persons of these."""

    patterns: Floats
    counts: Counts

    @property
    def total(self) -> int:
        """How many persons are on a list."""
        return int(self.counts.sum())


def seen(captures: Captures) -> Seen:
    """Captures as the mixture takes them."""
    nobody = np.zeros((1, len(captures.lists)))
    return Seen(patterns=np.vstack([nobody, captures.patterns.astype(np.float64)]), counts=captures.counts)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Place:
    """Where each chain is: log-odds of being on each list (chains, classes, lists), log-odds of each break of the stick
    (chains, classes - 1), and how many classes are expected (chains)."""

    chances: Floats
    breaks: Floats
    spread: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class View:
    """What is computed at a place: the log-posterior and its slopes."""

    height: Floats
    chance_slope: Floats
    break_slope: Floats


def _logistic(odds: Floats) -> tuple[Floats, Floats]:
    """The probability, and minus the logarithm of its complement."""
    small = np.exp(-np.abs(odds))
    probability: Floats = np.where(odds >= 0, 1.0, small) / (1 + small)
    return probability, np.maximum(odds, 0) + np.log1p(small)


def _sizes(breaks: Floats, broken_log: Floats) -> Floats:
    """The logarithms of the parts of a broken stick, what is left of it last."""
    ends = np.zeros((len(breaks), 1))
    return np.asarray(np.hstack([breaks - broken_log, ends]) - np.hstack([ends, broken_log.cumsum(axis=1)]))


def _within(chances: Floats, offset: Floats, patterns: Floats) -> Floats:
    """The rate of each pattern in each class, of which ``offset`` is the logarithm of that of nobody's pattern."""
    logs = chances.reshape(-1, chances.shape[2]) @ patterns.T
    return np.exp(logs.reshape(*chances.shape[:2], -1) + offset[:, :, None])


def _rates(place: Place, data: Seen) -> Floats:
    sizes = _sizes(place.breaks, _logistic(place.breaks)[1])
    return _within(place.chances, sizes - _logistic(place.chances)[1].sum(axis=2), data.patterns)


def view(place: Place, rest: Floats, data: Seen) -> View:
    """The posterior of the first classes and its slopes, the others held as one class of the rates ``rest``.

    The unseen are summed over, with prior 1/N.
    """
    chance, chance_log = _logistic(place.chances)
    broken, broken_log = _logistic(place.breaks)
    sizes = _sizes(place.breaks, broken_log)
    rates = _within(place.chances, sizes[:, :-1] - chance_log.sum(axis=2), data.patterns)
    others = np.exp(sizes[:, -1:]) * rest
    sums = np.maximum(rates.sum(axis=1) + others, _TINY)
    left_out = np.minimum(sums[:, 0], 1 - _EDGE)
    spread = place.spread[:, None]
    height = (
        np.log(sums[:, 1:]) @ data.counts
        - data.total * np.log1p(-left_out)
        + (place.chances - 2 * chance_log).sum(axis=(1, 2))
        + (place.breaks - (1 + spread) * broken_log).sum(axis=1)
    )
    share = np.hstack([(data.total / (1 - left_out))[:, None], data.counts / sums[:, 1:]])
    expected = rates * share[:, None, :]
    members = expected.sum(axis=2)
    after = np.cumsum(members[:, ::-1], axis=1)[:, ::-1] - members + (others * share).sum(axis=1, keepdims=True)
    listed = (expected.reshape(-1, expected.shape[2]) @ data.patterns).reshape(chance.shape)
    return View(
        height=height,
        chance_slope=listed - chance * (members + 2)[:, :, None] + 1,
        break_slope=members * (1 - broken) - broken * after + 1 - (1 + spread) * broken,
    )


def start(data: Seen, chains: int, classes: int, rng: Generator) -> Place:
    """Chains with more classes than they will keep, each pattern in one by lot: a class is lost sooner than found."""
    lot = rng.random((chains, len(data.counts), classes))
    sorted_ = (lot == lot.max(axis=2, keepdims=True)) * data.counts[:, None]
    return _drawn(sorted_, sorted_.sum(axis=1), np.ones(chains), data, rng)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stride:
    """How far a Hamiltonian step goes: the length of each of about so many leaps."""

    length: float
    leaps: int


def leap(place: Place, data: Seen, stride: Stride, rng: Generator) -> tuple[Place, float]:
    """A Hamiltonian step of the first classes of every chain, and how likely it was taken on average."""
    moved = min(_MOVED, place.breaks.shape[1])
    first = Place(chances=place.chances[:, :moved], breaks=place.breaks[:, :moved], spread=place.spread)
    others = Place(chances=place.chances[:, moved:], breaks=place.breaks[:, moved:], spread=place.spread)
    rest = _rates(others, data).sum(axis=1)
    new, likely = _leapt(first, rest, data, stride, rng)
    taken = rng.random(len(likely)) < likely
    chances, breaks = place.chances.copy(), place.breaks.copy()
    chances[taken, :moved], breaks[taken, :moved] = new.chances[taken], new.breaks[taken]
    return Place(chances=chances, breaks=breaks, spread=place.spread), float(likely.mean())


def _leapt(place: Place, rest: Floats, data: Seen, stride: Stride, rng: Generator) -> tuple[Place, Floats]:
    """Where some leaps lead from a place, and the probability with which one may go there."""
    here = there = view(place, rest, data)
    length = stride.length * rng.uniform(0.7, 1.3, len(here.height))
    long, far = length[:, None], length[:, None, None]
    push, shove = rng.normal(size=place.chances.shape), rng.normal(size=place.breaks.shape)
    before = here.height - _energy(push, shove)
    for _ in range(int(rng.integers(stride.leaps // 2, stride.leaps + stride.leaps // 2 + 1))):
        push, shove = push + far / 2 * there.chance_slope, shove + long / 2 * there.break_slope
        place = Place(chances=place.chances + far * push, breaks=place.breaks + long * shove, spread=place.spread)
        there = view(place, rest, data)
        push, shove = push + far / 2 * there.chance_slope, shove + long / 2 * there.break_slope
    gain = there.height - _energy(push, shove) - before
    return place, np.exp(np.minimum(np.where(np.isfinite(gain), gain, -np.inf), 0.0))


def _energy(push: Floats, shove: Floats) -> Floats:
    return np.asarray(((push**2).sum(axis=(1, 2)) + (shove**2).sum(axis=1)) / 2)


def sort_in(place: Place, data: Seen, prior: tuple[float, float], rng: Generator) -> tuple[Place, Floats]:
    """A Gibbs step of every chain, and how many are unseen in each.

    ``prior`` are the shape and the rate of the gamma prior of the spread.
    """
    rates = _rates(place, data)
    unseen = rng.negative_binomial(data.total, 1 - rates[:, :, 0].sum(axis=1).clip(_EDGE, 1 - _EDGE))
    nobody = rng.multinomial(unseen, _shares(rates[:, :, 0]))
    sorted_ = rng.multinomial(data.counts, _shares(rates[:, :, 1:].transpose(0, 2, 1)))
    new = _drawn(sorted_, sorted_.sum(axis=1) + nobody, place.spread, data, rng)
    shape, rate = prior
    stick = _logistic(new.breaks)[1].sum(axis=1)
    spread = rng.gamma(shape + new.breaks.shape[1], 1 / (rate + stick))
    return Place(chances=new.chances, breaks=new.breaks, spread=spread), unseen.astype(np.float64)


def _drawn(sorted_: Counts, members: Counts, spread: Floats, data: Seen, rng: Generator) -> Place:
    """Chances and sizes given who of each pattern is in which class, the classes in a new order."""
    listed = sorted_.transpose(0, 2, 1) @ data.patterns[1:]
    order = _renamed(members, spread, rng)
    members = np.take_along_axis(members, order, axis=1)
    listed = np.take_along_axis(listed, order[:, :, None], axis=1)
    broken = rng.beta(1 + members[:, :-1], spread[:, None] + _after(members)[:, :-1]).clip(_EDGE, 1 - _EDGE)
    chance = rng.beta(1 + listed, 1 + members[:, :, None] - listed).clip(_EDGE, 1 - _EDGE)
    return Place(chances=np.log(chance / (1 - chance)), breaks=np.log(broken / (1 - broken)), spread=spread)


def _shares(rates: Floats) -> Floats:
    rates = np.maximum(rates, _TINY)
    return np.asarray(rates / rates.sum(axis=-1, keepdims=True))


def _after(members: Counts) -> Counts:
    return np.asarray(members.sum(axis=1, keepdims=True) - members.cumsum(axis=1))


def _renamed(members: Counts, spread: Floats, rng: Generator) -> Counts:
    """An order of the classes, by exchanging two of them where the stick-breaking prior allows it."""
    chains, classes = members.shape
    rows = np.arange(chains)
    order = np.tile(np.arange(classes), (chains, 1))
    left, right = rng.integers(0, classes, (2, chains))
    order[rows, left], order[rows, right] = right, left
    gain = _stick(np.take_along_axis(members, order, axis=1), spread) - _stick(members, spread)
    taken = np.log(rng.random(chains)) < gain
    return np.where(taken[:, None], order, np.arange(classes))


def _stick(members: Counts, spread: Floats) -> Floats:
    here, after = members[:, :-1], _after(members)[:, :-1] + spread[:, None]
    return np.asarray((gammaln(1 + here) + gammaln(after) - gammaln(1 + here + after)).sum(axis=1))
