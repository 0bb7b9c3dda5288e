"""Columns in the order of time: how many in each year or period."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, count
from math import ceil, floor
from typing import Final

from lastseen.figures.charts.counted import Counted
from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.letters import width_of, wrapped
from lastseen.figures.charts.style import GREY, HAIRLINE, LEADING, LINE, TEXT, WIDTH
from lastseen.figures.charts.vega import CERTAIN, POSSIBLE, Json, place, quantity, rendered

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
    "labelPadding": 4,
    "format": "d",
    "tickCount": 6,
}
"""No more lines than ticks: Vega thins those that are more than it counts on, though they are given."""


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
    numbers = ceil(max((width_of(point.text, bold=True) for point in points), default=0))
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
    below = max((len(label) for label in labels), default=0) * LEADING + 5
    left = _SIDE + numbers if is_crowded else _SIDE
    return rendered(spec, {"left": left, "right": _SIDE, "top": LEADING + _AIR, "bottom": below})


def _steps(points: Sequence[Point], room: float) -> list[float]:
    """The room of each column: even; where that is narrow, asides keep enough for their label, if they are but few."""
    even = room / (len(points) or 1)
    asides = sum(point.aside for point in points)
    if even >= _ROOMY or asides * _ROOMY > room / 2:
        return [_down(min(even, _WIDEST)) for _ in points]
    narrow = _down((room - asides * _ROOMY) / (len(points) - asides))
    return [_ROOMY if point.aside else narrow for point in points]


def _down(length: float) -> float:
    """A length to the hundredth, rounded so that the sum of many does not exceed their room."""
    return floor(100 * length) / 100


def _value(point: Point, label: Sequence[str], step: float, end: float) -> Json:
    number = {"n": point.n, "high": point.high, "text": point.text if point.high else "", "aside": point.aside}
    return {"label": label, "middle": end - step / 2, **number}


def _labels(points: Sequence[Point], steps: Sequence[float]) -> list[tuple[str, ...]]:
    """The lines of each label; none where it is left out for want of room."""
    narrowest = min(steps, default=_ROOMY)
    widest = min(
        max((width_of(point.label) for point in points if not point.aside), default=0.0) + 2 * _AIR, 1.5 * _ROOMY
    )
    every = next((every for every in _EVERY if every * narrowest >= widest), len(points))
    return [
        wrapped(point.label, (step if step >= _ROOMY else every * narrowest) - 2 * _AIR)
        if step >= _ROOMY or _counts(point.label, index) % every == 0
        else ()
        for index, (point, step) in enumerate(zip(points, steps, strict=True))
    ]


def _counts(label: str, index: int) -> int:
    """What a label is thinned by: its year, so that round ones stay; or its place."""
    return int(label) if label.isdecimal() else index


def _columns(points: Sequence[Point], step: float, *, is_crowded: bool) -> list[Json]:
    """The columns, their number above them or, where they are crowded, lines across with numbers at the left."""
    most = max((point.high for point in points), default=0)
    bar = {"type": "bar", "orient": "vertical", "width": min(0.72 * step, 34.0)}
    columns: list[Json] = [
        {
            "mark": bar,
            "encoding": {
                "y": quantity("n", most, axis=_LINES | {"values": _ticks(most)} if is_crowded else None),
                "y2": {"field": "high"},
                "color": POSSIBLE,
            },
        },
        {"mark": bar, "encoding": {"y": {"field": "n", "type": "quantitative"}, "color": CERTAIN}},
    ]
    if is_crowded:
        return columns
    above = {"type": "text", "baseline": "bottom", "dy": -2, "fontWeight": 600}
    return [
        *columns,
        {"mark": above, "encoding": {"y": {"field": "high", "type": "quantitative"}, "text": {"field": "text"}}},
    ]


def _ticks(most: int) -> list[int]:
    """Round numbers at equal distances up to the most there is, five at most beside nought."""
    step = next(digit * 10**power for power in count() for digit in (1, 2, 5) if digit * 10**power * 5 >= most)
    return list(range(0, most + 1, step))


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
