"""How interval dates compare: what is certain, and what is possible."""

from datetime import date

from lastseen.domain.dates.interval import IntervalDate


def _low(interval: IntervalDate) -> date:
    return date.min if interval.earliest is None else interval.earliest


def _high(interval: IntervalDate) -> date:
    return date.max if interval.latest is None else interval.latest


def certainly_before(a: IntervalDate, b: IntervalDate) -> bool:
    """Every day ``a`` can be is before every day ``b`` can be."""
    return a.latest is not None and b.earliest is not None and a.latest < b.earliest


def possibly_before(a: IntervalDate, b: IntervalDate) -> bool:
    """Some day ``a`` can be is before some day ``b`` can be."""
    return _low(a) < _high(b)


def overlaps(a: IntervalDate, b: IntervalDate) -> bool:
    """There is a day that both can be."""
    return _low(a) <= _high(b) and _low(b) <= _high(a)


def certainly_within(a: IntervalDate, span: IntervalDate) -> bool:
    """Every day ``a`` can be lies in the span."""
    return _low(span) <= _low(a) and _high(a) <= _high(span)


def possibly_within(a: IntervalDate, span: IntervalDate) -> bool:
    """Some day ``a`` can be lies in the span."""
    return overlaps(a, span)
