"""Columns are as high as their number, at every length of time."""

import pytest

from lastseen.figures.charts.letters import width_of
from lastseen.figures.charts.series import Point, series
from lastseen.figures.charts.style import ACCENT, GREY, TINT, WIDTH
from tests.figures.charts.lines import labels_of, lengths_of


def _years(*numbers: int, first: int = 1990) -> list[Point]:
    return [Point(label=str(first + index), n=n, high=n) for index, n in enumerate(numbers)]


def test_a_column_is_solid_where_certain_and_light_above_it() -> None:
    drawing = series([Point(label="1990s", n=3, high=4), Point(label="2000s", n=1, high=1)])
    assert lengths_of(drawing, ACCENT, upright=True) == [90, 30]
    assert lengths_of(drawing, TINT, upright=True) == [30]


def test_a_year_without_anybody_is_a_gap() -> None:
    drawing = series(_years(2, 0, 1))
    assert lengths_of(drawing, ACCENT, upright=True) == [120, 60]
    assert labels_of(drawing) == ["2", "1", "1990", "1991", "1992"]


def test_crowded_columns_are_numbered_at_lines_across() -> None:
    drawing = series(_years(*[15] * 60, first=1961))
    assert labels_of(drawing) == ["0", "5", "10", "15", *(str(year) for year in range(1965, 2021, 5))]


def test_an_aside_keeps_its_label_where_others_lose_theirs() -> None:
    drawing = series([*_years(*[5] * 40, first=1981), Point(label="알 수 없음", n=3, high=3, aside=True)])
    assert labels_of(drawing)[-2:] == ["2020", "알 수 없음"]
    assert lengths_of(drawing, GREY, upright=True) == [72]


def test_lines_across_stand_at_whole_numbers() -> None:
    drawing = series([Point(label=str(year), n=1, high=2) for year in range(1961, 2021)])
    assert labels_of(drawing)[:4] == ["0", "1", "2", "1965"]


@pytest.mark.parametrize("length", [5, 12, 25, 41, 60])
def test_labels_written_side_by_side_do_not_touch(length: int) -> None:
    points = [Point(label=f"{1950 + at} 하반기", n=at, high=at) for at in range(length)]
    said = [label for label in labels_of(series(points)) if "하반기" in label]
    step = WIDTH / length * (length / len(said))
    assert max(width_of(line) for label in said for line in label.split("|")) < step


@pytest.mark.parametrize("length", [0, 1, 2, 5, 30, 60, 200])
def test_any_length_of_time_fits_the_column(length: int) -> None:
    drawing = series(_years(*[100_000] * length, first=1800))
    assert drawing.width <= WIDTH
    assert len(lengths_of(drawing, ACCENT, upright=True)) == length


def test_nobody_at_all_leaves_the_years_and_the_ground() -> None:
    assert labels_of(series(_years(0, 0))) == ["1990", "1991"]
