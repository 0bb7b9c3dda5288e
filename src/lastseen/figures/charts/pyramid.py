"""An age pyramid: bands of age one above the other, two groups back to back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from lastseen.figures.charts.counted import Counted
from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.letters import width_of, wrapped
from lastseen.figures.charts.style import LEADING, TEXT, WIDTH
from lastseen.figures.charts.vega import CERTAIN, POSSIBLE, Json, place, rendered

_LABELS: Final = 100.0
_GAP: Final = 9
_AIR: Final = 4.5
_HEAD: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One band: how many of each group are in it. An aside, such as *unknown*, is grey."""

    label: str
    left: Counted
    right: Counted
    aside: bool = False


def pyramid(rows: Sequence[Band], left: str, right: str) -> Drawing:
    """The bands from the top down, as given; the groups' names stand above. Both sides have one scale."""
    labels = [wrapped(row.label, _LABELS) for row in rows]
    half = ceil(max((width_of(line) for label in labels for line in label), default=0.0) / 2) + _GAP
    sides = [side for row in rows for side in (row.left, row.right)]
    numbers = ceil(max((width_of(side.text, bold=True) for side in sides), default=0.0)) + 4
    scale = (WIDTH / 2 - half - numbers) / (max((side.high for side in sides), default=0) or 1)
    step = max((len(label) for label in labels), default=0) * LEADING + _AIR
    values = [
        _value(row, sign, (index + 0.5) * step, (half, scale)) for index, row in enumerate(rows) for sign in (-1, 1)
    ]
    spec = {
        "width": WIDTH,
        "height": len(rows) * step,
        "data": {"values": values},
        "encoding": {"y": place("middle")},
        "layer": [*_bars(), *_numbers(), _labels(labels, step), *_titles((left, right), half)],
    }
    return rendered(spec, {"top": _HEAD, "bottom": 1})


def _value(row: Band, sign: int, middle: float, across: tuple[float, float]) -> Json:
    """One side of a band: where its bar starts, ceases to be certain, and ends."""
    half, scale = across
    side = row.left if sign < 0 else row.right
    start, certain, possible = (WIDTH / 2 + sign * (half + scale * n) for n in (0, side.n, side.high))
    return {
        "middle": middle,
        "start": start,
        "certain": certain,
        "possible": possible,
        "text": side.text,
        "sign": sign,
        "aside": row.aside,
    }


def _bars() -> Iterator[Json]:
    bar = {"type": "bar", "orient": "horizontal", "height": TEXT + 2}
    for start, end, colour in (("certain", "possible", POSSIBLE), ("start", "certain", CERTAIN)):
        yield {"mark": bar, "encoding": {"x": place(start), "x2": {"field": end}, "color": colour}}


def _numbers() -> Iterator[Json]:
    for sign, align in ((-1, "right"), (1, "left")):
        yield {
            "transform": [{"filter": f"datum.sign == {sign}"}],
            "mark": {"type": "text", "baseline": "middle", "align": align, "dx": 4 * sign, "fontWeight": 600},
            "encoding": {"x": place("possible"), "text": {"field": "text"}},
        }


def _labels(labels: Sequence[Sequence[str]], step: float) -> Json:
    first = [(index + 0.5) * step - (len(label) - 1) * LEADING / 2 for index, label in enumerate(labels)]
    return {
        "data": {"values": [{"label": label, "first": y} for label, y in zip(labels, first, strict=True)]},
        "mark": {"type": "text", "baseline": "middle"},
        "encoding": {"x": {"value": WIDTH / 2}, "y": place("first"), "text": {"field": "label"}},
    }


def _titles(titles: tuple[str, str], half: float) -> Iterator[Json]:
    for title, sign, align in zip(titles, (-1, 1), ("right", "left"), strict=True):
        yield {
            "data": {"values": [{}]},
            "mark": {"type": "text", "align": align, "baseline": "alphabetic", "fontWeight": 600, "text": title},
            "encoding": {"x": {"value": WIDTH / 2 + sign * half}, "y": {"value": -_HEAD / 3}},
        }
