"""XLSX: every sheet row by row, without holding the workbook in memory.

Reading row by row, openpyxl shows neither merged cells nor which empty cell is a formula that was never calculated.
Both are looked up in the parts of the file beforehand; only a sheet with formulas is read twice, side by side.
"""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from pathlib import Path
from posixpath import join, normpath
from typing import cast
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from lastseen.exchange.tables.sheets import (
    Cell,
    DamagedTable,
    ErrorValue,
    Header,
    MergedCells,
    Row,
    Sheet,
    Trouble,
    UncalculatedFormula,
    UnknownTableType,
    header,
    letters,
)

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_BLOCK = 1 << 20
_OVERLAP = 200
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands in the part of a file that holds one sheet: its merged ranges, and whether there are formulas."""

    name: str
    merged: Sequence[str]
    has_formulas: bool


def xlsx_sheets(path: Path) -> Iterator[Sheet]:
    """The sheets of a workbook that can be seen, in order. Raises :class:`DamagedTable`, :class:`UnknownTableType`."""
    try:
        with ZipFile(path) as file:
            if _WORKBOOK not in file.namelist():
                raise UnknownTableType(file=path.name, kind="neither an .xlsx workbook nor a CSV")
            parts = list(_parts(file))
    except (BadZipFile, KeyError, UnicodeDecodeError, OSError) as error:
        raise DamagedTable(file=path.name, why=str(error)) from error
    for part in parts:
        yield _sheet(path, part)


def _sheet(path: Path, part: _Part) -> Sheet:
    def read(line: int) -> Header:
        return header(path.name, part.name, _rows(path, part), line)

    return Sheet(path.name, part.name, read)


def _parts(file: ZipFile) -> Iterator[_Part]:
    relations = (_attributes(tag) for tag in _RELATION.findall(file.read(_RELATIONS).decode()))
    targets = {relation["Id"]: relation["Target"] for relation in relations}
    for sheet in map(_attributes, _SHEET.findall(file.read(_WORKBOOK).decode())):
        target = next((targets[value] for key, value in sheet.items() if key.endswith(":id")), "")
        if "worksheet" in target and sheet.get("state", "visible") == "visible":
            merged, has_formulas = _scanned(file, normpath(join("xl", target)).lstrip("/"))
            yield _Part(sheet["name"], merged, has_formulas)


def _attributes(tag: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


def _scanned(file: ZipFile, part: str) -> tuple[list[str], bool]:
    merged: dict[str, None] = {}
    has_formulas, before = False, b""
    with file.open(part) as stream:
        while block := stream.read(_BLOCK):
            window = before + block
            merged |= dict.fromkeys(found.decode() for found in _MERGED.findall(window))
            has_formulas = has_formulas or _FORMULA.search(window) is not None
            before = window[-_OVERLAP:]
    return list(merged), has_formulas


def _rows(path: Path, part: _Part) -> Iterator[Row]:
    merged = _by_row(part.merged)
    try:
        cells = _with_formulas(path, part.name) if part.has_formulas else _plain(path, part.name)
        for number, (row, trouble) in enumerate(_quietly(cells), start=1):
            if number in merged:
                refusal = MergedCells(range=merged[number])
                trouble = (*trouble, Trouble(None, merged[number], refusal))  # noqa: PLW2901  # one more of this row
            if trouble or any(row):
                yield Row(number, row, trouble)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        raise DamagedTable(file=path.name, why=str(error)) from error


_Read = tuple[list[Cell], tuple[Trouble, ...]]


def _quietly(rows: Iterator[_Read]) -> Iterator[_Read]:
    """The rows, without openpyxl's warnings about what it leaves aside (drop-downs, styles, dates out of range)."""
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            row = next(rows, None)
        if row is None:
            return
        yield row


def _plain(path: Path, name: str) -> Iterator[_Read]:
    with closing(load_workbook(path, read_only=True, data_only=True)) as book:
        sheet = book[name]
        sheet.reset_dimensions()
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            row = [_cell(value) for value in values]
            yield row, _errors(row, number)


def _with_formulas(path: Path, name: str) -> Iterator[_Read]:
    with (
        closing(load_workbook(path, read_only=True, data_only=True)) as results,
        closing(load_workbook(path, read_only=True)) as formulas,
    ):
        results[name].reset_dimensions()
        formulas[name].reset_dimensions()
        pairs = zip(results[name].iter_rows(), formulas[name].iter_rows(values_only=True), strict=True)
        for number, (shown, written) in enumerate(pairs, start=1):
            row = [_cell(cell.value) for cell in shown]
            empty = [
                place
                for place, (cell, formula) in enumerate(zip(shown, written, strict=True))
                if cell.value is None and formula is not None and cell.data_type != "str"
            ]
            yield row, (*_errors(row, number), *(_uncalculated(place, number) for place in empty))


def _uncalculated(place: int, number: int) -> Trouble:
    return Trouble(place, "", UncalculatedFormula(cell=f"{letters(place)}{number}"))


def _errors(row: Iterable[Cell], number: int) -> tuple[Trouble, ...]:
    return tuple(
        Trouble(place, str(cell), ErrorValue(cell=f"{letters(place)}{number}", value=cell))
        for place, cell in enumerate(row)
        if cell in ERROR_CODES
    )


def _cell(value: object) -> Cell:
    """A cell's value as a person reads it: numbers without a needless fraction, days without a time."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).upper() if isinstance(value, bool) else str(value)


def _by_row(ranges: Iterable[str]) -> Mapping[int, str]:
    found: dict[int, str] = {}
    for range_ in ranges:
        _, first, _, last = cast("tuple[int, int, int, int]", range_boundaries(range_))
        found |= dict.fromkeys(range(first, last + 1), range_)
    return found
