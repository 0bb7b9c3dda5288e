"""A capture table in a file."""

import csv
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from lastseen.estimation.captures import Captures, counted
from lastseen.estimation.refusing import UnreadableCaptures

COUNTS = frozenset({"count", "frequency", "freq", "n"})
"""What the column of counts may be called, in capital or small letters."""

MOST_LISTS = 62
"""A pattern is kept as the bits of one number."""


def read_captures(path: Path) -> Captures:
    """The captures of a CSV file, strictly read; refuses with the row and column of what is wrong.

    One column of 0 and 1 for each list; a column ``count`` or ``Frequency`` of whole numbers, or one row per person.
    Raises :class:`~lastseen.estimation.refusing.UnreadableCaptures`.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return parse_captures(csv.reader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableCaptures(why=str(error)) from None


def parse_captures(rows: Iterable[list[str]]) -> Captures:
    """The captures in rows of text, of which the first names the columns."""
    lines = iter(rows)
    names = [name.strip() for name in next(lines, [])]
    at = _count_column(names)
    patterns, counts = [], []
    for number, row in enumerate(lines, start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(names):
            raise UnreadableCaptures(why=f"row {number} has {len(row)} cells, the first row names {len(names)} columns")
        patterns.append([_bit(row[j], number, names[j]) for j in range(len(names)) if j != at])
        counts.append(1 if at is None else _number(row[at], number, names[at]))
    lists = [name for j, name in enumerate(names) if j != at]
    table = np.array(patterns, dtype=np.bool_).reshape(len(patterns), len(lists))
    return counted(lists, table, np.array(counts, dtype=np.int64))


def _count_column(names: list[str]) -> int | None:
    found = [j for j, name in enumerate(names) if name.casefold() in COUNTS]
    if len(found) > 1:
        raise UnreadableCaptures(why=f"there are {len(found)} columns of counts")
    if not 0 < len(names) - len(found) <= MOST_LISTS:
        raise UnreadableCaptures(why=f"it names {len(names) - len(found)} lists, and 1 to {MOST_LISTS} can be read")
    if "" in names:
        raise UnreadableCaptures(why=f"column {names.index('') + 1} has no name")
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise UnreadableCaptures(why=f"two columns are called {twice[0]}")
    return found[0] if found else None


def _bit(cell: str, row: int, column: str) -> bool:
    if cell.strip() not in {"0", "1"}:
        raise UnreadableCaptures(why=f"row {row}, column {column}: {cell!r} is neither 0 nor 1")
    return cell.strip() == "1"


def _number(cell: str, row: int, column: str) -> int:
    if not (cell.strip().isascii() and cell.strip().isdigit() and len(cell.strip()) < 16):
        raise UnreadableCaptures(why=f"row {row}, column {column}: {cell!r} is not a whole number of persons")
    return int(cell)
