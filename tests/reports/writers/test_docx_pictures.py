"""Drawings as pictures."""

import io

import pytest
from PIL import Image

from lastseen.figures.charts.drawing import Drawing
from lastseen.figures.charts.fonts import STACK
from lastseen.reports.writers.docx_pictures import png


def drawing(text: str, family: str = STACK) -> Drawing:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20" viewBox="0 0 90 20" font-family="{family}">'
        f'<text x="4" y="14" font-size="10">{text}</text></svg>'
    )
    return Drawing(svg=svg, width=90, height=20)


def seen(shown: Drawing) -> Image.Image:
    return Image.open(io.BytesIO(png(shown, 144))).convert("RGB")


def test_a_picture_has_its_dots_to_the_inch_and_a_white_ground() -> None:
    picture = seen(drawing(""))
    assert (picture.size, picture.getcolors()) == ((180, 40), [(180 * 40, (255, 255, 255))])


@pytest.mark.parametrize(("text", "family"), [("황산도", "Kurinto Sans KR"), ("图们", "Kurinto Sans SC")])
def test_letters_come_from_our_fonts(text: str, family: str) -> None:
    assert seen(drawing(text)).getextrema() != seen(drawing("")).getextrema()
    assert seen(drawing(text)).tobytes() == seen(drawing(text, f"'{family}'")).tobytes()


def test_a_picture_holds_nothing_but_itself() -> None:
    picture = Image.open(io.BytesIO(png(drawing("45"), 200)))
    assert (picture.format, {key for key in picture.info if key != "dpi"}) == ("PNG", set())
    assert png(drawing("45"), 200) == png(drawing("45"), 200)
