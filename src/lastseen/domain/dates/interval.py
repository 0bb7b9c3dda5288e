"""An interval date: the earliest and latest day something can have been, with the words as told."""

from dataclasses import dataclass
from datetime import date

from lastseen.domain.errors import Refusal


class Reversed(Refusal):
    """The earliest day comes after the latest."""

    code = "dates.reversed"
    sentence = "The interval starts on {earliest} and ends before that, on {latest}."
    hint = "Give the earlier day first."


class NoDate(Refusal):
    """Neither end is known: that is no date, but an unknown one."""

    code = "dates.no-date"
    sentence = "A date needs at least one end."
    hint = "Say that the date is unknown instead."


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalDate:
    """A day known to lie between two days, both ends within; None is an open end ("before 1994")."""

    earliest: date | None
    latest: date | None
    told: str = ""

    def __post_init__(self) -> None:
        if self.earliest is None and self.latest is None:
            raise NoDate
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            raise Reversed(earliest=self.earliest, latest=self.latest)
