"""What a report says of how many there were: the answers of several methods, and for those inside how lists overlap."""

from dataclasses import dataclass, replace
from string import ascii_uppercase

from lastseen.domain.errors import Refusal
from lastseen.estimation import ALL, Answer, Captures, answers, read_histories
from lastseen.reports.plan import EstimatesPart
from lastseen.snapshot import Snapshot

_DIGITS = 3
"""So many digits of an estimate leave, so that no small number follows from it and it is no more exact than it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimated:
    """What each method answers of each stratum, the lists it was asked over, and how these overlap.

    ``overlaps`` is None for outsiders, and where people are divided.
    """

    answers: tuple[Answer, ...]
    lists: tuple[str, ...]
    overlaps: Captures | None


def estimated(view: Snapshot, part: EstimatesPart, step: int) -> Estimated:
    """What a part estimates. Where numbers are rounded to a ``step`` above one they leave: then only of everyone.

    Lists that nobody named have letters then, for their names say how a registry is kept.
    """
    whole = read_histories(view).strata(part.chosen)[ALL]
    if step > 1:
        shown = whole if part.chosen.lists else replace(whole, lists=tuple(ascii_uppercase[: len(whole.lists)]))
        found = tuple(_rounded(answer, step) for answer in answers({ALL: shown}, part.how))
        return Estimated(answers=found, lists=shown.lists, overlaps=None)
    strata = {ALL: whole} if part.by is None else read_histories(view, part.by).strata(part.chosen)
    overlaps = whole if part.by is None else None
    return Estimated(answers=tuple(answers(strata, part.how)), lists=whole.lists, overlaps=overlaps)


def _rounded(answer: Answer, step: int) -> Answer:
    """An answer of which no number is exact."""
    observed, given = _near(answer.observed, step), answer.given
    if not isinstance(given, Refusal):
        point, low, high = (float(_near(number, step)) for number in (given.point, given.low, given.high))
        given = replace(given, observed=observed, point=point, low=low, high=high, diagnostics={})
    return replace(answer, observed=observed, given=given)


def _near(number: float, step: int) -> int:
    """The nearest multiple of the step, or of a higher power of ten that leaves so many digits."""
    coarse = max(step, 10 ** max(len(str(round(number))) - _DIGITS, 0))
    return int(round(number / coarse) * coarse)
