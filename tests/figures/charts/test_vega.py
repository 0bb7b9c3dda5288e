"""What Vega draws is stripped to the picture, and the same every time."""

import re

import pytest

from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.fonts import STACK
from lastseen.figures.charts.vega import place, quantity, rendered
from tests.figures.charts.lines import labels_of
from tests.figures.charts.shapes import shapes_of


def _drawn(text: str = "words") -> Drawing:
    layers = [
        {"mark": "bar", "encoding": {"x": quantity("n", 4), "y": place("y")}},
        {"mark": "text", "encoding": {"y": place("y"), "text": {"field": "text"}}},
    ]
    spec = {"width": 80, "height": 20, "data": {"values": [{"n": 4, "y": 10, "text": text}]}, "layer": layers}
    return rendered(spec, {"left": 15, "bottom": 5})


def test_the_size_is_that_of_the_view_and_its_margins() -> None:
    drawing = _drawn()
    root = shapes_of(drawing)[0]
    assert (drawing.width, drawing.height) == (95, 25)
    assert (root.attributes["width"], root.attributes["height"]) == ("95", "25")


def test_the_same_is_drawn_every_time() -> None:
    assert _drawn() == _drawn()


def test_nothing_but_the_picture_is_left() -> None:
    shapes = shapes_of(_drawn())
    assert {shape.name for shape in shapes} == {"svg", "rect", "g", "path", "text"}
    assert {name for shape in shapes for name in shape.attributes} == {
        *("xmlns", "width", "height", "viewBox", "fill", "stroke-miterlimit", "transform", "d"),
        *("text-anchor", "font-family", "font-size"),
    }


def test_text_stays_text_in_the_fonts_of_charts() -> None:
    (text,) = [shape for shape in shapes_of(_drawn("가 <b> & \"'")) if shape.name == "text"]
    assert (text.text, text.attributes["font-family"]) == ("가 <b> & \"'", STACK)


@pytest.mark.parametrize("words", ["a\x00b", "a\x0bb", "a\ud800b", "a\uffffb"])
def test_what_xml_cannot_hold_is_replaced(words: str) -> None:
    assert labels_of(_drawn(words)) == ["a\ufffdb"]


def test_words_are_no_program() -> None:
    said = "</text><script>alert(1)</script>{{datum.n}}"
    drawing = _drawn(said)
    assert labels_of(drawing) == [said]
    assert re.findall("<script", drawing.svg) == []
