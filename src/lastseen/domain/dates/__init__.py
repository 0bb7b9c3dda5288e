"""Interval dates and ages: what is known of a day, and how such knowledge compares."""

from lastseen.domain.dates.age import Age, Reckoning, age_at, full_years
from lastseen.domain.dates.algebra import certainly_before, certainly_within, overlaps, possibly_before, possibly_within
from lastseen.domain.dates.interval import IntervalDate, NoDate, Reversed
from lastseen.domain.dates.told import parse_date
from lastseen.domain.dates.told_age import parse_age
from lastseen.domain.dates.told_refusals import (
    AgeUnreadable,
    DateAmbiguous,
    DateUnreadable,
    NeedsReference,
    NoSuchDay,
    TwoDigitYear,
)

__all__ = [
    "Age",
    "AgeUnreadable",
    "DateAmbiguous",
    "DateUnreadable",
    "IntervalDate",
    "NeedsReference",
    "NoDate",
    "NoSuchDay",
    "Reckoning",
    "Reversed",
    "TwoDigitYear",
    "age_at",
    "certainly_before",
    "certainly_within",
    "full_years",
    "overlaps",
    "parse_age",
    "parse_date",
    "possibly_before",
    "possibly_within",
]
