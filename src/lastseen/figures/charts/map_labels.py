"""Words on a map, put where they hide nothing and not each other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from operator import itemgetter
from typing import Final

from lastseen.figures.charts.letters import width_of
from lastseen.figures.charts.style import GREY, INK, LEADING, LINE, SMALL
from lastseen.figures.charts.svg import Area, Lettering, Look, Point, line, words

_NEAR: Final = 10.0
"""Farther than this from what it names, a label gets a line to it."""
_STEPS: Final = (0.0, 5.0, 12.0, 20.0, 30.0, 42.0, 56.0, 72.0)
_DIRECTIONS: Final = tuple((cos(turn * pi / 4), sin(turn * pi / 4)) for turn in (0, 4, 7, 1, 5, 3, 6, 2))
"""Right, left, then up and down of them, at last straight above and below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A label: a name and a number below it, or one of the two.

    It keeps clear of what it names by ``clear``; where that is None it stands upon it, as on an area. A faint one is
    left out where it has no room.
    """

    at: Point
    name: str = ""
    number: str = ""
    clear: float | None = None
    faint: bool = False

    @property
    def lines(self) -> tuple[tuple[str, bool], ...]:
        """Its lines, and whether each is bold."""
        return tuple((text, bold) for text, bold in ((self.name, False), (self.number, True)) if text)

    @property
    def size(self) -> tuple[float, float]:
        """Its width, with a little room at the sides, and its height."""
        return max(width_of(text, SMALL, bold=bold) for text, bold in self.lines) + 3, len(self.lines) * (LEADING - 1)


def placed(names: Sequence[Name], taken: Iterable[Area], frame: Area) -> Iterator[str]:
    """The labels as elements, each where it hides least and is near; those that come first have the first choice."""
    occupied = list(taken)
    for name in names:
        cost, box = min(_valued(name, occupied, frame), key=itemgetter(0))
        if name.faint and cost > _NEAR:
            continue
        occupied.append(box)
        nearest = _nearest(name.at, box)
        if hypot(nearest[0] - name.at[0], nearest[1] - name.at[1]) > _NEAR + (name.clear or 0.0):
            yield line([name.at, nearest], Look(line=GREY, width=LINE))
        yield from _written(name, box)


def _boxes(name: Name) -> Iterator[tuple[float, Area]]:
    """Where a label may stand, and how far that is from where it should: beside its place, or upon it."""
    (x, y), (width, height) = name.at, name.size
    beside = (0.0, 0.0) if name.clear is None else (name.clear + 1 + width / 2, name.clear + 1 + height / 2)
    for step in _STEPS:
        for across, down in _DIRECTIONS:
            middle = x + across * (step + beside[0]), y + down * (step + beside[1])
            yield step, Area(middle[0] - width / 2, middle[1] - height / 2, width, height)


def _valued(name: Name, occupied: Sequence[Area], frame: Area) -> Iterator[tuple[float, Area]]:
    """Where a label may stand, with what that costs: its distance, what it hides, and what is cut off."""
    for distance, box in _boxes(name):
        hidden = sum(_overlap(box, other) for other in occupied)
        outside = box.width * box.height - _overlap(box, frame)
        yield round(distance + 10 * hidden + 100 * outside, 1), box


def _overlap(one: Area, other: Area) -> float:
    wide = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    high = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return max(wide, 0.0) * max(high, 0.0)


def _nearest(point: Point, box: Area) -> Point:
    """The place of a box that is nearest to a point."""
    return min(max(point[0], box.x), box.x + box.width), min(max(point[1], box.y), box.y + box.height)


def _written(name: Name, box: Area) -> Iterator[str]:
    for index, (text, bold) in enumerate(name.lines):
        look = Lettering(size=SMALL, bold=bold, colour=GREY if name.faint else INK, anchor="middle", halo=True)
        yield words((box.x + box.width / 2, box.y + (index + 0.78) * (LEADING - 1)), text, look)
