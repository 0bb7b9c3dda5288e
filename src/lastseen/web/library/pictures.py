"""The map and the timeline of those who were found, each with the numbers it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lastseen.domain.derive.frame import Frame
from lastseen.figures.charts.area_map import MapWords, Place, PlaceCount, area_map
from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.outlines import outlines, shipped_outlines
from lastseen.figures.charts.series import Point, series
from lastseen.operations.library_pictures import Pictured
from lastseen.web.library.asking import Asking
from lastseen.web.library.labels import Labels
from lastseen.web.words import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One number of a picture, and the address of those whom it counts."""

    label: str
    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing, what it leaves open, and its numbers; without a drawing, only these."""

    drawing: Drawing | None
    note: str
    lines: tuple[Line, ...]

    @property
    def alternative(self) -> str:
        """The numbers in one line, for whoever cannot see the drawing."""
        return "; ".join(f"{line.label}: {line.text}" for line in self.lines)


def map_of(labels: Labels, counted: Pictured, asking: Asking, frame: Frame) -> Picture:
    """Provinces by how many were taken there."""
    words = labels.words["map"]
    lines = tuple(
        Line(label=labels.of("province", code), text=str(n), address=asking.chooses("province", [code]).address)
        for code, n in counted.provinces.items()
    )
    return Picture(
        drawing=_map(labels, counted.provinces, frame),
        note=say(words["note"], {"n": counted.placed, "total": counted.total}, labels.language),
        lines=lines,
    )


def _map(labels: Labels, provinces: Mapping[str, int], frame: Frame) -> Drawing | None:
    name = next((name for name in shipped_outlines() if not outlines(name).keys().isdisjoint(provinces)), None)
    if name is None:
        return None
    words = {key: labels.words["map"][key] for key in ("areas", "circles", "legs")}
    placed = [(_place(labels, frame, code), n) for code, n in provinces.items()]
    counts = [PlaceCount(place=place, n=n, high=n) for place, n in placed if place is not None]
    return area_map(outlines(name), counts, [], MapWords(**words))


def _place(labels: Labels, frame: Frame, code: str) -> Place | None:
    latitude, longitude = (frame.attribute("place", code, name) for name in ("lat", "lon"))
    if not isinstance(latitude, float) or not isinstance(longitude, float):
        return None
    return Place(code=code, name=labels.of("province", code), longitude=longitude, latitude=latitude)


def timeline_of(labels: Labels, counted: Pictured, asking: Asking) -> Picture:
    """Years by how many were certainly, and how many possibly, taken in each."""
    words = labels.words["timeline"]
    years = range(min(counted.possible, default=0), max(counted.possible, default=-1) + 1)
    told = [(year, counted.certain.get(year, 0), counted.possible.get(year, 0)) for year in years]
    lines = tuple(_year(year, n, high, asking) for year, n, high in told if high)
    points = [Point(label=str(year), n=n, high=high) for year, n, high in told]
    return Picture(
        drawing=series(points) if points else None,
        note=say(words["note"], {"n": counted.undated, "total": counted.total}, labels.language),
        lines=lines,
    )


def _year(year: int, n: int, high: int, asking: Asking) -> Line:
    within = asking.asks(since=date(year, 1, 1), until=date(year, 12, 31))
    return Line(label=str(year), text=str(n) if n == high else f"{n}–{high}", address=within.address)
