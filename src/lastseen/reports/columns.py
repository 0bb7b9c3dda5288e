"""Rows set as columns of a terminal, where Korean and Chinese letters take two."""

from collections.abc import Sequence
from unicodedata import east_asian_width


def table(rows: Sequence[Sequence[str]], *, numbers: bool = True) -> str:
    """Rows as columns; with ``numbers``, all columns but the first are set to the right."""
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    lines = []
    for row in rows:
        cells = [_set(cell, widths[column], right=numbers and column > 0) for column, cell in enumerate(row)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def width(text: str) -> int:
    """How many columns of a terminal a text takes: Korean and Chinese letters take two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _set(cell: str, columns: int, *, right: bool) -> str:
    space = " " * (columns - width(cell))
    return space + cell if right else cell + space
