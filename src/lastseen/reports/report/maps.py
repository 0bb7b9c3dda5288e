"""The map: where people were taken, and on which legs they were brought back by force."""

from collections.abc import Iterator

from lastseen.figures import Figure, Row
from lastseen.figures.charts.area_map import Leg, MapWords, Place, PlaceCount, area_map
from lastseen.figures.charts.outlines import outlines
from lastseen.figures.pairing import parts
from lastseen.figures.variables import variable_of
from lastseen.reports.document.model import Block, Text
from lastseen.reports.plan import MapPart
from lastseen.reports.report.page import ASIDES, Page, check_parts
from lastseen.reports.report.pictures import picture
from lastseen.reports.texts import shown


def route_map(page: Page, part: MapPart, caption: Text, where: str) -> tuple[Block, ...]:
    """The map with the numbers of both figures in words; places without coordinates are only in the words."""
    arrests = page.quotes.figure(part.arrests, where)
    figures = [arrests, *([page.quotes.figure(part.legs, where)] if part.legs else [])]
    for figure in figures[1:]:
        check_parts(page, figure, 2, where)
    counts = tuple(_counts(page, arrests))
    legs = tuple(leg for figure in figures[1:] for leg in _legs(page, figure))
    texts = page.texts("report")
    words = MapWords(areas=texts["map_areas"], circles=texts["map_circles"], legs=texts["map_legs"])
    drawing = area_map(outlines(part.outlines), counts, legs, words) if counts or legs else None
    return picture(page, drawing, caption, *figures)


def _counts(page: Page, figure: Figure) -> Iterator[PlaceCount]:
    for row in _answers(figure):
        place = _place(page, row.code)
        if place is not None:
            yield PlaceCount(place=place, n=row.n, high=row.high, shown=page.digits(figure, row))


def _legs(page: Page, figure: Figure) -> Iterator[Leg]:
    variable = variable_of(page.definition(figure)).name
    for row in _answers(figure):
        ends = [_place(page, code) for code in parts(variable, row.code)]
        if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
            yield Leg(start=ends[0], end=ends[1], n=row.n, high=row.high, shown=page.digits(figure, row))


def _answers(figure: Figure) -> list[Row]:
    return [row for row in shown(figure) if row.code not in ASIDES]


def _place(page: Page, code: str) -> Place | None:
    if code not in page.matter.places:
        return None
    latitude, longitude = page.matter.places[code]
    return Place(code=code, name=page.term("place", code), longitude=longitude, latitude=latitude)
