"""Horizontal bars: how many there are of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import Final

from lastseen.figures.charts.counted import Counted
from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.letters import width_of, wrapped
from lastseen.figures.charts.style import GREY, LEADING, LINE, TEXT, WIDTH
from lastseen.figures.charts.vega import CERTAIN, POSSIBLE, Json, place, quantity, rendered

_LABELS: Final = 180.0
"""The most room that labels take; longer ones are broken into lines."""
_GAP: Final = 7
_AIR: Final = 6.5
"""Between the lines of one row and those of the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar(Counted):
    """One bar. An aside, such as *unknown*, is grey."""

    label: str
    aside: bool = False


def bars(rows: Sequence[Bar]) -> Drawing:
    """One bar for each row, in their order: solid where certain, light where only possible, the number at its end."""
    labels = [wrapped(row.label, _LABELS) for row in rows]
    left = ceil(max((width_of(line) for label in labels for line in label), default=0.0)) + _GAP
    right = ceil(max((width_of(row.text, bold=True) for row in rows), default=0.0)) + _GAP
    bottoms = list(accumulate(len(label) * LEADING + _AIR for label in labels))
    values = [_value(*row) for row in zip(rows, labels, bottoms, strict=True)]
    spec = {
        "width": WIDTH - left - right,
        "height": max(bottoms, default=0),
        "data": {"values": values},
        "encoding": {"y": place("middle")},
        "layer": _layers(max((row.high for row in rows), default=0)),
    }
    return rendered(spec, {"left": left, "right": right, "top": 1, "bottom": 1})


def _value(row: Bar, label: Sequence[str], bottom: float) -> Json:
    middle = bottom - (len(label) * LEADING + _AIR) / 2
    number = {"n": row.n, "high": row.high, "text": row.text, "aside": row.aside}
    return {"label": label, "middle": middle, "first": middle - (len(label) - 1) * LEADING / 2, **number}


def _layers(most: int) -> list[Json]:
    bar = {"type": "bar", "orient": "horizontal", "height": TEXT + 2}
    return [
        {"mark": bar, "encoding": {"x": quantity("n", most), "x2": {"field": "high"}, "color": POSSIBLE}},
        {"mark": bar, "encoding": {"x": quantity("n", most), "color": CERTAIN}},
        {
            "data": {"values": [{}]},
            "mark": {"type": "rule", "color": GREY, "strokeWidth": LINE},
            "encoding": {"x": {"value": 0}, "y": None},
        },
        {
            "mark": {"type": "text", "align": "right", "baseline": "middle", "dx": -_GAP},
            "encoding": {"x": {"value": 0}, "y": place("first"), "text": {"field": "label"}},
        },
        {
            "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 4, "fontWeight": 600},
            "encoding": {"x": quantity("high", most), "text": {"field": "text"}},
        },
    ]
