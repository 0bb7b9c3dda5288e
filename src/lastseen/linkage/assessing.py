"""How well records are linked, from a random sample of pairs that people judged: precision and recall, with intervals.

Precision is the share of the joined pairs that are one person; recall the share of all pairs that are one person which
are joined. Both are totals over strata. In each, what is unknown is drawn by Monte Carlo: Clopper and Pearson's limits
as two distributions of the share, the lower and the upper, and from these the pairs not judged. The lower end of an
interval puts together whatever makes the figure small, the upper end whatever makes it large; ratios are melded from
both (Fay, Proschan and Brittain 2015, Biometrics 71: 146–156). An interval of 95 % holds the truth at least as often.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lastseen.domain.errors import Refusal
from lastseen.domain.strata import Stratum
from lastseen.domain.verdicts import Answer
from lastseen.linkage.sampling import FAR, FLOOR

Floats = NDArray[np.float64]

_DRAWS: Final = 4000
_SEED: Final = 20240
_ENDS: Final = (2.5, 97.5)
_MOST_TIMES: Final = 50.0
_STEP: Final = 1.15
"""A sample that would have to be fifty times as large is not called for; it is found out in steps."""


class TooFewJudged(Refusal):
    """So little of a sample was judged that nothing can be said from it."""

    code = "quality.too-few-judged"
    sentence = "{judged} pairs of the sample are judged; precision and recall need at least {needed} more."
    hint = "Judge them in the browser under Review, Sample."


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A pair of the sample: its stratum when it was drawn, whether it is joined now, and what it was judged to be.

    ``is_there`` is False where an account of it is said no more; no judgement is needed of it then.
    """

    stratum: Stratum
    is_joined: bool
    answer: Answer | None
    is_there: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """How many pairs are joined now, among the records the sample was drawn from.

    ``still`` were joined when it was drawn, ``since`` were not; ``parted`` were, and are no longer.
    """

    still: int
    since: int = 0
    parted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share with its 95 % interval, ``at_least`` to ``at_most``.

    ``low`` and ``high`` are the estimate; they differ where somebody was unsure, as which way counts as it might.
    """

    low: float
    high: float
    at_least: float
    at_most: float

    @property
    def half(self) -> float:
        """Half the width of the interval."""
        return (self.at_most - self.at_least) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A stratum: pairs in it, drawn, judged, and of those judged how many the same, different and unsure."""

    stratum: Stratum
    pairs: int
    drawn: int
    judged: int
    same: int
    different: int
    unsure: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Precision and recall. ``precision`` is None where nothing is joined.

    ``recall_near`` is the recall as if there were no pairs but those joined and those that linking holds to be one in
    at least one of a hundred. ``missed_far`` is how many pairs of one person there are at most among all the others.
    """

    precision: Share | None
    recall: Share
    recall_near: Share
    missed_far: float
    strata: tuple[Counted, ...]

    @property
    def judged(self) -> int:
        """How many pairs were judged."""
        return sum(one.judged for one in self.strata)

    @property
    def unsure(self) -> int:
        """How many of them nobody could tell."""
        return sum(one.unsure for one in self.strata)


@dataclass(frozen=True, slots=True)
class _Cell:
    """Pairs of which some were judged: their number, how many were looked at, and found to count, low and high."""

    pairs: int
    looked: float
    low: float
    high: float

    def times(self, factor: float) -> "_Cell":
        """As if so many times as many had been judged, with the same shares."""
        looked = min(self.looked * factor, self.pairs)
        by = looked / self.looked if self.looked else 0.0
        return _Cell(self.pairs, looked, self.low * by, self.high * by)

    def estimate(self, found: float) -> float:
        """How many of all its pairs count, by the share found."""
        return self.pairs * found / self.looked if self.looked else 0.0

    def least(self, rng: np.random.Generator) -> Floats:
        """How many may count, drawn so that the lower end of what is known is kept to."""
        return self._whole(self.low, _beta(rng, self.low, self.looked - self.low + 1), rng)

    def most(self, rng: np.random.Generator) -> Floats:
        """The same, for the upper end."""
        return self._whole(self.high, _beta(rng, self.high + 1, self.looked - self.high), rng)

    def _whole(self, found: float, share: Floats, rng: np.random.Generator) -> Floats:
        """What was found, with what the pairs not looked at add."""
        others: NDArray[np.int64] = rng.binomial(max(round(self.pairs - self.looked), 0), share)
        return found + others.astype(np.float64)


def _beta(rng: np.random.Generator, a: float, b: float) -> Floats:
    if a <= 0 or b <= 0:
        return np.full(_DRAWS, 0.0 if a <= 0 else 1.0)
    return rng.beta(a, b, _DRAWS)


@dataclass(frozen=True, slots=True)
class _Cells:
    """All cells: pairs joined that are one person; pairs that are, and are not joined, near and far."""

    found: tuple[_Cell, ...]
    near: tuple[_Cell, ...]
    far: tuple[_Cell, ...]

    def times(self, factor: float) -> "_Cells":
        return _Cells(*(tuple(one.times(factor) for one in part) for part in (self.found, self.near, self.far)))


@dataclass(frozen=True, slots=True)
class _Total:
    """How many pairs of some cells count: the estimate, low and high, and as it may be, by draws."""

    low: float
    high: float
    least: Floats
    most: Floats

    def __add__(self, other: "_Total") -> "_Total":
        return _Total(self.low + other.low, self.high + other.high, self.least + other.least, self.most + other.most)


def _total(cells: Sequence[_Cell], rng: np.random.Generator) -> _Total:
    nothing = np.zeros(_DRAWS)
    return _Total(
        low=sum(one.estimate(one.low) for one in cells),
        high=sum(one.estimate(one.high) for one in cells),
        least=sum((one.least(rng) for one in cells), start=nothing),
        most=sum((one.most(rng) for one in cells), start=nothing),
    )


@dataclass(frozen=True, slots=True)
class _Shares:
    precision: Share | None
    recall: Share
    recall_near: Share
    missed_far: float


def _shares(cells: _Cells) -> _Shares:
    rng = np.random.default_rng(_SEED)
    found, near, far = (_total(part, rng) for part in (cells.found, cells.near, cells.far))
    return _Shares(
        precision=_precision(cells.found, found),
        recall=_recall(found, near + far),
        recall_near=_recall(found, near),
        missed_far=float(np.percentile(far.most, 95)),
    )


def assess(sizes: Mapping[Stratum, int], joined: Joined, sample: Sequence[Judged]) -> Assessment:
    """Precision and recall of what is joined now, from a sample drawn then or now.

    ``sizes`` are those of the strata when it was drawn. Raises :class:`TooFewJudged`.
    """
    counted = _checked(sizes, sample)
    found = _shares(_cells(sizes, joined, sample))
    return Assessment(
        precision=found.precision,
        recall=found.recall,
        recall_near=found.recall_near,
        missed_far=found.missed_far,
        strata=counted,
    )


def still_to_judge(
    sizes: Mapping[Stratum, int], joined: Joined, sample: Sequence[Judged], half: float
) -> dict[str, int | None]:
    """How many more pairs to judge until precision, recall and recall_near are known to so much either way.

    Nought where they are already; None where judging more of such pairs hardly helps. It supposes that the shares stay
    as they are. Raises :class:`TooFewJudged`.
    """
    judged = sum(one.judged for one in _checked(sizes, sample))
    cells, found = _cells(sizes, joined, sample), dict[str, int | None]()
    factor, names = 1.0, {"precision", "recall", "recall_near"}
    while factor < _MOST_TIMES and names - found.keys():
        shares = _shares(cells.times(factor))
        for name in names - found.keys():
            share: Share | None = getattr(shares, name)
            if share is None or share.half <= half:
                found[name] = round((factor - 1) * judged)
        factor *= _STEP
    return {name: found.get(name) for name in sorted(names)}


def _counted(stratum: Stratum, pairs: int, sample: Sequence[Judged]) -> Counted:
    of_it = [one for one in sample if one.stratum is stratum]
    answers = [one.answer for one in of_it if one.answer is not None]
    same, different, unsure = (answers.count(answer) for answer in Answer)
    return Counted(
        stratum=stratum,
        pairs=pairs,
        drawn=len(of_it),
        judged=len(answers),
        same=same,
        different=different,
        unsure=unsure,
    )


def _checked(sizes: Mapping[Stratum, int], sample: Sequence[Judged]) -> tuple[Counted, ...]:
    """The strata, counted.

    Raises :class:`TooFewJudged` where fewer than ten pairs of one are judged, and not all that were drawn of it.
    """
    strata = tuple(_counted(stratum, pairs, sample) for stratum, pairs in sizes.items())
    missing = sum(max(min(FLOOR, one.drawn) - one.judged, 0) for one in strata)
    if missing or not any(one.judged for one in strata):
        raise TooFewJudged(judged=sum(one.judged for one in strata), needed=max(missing, 1))
    return strata


def _cells(sizes: Mapping[Stratum, int], joined: Joined, sample: Sequence[Judged]) -> _Cells:
    """Pairs of the sample put where they belong now.

    Of those joined when it was drawn it is known how many still are and how many not. Of those joined since, the number
    is known, and the sample says of which share they are one person, each pair weighing as many as it stands for. Of
    other strata, whatever is one person and not joined now is missed.
    """
    drawn = {stratum: sum(one.stratum is stratum for one in sample) for stratum in sizes}
    weight = {stratum: sizes[stratum] / drawn[stratum] if drawn[stratum] else 0.0 for stratum in sizes}
    looked = [one for one in sample if one.answer is not None and one.is_there]
    of_joined = [one for one in looked if one.stratum is Stratum.JOINED]
    since = [one for one in looked if one.stratum is not Stratum.JOINED and one.is_joined]
    bands = {
        stratum: _cell(
            sizes[stratum],
            [
                one.answer if one.is_there and not one.is_joined else Answer.DIFFERENT
                for one in sample
                if one.stratum is stratum and (one.answer is not None or not one.is_there)
            ],
        )
        for stratum in sizes
        if stratum is not Stratum.JOINED
    }
    return _Cells(
        found=(
            _cell(joined.still, [one.answer for one in of_joined if one.is_joined]),
            _weighed(joined.since, [(weight[one.stratum], one.answer) for one in since]),
        ),
        near=(
            _cell(joined.parted, [one.answer for one in of_joined if not one.is_joined]),
            *(cell for stratum, cell in bands.items() if stratum not in FAR),
        ),
        far=tuple(cell for stratum, cell in bands.items() if stratum in FAR),
    )


def _cell(pairs: int, answers: Sequence[Answer | None]) -> _Cell:
    return _weighed(pairs, [(1.0, answer) for answer in answers])


def _weighed(pairs: int, answers: Sequence[tuple[float, Answer | None]]) -> _Cell:
    """A cell of pairs of different weight, as of so many of the same weight as say as much (Kish 1965)."""
    weights = np.array([weight for weight, _ in answers])
    if not weights.sum():
        return _Cell(pairs, 0.0, 0.0, 0.0)
    looked = min(float(weights.sum() ** 2 / (weights**2).sum()), float(pairs))
    same, unsure = (
        float(weights[[answer is which for _, answer in answers]].sum() / weights.sum()) * looked
        for which in (Answer.SAME, Answer.UNSURE)
    )
    return _Cell(pairs, looked, same, min(same + unsure, looked))


def _precision(cells: Sequence[_Cell], found: _Total) -> Share | None:
    """None where nothing is joined. Pairs of which nothing is known do not enter the estimate, but the interval."""
    every, known = sum(one.pairs for one in cells), sum(one.pairs for one in cells if one.looked)
    if not every:
        return None
    low, high = (found.low / known, found.high / known) if known else (0.0, 1.0)
    return _share(low, high, found.least / every, found.most / every)


def _recall(found: _Total, missed: _Total) -> Share:
    low, high = _ratio(found.low, missed.high), _ratio(found.high, missed.low)
    return _share(float(low), float(high), _ratio(found.least, missed.most), _ratio(found.most, missed.least))


def _ratio(found: Floats | float, missed: Floats | float) -> Floats:
    """The share of what is found in all there is; all where there is nothing."""
    whole = np.asarray(found) + np.asarray(missed)
    share: Floats = np.where(whole > 0, found / np.where(whole > 0, whole, 1.0), 1.0)
    return share


def _share(low: float, high: float, least: Floats, most: Floats) -> Share:
    """A share that lies within its interval."""
    at_least, at_most = float(np.percentile(least, _ENDS[0])), float(np.percentile(most, _ENDS[1]))
    return Share(low=low, high=high, at_least=min(at_least, low), at_most=max(at_most, high))
