"""Ages: full years and Korean counted years are two things, never silently turned into each other."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lastseen.domain.dates.interval import IntervalDate


class Reckoning(StrEnum):
    """How an age was counted: full years, Korean counted years (one at birth, one more each New Year), or not said."""

    FULL = "full"
    KOREAN = "korean"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """An age as told, between two whole numbers of years, in one reckoning."""

    low: int
    high: int
    reckoning: Reckoning


def full_years(age: Age) -> tuple[int, int]:
    """The full years an age can mean: a Korean age k is k-2 or k-1; an unstated one may be either reckoning."""
    match age.reckoning:
        case Reckoning.FULL:
            return age.low, age.high
        case Reckoning.KOREAN:
            return max(age.low - 2, 0), max(age.high - 1, 0)
        case Reckoning.UNSTATED:
            return max(age.low - 2, 0), age.high


def age_at(birth: IntervalDate, event: IntervalDate) -> tuple[int, int]:
    """Fewest and most full years between a birth and an event, both closed intervals; never less than nought."""
    if birth.earliest is None or birth.latest is None or event.earliest is None or event.latest is None:
        raise ValueError("an age needs a birth and an event with both ends")
    return max(_years(birth.latest, event.earliest), 0), max(_years(birth.earliest, event.latest), 0)


def _years(start: date, end: date) -> int:
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
