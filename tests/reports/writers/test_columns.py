"""How wide columns become."""

import pytest

from lastseen.reports.document.model import Align, Column, Line, Table, plain
from lastseen.reports.writers.columns import shares


def table(*columns: Column, cells: tuple[str, ...]) -> Table:
    line = Line(cells=tuple(plain(cell) for cell in cells))
    return Table(caption=(), columns=columns, lines=(line,))


def test_shares_that_are_said_are_kept() -> None:
    said = table(Column(head="a", width=0.25), Column(head="b", width=0.75), cells=("long " * 40, "x"))
    assert shares(said) == (0.25, 0.75)


def test_columns_of_one_content_are_of_one_width() -> None:
    assert shares(table(Column(head="a"), Column(head="a"), cells=("황산도", "황산도"))) == (0.5, 0.5)


def test_words_get_more_room_than_numbers_and_a_column_with_no_share_some_of_the_rest() -> None:
    columns = (Column(head="Ground", width=0.3), Column(head="Note"), Column(head="n", align=Align.NUMBER))
    first, second, third = shares(table(*columns, cells=("x", "taken because of an escape", "45")))
    assert [first, first + second + third] == pytest.approx([0.3, 1])
    assert second > 3 * third > 0


def test_a_very_long_cell_leaves_room_for_the_others() -> None:
    assert min(shares(table(Column(head="a"), Column(head="b"), cells=("word " * 400, "45")))) > 0.08


def test_shares_that_leave_nothing_for_a_column_are_shrunk() -> None:
    assert sum(shares(table(Column(head="a", width=1.0), Column(head="b"), cells=("x", "y")))) == pytest.approx(1)
