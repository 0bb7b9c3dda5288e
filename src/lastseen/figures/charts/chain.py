"""Custody chains on one axis of time, intervals drawn as such: a lane for each source, rival accounts never joined."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from lastseen.figures.charts.chain_extent import StageMark, Stretch, extent
from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.legend import Key, legend
from lastseen.figures.charts.letters import width_of, wrapped
from lastseen.figures.charts.style import ACCENT, GREY, HAIRLINE, INK, LEADING, SHADES, SMALL, WIDTH
from lastseen.figures.charts.svg import Area, Lettering, Look, drawing, line, path, rectangle, words
from lastseen.figures.charts.time_axis import TimeAxis, axis_over

_TEXT_WIDTH: Final = 160.0
_STRIP: Final = 66.0
_ARROW: Final = 10.0
"""The room beyond both ends of the axis, into which open ends point."""
_BAR: Final = 8.0
_THINNEST: Final = 2.0
_SMALL_LEADING: Final = 9.0
_HEAD: Final = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """What one source tells of a person's custody: its stages in the order told."""

    title: str
    stages: tuple[StageMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainWords:
    """The words of a chain in the reader's language: what its marks mean."""

    certain: str
    possible: str
    gap: str
    undated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """Where things stand: the strip of the undated, and the axis; either may be missing."""

    strip: Area | None
    axis: TimeAxis | None
    words: ChainWords


def chain(lanes: Sequence[Lane], words: ChainWords) -> Drawing:
    """The lanes one under the other. A row for each stage: its words, then its mark. Solid is when it certainly lasted,
    hatched when it possibly did, an arrow an end that is open, a short tick the latest start or the earliest end where
    these are all that is told. A time between two stages of which nothing is told is a
    dotted line. A stage without any date stands in told order in a strip of its own, away from the axis."""
    sheet = _sheet(lanes, words)
    rows: list[str] = []
    y = _HEAD
    for lane in lanes:
        drawn, y = _lane(lane, y, sheet)
        rows += drawn
    keys, end = legend(_keys(lanes, sheet), y + 6, WIDTH)
    return drawing(WIDTH, end, [*_head(sheet), *rows, *keys])


def _sheet(lanes: Sequence[Lane], words: ChainWords) -> _Sheet:
    stages = [stage for lane in lanes for stage in lane.stages]
    days = [day for stage in stages for day in stage.days]
    left = _TEXT_WIDTH + 8
    strip = Area(left, 0, _STRIP, _HEAD) if any(not stage.days for stage in stages) else None
    if strip is not None:
        left += _STRIP + 8
    axis = axis_over(days, left + _ARROW, WIDTH - _ARROW - 1) if days else None
    return _Sheet(strip=strip, axis=axis, words=words)


def _head(sheet: _Sheet) -> list[str]:
    """What stands above the strip and along the axis."""
    small = Lettering(size=SMALL, colour=GREY)
    elements = []
    if sheet.strip is not None:
        elements += [
            words((sheet.strip.x, 8), text, small) for text in wrapped(sheet.words.undated, _STRIP, SMALL, most=1)
        ]
    if sheet.axis is not None:
        elements += _lines(sheet.axis, 2, _HEAD)
        labels = ((sheet.axis.start_of(tick.day) + 2, tick.label) for tick in sheet.axis.ticks)
        elements += [words((x, 8), label, small) for x, label in labels if x + width_of(label, SMALL) <= WIDTH]
    return elements


def _lines(axis: TimeAxis, top: float, bottom: float) -> list[str]:
    places = (axis.start_of(tick.day) for tick in axis.ticks)
    return [line([(x, top), (x, bottom)], Look(line=HAIRLINE)) for x in places]


def _lane(lane: Lane, top: float, sheet: _Sheet) -> tuple[list[str], float]:
    elements = [line([(0, top), (WIDTH, top)], Look(line=INK, width=0.6))]
    y = top + 4
    for text in wrapped(lane.title, WIDTH, bold=True, most=2):
        y += LEADING
        elements.append(words((0, y - 2), text, Lettering(bold=True)))
    y = below_title = y + 5
    rows: list[str] = []
    for before, stage in zip((None, *lane.stages), lane.stages, strict=False):
        gap = _gap(before, stage, sheet.axis)
        if gap is not None:
            rows += _gap_row(gap, y, sheet)
            y += LEADING + 5
        drawn, y = _row(stage, y, sheet)
        rows += drawn
    if sheet.axis is not None:
        elements += _lines(sheet.axis, below_title, y)
    return [*elements, *rows], y + 3


def _row(stage: StageMark, top: float, sheet: _Sheet) -> tuple[list[str], float]:
    """The words of a stage and its mark beside the first line."""
    elements = []
    y = top
    for text in wrapped(stage.label, _TEXT_WIDTH, most=2):
        y += LEADING
        elements.append(words((0, y - 2.5), text, Lettering()))
    for text in wrapped(stage.detail, _TEXT_WIDTH, SMALL, most=4):
        y += _SMALL_LEADING
        elements.append(words((0, y - 2.5), text, Lettering(size=SMALL, colour=GREY)))
    middle = top + LEADING / 2
    if sheet.axis is not None:
        for stretch in sorted(extent(stage), key=lambda stretch: stretch.certain):
            elements += _stretch(stretch, middle, sheet.axis)
        elements += _within(stage, middle, sheet.axis)
    if sheet.strip is not None and not stage.days:
        elements.append(_undated(Area(sheet.strip.x, middle - _BAR / 2, _STRIP, _BAR)))
    return elements, max(y, top + LEADING) + 5


def _stretch(stretch: Stretch, middle: float, axis: TimeAxis) -> list[str]:
    left = axis.left - _ARROW if stretch.first is None else axis.start_of(stretch.first)
    right = axis.right + _ARROW if stretch.last is None else axis.end_of(stretch.last)
    area = Area(left, middle - _BAR / 2, max(right - left, _THINNEST), _BAR)
    if stretch.certain:
        return [_certain(area)]
    elements = [_possible(area)]
    for end, known, outward in ((left, stretch.first, -1), (area.x + area.width, stretch.last, 1)):
        tick, tip = Look(line=ACCENT, width=0.9), (end, middle)
        if known is None:
            wings = [(end - 4 * outward, middle - 4), tip, (end - 4 * outward, middle + 4)]
            elements.append(line(wings, tick))
        else:
            elements.append(line([(end, area.y - 1), (end, area.y + area.height + 1)], tick))
    return elements


def _within(stage: StageMark, middle: float, axis: TimeAxis) -> list[str]:
    """Short ticks for the latest start and the earliest end of a stage of which nothing is certain."""
    if any(stretch.certain for stretch in extent(stage)):
        return []
    latest = [] if stage.start_high is None else [axis.end_of(stage.start_high)]
    earliest = [] if stage.end_low is None else [axis.start_of(stage.end_low)]
    return [line([(x, middle - 2.5), (x, middle + 2.5)], Look(line=ACCENT, width=0.9)) for x in (*latest, *earliest)]


def _gap(before: StageMark | None, after: StageMark, axis: TimeAxis | None) -> tuple[float, float] | None:
    """From where to where nothing is told between two stages; None where that is not certain, or not to be seen."""
    if axis is None or before is None or before.end_high is None or after.start_low is None:
        return None
    left, right = axis.end_of(before.end_high), axis.start_of(after.start_low)
    return (left, right) if right - left >= 2 * _THINNEST else None


def _gap_row(gap: tuple[float, float], top: float, sheet: _Sheet) -> list[str]:
    middle = top + LEADING / 2
    label = words((0, top + LEADING - 2.5), sheet.words.gap, Lettering(size=SMALL, colour=GREY))
    return [label, _unknown(Area(gap[0], middle, gap[1] - gap[0], 0))]


def _certain(area: Area) -> str:
    return rectangle(area, Look(fill=ACCENT))


def _possible(area: Area) -> str:
    """A pale bar with slanting lines, which are cut at its ends."""
    steps: list[str | float] = []
    right, bottom = area.x + area.width, area.y + area.height
    start = area.x - area.height + 3
    while start < right:
        low, high = max(start, area.x), min(start + area.height, right)
        steps += ["M", low, bottom - (low - start), "L", high, bottom - (high - start)]
        start += 3
    return rectangle(area, Look(fill=SHADES[0])) + path(steps, Look(line=SHADES[2], width=0.6))


def _unknown(area: Area) -> str:
    middle = area.y + area.height / 2
    return line([(area.x + 1, middle), (area.x + area.width - 1, middle)], Look(line=GREY, width=1.1, dash="dotted"))


def _undated(area: Area) -> str:
    return rectangle(area, Look(line=ACCENT, width=0.8, dash="dashed"), round_by=1.5)


def _keys(lanes: Sequence[Lane], sheet: _Sheet) -> list[Key]:
    """What is drawn, and only that."""
    stretches = [stretch for lane in lanes for stage in lane.stages for stretch in extent(stage)]
    gaps = any(_gap(*pair, sheet.axis) for lane in lanes for pair in pairwise(lane.stages))
    meanings = (
        (any(stretch.certain for stretch in stretches), _certain, sheet.words.certain),
        (any(not stretch.certain for stretch in stretches), _possible, sheet.words.possible),
        (gaps, _unknown, sheet.words.gap),
        (sheet.strip is not None, _undated, sheet.words.undated),
    )
    return [Key(sample=sample, means=means) for drawn, sample, means in meanings if drawn]
