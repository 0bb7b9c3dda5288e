"""Laws of interval dates and ages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.domain.dates import (
    Age,
    IntervalDate,
    NoDate,
    Reckoning,
    Reversed,
    age_at,
    certainly_before,
    certainly_within,
    full_years,
    overlaps,
    possibly_before,
    possibly_within,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
INTERVALS = st.tuples(DAYS, DAYS).map(lambda ends: IntervalDate(earliest=min(ends), latest=max(ends)))


@given(INTERVALS, INTERVALS)
def test_what_is_certainly_before_is_possibly_before_and_never_after(a: IntervalDate, b: IntervalDate) -> None:
    if certainly_before(a, b):
        assert possibly_before(a, b)
        assert not possibly_before(b, a)
        assert not overlaps(a, b)


@given(INTERVALS, INTERVALS)
def test_one_comes_before_the_other_or_they_overlap(a: IntervalDate, b: IntervalDate) -> None:
    assert [certainly_before(a, b), certainly_before(b, a), overlaps(a, b)].count(True) == 1


@given(INTERVALS, INTERVALS)
def test_what_is_certainly_within_is_possibly_within(a: IntervalDate, span: IntervalDate) -> None:
    assert not certainly_within(a, span) or possibly_within(a, span)


@given(DAYS, st.integers(0, 36_000))
def test_a_korean_age_contains_the_full_age_on_any_day(birth: date, days: int) -> None:
    event = date.fromordinal(birth.toordinal() + days)
    korean = event.year - birth.year + 1
    truth = age_at(IntervalDate(earliest=birth, latest=birth), IntervalDate(earliest=event, latest=event))
    low, high = full_years(Age(low=korean, high=korean, reckoning=Reckoning.KOREAN))
    assert truth[0] == truth[1]
    assert low <= truth[0] <= high


def test_a_reversed_interval_is_refused() -> None:
    with pytest.raises(Reversed):
        IntervalDate(earliest=date(2011, 2, 1), latest=date(2011, 1, 1))


def test_an_unknown_date_is_not_a_date() -> None:
    with pytest.raises(NoDate):
        IntervalDate(earliest=None, latest=None)
