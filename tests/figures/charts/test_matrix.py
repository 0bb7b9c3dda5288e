"""Every crossing says its number; where there is none, the paper shows."""

import pytest

from lastseen.figures.charts.matrix import Cell, matrix
from lastseen.figures.charts.style import INK, PAPER, SHADES, WIDTH
from tests.figures.charts.lines import labels_of
from tests.figures.charts.shapes import filled

MANY = [f"authority {letter}" for letter in "abcdefghijkl"]


def _cell(n: int, high: int | None = None) -> Cell:
    return Cell(n=n, high=n if high is None else high)


def test_cells_are_shaded_by_what_is_certain() -> None:
    drawing = matrix(["a", "b"], ["c", "d"], {(0, 0): _cell(8), (0, 1): _cell(1, 3), (1, 1): _cell(0, 2)})
    fills = [len(filled(drawing, "path", shade)) for shade in (PAPER, *SHADES)]
    assert fills == [2, 1, 0, 0, 1]


def test_an_empty_cell_is_empty() -> None:
    drawing = matrix(["a", "b"], ["c", "d"], {(1, 0): _cell(4, 5), (0, 1): _cell(0)})
    assert labels_of(drawing) == ["4–5", "a", "b", "c", "d"]


def test_numbers_on_dark_cells_are_light() -> None:
    drawing = matrix(["a"], ["c", "d"], {(0, 0): _cell(1), (0, 1): _cell(40)})
    inks = [
        (shape.text, shape.attributes["fill"]) for colour in (INK, PAPER) for shape in filled(drawing, "text", colour)
    ]
    assert [pair for pair in inks if pair[0] in {"1", "40"}] == [("1", INK), ("40", PAPER)]


def test_many_columns_are_numbered_as_the_rows_of_the_same_name() -> None:
    drawing = matrix(["authority b", "another"], MANY[:10], {})
    heads = [str(index) for index in range(1, 11)]
    key = "|".join(f"{at} · {label}" for at, label in enumerate(MANY[:10], 1) if label != "authority b")
    assert labels_of(drawing) == ["2 · authority b", "another", *heads, key]


def test_columns_of_one_name_keep_their_place() -> None:
    drawing = matrix(["x"], ["same"] * 8, {(0, 7): _cell(3)})
    assert labels_of(drawing) == ["3", "x", *["1"] * 8, "1 · same"]


def test_the_corner_says_what_rows_and_columns_are() -> None:
    assert labels_of(matrix(["a"], ["b"], {}, "넘긴 쪽 → 받은 쪽")) == ["a", "b", "넘긴 쪽 → 받은 쪽"]


@pytest.mark.parametrize(("rows", "columns"), [(0, 0), (1, 1), (12, 12), (3, 5)])
def test_a_grid_fits_the_column(rows: int, columns: int) -> None:
    cells = {(row, column): _cell(column) for row in range(rows) for column in range(columns)}
    assert matrix(MANY[:rows], MANY[:columns], cells).width <= WIDTH


def test_numbers_too_wide_for_the_column_widen_the_grid() -> None:
    cells = {(0, column): _cell(100_000, 200_000) for column in range(12)}
    assert matrix(["a"], MANY, cells).width > WIDTH
