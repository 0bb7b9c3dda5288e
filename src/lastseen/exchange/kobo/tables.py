"""What Kobo and ODK export, as tables of lines: of the submissions, and of each repeat of them.

A workbook has a sheet for each, Kobo's CSV the submissions alone, ODK's a file for each in one zip (or folder); JSON
has repeats as lists. However a line says which submission it belongs to, here it says it in ``_parent_index``.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, is_zipfile
from zipfile import Path as Zipped
from zlib import error as ZlibError  # noqa: N812  # it is an exception

from lastseen.exchange.grid import CannotRead, CutExport, Trouble, unreadable
from lastseen.exchange.tables.delimited import File, csv_sheet
from lastseen.exchange.tables.opening import open_tables
from lastseen.exchange.tables.sheets import DamagedTable, Row, Sheet

CUT_AT = 30_000
"""So many rows an export has at most, whatever there is."""
INDEX, PARENT, MAIN = "_index", "_parent_index", "submissions"
_LINKS = {"KEY": INDEX, "PARENT_KEY": PARENT}
"""What ODK calls the columns that link tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row: where it stands, what its columns say, without those that are empty, and what is wrong with it."""

    place: str
    told: Mapping[str, str]
    troubles: tuple[Trouble, ...] = ()

    def get(self, column: str) -> str:
        """What a column says; nothing where it is empty."""
        return self.told.get(column, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The submissions, or a repeat of them: what it is called, its columns, its rows."""

    name: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def read_tables(path: Path) -> tuple[Table, list[Table]]:
    """The submissions of an export, and its repeats.

    Raises :class:`~lastseen.exchange.grid.CutExport` where rows are missing,
    :class:`~lastseen.exchange.grid.CannotRead`, and a refusal of a table for one that is damaged.
    """
    if path.suffix.lower() == ".json":
        main, *repeats = _unfolded(path)
    elif files := _csvs(path):
        main, repeats = _sorted(path.name, _read_all(path, files))
    else:
        main, *repeats = [_table(sheet) for sheet in open_tables(path)]
    if not main.lines or any(not line.get(INDEX) for line in main.lines):
        raise CannotRead(file=path.name, why=f"it has no table of submissions with a column {INDEX} or KEY")
    _check_cut(path.name, main, repeats)
    return main, repeats


def _csvs(path: Path) -> Sequence[File]:
    """The CSV files of a folder or a zip, by name; none for any other file, as a workbook is."""
    if path.is_dir():
        return sorted(path.glob("*.csv"))
    if not is_zipfile(path):
        return []
    with ZipFile(path) as packed:
        names = sorted(name for name in packed.namelist() if name.lower().endswith(".csv") and "__MACOSX" not in name)
    return [Zipped(path, name) for name in names]


def _read_all(path: Path, files: Iterable[File]) -> list[Table]:
    try:
        return [_table(csv_sheet(file, "utf-8")) for file in files]
    except (BadZipFile, ZlibError, OSError) as error:
        raise DamagedTable(file=path.name, why=str(error)) from error


def _sorted(file: str, tables: Sequence[Table]) -> tuple[Table, list[Table]]:
    """Which of some tables has the submissions: the one whose rows are numbered and belong to no other's."""
    mains = [table for table in tables if INDEX in table.columns and PARENT not in table.columns]
    if len(mains) != 1:
        raise CannotRead(file=file, why=f"{len(mains)} of its files could be the submissions; one must be")
    return mains[0], [table for table in tables if table is not mains[0]]


def _table(sheet: Sheet) -> Table:
    header = sheet.read(1)
    if not header.names:
        raise CannotRead(file=header.file, why=f"sheet {header.sheet} has no names of columns")
    file = header.file if Path(header.file).stem == header.sheet else f"{header.file}, {header.sheet}"
    names = [_LINKS.get(name, name) for name in header.names]
    return Table(name=header.sheet, columns=tuple(names), lines=tuple(_line(row, names, file) for row in header.rows))


def _line(row: Row, names: Sequence[str], file: str) -> Line:
    place = f"{file}, row {row.number}"
    wrong = {trouble.place for trouble in row.trouble}
    cells = {name: str(row.cell(at)).strip() for at, name in enumerate(names) if at not in wrong}
    told = {name: text for name, text in cells.items() if text}
    if PARENT in told:  # ODK names a repeat within a repeat after its submission
        told[PARENT] = told[PARENT].partition("/")[0]
    troubles = tuple(unreadable(row, names, place))
    return Line(place=place, told=told, troubles=troubles)


def repeat_of(name: str) -> str:
    """The repeat a table is of: ODK has the form and the groups before its name."""
    return re.split(r"[-./]", name)[-1]


def _unfolded(path: Path) -> Iterator[Table]:
    """The tables that submissions in JSON would be: each repeat a list within its submission."""
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise CannotRead(file=path.name, why="it is not JSON") from error
    told = told.get("results") if isinstance(told, dict) else told
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise CannotRead(file=path.name, why="it is no list of submissions")
    main: list[Line] = []
    repeats: dict[str, list[Line]] = {}
    for number, one in enumerate(told, start=1):
        place = f"{path.name}, submission {number}"
        main.append(Line(place=place, told={**_said(one), INDEX: str(number)}))
        for key, value in one.items():
            name = key.rpartition("/")[2]
            for each in value if isinstance(value, list) and not name.startswith("_") else ():
                found = repeats.setdefault(name, [])
                said = _said(each) if isinstance(each, dict) else {}
                linked = {**said, INDEX: str(len(found) + 1), PARENT: str(number)}
                found.append(Line(place=f"{place}, {name} {len(found) + 1}", told=linked))
    for name, lines in ((MAIN, main), *repeats.items()):
        yield Table(name=name, columns=tuple(dict.fromkeys(c for line in lines for c in line.told)), lines=tuple(lines))


def _said(answers: Mapping[str, Any]) -> dict[str, str]:
    plain = {key: value for key, value in answers.items() if not isinstance(value, list | dict)}
    return {key: str(value) for key, value in plain.items() if value not in (None, "")}


def _check_cut(file: str, main: Table, repeats: Sequence[Table]) -> None:
    """Refuse what ends before its end: as many rows as fit, gaps in the numbers, rows whose submission is not there."""
    there = {line.get(INDEX) for line in main.lines}
    if len(there) != len(main.lines):
        raise CannotRead(file=file, why=f"two submissions have one {INDEX} or KEY")
    for table in (main, *repeats):
        if len(table.lines) == CUT_AT:
            raise CutExport(file=file, why=f"{table.name} has {CUT_AT} rows, as many as an export has at most")
        numbers = [int(line.get(INDEX)) for line in table.lines if line.get(INDEX).isdecimal()]
        if numbers and sorted(numbers) != list(range(min(numbers), min(numbers) + len(numbers))):
            raise CutExport(file=file, why=f"the numbers of {table.name} have gaps")
    for table in repeats:
        lost = sum(line.get(PARENT) not in there for line in table.lines if line.get(PARENT))
        if lost:
            raise CutExport(file=file, why=f"{lost} rows of {table.name} belong to submissions that are not in it")
