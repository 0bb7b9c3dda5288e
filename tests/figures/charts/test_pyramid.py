"""Both sides of a pyramid have one scale, and say their numbers."""

import pytest

from lastseen.figures.charts.counted import Counted
from lastseen.figures.charts.pyramid import Band, pyramid
from lastseen.figures.charts.style import ACCENT, GREY, GREY_TINT, TINT, WIDTH
from tests.figures.charts.lines import labels_of, lengths_of


def _band(label: str, left: tuple[int, int], right: tuple[int, int], *, aside: bool = False) -> Band:
    sides = [Counted(n=n, high=high) for n, high in (left, right)]
    return Band(label=label, left=sides[0], right=sides[1], aside=aside)


def test_both_sides_have_one_scale() -> None:
    drawing = pyramid([_band("30–39", (10, 10), (5, 8)), _band("20–29", (0, 0), (2, 2))], "Men", "Women")
    ten, five, two = lengths_of(drawing, ACCENT)
    assert [five, two] == pytest.approx([ten / 2, ten / 5], abs=0.02)
    assert lengths_of(drawing, TINT) == pytest.approx([0.3 * ten], abs=0.02)


def test_numbers_labels_and_titles_are_written() -> None:
    drawing = pyramid([_band("60 이상", (1, 2), (0, 0)), _band("60 미만", (3, 3), (4, 4))], "남성", "여성")
    assert labels_of(drawing) == ["1–2", "3", "0", "4", "60 이상", "60 미만", "남성", "여성"]


def test_unknown_ages_are_grey() -> None:
    drawing = pyramid([_band("unknown", (3, 4), (2, 2), aside=True)], "Men", "Women")
    assert [len(lengths_of(drawing, colour)) for colour in (GREY, GREY_TINT, ACCENT, TINT)] == [2, 1, 0, 0]


@pytest.mark.parametrize("n", [0, 1, 100_000])
@pytest.mark.parametrize("bands", [0, 1, 20])
def test_any_number_of_bands_fills_the_width(bands: int, n: int) -> None:
    drawing = pyramid([_band("age", (n, n), (n, n))] * bands, "Men", "Women")
    assert (drawing.width, drawing.height) == (WIDTH, 17 + 15 * bands if bands else 17)
