"""A legend breaks where it is full, and takes no room where there is nothing to explain."""

from lastseen.figures.charts.legend import Key, legend
from lastseen.figures.charts.svg import Area, Look, drawing, rectangle
from tests.figures.charts.shapes import shapes_of


def _sample(area: Area) -> str:
    return rectangle(area, Look(fill="#000000"))


def test_no_keys_take_no_room() -> None:
    assert legend([], 50, 460) == ([], 50)


def test_a_key_that_does_not_fit_stands_in_the_next_line() -> None:
    keys = [Key(sample=_sample, means="a" * 20) for _ in range(3)]
    elements, end = legend(keys, 50, 220)
    samples = [shape for shape in shapes_of(drawing(220, end, elements)) if shape.attributes.get("fill") == "#000000"]
    assert [shape.size("x") == 0 for shape in samples] == [True, False, True]
    assert samples[2].size("y") > samples[0].size("y") == 50
    assert end > samples[2].size("y") + 7
