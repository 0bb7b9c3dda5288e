"""Lists and pairs of names in files, as they come in and go out: one name a line, or a table of pairs."""

import csv
from collections.abc import Iterator
from pathlib import Path

from lastseen.domain.errors import Refusal

Row = dict[str, str]


class NoPairs(Refusal):
    """A file of pairs without the two columns that hold them."""

    code = "names.no-pairs"
    sentence = "{path} has no columns called a and b."
    hint = "The first line names the columns: a and b hold the two spellings of each pair; others are kept."


class RaggedPairs(Refusal):
    """A row with more or fewer cells than there are columns."""

    code = "names.ragged"
    sentence = "{path}, row {row}: there are not as many cells as columns."
    hint = "Put quotation marks around names with a comma in them."


class NotText(Refusal):
    """A file that is not text in UTF-8."""

    code = "names.not-text"
    sentence = "{path} is not text in UTF-8."
    hint = "Save it as text, or as CSV, in UTF-8."


def read_names(path: Path) -> tuple[str, ...]:
    """The names in a file, one a line, each once, in the order they first stand in. Empty lines are left out."""
    return tuple(dict.fromkeys(line.strip() for line in _text(path).splitlines() if line.strip()))


def read_pairs(path: Path) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """The columns and rows of a table of pairs. Raises :class:`NoPairs`, :class:`RaggedPairs` or :class:`NotText`."""
    reader = csv.DictReader(_text(path).splitlines(keepends=True))
    columns = tuple(reader.fieldnames or ())
    if not {"a", "b"} <= set(columns):
        raise NoPairs(path=path)
    rows = []
    for number, row in enumerate(reader, start=2):
        if None in row or None in row.values():
            raise RaggedPairs(path=path, row=number)
        rows.append(row)
    return columns, tuple(rows)


def write_rows(path: Path, columns: tuple[str, ...], rows: Iterator[Row]) -> None:
    """Write a table, whole or not at all."""
    beside = path.with_name(path.name + ".part")
    with beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    beside.replace(path)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise NotText(path=path) from None
