"""Laws of what stands in a line: in order, never too close, and moved no farther than it must."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.figures.charts.spacing import spaced

WISHES = st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(0, 100)), max_size=12)


@given(WISHES)
def test_neighbours_are_never_closer_than_asked(wishes: list[tuple[float, float]]) -> None:
    places = spaced([wish for wish, _ in wishes], [gap for _, gap in wishes])
    gaps = [gap for _, gap in wishes[1:]]
    assert all(b - a >= gap - 1e-6 for a, b, gap in zip(places, places[1:], gaps, strict=False))


@given(WISHES)
def test_the_middle_of_all_stays_where_it_was_wished(wishes: list[tuple[float, float]]) -> None:
    places = spaced([wish for wish, _ in wishes], [gap for _, gap in wishes])
    assert sum(places) == pytest.approx(sum(wish for wish, _ in wishes), abs=1e-6)


def test_what_stands_far_enough_apart_is_not_moved() -> None:
    assert spaced([0, 10, 30], [5, 5, 5]) == [0, 10, 30]


def test_those_who_wish_the_same_place_share_it_evenly() -> None:
    assert spaced([10, 10, 10, 100], [0, 4, 4, 4]) == [6, 10, 14, 100]
