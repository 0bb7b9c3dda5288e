"""What a table is made of: sheets, rows with the number a spreadsheet shows, cells; and what cannot be read of them."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from lastseen.domain.errors import Refusal

Cell = str | date
"""What stands in a cell: a text (empty where nothing does), or a day where the spreadsheet holds a real date."""


class NoFile(Refusal):
    """There is no such file."""

    code = "table.no-file"
    sentence = "There is no file {file}."
    hint = "Check the name and the folder."


class UnknownTableType(Refusal):
    """The file is neither CSV nor XLSX."""

    code = "table.unknown-type"
    sentence = "{file} is {kind}."
    hint = "Save it as .xlsx, without a password, or as CSV UTF-8."


class DamagedTable(Refusal):
    """The file says it is a table, but cannot be read."""

    code = "table.damaged"
    sentence = "{file} cannot be read: {why}."
    hint = "Open it in a spreadsheet program, see whether it is whole, and save it again as .xlsx or CSV UTF-8."


class WrongEncoding(Refusal):
    """The bytes of a CSV are not text in the encoding it is read in."""

    code = "table.encoding"
    sentence = "{file} is not written in {encoding}: byte {position} does not fit."
    hint = "{advice}"


class NoRows(Refusal):
    """There is nothing below the line of column names, or not even that line."""

    code = "table.no-rows"
    sentence = "{file} has no rows."
    hint = "Check that it is the right file, and that the column names stand in the line the mapping calls `header`."


class DuplicateColumn(Refusal):
    """Two columns have the same name."""

    code = "table.duplicate-column"
    sentence = "{file}, sheet {sheet}: two columns are called {column!r}, {first} and {second}."
    hint = "Give one of them another name."


class MissingColumn(Refusal):
    """The mapping names a column the sheet does not have."""

    code = "table.missing-column"
    sentence = "{file}, sheet {sheet}: there is no column {column!r}."
    hint = "{advice}"


class MergedCells(Refusal):
    """Cells are merged, so that it is open what stands in which."""

    code = "table.merged-cells"
    sentence = "The cells {range} are merged."
    hint = "Unmerge {range} and fill in each cell."


class UncalculatedFormula(Refusal):
    """A formula stands in a cell, and the file does not hold its result."""

    code = "table.formula"
    sentence = "{cell} holds a formula without a result."
    hint = "Open and save the file in a spreadsheet program, or paste the values in place of the formulas."


class ErrorValue(Refusal):
    """A formula stands in a cell, and its result is an error."""

    code = "table.error-value"
    sentence = "{cell} holds the error {value}."
    hint = "Mend the formula, or write the value itself."


class TooWide(Refusal):
    """A row has more cells than there are columns."""

    code = "table.too-wide"
    sentence = "The row has {found} cells, and there are {columns} columns."
    hint = "Look for a {delimiter} in a text that is not in quotation marks."


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a row cannot be read, and in which column, counted from nought, that shows; in none where it is the row."""

    place: int | None
    value: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as the spreadsheet shows it, its cells from the first column, and what is wrong with it."""

    number: int
    cells: Sequence[Cell]
    trouble: tuple[Trouble, ...] = ()

    def cell(self, place: int) -> Cell:
        """The cell in a column counted from nought; empty beyond the last that is filled."""
        return self.cells[place] if place < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Header:
    """The names of a sheet's columns, and the rows below them."""

    file: str
    sheet: str
    places: Mapping[str, int]
    names: Sequence[str]
    rows: Iterator[Row]

    def name(self, place: int) -> str:
        """What a column is called, or its letters where it has no name."""
        return (self.names[place] if place < len(self.names) else "") or letters(place)

    def place(self, column: str) -> int:
        """Where a column is, counted from nought; upper and lower case are the same.

        Raises :class:`MissingColumn`, which names the columns that come near, or all.
        """
        found = self.places.get(folded(column))
        if found is None:
            raise MissingColumn(file=self.file, sheet=self.sheet, column=column, advice=self._advice(column))
        return found

    def _advice(self, column: str) -> str:
        if not self.places:
            return "There is no column name at all in the line the mapping calls `header`."
        near = get_close_matches(folded(column), self.places, n=3)
        names = ", ".join(self.names[self.places[name]] for name in near or self.places)
        return f"Near to it: {names}." if near else f"The columns are: {names}."


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file. ``read`` opens it: gives the rows below the line the column names stand in."""

    file: str
    name: str
    read: Callable[[int], Header]
    """Takes the number of the line that holds the column names."""


def header(file: str, sheet: str, rows: Iterator[Row], line: int) -> Header:
    """Take the column names from a line; the rows after it are left to be read. Columns without a name have none.

    Raises :class:`NoRows`, :class:`DuplicateColumn`, or what is wrong with the line itself.
    """
    for row in rows:
        if row.number >= line:
            for trouble in row.trouble:
                raise trouble.refusal
            names = [_text(cell).strip() for cell in row.cells]
            return Header(file, sheet, _places(file, sheet, names), names, rows)
    raise NoRows(file=file)


def _places(file: str, sheet: str, names: Sequence[str]) -> dict[str, int]:
    counts = Counter(folded(name) for name in names if name)
    for name, count in counts.items():
        if count > 1:
            first, second = [letters(i) for i, other in enumerate(names) if folded(other) == name][:2]
            raise DuplicateColumn(file=file, sheet=sheet, column=names[_index(names, name)], first=first, second=second)
    return {folded(name): place for place, name in enumerate(names) if name}


def _index(names: Sequence[str], name: str) -> int:
    return next(place for place, other in enumerate(names) if folded(other) == name)


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.isoformat()


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """A text as it is compared: one form for each Hangul syllable and accent, no case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def letters(place: int) -> str:
    """The letters a spreadsheet shows above a column counted from nought: A, B … Z, AA."""
    found = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
