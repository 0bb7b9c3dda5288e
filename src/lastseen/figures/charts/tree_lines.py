"""The lines between the people of a family tree: each family in a lane of its own between two rows, and looser ties."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from lastseen.figures.charts.kinship import Kinship, Tie, linked
from lastseen.figures.charts.style import GREY, INK, PAPER, SMALL
from lastseen.figures.charts.svg import Lettering, Look, Point, line, path, words

HALF: Final = 7.5
"""Half the height of a person's shape."""
_ASIDE: Final = 3.0
"""So far the line of somebody who has children alone stands from that of a couple beside, and that of one who is told
to be a sibling from that of one who has parents."""
_LINE: Final = Look(line=INK, width=0.9)
_CASING: Final = Look(line=PAPER, width=3.5)
"""Beneath a line, so that one that crosses it is seen to pass below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where the people of a part stand: rows in order, where each is from left to right, the room of each."""

    rows: Sequence[Sequence[str]]
    x: Mapping[str, float]
    pitch: float

    @property
    def width(self) -> float:
        """From the left of the first to the right of the last."""
        return max(self.x.values()) + self.pitch / 2

    def beside(self, one: str, other: str) -> bool:
        """Whether two stand next to each other in a row."""
        return any({one, other} == set(pair) for row in self.rows for pair in pairwise(row))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A level line above a row, with lines up to some of the row before, each from a place at the height of
    their shapes aside to where it goes down, and lines down to some of the row."""

    row: int
    above: tuple[tuple[float, float], ...] = ()
    below: tuple[float, ...] = ()

    @property
    def ends(self) -> tuple[float, float]:
        """From where to where it goes."""
        places = [*(down for _, down in self.above), *self.below]
        return min(places), max(places)


def bars(stand: Stand, kin: Kinship) -> list[Bar]:
    """The families of a part, partners who do not stand side by side, and siblings without known parents in common."""
    found = []
    downs = _Downs(stand)
    for parents, children in kin.families.items():
        if children[0] in stand.x:
            below = tuple(stand.x[child] for child in children)
            found.append(Bar(row=kin.generation[children[0]], above=downs.of(parents), below=below))
    apart = [pair for pair in kin.couples if pair[0] in stand.x and not stand.beside(*pair)]
    childless = (pair for pair in apart if pair not in kin.families)
    found += [Bar(row=kin.generation[pair[0]] + 1, above=downs.of(pair)) for pair in childless]
    for group in linked(pair for pair in kin.siblings if pair[0] in stand.x):
        below = tuple(stand.x[person] + (_ASIDE if person in kin.parents else 0) for person in group)
        found.append(Bar(row=kin.generation[group[0]], below=below))
    return found


class _Downs:
    """Where lines go down from parents: between two side by side, else beside each, never twice in a place."""

    def __init__(self, stand: Stand) -> None:
        self._stand = stand
        self._used: Counter[str] = Counter()

    def of(self, parents: Sequence[str]) -> tuple[tuple[float, float], ...]:
        """From where at the height of their shapes to where the lines go down."""
        x = self._stand.x
        if len(parents) == 2 and self._stand.beside(*parents):
            middle = sum(x[parent] for parent in parents) / 2
            return ((middle, middle),)
        self._used.update(parents)
        return tuple((x[one], x[one] + self._stand.pitch / 2 - _ASIDE * self._used[one]) for one in parents)


def lanes(together: Sequence[Bar]) -> dict[Bar, int]:
    """A lane for each of the bars above one row, so that no two in one lane meet."""
    ends: list[float] = []
    lane_of = {}
    for bar in sorted(together, key=lambda bar: bar.ends):
        left, right = bar.ends
        free = (lane for lane, end in enumerate(ends) if end + 2 * HALF < left)
        lane = next(free, len(ends))
        ends[lane : lane + 1] = [right]
        lane_of[bar] = lane
    return lane_of


def bar_lines(bar: Bar, lane: float, above: float, below: float) -> list[str]:
    """A bar at the height of its lane, between the heights of the rows above and below."""
    left, right = bar.ends
    steps: list[str | float] = ["M", left, lane, "L", right, lane]
    for start, down in bar.above:
        steps += ["M", start, above, "L", down, above, "L", down, lane]
    for x in bar.below:
        steps += ["M", x, lane, "L", x, below]
    return [path(steps, _CASING), path(steps, _LINE)]


def couple_line(first: Point, second: Point) -> str:
    """What joins two partners who stand side by side."""
    return line([first, second], _LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """A tie that makes no tree, as drawn: its dashed line, and its label to be drawn above all else."""

    line: str
    label: str


def loose_line(tie: Tie, spots: Mapping[str, Point], *, beside: bool) -> Loose:
    """A tie that makes no tree: straight to who stands beside, arched over those between, else out aside and down."""
    upper, lower = sorted((spots[tie.person], spots[tie.other]), key=lambda spot: spot[1])
    first, second = (upper, lower) if beside else _bend(upper, lower)
    drawn = path(["M", *upper, "C", *first, *second, *lower], Look(line=GREY, width=0.9, dash="dashed"))
    x, y = _label_place((upper, first, second, lower))
    look = Lettering(size=SMALL, colour=GREY, anchor="middle", halo=True)
    return Loose(line=drawn, label=words((x, y + 0.35 * SMALL), tie.label, look) if tie.label else "")


def _label_place(curve: Sequence[Point]) -> Point:
    """The point of a curve that lies clear of people's words: the middle in a row, else right above the lower end."""
    if curve[0][1] == curve[-1][1]:
        return _along(curve, 0.5)
    height = curve[-1][1] - HALF - 9
    return min((_along(curve, step / 40) for step in range(41)), key=lambda point: abs(point[1] - height))


def _along(curve: Sequence[Point], share: float) -> Point:
    """The point at this share of the way along a curve of two ends and the two points that bend it."""
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True)) for axis in (0, 1))
    return x, y


def _bend(upper: Point, lower: Point) -> tuple[Point, Point]:
    """The two points that bend a line: straight up in a row; else level from the upper one, so that it misses the words
    below, and steeply on to the lower, or level as well where it stands right below."""
    across = lower[0] - upper[0]
    if upper[1] == lower[1]:
        height = upper[1] - 4 / 3 * (HALF + 8 + min(abs(across) / 50, 8))
        return (upper[0], height), (lower[0], height)
    if abs(across) < 4 * HALF:
        return (upper[0] - 6 * HALF, upper[1]), (lower[0] - 6 * HALF, lower[1])
    aside = 3 * HALF if across < 0 else -3 * HALF
    return (upper[0] + across / 1.5, upper[1]), (lower[0] + aside, (upper[1] + lower[1]) / 2)
