"""A grid of numbers: how often each of the rows went with each of the columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final, Literal

from lastseen.figures.charts.counted import Counted
from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.letters import width_of, wrapped
from lastseen.figures.charts.shading import class_limits, ink_on, shade_of
from lastseen.figures.charts.style import GREY, HAIRLINE, INK, LEADING, LINE, TEXT, WIDTH
from lastseen.figures.charts.vega import Json, place, rendered

_LABELS: Final = 150.0
_GAP: Final = 6.0
_AIR: Final = 8.0
_WIDEST: Final = 64.0
_ROOMY: Final = 46.0
"""Columns at least as wide carry their label; narrower ones a number, which the rows or a key explain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Counted):
    """One crossing of a row with a column."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A label in lines, the last of which stands on ``foot``."""

    lines: tuple[str, ...]
    x: float
    foot: float


def matrix(
    row_labels: Sequence[str], column_labels: Sequence[str], cells: Mapping[tuple[int, int], Cell], corner: str = ""
) -> Drawing:
    """The cells by row and column, shaded by what is certain; where there is none, the paper is left blank.

    ``corner`` says what rows and columns are. A column too narrow for its label has a number, which stands before the
    row of the same name or else in a key below.
    """
    widest = max((width_of(cell.text) for cell in cells.values()), default=0) + 4
    column = round(min(_WIDEST, max((WIDTH - _LABELS - 1) / (len(column_labels) or 1), widest)), 2)
    rows, heads, key = _labels(row_labels, column_labels, column)
    edges = list(accumulate((len(row) * LEADING + _AIR for row in rows), initial=0.0))
    corner_lines = wrapped(corner, _LABELS - _GAP, most=4)
    spec = {
        "width": column * len(heads),
        "height": edges[-1],
        "layer": [
            *_cells(cells, edges, column, len(heads)),
            _text([_beside(row, *edge) for row, edge in zip(rows, pairwise(edges), strict=True)], "right", INK),
            _text([_Words(head, column * (index + 0.5), -_GAP) for index, head in enumerate(heads)], "center", INK),
            _text([_Words(corner_lines, -_GAP, -_GAP)], "right", GREY),
            _text([_Words(key, -_LABELS, edges[-1] + (len(key) + 0.5) * LEADING)], "left", GREY),
        ],
    }
    above = max((len(lines) for lines in (*heads, corner_lines)), default=0) * LEADING + _GAP
    below = (len(key) + 1) * LEADING if key else 1
    return rendered(spec, {"left": _LABELS, "right": 1, "top": above, "bottom": below})


def _labels(
    rows: Sequence[str], columns: Sequence[str], column: float
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]], tuple[str, ...]]:
    """The lines of each row's label, of each column's, and of the key."""
    if column >= _ROOMY:
        return (
            [wrapped(row, _LABELS - _GAP, most=4) for row in rows],
            [wrapped(head, column - 4, most=5) for head in columns],
            (),
        )
    numbered = {label: f"{index + 1} · {label}" for index, label in reversed(list(enumerate(columns)))}
    key = [line for label, text in reversed(numbered.items()) if label not in rows for line in wrapped(text, WIDTH)]
    heads: list[tuple[str, ...]] = [(str(columns.index(label) + 1),) for label in columns]
    return [wrapped(numbered.get(row, row), _LABELS - _GAP, most=4) for row in rows], heads, tuple(key)


def _beside(lines: tuple[str, ...], top: float, bottom: float) -> _Words:
    """The label of a row, in the middle of its height."""
    return _Words(lines, -_GAP, (top + bottom + (len(lines) - 1) * LEADING + 0.7 * TEXT) / 2)


def _cells(cells: Mapping[tuple[int, int], Cell], edges: Sequence[float], column: float, columns: int) -> list[Json]:
    limits = class_limits(max((cell.n for cell in cells.values()), default=0))
    values = []
    for row, (top, bottom) in enumerate(pairwise(edges)):
        for index in range(columns):
            cell = cells.get((row, index), Cell(n=0, high=0))
            fill = shade_of(cell.n, limits)
            box = {"left": index * column, "right": (index + 1) * column, "top": top, "bottom": bottom}
            middle = {"x": (index + 0.5) * column, "y": (top + bottom) / 2}
            text = cell.text if cell.high else ""
            values.append({**box, **middle, "fill": fill, "ink": ink_on(fill), "text": text})
    sides = {"x": place("left"), "x2": {"field": "right"}, "y": place("top"), "y2": {"field": "bottom"}}
    return [
        {
            "data": {"values": values},
            "mark": {"type": "rect", "stroke": HAIRLINE, "strokeWidth": LINE},
            "encoding": {**sides, "fill": _plain("fill")},
        },
        {
            "data": {"values": values},
            "mark": {"type": "text", "baseline": "middle"},
            "encoding": {"x": place("x"), "y": place("y"), "text": {"field": "text"}, "color": _plain("ink")},
        },
    ]


def _plain(field: str) -> Json:
    """A channel of colours, taken as they are."""
    return {"field": field, "type": "nominal", "scale": None}


def _text(labels: Sequence[_Words], align: Literal["left", "center", "right"], colour: str) -> Json:
    values = [
        {"lines": words.lines, "x": words.x, "y": words.foot - (len(words.lines) - 1) * LEADING} for words in labels
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "text", "align": align, "baseline": "alphabetic", "color": colour},
        "encoding": {"x": place("x"), "y": place("y"), "text": {"field": "lines"}},
    }
