"""The map of the site: one ground for all pages, and over it where people were taken, or one person's way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lastseen.figures.charts.map_view import View, view_of
from lastseen.figures.charts.outlines import outlines, shipped_outlines
from lastseen.figures.charts.svg import Point
from lastseen.reports.records.shown import Shown, ShownPerson

WIDTH, HEIGHTS = 640.0, (320.0, 560.0)
_ROUND = 1
_LOOK = (
    "path{stroke:#fff;stroke-width:.8}.home{fill:#d9e2e5}.near{fill:#e9edef}.around{fill:#f2f4f5}"
    "@media(prefers-color-scheme:dark){path{stroke:#15191d}.home{fill:#36434a}.near{fill:#262e34}.around{fill:#1e252a}}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The ground of all maps: its size in points, the picture, and where each place lies on it."""

    width: float
    height: float
    svg: str
    at: Mapping[str, Point]


def ground(shown: Shown) -> Ground | None:
    """The ground that shows every place anybody is told to have been at; None where none has coordinates."""
    told = {code for person in shown.people for code in _places(person)}
    degrees = {code: shown.places[code] for code in sorted(told) if code in shown.places}
    if not degrees:
        return None
    view = view_of([(longitude, latitude) for latitude, longitude in degrees.values()], WIDTH, HEIGHTS)
    at = {code: _rounded(view.at(longitude, latitude)) for code, (latitude, longitude) in degrees.items()}
    width, height = round(view.frame.width, _ROUND), round(view.frame.height, _ROUND)
    box = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
    svg = f"<svg {box}><style>{_LOOK}</style>{_land(view)}</svg>"
    return Ground(width=width, height=height, svg=svg, at=at)


def way(map_: Ground, person: ShownPerson) -> tuple[Point, ...]:
    """Where a person was held, stage by stage, as far as the first telling says."""
    chain = person.chains[0] if person.chains else ()
    points = [map_.at[code] for stage in chain for code in stage.place[:1] if code in map_.at]
    return tuple(point for place, point in enumerate(points) if not place or point != points[place - 1])


def _places(person: ShownPerson) -> Iterable[str]:
    yield from person.place
    for chain in person.chains:
        for stage in chain:
            yield from stage.place


def _land(view: View) -> str:
    found = []
    for name in shipped_outlines():
        for outline in outlines(name).values():
            drawn = "".join(_ring(view.shown(ring)) for ring in outline.rings)
            if drawn:
                found.append(f'<path class="{outline.role.value}" d="{drawn}"/>')
    return "".join(found)


def _ring(points: Sequence[Point]) -> str:
    if len(points) < 3:  # no area
        return ""
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points) + "Z"


def _rounded(point: Point) -> Point:
    return round(point[0], _ROUND), round(point[1], _ROUND)
