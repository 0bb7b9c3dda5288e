"""Interval dates and ages: what is known of a day, and how such knowledge compares."""

from lastseen.domain.dates.age import Age, Reckoning, age_at, full_years
from lastseen.domain.dates.algebra import certainly_before, certainly_within, overlaps, possibly_before, possibly_within
from lastseen.domain.dates.interval import IntervalDate, NoDate, Reversed

__all__ = [
    "Age",
    "IntervalDate",
    "NoDate",
    "Reckoning",
    "Reversed",
    "age_at",
    "certainly_before",
    "certainly_within",
    "full_years",
    "overlaps",
    "possibly_before",
    "possibly_within",
]
