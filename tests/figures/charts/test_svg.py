"""Elements of SVG: well-formed whatever the words, the same on repeat, nothing that leads elsewhere."""

from lastseen.figures.charts.svg import Area, Lettering, Look, drawing, group, line, number, rectangle, words
from tests.figures.charts.shapes import shapes_of, texts_of


def test_words_that_look_like_markup_stay_words() -> None:
    told = "<script>alert('x')</script> & \"y\""
    assert texts_of(drawing(10, 10, [words((0, 5), told, Lettering())])) == [told]


def test_what_xml_cannot_hold_is_replaced_visibly() -> None:
    assert texts_of(drawing(10, 10, [words((0, 5), "a\x00b\x0bc\ud800d\uffff", Lettering())])) == ["a�b�c�d�"]


def test_lengths_have_two_decimals_at_most_and_no_minus_nought() -> None:
    assert [number(value) for value in (1.0, 0.1 + 0.2, -0.001, 1234.567, 1e-9)] == ["1", "0.3", "0", "1234.57", "0"]


def test_an_outline_of_nothing_is_not_written() -> None:
    assert (
        rectangle(Area(0, 1, 2, 3), Look(fill="#FFFFFF")) == '<rect x="0" y="1" width="2" height="3" fill="#FFFFFF"/>'
    )


def test_a_dashed_line_is_dashed_and_fills_nothing() -> None:
    (*_, shape) = shapes_of(drawing(9, 9, [line([(0, 0), (9, 9)], Look(line="#000000", dash="dashed"))]))
    assert shape.attributes == {
        "d": "M 0 0 L 9 9",
        "fill": "none",
        "stroke": "#000000",
        "stroke-width": "0.5",
        "stroke-dasharray": "3 2",
        "stroke-linecap": "round",
    }


def test_a_group_is_moved_as_one() -> None:
    inside = rectangle(Area(0, 0, 1, 1), Look(fill="#000000"))
    (*_, moved, _) = shapes_of(drawing(9, 9, [group([inside], (2, 3.5))]))
    assert moved.attributes == {"transform": "translate(2 3.5)"}


def test_a_drawing_has_the_size_of_its_svg_and_paper_as_its_ground() -> None:
    svg, ground = shapes_of(drawing(460, 20.5, []))
    assert (svg.attributes["width"], svg.attributes["height"], svg.attributes["viewBox"]) == (
        "460",
        "20.5",
        "0 0 460 20.5",
    )
    assert ground.attributes == {"x": "0", "y": "0", "width": "460", "height": "20.5", "fill": "#FFFFFF"}
