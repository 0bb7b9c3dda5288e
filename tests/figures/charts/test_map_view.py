"""The earth is laid flat without bending numbers: areas keep their proportions, and nothing leaves the frame."""

from math import cos, hypot, radians, sin

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lastseen.figures.charts.map_view import Conic, extent, inner_point, view_of

KOREA = [(124.0, 37.5), (131.0, 43.0)]


def test_the_formulas_give_the_coordinates_of_the_manual() -> None:
    """Snyder 1987, p. 291: parallels 29.5 and 45.5 north, origin 23 north 96 west; the place is 35 north 75 west."""
    first, second = radians(29.5), radians(45.5)
    n = (sin(first) + sin(second)) / 2
    conic = Conic(meridian=-96, n=n, c=cos(first) ** 2 + 2 * n * sin(first))
    x, y = conic(-75, 35)
    _, origin = conic(-96, 23)
    assert (round(x, 7), round(origin - y, 7)) == (0.2952720, 0.2416774)


@given(st.floats(36, 44), st.floats(120, 133))
def test_a_degree_square_keeps_its_area(latitude: float, longitude: float) -> None:
    conic = Conic.over(120, 36, 134, 45)
    square = [(0, 0), (0, 0.5), (0, 1), (0.5, 1), (1, 1), (1, 0.5), (1, 0), (0.5, 0)]
    drawn = extent([conic(longitude + x, latitude + y) for x, y in square])
    true = radians(1) * (sin(radians(latitude + 1)) - sin(radians(latitude)))
    assert drawn == pytest.approx(true, rel=1e-3)


def test_north_is_up_and_east_is_right() -> None:
    view = view_of(KOREA, 400, (100, 500))
    (x, y), (north_x, north_y), (east_x, _) = view.at(127, 40), view.at(127, 41), view.at(128, 40)
    assert north_y < y
    assert east_x > x
    assert abs(north_x - x) < 5


@pytest.mark.parametrize("places", [KOREA, [(-71.0, -55.0), (-69.0, -18.0)], [(30.0, -2.0), (31.0, 2.0)], [(9.0, 9.0)]])
def test_every_place_is_within_the_frame(places: list[tuple[float, float]]) -> None:
    view = view_of(places, 400, (100, 500))
    assert 100 <= view.frame.height <= 500
    inside = [(0 <= x <= 400, 0 <= y <= view.frame.height) for x, y in (view.at(*place) for place in places)]
    assert inside == [(True, True)] * len(places)


def test_an_outline_larger_than_the_frame_is_cut_to_it() -> None:
    view = view_of(KOREA, 400, (100, 500))
    ring = view.shown([(100, 20), (150, 20), (150, 60), (100, 60), (100, 20)])
    assert extent(ring) == pytest.approx(400 * view.frame.height)


def test_an_outline_outside_the_frame_is_not_shown() -> None:
    assert view_of(KOREA, 400, (100, 500)).shown([(100, 20), (101, 20), (101, 21), (100, 20)]) == []


def test_an_inner_point_of_a_horseshoe_lies_on_it() -> None:
    shoe = [(0.0, 0.0), (30.0, 0.0), (30.0, 30.0), (20.0, 30.0), (20.0, 10.0), (10.0, 10.0), (10.0, 30.0), (0.0, 30.0)]
    x, y = inner_point(shoe)
    assert x < 10 or x > 20 or y < 10


@given(st.lists(st.floats(0, 6.28), min_size=3, max_size=20, unique=True))
def test_an_inner_point_is_never_far_from_the_outline_it_names(turns: list[float]) -> None:
    ring = [(100 * cos(turn), 100 * sin(turn)) for turn in sorted(turns)]
    assume(extent(ring) > 1)
    assert hypot(*inner_point(ring)) <= 100.001
