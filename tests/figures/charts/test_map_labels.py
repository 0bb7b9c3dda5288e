"""Labels neither lie upon each other, nor on what must be seen, nor beyond the frame, where there is room."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from lastseen.figures.charts.map_labels import Name, placed
from lastseen.figures.charts.style import SMALL
from lastseen.figures.charts.svg import Area, drawing
from tests.figures.charts.shapes import Shape, shapes_of

FRAME = Area(0, 0, 400, 400)


def _texts(names: list[Name], taken: tuple[Area, ...] = ()) -> list[Shape]:
    drawn = shapes_of(drawing(400, 400, placed(names, taken, FRAME)))
    return [shape for shape in drawn if shape.name in {"path", "text"}]


def test_a_label_upon_an_area_is_centred_on_its_place() -> None:
    name, number = _texts([Name(at=(200, 200), name="Area", number="7")])
    assert [(shape.text.strip(), shape.size("x"), shape.attributes["text-anchor"]) for shape in (name, number)] == [
        ("Area", 200, "middle"),
        ("7", 200, "middle"),
    ]
    assert name.size("y") < 200 < number.size("y")


def test_a_label_of_a_place_stands_beside_it_to_the_right() -> None:
    (name,) = _texts([Name(at=(200, 200), name="Place", clear=4)])
    assert name.size("x") > 204


def test_a_label_at_the_edge_is_turned_inward() -> None:
    (name,) = _texts([Name(at=(398, 200), name="Place", clear=2)])
    assert name.size("x") < 398


def test_a_label_moves_off_what_is_taken_and_gets_a_line() -> None:
    pointer, name = _texts([Name(at=(200, 200), name="Area")], (Area(160, 160, 80, 80),))
    assert (pointer.name, name.text.strip()) == ("path", "Area")
    assert abs(name.size("x") - 200) > 40 or abs(name.size("y") - 200) > 40


def test_a_faint_label_without_room_is_left_out() -> None:
    everywhere = (FRAME,)
    assert _texts([Name(at=(200, 200), name="Sea", faint=True)], everywhere) == []
    assert [shape.text.strip() for shape in _texts([Name(at=(200, 200), name="Land")], everywhere)] == ["Land"]


@given(st.lists(st.tuples(st.floats(50, 350), st.floats(50, 350)), max_size=12, unique=True))
def test_a_dozen_labels_have_room(places: list[tuple[float, float]]) -> None:
    names = [Name(at=place, name="가나다", clear=2) for place in places]
    texts = [shape for shape in _texts(names) if shape.name == "text"]
    ends = [(shape.size("x"), shape.size("y")) for shape in texts]
    assert [
        (one, other)
        for one, other in combinations(ends, 2)
        if abs(one[0] - other[0]) < 2 * SMALL and abs(one[1] - other[1]) < SMALL
    ] == []
