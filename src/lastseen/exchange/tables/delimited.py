"""CSV: its encoding checked to the last byte before anything is read, its delimiter found out."""

import codecs
import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from zipfile import Path as Zipped

from lastseen.exchange.tables.sheets import (
    DamagedTable,
    Header,
    NoRows,
    Row,
    Sheet,
    TooWide,
    Trouble,
    WrongEncoding,
    header,
)

File = Path | Zipped
"""A file in a folder, or in a zip."""

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
_BLOCK = 1 << 20
_LONGEST_FIELD = 10_000_000
_OTHERS = {
    "utf-16": "UTF-16, which spreadsheet programs write as “Unicode text”",
    "cp949": "CP949, which Korean spreadsheet programs write as plain CSV",
    "cp1252": "Windows-1252, which Western spreadsheet programs write as plain CSV",
}


def csv_sheet(path: File, encoding: str) -> Sheet:
    """The one sheet of a CSV, named as the file without its ending. Raises :class:`WrongEncoding`, :class:`NoRows`."""
    if codecs.lookup(encoding).name == "utf-8":
        encoding = "utf-8-sig"
    _check_encoding(path, encoding)
    return Sheet(path.name, path.stem, lambda line: _read(path, encoding, line))


def _read(path: File, encoding: str, line: int) -> Header:
    delimiter = _delimiter(path, encoding, line)
    found = header(path.name, path.stem, _rows(path, encoding, delimiter), line)
    return Header(found.file, found.sheet, found.places, found.names, _checked(found, delimiter))


def _rows(path: File, encoding: str, delimiter: str) -> Iterator[Row]:
    csv.field_size_limit(_LONGEST_FIELD)
    number = 0
    with path.open(encoding=encoding, newline="") as file:
        try:
            for number, cells in enumerate(csv.reader(file, delimiter=delimiter, strict=True), start=1):
                if any(map(str.strip, cells)):
                    yield Row(number, cells)
        except csv.Error as error:
            raise DamagedTable(file=path.name, why=f"after row {number} comes {_why(error)}") from error


def _why(error: csv.Error) -> str:
    if "unexpected end of data" in str(error):
        return "a quotation mark that is never closed"
    return f"what is not CSV ({error})"


def _checked(found: Header, delimiter: str) -> Iterator[Row]:
    """The rows, those with cells beyond the last column marked as in trouble."""
    columns = len(found.names)
    for row in found.rows:
        if len(row.cells) > columns and any(row.cells[columns:]):
            beyond = str(next(cell for cell in row.cells[columns:] if cell))
            refusal = TooWide(found=len(row.cells), columns=columns, delimiter=_DELIMITERS[delimiter])
            yield Row(row.number, row.cells, (Trouble(None, beyond, refusal),))
        else:
            yield row


def _delimiter(path: File, encoding: str, line: int) -> str:
    """The delimiter that stands most often in the line of column names, outside quotation marks; else a comma."""
    with path.open(encoding=encoding, newline="") as file:
        names = next((text for text in islice(file, line - 1, None) if text.strip()), "")
    unquoted = "".join(names.split('"')[::2])
    return max(_DELIMITERS, key=unquoted.count)


def _check_encoding(path: File, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    position, empty, block = 0, True, b"?"
    with path.open("rb") as file:
        while block:
            block = file.read(_BLOCK)
            waiting = len(decoder.getstate()[0])
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeError as error:
                start = error.start if isinstance(error, UnicodeDecodeError) else 0
                raise _wrong(path, encoding, position - waiting + start) from error
            if "\0" in text:
                raise _wrong(path, encoding, position + block.index(b"\0"))
            position += len(block)
            empty = empty and not text.strip()
    if empty:
        raise NoRows(file=path.name)


def _wrong(path: File, encoding: str, position: int) -> WrongEncoding:
    guesses = [f"It looks like {what}. " for other, what in _OTHERS.items() if _fits(path, other)]
    return WrongEncoding(
        file=path.name,
        encoding="UTF-8" if encoding == "utf-8-sig" else encoding,
        position=position,
        advice=f"{''.join(guesses[:1])}Save it as CSV UTF-8 or as .xlsx, or name its `encoding` in the mapping.",
    )


def _fits(path: File, encoding: str) -> bool:
    """Whether a file may be in an encoding: it can be decoded, and what comes out is what that encoding is used for."""
    with path.open("rb") as file:
        start = file.read(_BLOCK)
    if encoding == "utf-16":
        return start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in start[:200]
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(start)
    except UnicodeDecodeError:
        return False
    return encoding != "cp949" or any("가" <= letter <= "힣" for letter in text)
