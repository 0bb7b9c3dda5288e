"""An axis of days with readable marks, from one day to a century."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.figures.charts.letters import width_of
from lastseen.figures.charts.time_axis import axis_over


def _labels(*days: date) -> list[str]:
    return [tick.label for tick in axis_over(days, 180, 450).ticks]


def test_a_day_is_marked_by_days() -> None:
    assert _labels(date(2009, 3, 14)) == ["2009-03-12", "2009-03-13", "2009-03-14", "2009-03-15", "2009-03-16"]


def test_some_months_are_marked_by_months() -> None:
    assert _labels(date(2009, 1, 5), date(2009, 6, 1)) == [
        "2009-01",
        "2009-02",
        "2009-03",
        "2009-04",
        "2009-05",
        "2009-06",
    ]


def test_thirty_years_are_marked_by_round_years() -> None:
    assert _labels(date(1984, 1, 1), date(2014, 1, 1)) == ["1985", "1990", "1995", "2000", "2005", "2010", "2015"]


def test_a_day_ends_where_the_next_begins() -> None:
    axis = axis_over([date(2009, 3, 14)], 180, 450)
    assert axis.end_of(date(2009, 3, 14)) == pytest.approx(axis.start_of(date(2009, 3, 15)))
    assert [axis.start_of(axis.first), axis.end_of(axis.last)] == pytest.approx([180, 450])


@given(st.dates(), st.integers(0, 40_000))
def test_marks_never_overlap_and_there_is_always_one(first: date, days: int) -> None:
    last = first + timedelta(days=min(days, (date.max - first).days))
    axis = axis_over([first, last], 180, 450)
    places = [axis.start_of(tick.day) for tick in axis.ticks]
    widths = [width_of(tick.label, 7.5) for tick in axis.ticks]
    assert places
    assert all(b - a > width for (a, b), width in zip(pairwise(places), widths, strict=False))
