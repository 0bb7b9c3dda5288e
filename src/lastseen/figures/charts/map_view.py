"""From degrees to points on paper: the part of the earth that a map shows, and how it is laid flat."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin, sqrt
from typing import Final

from lastseen.figures.charts.outlines import Degrees
from lastseen.figures.charts.svg import Area, Point

_MARGIN: Final = 0.07
"""What is left around all that must be seen, as a share of it."""
_FINE: Final = 0.3
"""Points of an outline nearer to each other than this, in points of paper, are one."""
_GRID: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Conic:
    """Albers' equal-area conic projection, by which shaded areas keep their proportions. Its standard parallels are a
    sixth within the southern and northern limits. It needs nothing but the ordinary formulas (Snyder, *Map Projections:
    A Working Manual*, 1987, p. 100, for the sphere)."""

    meridian: float
    n: float
    c: float

    @classmethod
    def over(cls, west: float, south: float, east: float, north: float) -> "Conic":
        """The projection that suits a part of the earth."""
        first, second = (radians(south + (north - south) * share) for share in (1 / 6, 5 / 6))
        n = (sin(first) + sin(second)) / 2
        n = n if abs(n) > 1e-3 else 1e-3
        return cls(meridian=(west + east) / 2, n=n, c=cos(first) ** 2 + 2 * n * sin(first))

    def __call__(self, longitude: float, latitude: float) -> Point:
        """The place in the plane, y growing downward, in radii of the earth."""
        rho = sqrt(max(self.c - 2 * self.n * sin(radians(latitude)), 0.0)) / self.n
        theta = self.n * radians(longitude - self.meridian)
        return rho * sin(theta), rho * cos(theta)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A frame on paper, and the way from degrees into it."""

    frame: Area
    conic: Conic
    scale: float
    origin: Point

    def at(self, longitude: float, latitude: float) -> Point:
        """Where a place of the earth lies on paper, within the frame or not."""
        x, y = self.conic(longitude, latitude)
        return (x - self.origin[0]) * self.scale, (y - self.origin[1]) * self.scale

    def shown(self, ring: Iterable[Degrees]) -> list[Point]:
        """The part of an outline within the frame: cut off at one side after the other (Sutherland and Hodgman)."""
        points = _thinned([self.at(*place) for place in ring])
        for axis, limit, sign in ((0, 0.0, 1), (1, 0.0, 1), (0, self.frame.width, -1), (1, self.frame.height, -1)):
            points = list(_cut(points, axis, limit, sign))
        return points


def view_of(places: Sequence[Degrees], width: float, heights: tuple[float, float]) -> View:
    """The view that shows all these longitudes and latitudes, of this width and a height between the two given."""
    longitudes, latitudes = zip(*places, strict=True)
    conic = Conic.over(min(longitudes), min(latitudes), max(longitudes), max(latitudes))
    xs, ys = zip(*(conic(*place) for place in places), strict=True)
    wide, high = (max(max(values) - min(values), 1e-4) * (1 + 2 * _MARGIN) for values in (xs, ys))
    scale = min(width / wide, heights[1] / high)
    height = max(high * scale, heights[0])
    origin = tuple((max(values) + min(values) - size / scale) / 2 for values, size in ((xs, width), (ys, height)))
    return View(frame=Area(0.0, 0.0, width, height), conic=conic, scale=scale, origin=(origin[0], origin[1]))


def inner_point(ring: Sequence[Point]) -> Point:
    """A place well inside an outline on paper: of a grid over it, the one farthest from its sides."""
    xs, ys = zip(*ring, strict=True)
    across, down = (
        [min(values) + (max(values) - min(values)) * (step + 0.5) / _GRID for step in range(_GRID)]
        for values in (xs, ys)
    )
    inside = [(x, y) for x in across for y in down if _is_inside((x, y), ring)]
    corners = ring[:: max(1, len(ring) // 80)]
    sides = list(zip(corners, [*corners[1:], *corners[:1]], strict=True))
    return max(inside or [ring[0]], key=lambda point: min(_distance(point, *side) for side in sides))


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a straight line between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    share = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / (dx * dx + dy * dy or 1.0)
    share = min(max(share, 0.0), 1.0)
    return hypot(point[0] - start[0] - share * dx, point[1] - start[1] - share * dy)


def extent(ring: Sequence[Point]) -> float:
    """The size of the area that an outline on paper holds."""
    around = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(x * b - a * y for (x, y), (a, b) in around)) / 2


def _is_inside(point: Point, ring: Sequence[Point]) -> bool:
    """Whether a ray to the right crosses the outline an odd number of times."""
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            crossings += 1
    return crossings % 2 == 1


def _thinned(points: Sequence[Point]) -> list[Point]:
    """The points without those that nobody could tell from the one before."""
    kept = list(points[:1])
    for x, y in points[1:]:
        if hypot(x - kept[-1][0], y - kept[-1][1]) >= _FINE:
            kept.append((x, y))
    return kept


def _cut(points: Sequence[Point], axis: int, limit: float, sign: int) -> Iterable[Point]:
    for before, point in zip([*points[-1:], *points[:-1]], points, strict=True):
        was_in, is_in = ((place[axis] - limit) * sign >= 0 for place in (before, point))
        if was_in != is_in:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            yield before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])
        if is_in:
            yield point
