"""A map: areas shaded by number, circles for places without an outline, arrows for ways between places.

Drawn by hand and not by Vega-Lite, whose maps neither cut off outlines at the frame without ids nor place labels.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from math import hypot, sqrt
from typing import Final

from lastseen.figures.charts.counted import Counted
from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.legend import Key, legend
from lastseen.figures.charts.map_labels import Name, placed
from lastseen.figures.charts.map_view import View, extent, inner_point, view_of
from lastseen.figures.charts.outlines import AreaRole, Degrees, Outlines
from lastseen.figures.charts.shading import class_limits, shade_of
from lastseen.figures.charts.style import (
    ACCENT,
    GREY,
    GREY_TINT,
    HAIRLINE,
    INK,
    LEADING,
    PALE,
    PAPER,
    SMALL,
    TINT,
    WIDTH,
)
from lastseen.figures.charts.svg import Area, Lettering, Look, Point, circle, drawing, line, path, rectangle, words

_HEIGHTS: Final = (200.0, 480.0)
_LARGEST: Final = 9.0
"""The radius of the largest circle."""
_WIDEST: Final = 3.6
"""The thickness of the thickest arrow."""
_LEAST: Final = 1.5
_BEND: Final = 0.32
"""How far an arrow is pulled to its left, as a share of its length: so there and back are two."""
_LEAST_BEND: Final = 22.0
"""The same for places that lie close together, in points."""

Way = tuple[Point, Point, Point]
"""Start, control point and end of a bent line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with its name in the reader's language, in degrees. It has an outline if its code has."""

    code: str
    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCount(Counted):
    """How many there are at a place. With nought, only its name is written."""

    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg(Counted):
    """How many were taken from one place to another."""

    start: Place
    end: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class MapWords:
    """What the legend says of shades, of circles and of arrows."""

    areas: str
    circles: str
    legs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """What is drawn, and where: for each code the outlines in view; every place that is named, counted or not."""

    view: View
    rings: Mapping[str, Sequence[Sequence[Point]]]
    roles: Mapping[str, AreaRole]
    counts: Sequence[PlaceCount]
    legs: Sequence[Leg]

    @property
    def circles(self) -> list[PlaceCount]:
        """The counts of places that have no outline in view."""
        return [count for count in self.counts if count.high and not self.rings.get(count.place.code)]

    @property
    def dots(self) -> list[Place]:
        """The places that have neither number nor outline in view; of areas, only those that an arrow leads to."""
        ends = {end.code for leg in self.legs for end in (leg.start, leg.end)}
        uncounted = [count.place for count in self.counts if not count.high and not self.rings.get(count.place.code)]
        return [place for place in uncounted if place.code in ends or place.code not in self.roles]

    def at(self, place: Place) -> Point:
        """Where a place lies; one beyond the frame is put at its edge."""
        return self._within(self.view.at(place.longitude, place.latitude))

    def way(self, leg: Leg) -> Way:
        """From where, over where and to where an arrow goes: bent to its left, within the frame."""
        (x, y), (to_x, to_y) = start, end = self.at(leg.start), self.at(leg.end)
        length = hypot(to_x - x, to_y - y) or 1.0
        bend = max(_BEND, _LEAST_BEND / length)
        return start, self._within(((x + to_x) / 2 + (to_y - y) * bend, (y + to_y) / 2 - (to_x - x) * bend)), end

    def _within(self, point: Point) -> Point:
        inset = _LARGEST / 2
        width, height = self.view.frame.width, self.view.frame.height
        return min(max(point[0], inset), width - inset), min(max(point[1], inset), height - inset)

    def radius(self, n: int) -> float:
        """That of a circle: its area goes with its number."""
        most = max(count.high for count in self.counts)
        return max(_LARGEST * sqrt(n / most), _LEAST) if n else 0.0

    def thickness(self, n: int) -> float:
        """That of an arrow goes with its number."""
        most = max(leg.high for leg in self.legs)
        return max(_WIDEST * n / most, _LEAST / 2) if n else 0.0


def area_map(outlines: Outlines, counts: Sequence[PlaceCount], legs: Sequence[Leg], legend_words: MapWords) -> Drawing:
    """The whole country that the outlines are about, and what is counted in and near it, as large as the page allows.

    Shades show what is certain; of circles and arrows the possible part is light, and what is only possible is dashed.
    Places farther away stand at the edge of the map; those where nothing is counted as rings there, else as dots.
    """
    scene = _scene(outlines, counts, legs)
    limits = class_limits(max((count.n for count in counts if count.place.code in outlines), default=0))
    below, height = _legend(scene, limits, legend_words)
    elements = [
        *_land(scene, limits),
        *_arrows(scene),
        *_circles(scene),
        *placed(list(_names(scene)), list(_taken(scene)), scene.view.frame),
        rectangle(scene.view.frame, Look(line=HAIRLINE)),
        *below,
    ]
    return drawing(WIDTH, height, elements)


def _scene(outlines: Outlines, counts: Sequence[PlaceCount], legs: Sequence[Leg]) -> _Scene:
    home = [place for outline in outlines.values() if outline.role is AreaRole.HOME for place in chain(*outline.rings)]
    ends = {end.code: end for leg in legs if leg.high for end in (leg.start, leg.end)}
    told = [count.place for count in counts if count.high] + list(ends.values())
    others = [(place.longitude, place.latitude) for place in told]
    uncounted = [end for code, end in ends.items() if code not in {count.place.code for count in counts}]
    view = view_of([*home, *(_near(home, others) if home else others or [(0.0, 0.0)])], WIDTH, _HEIGHTS)
    rings = {code: [view.shown(ring) for ring in outline.rings] for code, outline in outlines.items()}
    return _Scene(
        view=view,
        rings={code: [ring for ring in shown if len(ring) > 2] for code, shown in rings.items()},
        roles={code: outline.role for code, outline in outlines.items()},
        counts=[
            *sorted(counts, key=lambda count: -count.high),
            *(PlaceCount(place=end, n=0, high=0) for end in uncounted),
        ],
        legs=sorted((leg for leg in legs if leg.high), key=lambda leg: leg.high),
    )


def _near(home: Sequence[Degrees], others: Sequence[Degrees]) -> list[Degrees]:
    """Those of the other places that are no farther from the country, on either side, than half its extent."""
    reach = [(min(values), max(values), (max(values) - min(values)) / 2) for values in zip(*home, strict=True)]
    return [
        place
        for place in others
        if all(low - half <= degree <= high + half for degree, (low, high, half) in zip(place, reach, strict=True))
    ]


def _land(scene: _Scene, limits: Sequence[int]) -> Iterator[str]:
    """The areas: ground around in pale grey, the country the map is about in paper, and the shades of numbers."""
    numbers = {count.place.code: count.n for count in scene.counts}
    for code, rings in scene.rings.items():
        role = scene.roles[code]
        ground = PAPER if role is AreaRole.HOME else PALE
        fill = shade_of(numbers[code], limits) if numbers.get(code) else ground
        steps = [step for ring in rings for step in _outline(ring)]
        if steps:
            yield path(steps, Look(fill=fill, line=GREY if role is AreaRole.HOME else GREY_TINT))


def _outline(ring: Sequence[Point]) -> Iterator[str | float]:
    for command, point in zip(["M", *["L"] * (len(ring) - 1)], ring, strict=True):
        yield command
        yield from (round(length, 1) for length in point)
    yield "Z"


def _arrows(scene: _Scene) -> Iterator[str]:
    for leg in scene.legs:
        way = scene.way(leg)
        outer, inner = scene.thickness(leg.high), scene.thickness(leg.n)
        yield from _arrow(way, Look(line=PAPER, width=outer + 1.6), PAPER)
        if inner:
            yield from _arrow(way, Look(line=GREY_TINT, width=outer), INK)
            yield from _arrow(way, Look(line=INK, width=inner), INK)
        else:
            yield from _arrow(way, Look(line=INK, width=_LEAST / 2, dash="dashed"), INK)


def _arrow(way: Way, look: Look, head: str) -> Iterator[str]:
    """A bent line and its head, a little wider than the line."""
    start, control, end = way
    length = hypot(end[0] - control[0], end[1] - control[1]) or 1.0
    size = look.width + 4
    dx, dy = (size * (end[axis] - control[axis]) / length for axis in (0, 1))
    foot = end[0] - dx, end[1] - dy
    yield path(["M", *start, "Q", *control, *foot], look)
    corners = [end, (foot[0] - 0.55 * dy, foot[1] + 0.55 * dx), (foot[0] + 0.55 * dy, foot[1] - 0.55 * dx)]
    yield path(_outline(corners), Look(fill=head))


def _along(way: Way, share: float) -> Point:
    """The place on a bent line after a share of it."""
    x, y = ((1 - share) ** 2 * a + 2 * share * (1 - share) * b + share**2 * c for a, b, c in zip(*way, strict=True))
    return x, y


def _circles(scene: _Scene) -> Iterator[str]:
    for count in scene.circles:
        at = scene.at(count.place)
        yield circle(at, scene.radius(count.high), Look(fill=TINT, line=PAPER))
        if count.n:
            yield circle(at, scene.radius(count.n), Look(fill=ACCENT, line=PAPER))
    for place in scene.dots:
        is_far = scene.at(place) != scene.view.at(place.longitude, place.latitude)
        yield circle(scene.at(place), _LEAST, Look(fill=PAPER, line=INK) if is_far else Look(fill=INK, line=PAPER))


def _taken(scene: _Scene) -> Iterator[Area]:
    """Where no label should stand: on circles, and along arrows."""
    for place in [*(count.place for count in scene.circles), *scene.dots]:
        x, y = scene.at(place)
        yield Area(x - _LEAST, y - _LEAST, 2 * _LEAST, 2 * _LEAST)
    for leg in scene.legs:
        for share in (0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 0.97):
            x, y = _along(scene.way(leg), share)
            yield Area(x - 2, y - 2, 4.0, 4.0)


def _names(scene: _Scene) -> Iterator[Name]:
    """The labels, the greatest numbers first; those of arrows before all, as they have the least choice."""
    for leg in reversed(scene.legs):
        yield Name(at=_along(scene.way(leg), 0.5), number=leg.text, clear=0.0)
    for count in scene.counts:
        number = count.text if count.high else ""
        if rings := scene.rings.get(count.place.code):
            at = inner_point(max(rings, key=extent))
            faint = scene.roles[count.place.code] is AreaRole.AROUND and not count.high
            yield Name(at=at, name=count.place.name, number=number, faint=faint)
        elif count.high:
            yield Name(at=scene.at(count.place), name=count.place.name, number=number, clear=scene.radius(count.high))
    for place in scene.dots:
        yield Name(at=scene.at(place), name=place.name, clear=_LEAST)


def _legend(scene: _Scene, limits: Sequence[int], said: MapWords) -> tuple[list[str], float]:
    """What shades, circles and arrows mean, below the map, and where that ends."""
    top = scene.view.frame.height + LEADING + 2
    elements: list[str] = []
    if limits:
        elements.append(words((0.0, top), said.areas, Lettering(size=SMALL, colour=GREY)))
        shades, top = legend([*_shades(limits)], top + 5, WIDTH)
        elements += shades
    else:
        top -= LEADING
    marks: list[Key] = []
    if scene.circles:
        marks.append(Key(sample=_circle_sample, means=said.circles))
    if scene.legs:
        marks.append(Key(sample=_arrow_sample, means=said.legs))
    more, end = legend(marks, top + 4, WIDTH)
    return [*elements, *more], end


def _shades(limits: Iterable[int]) -> Iterator[Key]:
    first = 1
    for limit in limits:
        sample = partial(rectangle, look=Look(fill=shade_of(limit, tuple(limits)), line=GREY))
        yield Key(sample=sample, means=f"{first}–{limit}" if limit > first else str(limit))
        first = limit + 1


def _circle_sample(area: Area) -> str:
    return circle((area.x + area.width / 2, area.y + area.height / 2), area.height / 2, Look(fill=ACCENT))


def _arrow_sample(area: Area) -> str:
    middle = area.y + area.height / 2
    right = area.x + area.width
    head = [(right, middle), (right - 6, middle - 3), (right - 6, middle + 3)]
    shaft = line([(area.x, middle), (right - 5, middle)], Look(line=INK, width=2.0))
    return shaft + path(_outline(head), Look(fill=INK))
