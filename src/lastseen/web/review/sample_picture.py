"""Estimated shares with their intervals, one under the other on one scale of nought to a hundred in a hundred."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.legend import Key, legend
from lastseen.figures.charts.letters import wrapped
from lastseen.figures.charts.style import ACCENT, GREY, HAIRLINE, LEADING, SMALL, TINT, WIDTH
from lastseen.figures.charts.svg import Area, Lettering, Look, drawing, line, rectangle, words
from lastseen.linkage.assessing import Share

_LABELS: Final = 150.0
_SAID: Final = 84.0
_SPAN: Final = WIDTH - _LABELS - _SAID
_BAR: Final = 9.0
_ROW: Final = 30.0
_TOP: Final = 16.0
_THIN: Final = 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimated:
    """A figure: its label, the share it is, and the share in words."""

    label: str
    text: str
    share: Share


def estimates(rows: Sequence[Estimated], meanings: Mapping[str, str]) -> Drawing:
    """A row for each: light where the figure may be, dark where it is estimated to be.

    ``meanings`` are what the two inks mean: ``estimate`` and ``interval``.
    """
    bottom = _TOP + _ROW * len(rows)
    scale = [part for step in range(0, 101, 25) for part in _tick(step, bottom)]
    bars = [part for at, row in enumerate(rows) for part in _row(row, _TOP + _ROW * at)]
    keys, end = legend(
        [
            Key(sample=lambda area: rectangle(area, Look(fill=ACCENT)), means=meanings["estimate"]),
            Key(sample=lambda area: rectangle(area, Look(fill=TINT)), means=meanings["interval"]),
        ],
        bottom + 8,
        WIDTH,
    )
    return drawing(WIDTH, end, [*scale, *bars, *keys])


def _tick(step: int, bottom: float) -> tuple[str, str]:
    x = _at(step / 100)
    label = words((x, _TOP - 6), f"{step}", Lettering(size=SMALL, colour=GREY, anchor="middle"))
    return line([(x, _TOP - 2), (x, bottom)], Look(line=HAIRLINE)), label


def _row(row: Estimated, top: float) -> list[str]:
    share, middle = row.share, top + _ROW / 2
    lines = wrapped(row.label, _LABELS - 10)
    first = middle + 3 - LEADING * (len(lines) - 1) / 2
    low, high = _at(share.low), max(_at(share.high), _at(share.low) + _THIN)
    return [
        *(words((0, first + LEADING * at), text, Lettering()) for at, text in enumerate(lines)),
        rectangle(_bar(_at(share.at_least), _at(share.at_most), middle, _BAR), Look(fill=TINT)),
        rectangle(_bar(low - _THIN / 2, high - _THIN / 2, middle, _BAR + 5), Look(fill=ACCENT)),
        words((_LABELS + _SPAN + 8, middle + 3), row.text, Lettering()),
    ]


def _bar(start: float, end: float, middle: float, height: float) -> Area:
    return Area(start, middle - height / 2, max(end - start, _THIN), height)


def _at(share: float) -> float:
    return _LABELS + _SPAN * share
