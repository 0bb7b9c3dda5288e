"""Tables from files: sheets of rows as a person sees them in a spreadsheet, whatever the file they come from."""

from collections.abc import Iterator
from pathlib import Path

from lastseen.exchange.tables.delimited import csv_sheet
from lastseen.exchange.tables.sheets import DamagedTable, NoFile, Sheet, UnknownTableType
from lastseen.exchange.tables.workbooks import xlsx_sheets

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS = {
    _OLD_OFFICE: "an Excel file of before 2007, or one locked with a password",
    b"%PDF": "a PDF",
    b"{\\rtf": "a text with formatting",
}


def open_tables(path: Path, encoding: str = "utf-8") -> Iterator[Sheet]:
    """The sheets of a file: one for a CSV, all for a workbook. What a file is, its content says, not its name.

    ``encoding`` is that of a CSV. Raises a :class:`~lastseen.domain.errors.Refusal` whose code begins with ``table.``.
    """
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except FileNotFoundError as error:
        raise NoFile(file=path.name) from error
    except OSError as error:
        raise DamagedTable(file=path.name, why=error.strerror or str(error)) from error
    for sign, kind in _KINDS.items():
        if start.startswith(sign):
            raise UnknownTableType(file=path.name, kind=kind)
    if start.startswith(_ZIP):
        yield from xlsx_sheets(path)
    else:
        yield csv_sheet(path, encoding)
