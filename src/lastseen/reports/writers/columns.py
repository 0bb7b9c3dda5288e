"""How wide the columns of a table are, for writers that must say so before the table is set."""

from typing import Final

from lastseen.figures.charts.letters import width_of
from lastseen.reports.document.model import Table, words_of

_BETWEEN: Final = 14.0
"""The points from one column to the next."""
_WIDEST: Final = 180.0
"""In points: a column with longer cells asks for no more room, as they may well take a second line."""


def shares(table: Table) -> tuple[float, ...]:
    """The share of each column of the whole width, which make one: as the table says, else by what stands in it."""
    needs = [0.0 if column.width else _need(table, place) for place, column in enumerate(table.columns)]
    left = max(1 - sum(column.width for column in table.columns), 0.1) / (sum(needs) or 1)
    wanted = [column.width or left * need for column, need in zip(table.columns, needs, strict=True)]
    return tuple(share / sum(wanted) for share in wanted)


def _need(table: Table, place: int) -> float:
    """How wide a column would like to be, in points: its longest cell on one line, its head word by word."""
    said = (*(words_of(line.cells[place]) for line in table.lines), *table.columns[place].head.split())
    return _BETWEEN + min(max(map(width_of, said), default=0.0), _WIDEST)
