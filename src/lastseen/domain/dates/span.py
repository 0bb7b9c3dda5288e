"""Spans of days while a date is being read: how its parts, its vagueness and its open ends follow from what is said."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum


class Unit(StrEnum):
    """How finely a span was told."""

    DAY = "day"
    WEEK = "week"
    PART_OF_MONTH = "part-of-month"
    MONTH = "month"
    SEASON = "season"
    PART_OF_YEAR = "part-of-year"
    YEAR = "year"
    PART_OF_DECADE = "part-of-decade"
    DECADE = "decade"


_SLACK_DAYS = {Unit.DAY: 3, Unit.WEEK: 7, Unit.PART_OF_MONTH: 3}
_SLACK_MONTHS = {
    Unit.MONTH: 1,
    Unit.SEASON: 1,
    Unit.PART_OF_YEAR: 1,
    Unit.YEAR: 12,
    Unit.PART_OF_DECADE: 12,
    Unit.DECADE: 36,
}
_LENGTH = {Unit.MONTH: 1, Unit.SEASON: 3, Unit.YEAR: 12, Unit.DECADE: 120}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days from ``low`` to ``high``, both within, None an open end.

    ``about`` is vagueness still to be reckoned in: it is put off so that *before about 1994* ends later than *before
    1994* and not earlier.
    """

    low: date | None
    high: date | None
    unit: Unit
    about: bool = False


def one_day(day: date) -> Span:
    """A single day."""
    return Span(low=day, high=day, unit=Unit.DAY)


def months(first: tuple[int, int], last: tuple[int, int], unit: Unit) -> Span:
    """From the first day of one (year, month) to the last day of another."""
    return Span(low=date(*first, 1), high=_last_day(*last), unit=unit)


def years(first: int, last: int, unit: Unit = Unit.YEAR) -> Span:
    """From 1 January of one year to 31 December of another."""
    return months((first, 1), (last, 12), unit)


def settled(span: Span) -> Span:
    """The span with its vagueness reckoned in.

    Rules: *about* adds, at each end that is not open, 3 days to a day or a part of a month, a week to a week, a month
    to a month, a season or a part of a year, a year to a year or a part of a decade, 3 years to a decade.
    """
    if not span.about:
        return span
    days, count = _SLACK_DAYS.get(span.unit, 0), _SLACK_MONTHS.get(span.unit, 0)
    low = None if span.low is None else _shifted(span.low - timedelta(days=days), -count)
    high = None if span.high is None else span.high + timedelta(days=days)
    if high is not None and count:
        moved = _shifted(high.replace(day=1), count)
        high = _last_day(moved.year, moved.month)
    return replace(span, low=low, high=high, about=False)


def part(span: Span, place: int, of: int) -> Span | None:
    """One of ``of`` equal parts of a span, by its place counted from nought; None if the span has no such parts.

    Rules: a year has thirds of four months; a decade the years 0-3, 4-6 and 7-9; a month the days 1-10, 11-20 and
    21 on; a season its three months. Halves are six months, five years, and the days 1-15 and 16 on; seasons have none.
    """
    settled_span = settled(span)
    if settled_span.low is None or settled_span.high is None:
        return None
    low, high = settled_span.low, settled_span.high
    match span.unit:
        case Unit.YEAR:
            size = 12 // of
            return months((low.year, place * size + 1), (high.year, (place + 1) * size), Unit.PART_OF_YEAR)
        case Unit.DECADE:
            starts = (0, 4, 7, 10) if of == 3 else (0, 5, 10)
            return years(low.year + starts[place], high.year - 10 + starts[place + 1], Unit.PART_OF_DECADE)
        case Unit.MONTH:
            return _of_month(low, high, place, of)
        case Unit.SEASON if of == 3:
            return _of_season(low, high, place)
        case _:
            return None


def _of_month(low: date, high: date, place: int, of: int) -> Span:
    starts = (1, 11, 21) if of == 3 else (1, 16)
    end = high if place + 1 == of else high.replace(day=starts[place + 1] - 1)
    return Span(low=low.replace(day=starts[place]), high=end, unit=Unit.PART_OF_MONTH)


def _of_season(low: date, high: date, place: int) -> Span:
    """The first and last time that the month at this place of the season falls within the span."""
    month = (high.month - 3 + place) % 12 + 1
    first = low.year if month >= low.month else low.year + 1
    last = high.year if month <= high.month else high.year - 1
    return months((first, month), (last, month), Unit.MONTH)


def before(span: Span) -> Span | None:
    """Any day before the span, before the last that it can mean if it is vague; None if it has an open end already.

    Before the winter of 1998 is thus before December 1998, since that may be the one meant.
    """
    if span.low is None or span.high is None:
        return None
    count = _LENGTH.get(span.unit)
    start = span.low if count is None else _shifted(span.high.replace(day=1), 1 - count)
    start = span.high if span.unit is Unit.DAY else start
    return replace(span, low=None, high=start - timedelta(days=1))


def after(span: Span) -> Span | None:
    """Any day after the span, after the first that it can mean if it is vague; None if it has an open end already."""
    if span.low is None or span.high is None:
        return None
    count = _LENGTH.get(span.unit)
    if count is not None:
        count -= span.unit is Unit.SEASON and span.low.month == 1
        return replace(span, low=_shifted(span.low, count), high=None)
    end = span.low if span.unit is Unit.DAY else span.high
    return replace(span, low=end + timedelta(days=1), high=None)


def until(span: Span) -> Span | None:
    """Any day before the span or in it; None if it has an open end already."""
    return None if span.low is None or span.high is None else replace(span, low=None)


def since(span: Span) -> Span | None:
    """Any day in the span or after it; None if it has an open end already."""
    return None if span.low is None or span.high is None else replace(span, high=None)


def _shifted(day: date, count: int) -> date:
    place = day.year * 12 + day.month - 1 + count
    return day.replace(year=place // 12, month=place % 12 + 1) if count else day


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
