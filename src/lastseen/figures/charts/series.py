"""Columns in the order of time: how many in each year or period."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import Final

from lastseen.figures.charts.counted import Counted
from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.letters import width_of, wrapped
from lastseen.figures.charts.style import GREY, HAIRLINE, LEADING, LINE, TEXT, WIDTH
from lastseen.figures.charts.vega import Json, ink, most_of, place, quantity, rendered, tint

_HEIGHT: Final = 120
_WIDEST: Final = 92.0
"""The most room from one column to the next; fewer than five make a narrower drawing."""
_ROOMY: Final = 44.0
"""Enough for any label, broken into lines."""
_SIDE: Final = 12
_AIR: Final = 3.0
"""Between neighbouring words."""
_EVERY: Final = (1, 2, 5, 10, 20, 25, 50, 100)
_LINES: Final[Json] = {
    "grid": True,
    "gridColor": HAIRLINE,
    "gridWidth": LINE,
    "tickCount": 4,
    "tickMinStep": 1,
    "format": "d",
    "labelPadding": 4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Counted):
    """One column. An aside, such as *unknown*, is grey."""

    label: str
    aside: bool = False


def series(points: Sequence[Point]) -> Drawing:
    """One column for each point, in their order: solid where certain, light where only possible.

    Points of nought leave a gap. Numbers stand above the columns where there is room for all, else at lines across;
    where there is no room for all labels every second, fifth or tenth is written, and that of each aside.
    """
    numbers = ceil(most_of([width_of(point.text, bold=True) for point in points]))
    room = WIDTH - 2 * _SIDE
    steps = _steps(points, room)
    is_crowded = min(steps, default=room) < numbers + _AIR
    if is_crowded:
        steps = _steps(points, room - numbers)
    labels = _labels(points, steps)
    values = [_value(*row) for row in zip(points, labels, steps, accumulate(steps), strict=True)]
    spec = {
        "width": sum(steps),
        "height": _HEIGHT,
        "data": {"values": values},
        "encoding": {"x": place("middle")},
        "layer": [*_columns(points, min(steps, default=0.0), is_crowded=is_crowded), *_foot(sum(steps))],
    }
    below = most_of([len(label) for label in labels]) * LEADING + 5
    left = _SIDE + numbers if is_crowded else _SIDE
    return rendered(spec, {"left": left, "right": _SIDE, "top": LEADING + _AIR, "bottom": below})


def _steps(points: Sequence[Point], room: float) -> list[float]:
    """The room of each column: even; where that is narrow, asides keep enough for their label, if they are but few."""
    even = room / (len(points) or 1)
    asides = sum(point.aside for point in points)
    if even >= _ROOMY or asides * _ROOMY > room / 2:
        return [round(min(even, _WIDEST), 2) for _ in points]
    narrow = round((room - asides * _ROOMY) / (len(points) - asides), 2)
    return [_ROOMY if point.aside else narrow for point in points]


def _value(point: Point, label: Sequence[str], step: float, end: float) -> Json:
    number = {"n": point.n, "high": point.high, "text": point.text if point.high else "", "aside": point.aside}
    return {"label": label, "middle": end - step / 2, **number}


def _labels(points: Sequence[Point], steps: Sequence[float]) -> list[tuple[str, ...]]:
    """The lines of each label; none where it is left out for want of room."""
    widest = most_of([width_of(point.label) for point in points if not point.aside]) + 2 * _AIR
    every = next((every for every in _EVERY if every * min(steps, default=0.0) >= widest), len(points))
    labels: list[tuple[str, ...]] = []
    for index, (point, step) in enumerate(zip(points, steps, strict=True)):
        if step >= _ROOMY:
            labels.append(wrapped(point.label, step - 2 * _AIR))
        else:
            labels.append((point.label,) if _counts(point.label, index) % every == 0 else ())
    return labels


def _counts(label: str, index: int) -> int:
    """What a label is thinned by: its year, so that round ones stay; or its place."""
    return int(label) if label.isdecimal() else index


def _columns(points: Sequence[Point], step: float, *, is_crowded: bool) -> list[Json]:
    """The columns, their number above them or, where they are crowded, lines across with numbers at the left."""
    most = most_of([point.high for point in points])
    bar = {"type": "bar", "orient": "vertical", "width": min(0.72 * step, 34.0)}
    columns: list[Json] = [
        {
            "mark": bar,
            "encoding": {
                "y": quantity("n", most, axis=_LINES if is_crowded else None),
                "y2": {"field": "high"},
                "color": tint(),
            },
        },
        {"mark": bar, "encoding": {"y": {"field": "n", "type": "quantitative"}, "color": ink()}},
    ]
    if is_crowded:
        return columns
    above = {"type": "text", "baseline": "bottom", "dy": -2, "fontWeight": 600}
    return [
        *columns,
        {"mark": above, "encoding": {"y": {"field": "high", "type": "quantitative"}, "text": {"field": "text"}}},
    ]


def _foot(width: float) -> list[Json]:
    """The ground that columns stand on, and the labels below it."""
    ground = {"type": "rule", "color": GREY, "strokeWidth": LINE}
    label = {"type": "text", "baseline": "alphabetic", "dy": TEXT + _AIR}
    return [
        {
            "data": {"values": [{}]},
            "mark": ground,
            "encoding": {"x": {"value": 0}, "x2": {"value": width}, "y": {"value": _HEIGHT}},
        },
        {"mark": label, "encoding": {"y": {"value": _HEIGHT}, "text": {"field": "label"}}},
    ]
