"""The tables of a text: lines of cells with bars between, and what heads each number in its row and its column."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ROW = re.compile(r"(?m)^[^\n|]*\|[^\n]*$")
_RULE = re.compile(r"[|\s:=+-]*")
_NUMBER = re.compile(r"[\d\s.,%±~–—·-]*\d[\d\s.,%±~–—·-]*(?:명|건|개)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell at ``start`` to ``end`` of a text that holds a number alone, and in which table it stands.

    ``row`` and ``column`` are the words that head them, ``column`` empty where the table has no line of heads.
    """

    start: int
    end: int
    table: int
    row: str
    column: str


class Tables:
    """The cells of a text that hold a number alone, found by where they stand."""

    def __init__(self, plain: str) -> None:
        self._cells = list(_cells(plain))
        self._starts = [cell.start for cell in self._cells]

    def at(self, place: int) -> Cell | None:
        """The cell a place of the text lies in; None for a place that is in none."""
        index = bisect_right(self._starts, place) - 1
        found = self._cells[index] if index >= 0 else None
        return found if found is not None and place < found.end else None


def _cells(plain: str) -> Iterator[Cell]:
    for number, lines in enumerate(_tables(plain)):
        heads: Sequence[str] = ()
        for place, line in enumerate(lines):
            spans = list(_spans(line))
            words = [plain[start:end].strip() for start, end in spans]
            if place == 0 and not any(_NUMBER.fullmatch(word) for word in words[1:]):
                heads = words
            for index, (start, end) in enumerate(spans):
                column = heads[index] if place and index < len(heads) else ""
                if index and _NUMBER.fullmatch(words[index]):
                    yield Cell(start=start, end=end, table=number, row=words[0], column=column)


def _tables(plain: str) -> Iterator[list[re.Match[str]]]:
    """The rows of each table: those between which stands nothing but blank lines."""
    rows: list[re.Match[str]] = []
    for row in _ROW.finditer(plain):
        if rows and plain[rows[-1].end() : row.start()].strip():
            yield rows
            rows = []
        if not _RULE.fullmatch(row[0]):
            rows.append(row)
    if rows:
        yield rows


def _spans(line: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Where the cells of a row stand; the bars before the first and after the last divide nothing."""
    bare = line[0].strip(" \t|")
    start = line.start() + line[0].index(bare)
    for part in bare.split("|"):
        yield start, start + len(part)
        start += len(part) + 1
