"""A map shows what is counted where, and says every number."""

import pytest

from lastseen.figures.charts.area_map import Leg, MapWords, Place, PlaceCount, area_map
from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.outlines import AreaRole, Outline, outlines
from lastseen.figures.charts.style import ACCENT, GREY_TINT, INK, PALE, SHADES, TINT, WIDTH
from tests.figures.charts.shapes import filled, shapes_of, texts_of

WORDS = MapWords(areas="Victims by province", circles="at other places", legs="taken from one to the other")
ASIA = outlines("northeast-asia")
SQUARES = {
    "N": Outline(role=AreaRole.AROUND, rings=(((0, 5), (4, 5), (4, 9), (0, 9), (0, 5)),)),
    "W": Outline(role=AreaRole.HOME, rings=(((0, 0), (2, 0), (2, 4), (0, 4), (0, 0)),)),
    "E": Outline(role=AreaRole.HOME, rings=(((2, 0), (4, 0), (4, 4), (2, 4), (2, 0)),)),
}


def _place(code: str, longitude: float = 1.0, latitude: float = 1.0) -> Place:
    return Place(code=code, name=code.lower(), longitude=longitude, latitude=latitude)


def _count(place: Place, n: int, high: int | None = None) -> PlaceCount:
    return PlaceCount(place=place, n=n, high=n if high is None else high)


def _map(counts: list[PlaceCount], *legs: Leg) -> Drawing:
    return area_map(SQUARES, counts, legs, WORDS)


def test_areas_have_the_shade_of_what_is_certain() -> None:
    drawing = _map([_count(_place("W"), 12), _count(_place("E"), 2, 30)])
    assert [len(filled(drawing, "path", shade)) for shade in SHADES] == [1, 0, 0, 1]


def test_names_and_numbers_are_written_and_explained() -> None:
    drawing = _map([_count(_place("W"), 2), _count(_place("E"), 0, 3)])
    assert texts_of(drawing) == ["e", "0–3", "w", "2", "Victims by province", "1", "2"]


def test_a_place_without_an_outline_is_a_circle_whose_area_goes_with_its_number() -> None:
    drawing = _map([_count(_place("X", 1, 1), 25, 100), _count(_place("Y", 3, 3), 4)])
    radii = [circle.size("r") for circle in filled(drawing, "circle", ACCENT)]
    assert radii[:2] == [4.5, 1.8]
    assert filled(drawing, "circle", TINT)[0].size("r") == 9


def test_a_way_is_as_thick_as_its_number_and_its_possible_part_lighter() -> None:
    drawing = _map([], Leg(start=_place("A", 1, 1), end=_place("B", 3, 3), n=6, high=12))
    strokes = [
        (shape.attributes["stroke"], shape.size("stroke-width"))
        for shape in shapes_of(drawing)
        if "Q" in shape.attributes.get("d", "")
    ]
    assert strokes[1:] == [(GREY_TINT, 3.6), (INK, 1.8)]


def test_a_way_that_is_only_possible_is_dashed() -> None:
    drawing = _map([], Leg(start=_place("A", 1, 1), end=_place("B", 3, 3), n=0, high=2))
    assert [shape.attributes["stroke"] for shape in shapes_of(drawing) if "stroke-dasharray" in shape.attributes] == [
        INK
    ]
    assert "0–2" in texts_of(drawing)


def test_a_way_of_nobody_is_not_drawn() -> None:
    assert _map([], Leg(start=_place("A"), end=_place("B", 3, 3), n=0, high=0)) == _map([])


def test_there_and_back_are_two_ways() -> None:
    here, there = _place("A", 1, 1), _place("B", 3, 3)
    drawing = _map([], Leg(start=here, end=there, n=1, high=1), Leg(start=there, end=here, n=1, high=1))
    controls = {
        shape.attributes["d"].split("Q")[1].split()[0]
        for shape in shapes_of(drawing)
        if "Q" in shape.attributes.get("d", "")
    }
    assert len(controls) == 2


def test_a_place_far_away_is_a_ring_at_the_edge() -> None:
    drawing = _map([], Leg(start=_place("A", 90, 50), end=_place("B", 1, 1), n=1, high=1))
    near, far = (filled(drawing, "circle", colour) for colour in (INK, "#FFFFFF"))
    assert len(near) == 1
    assert [circle.size("cx") for circle in far] == [WIDTH - 4.5]


def test_an_area_out_of_view_is_a_circle_at_the_edge() -> None:
    counts = [_count(_place("RU-KHA", 135, 60), 7), _count(_place("KP-09"), 7)]
    drawing = area_map(ASIA, counts, [], WORDS)
    assert {"ru-kha", "kp-09"} < set(texts_of(drawing))
    assert [(dot.size("cy"), dot.size("r")) for dot in filled(drawing, "circle", ACCENT)][:1] == [(4.5, 9)]


def test_both_ends_of_a_way_are_named_whatever_they_are() -> None:
    ends = [_place("W"), _place("X", 3, 3), _place("N", 2, 40), _place("Z", 90, 2)]
    drawing = _map([_count(ends[1], 0)], *(Leg(start=end, end=ends[0], n=1, high=1) for end in ends[1:]))
    assert {end.name for end in ends} < set(texts_of(drawing))


def test_the_whole_country_is_shown_and_its_neighbours_are_pale() -> None:
    drawing = area_map(ASIA, [], [], WORDS)
    home = [code for code, outline in ASIA.items() if outline.role is AreaRole.HOME]
    assert len([shape for shape in filled(drawing, "path", "#FFFFFF") if "Z" in shape.attributes["d"]]) == len(home)
    assert len(filled(drawing, "path", PALE)) > 3


def test_nothing_on_a_map_but_shapes_and_words() -> None:
    shapes = shapes_of(area_map(ASIA, [_count(_place("KP-09"), 4)], [], WORDS))
    assert {shape.name for shape in shapes} <= {"svg", "path", "rect", "circle", "text"}
    assert {name for shape in shapes for name in shape.attributes} & {"id", "class", "href", "style"} == set()


def test_the_same_is_drawn_every_time() -> None:
    counts = [_count(_place(code), n) for n, code in enumerate(ASIA)]
    assert area_map(ASIA, counts, [], WORDS) == area_map(ASIA, counts, [], WORDS)


@pytest.mark.parametrize("n", [0, 1, 100_000])
def test_a_map_without_outlines_shows_what_there_is(n: int) -> None:
    drawing = area_map({}, [_count(_place("X", -70, -30), n)], [], WORDS)
    assert (drawing.width, len(filled(drawing, "circle", ACCENT)) > 0) == (WIDTH, n > 0)


def test_places_in_one_spot_are_all_named() -> None:
    counts = [_count(_place(f"P{index}", 2, 2), 1) for index in range(8)]
    assert {f"p{index}" for index in range(8)} <= set(texts_of(_map(counts)))
