"""What is certain and what is only possible of when a stage of custody lasted."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMark:
    """A stage as it is drawn: what it was, what is beside it in small print (authority, place, dates in words), and the
    intervals in which it began and ended; None is an open end. A stage of one day begins and ends on it."""

    label: str
    detail: str = ""
    start_low: date | None = None
    start_high: date | None = None
    end_low: date | None = None
    end_high: date | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """Every day that is known, in order."""
        bounds = (self.start_low, self.start_high, self.end_low, self.end_high)
        return tuple(sorted({day for day in bounds if day is not None}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days from one to another, both within, on which a stage certainly or possibly lasted; None is an open end."""

    first: date | None
    last: date | None
    certain: bool


def extent(mark: StageMark) -> tuple[Stretch, ...]:
    """The stretches of a stage from the earliest to the latest; none where nothing is told of when it was.

    It had begun by the latest start and had not ended before the earliest end: between these it is certain. What is not
    told follows from the rest: no stage ends before its earliest start, or begins after its latest end.
    """
    if not mark.days:
        return ()
    begun = mark.end_high if mark.start_high is None else mark.start_high
    lasting = mark.start_low if mark.end_low is None else mark.end_low
    if begun is None or lasting is None or begun > lasting:
        return (Stretch(first=mark.start_low, last=mark.end_high, certain=False),)
    stretches = [Stretch(first=begun, last=lasting, certain=True)]
    if mark.start_low != begun:
        stretches.insert(0, Stretch(first=mark.start_low, last=begun, certain=False))
    if mark.end_high != lasting:
        stretches.append(Stretch(first=lasting, last=mark.end_high, certain=False))
    return tuple(stretches)
