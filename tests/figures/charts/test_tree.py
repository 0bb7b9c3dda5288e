"""A family tree as drawn."""

from itertools import combinations

from hypothesis import given, settings

from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.kinship import Member, Tie
from lastseen.figures.charts.style import ACCENT, PAPER
from lastseen.figures.charts.tree import TreeWords, tree
from tests.figures.charts.shapes import Shape, shapes_of, texts_of
from tests.figures.charts.test_kinship import TIES

WORDS = TreeWords(taken="taken", others="not taken", male="man", female="woman", unknown="not known")


def _drawn(people: dict[str, str], *told: str, taken: str = "") -> Drawing:
    members = [Member(code=code, lines=(code, "8 years"), sex=sex, taken=code in taken) for code, sex in people.items()]
    ties = [Tie(person=person, kind=kind, other=other) for person, kind, other in (words.split() for words in told)]
    return tree(members, ties, WORDS)


def _people(drawing: Drawing) -> list[Shape]:
    """The shapes of people, those of the legend left out."""
    outlined = (shape for shape in shapes_of(drawing) if shape.attributes.get("stroke-width") == "1")
    return [
        shape for shape in outlined if shape.attributes.get("r") == "7.5" or shape.attributes.get("width") == "13.5"
    ]


def test_the_shape_says_the_sex_and_solid_is_who_was_taken() -> None:
    drawing = _drawn({"a": "male", "b": "female", "c": "female"}, "a spouse b", "a parent c", taken="bc")
    assert [(shape.name, shape.attributes["fill"]) for shape in _people(drawing)] == [
        ("rect", PAPER),
        ("circle", ACCENT),
        ("circle", ACCENT),
    ]


def test_whose_sex_is_not_known_is_a_diamond() -> None:
    closed = [shape for shape in shapes_of(_drawn({"a": ""})) if shape.attributes.get("d", "").endswith("Z")]
    assert len(closed) == 2  # the person, and the sample in the legend


def test_the_legend_explains_what_is_drawn_and_no_more() -> None:
    assert texts_of(_drawn({"a": "male"}, taken="a"))[2:] == ["man", "taken"]
    assert texts_of(_drawn({"a": "male", "b": "refused"}, taken="a"))[4:] == ["man", "not known", "taken", "not taken"]


def test_a_child_stands_below_the_middle_of_a_couple() -> None:
    a, b, c = _people(_drawn({"a": "female", "b": "female", "c": "female"}, "a spouse b", "a parent c", "b parent c"))
    assert (a.size("cx") + b.size("cx")) / 2 == c.size("cx")
    assert a.size("cy") == b.size("cy") < c.size("cy")


def test_ties_that_contradict_are_dashed_and_named() -> None:
    people = [Member(code=code, lines=(code,), sex="male") for code in "ab"]
    ties = [
        Tie(person="a", kind="parent", other="b"),
        Tie(person="b", kind="parent", other="a", label="as told by I-2"),
    ]
    drawing = tree(people, ties, WORDS)
    assert len([shape for shape in shapes_of(drawing) if "stroke-dasharray" in shape.attributes]) == 1
    assert "as told by I-2" in texts_of(drawing)


def test_thirty_people_without_ties_stand_in_rows_within_the_column() -> None:
    drawing = _drawn({f"P-{number:04}": "female" for number in range(30)})
    centres = {(shape.size("cx"), shape.size("cy")) for shape in _people(drawing)}
    moved = [shape for shape in shapes_of(drawing) if shape.name == "g"]
    assert (drawing.width, len(moved), len(centres)) == (460, 30, 1)
    assert len({shape.attributes["transform"] for shape in moved}) == 30


def test_nobody_makes_an_empty_drawing() -> None:
    assert texts_of(_drawn({})) == []


@settings(max_examples=40, deadline=None)
@given(TIES)
def test_whatever_is_told_everybody_is_drawn_and_nobody_upon_another(ties: list[Tie]) -> None:
    drawing = tree([Member(code=code, lines=(code,), sex="female") for code in "abcdefg"], ties, WORDS)
    assert set("abcdefg") <= set(texts_of(drawing))
    places, moved = [], (0.0, 0.0)
    for shape in shapes_of(drawing):
        if shape.name == "g":
            x, y = shape.attributes["transform"].removeprefix("translate(").removesuffix(")").split()
            moved = (float(x), float(y))
        elif shape.name == "circle" and shape.size("r") == 7.5:
            places.append((moved[0] + shape.size("cx"), moved[1] + shape.size("cy")))
    assert len(places) == 7
    assert all(max(abs(a[0] - b[0]), abs(a[1] - b[1])) > 20 for a, b in combinations(places, 2))
    assert drawing == tree([Member(code=code, lines=(code,), sex="female") for code in "abcdefg"], ties, WORDS)
