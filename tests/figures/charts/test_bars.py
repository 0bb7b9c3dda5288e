"""Bars are as long as their number, and say it."""

import pytest

from lastseen.figures.charts.bars import Bar, bars
from lastseen.figures.charts.letters import width_of
from lastseen.figures.charts.style import ACCENT, GREY, GREY_TINT, TINT, WIDTH
from tests.figures.charts.lines import labels_of, lengths_of

LONG = "함경북도 온성군 국가보위부 구류장에서 도 집결소를 거쳐 이송되었으나 그 뒤의 행방은 전혀 확인되지 않은 경우로서"


def _bar(label: str, n: int, high: int | None = None, *, aside: bool = False) -> Bar:
    return Bar(label=label, n=n, high=n if high is None else high, aside=aside)


def test_a_bar_is_solid_where_certain_and_light_where_only_possible() -> None:
    drawing = bars([_bar("both", 30, 40), _bar("certain", 20), _bar("possible", 0, 10)])
    both, certain = lengths_of(drawing, ACCENT)
    assert lengths_of(drawing, TINT) == pytest.approx([both / 3, both / 3], abs=0.02)
    assert certain == pytest.approx(both * 2 / 3, abs=0.02)


def test_labels_and_numbers_stand_in_the_order_given() -> None:
    drawing = bars([_bar("둘", 2), _bar("three", 3, 5), Bar(label="many", n=1000, high=1000, shown="1,000")])
    assert labels_of(drawing) == ["둘", "three", "many", "2", "3–5", "1,000"]


def test_an_aside_is_grey() -> None:
    drawing = bars([_bar("unknown", 4, 6, aside=True)])
    assert [len(lengths_of(drawing, colour)) for colour in (GREY, GREY_TINT, ACCENT, TINT)] == [1, 1, 0, 0]


def test_a_long_label_is_broken_and_makes_its_row_higher() -> None:
    short, long = bars([_bar("x", 1)]), bars([_bar(LONG, 1)])
    (said,) = [label for label in labels_of(long) if "|" in label]
    assert said.replace("|", " ") == LONG
    assert max(width_of(line) for line in said.split("|")) <= 180
    assert long.height - short.height == 21


@pytest.mark.parametrize(
    ("rows", "height"),
    [([], 2), ([_bar("one", 1)], 19), ([_bar("nought", 0)] * 3, 53), ([_bar("many", 100_000)] * 40, 682)],
)
def test_any_number_of_rows_fills_the_width(rows: list[Bar], height: float) -> None:
    drawing = bars(rows)
    assert (drawing.width, drawing.height) == (WIDTH, height)


def test_nothing_is_drawn_for_nought_but_its_number() -> None:
    drawing = bars([_bar("nought", 0)])
    assert (lengths_of(drawing, ACCENT), lengths_of(drawing, TINT)) == ([], [])
    assert labels_of(drawing) == ["nought", "0"]
