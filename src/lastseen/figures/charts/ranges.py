"""Numbers told as ranges, one under the other on one scale: at least so many, at most so many, or with no end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.legend import Key, legend
from lastseen.figures.charts.letters import width_of, wrapped
from lastseen.figures.charts.style import ACCENT, GREY, HAIRLINE, INK, LEADING, TINT, WIDTH
from lastseen.figures.charts.svg import Area, Lettering, Look, drawing, line, path, rectangle, words

_LABELS: Final = 170.0
_STEP: Final = 12.0
_BAR: Final = 9.0
_ARROW: Final = 7.0
_GAP: Final = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One range: its label, how deep it stands below what it is part of, and its ends; None is an end not told.

    ``text`` says the range in words. A ``bold`` one sums up those below it.
    """

    label: str
    text: str
    low: int | None
    high: int | None
    depth: int = 0
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeWords:
    """What the inks of ranges mean, in the reader's language."""

    certain: str
    possible: str
    open: str


def ranges(told: Sequence[Told], words_: RangeWords) -> Drawing:
    """A row for each range: solid up to its low end, light from there to its high end, an arrow where none is told."""
    scale = _scale(told)
    y, drawn = 4.0, list[str]()
    for one in told:
        rows, y = _row(one, y, scale)
        drawn += rows
    zero = line([(_LABELS, 0), (_LABELS, y)], Look(line=HAIRLINE))
    keys, end = legend(_keys(told, words_), y + 6, WIDTH)
    return drawing(WIDTH, end, [zero, *drawn, *keys])


def _scale(told: Sequence[Told]) -> float:
    """How wide one person is, so that the longest bar and its words have room."""
    most = max((max(one.low or 0, one.high or 0) for one in told), default=0)
    words_ = max((width_of(one.text, bold=one.bold) for one in told), default=0.0)
    return (WIDTH - _LABELS - words_ - _ARROW - 2 * _GAP) / max(most, 1)


def _row(one: Told, top: float, scale: float) -> tuple[list[str], float]:
    indent = one.depth * _STEP
    lines = wrapped(one.label, _LABELS - indent - 8, bold=one.bold)
    lettering = Lettering(bold=one.bold, colour=INK if one.bold or not one.depth else GREY)
    labels = [words((indent, top + 8 + LEADING * n), text, lettering) for n, text in enumerate(lines)]
    low, high = (0 if end is None else end for end in (one.low, one.high))
    end = _LABELS + max(low, high) * scale
    bars = [
        rectangle(Area(_LABELS + first * scale, top + 1, (last - first) * scale, _BAR), Look(fill=ink))
        for first, last, ink in ((0, low, ACCENT), (low, high, TINT))
        if last > first
    ]
    if _is_open(one):
        bars.append(_arrow(end, top + 1))
        end += _ARROW
    said = words((end + _GAP, top + 8), one.text, Lettering(bold=one.bold, colour=INK))
    return [*labels, *bars, said], top + max(LEADING * len(lines), _BAR + 1) + 4


def _arrow(left: float, top: float) -> str:
    points = ("M", left + 1, top, "L", left + _ARROW, top + _BAR / 2, "L", left + 1, top + _BAR, "Z")
    return path(points, Look(fill=TINT))


def _keys(told: Sequence[Told], words_: RangeWords) -> list[Key]:
    """What is drawn, and only that."""
    meanings = (
        (any(one.low for one in told), lambda area: rectangle(area, Look(fill=ACCENT)), words_.certain),
        (
            any((one.high or 0) > (one.low or 0) for one in told),
            lambda area: rectangle(area, Look(fill=TINT)),
            words_.possible,
        ),
        (any(map(_is_open, told)), lambda area: _arrow(area.x, area.y - 1), words_.open),
    )
    return [Key(sample=sample, means=means) for drawn, sample, means in meanings if drawn]


def _is_open(one: Told) -> bool:
    return one.low is not None and one.high is None
