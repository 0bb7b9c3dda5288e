"""An axis of days: where each stands, and where the years, months or days are marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_ROOM: Final = {10: 54.0, 7: 42.0, 4: 30.0}
"""What a mark of so many characters needs, in points: a day, a month, a year."""
_DAYS: Final = (1, 2, 7, 14)
_MONTHS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on the axis: the day it stands at the beginning of, and what is written there."""

    day: date
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAxis:
    """Days from ``first`` to ``last``, both within, between two places on paper."""

    first: date
    last: date
    left: float
    right: float

    def start_of(self, day: date) -> float:
        """Where a day begins."""
        share = (day.toordinal() - self.first.toordinal()) / self._days
        return self.left + share * (self.right - self.left)

    def end_of(self, day: date) -> float:
        """Where a day ends, which is where the next begins."""
        return self.start_of(day) + (self.right - self.left) / self._days

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Marks as close as can be read: days, then months, then years. Numbers alone, so that they serve all
        languages."""
        for step in _DAYS:
            if self._fits(step, 10):
                days = range(self.first.toordinal(), self.last.toordinal() + 1, step)
                return tuple(Tick(day=date.fromordinal(day), label=date.fromordinal(day).isoformat()) for day in days)
        step = next((step for step in _MONTHS if self._fits(30.4 * step, 7 if step < 12 else 4)), _MONTHS[-1])
        first, last = (12 * day.year + day.month - 1 for day in (self.first, self.last))
        months = range(max(first // step * step, 12), last + 1, step)
        firsts = (date(month // 12, month % 12 + 1, 1) for month in months)
        shown = 7 if step < 12 else 4
        return tuple(Tick(day=day, label=day.isoformat()[:shown]) for day in firsts if day >= self.first)

    def _fits(self, step: float, characters: int) -> bool:
        """Whether marks of so many characters can stand so many days apart."""
        return step * (self.right - self.left) / self._days >= _ROOM[characters]

    @property
    def _days(self) -> int:
        return self.last.toordinal() - self.first.toordinal() + 1


def axis_over(days: Iterable[date], left: float, right: float) -> TimeAxis:
    """An axis on which all these days stand, with a little room at both ends; at least five days long."""
    known = sorted(days)
    first, last = known[0], known[-1]
    room = timedelta(days=max(2, (last - first).days // 25))
    return TimeAxis(first=_moved(first, -room), last=_moved(last, room), left=left, right=right)


def _moved(day: date, by: timedelta) -> date:
    """A day moved, as far as the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + by.days, date.min.toordinal()), date.max.toordinal()))
