"""Tables and files written into a folder: each table three times, each file once, and what a manifest says of them."""

import base64
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import polars as pl

from lastseen.exchange.grid import Loss

LOSSES = (
    Loss(what="User.password", why="it only proves who logs in"),
    Loss(what="Token.digest", why="it only proves which program acts"),
    Loss(what="second factors and sessions", why="they only prove who logs in"),
    Loss(what="failed log-ins", why="they only hold back who guesses passwords; the log tells of them"),
    Loss(what="snapshots", why="they are files already: the folder `snapshots` of the registry"),
)
FORMAT = 1
MANIFEST, DATABASE = "manifest.json", "tables.sqlite"
_BATCH = 10_000


class Kind(StrEnum):
    """How the values of a column are written: days, moments and ids as text, bytes in base64, lists as JSON."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"


_POLARS = {Kind.TEXT: pl.String(), Kind.INTEGER: pl.Int64(), Kind.BOOLEAN: pl.Boolean()}
_SQLITE = {Kind.TEXT: "TEXT", Kind.INTEGER: "INTEGER", Kind.BOOLEAN: "INTEGER"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table; of what is ``secret`` only that it is there."""

    name: str
    kind: Kind = Kind.TEXT
    secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A table to be written: its name, its columns, its rows."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenTable:
    """A table that was written: how many rows, which columns were left empty, the digests of its two files."""

    name: str
    rows: int
    columns: tuple[str, ...]
    left_out: tuple[str, ...]
    csv: str
    parquet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """A file of a source, written under the digest of its bytes; ``missing`` says why it was not."""

    digest: str
    size: int
    path: str
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What was written: every table and file, and the digest of the database that holds all tables."""

    registry: str
    made: str
    ledger: int
    tables: tuple[WrittenTable, ...]
    files: tuple[WrittenFile, ...]
    database: str
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(table.rows for table in self.tables)


@dataclass(slots=True, kw_only=True)
class Writing:
    """An export being written into a folder of its own."""

    folder: Path
    _tables: list[WrittenTable] = field(default_factory=list)
    _files: list[WrittenFile] = field(default_factory=list)

    def begin(self) -> None:
        """Make the folders. Raises FileExistsError where the folder is there already."""
        self.folder.mkdir(mode=0o700, parents=True)
        for name in ("csv", "parquet", "files"):
            (self.folder / name).mkdir(mode=0o700)

    def tables(self, held: Iterable[Held]) -> None:
        """Write tables, each as CSV, as Parquet, and into the database."""
        connection = sqlite3.connect(self.folder / DATABASE)
        try:
            for table in held:
                self._tables.append(self._table(table, connection))
            connection.commit()
        finally:
            connection.close()

    def file(self, digest: str, size: int, pieces: Iterable[bytes] | None, missing: str = "") -> None:
        """Write one file; None for bytes that are not there, and why."""
        path = "" if pieces is None else f"files/{digest}"
        if pieces is not None:
            with (self.folder / path).open("wb") as out:
                out.writelines(pieces)
        self._files.append(WrittenFile(digest=digest, size=size, path=path, missing=missing))

    def finish(self, registry: str, made: str, ledger: int) -> Manifest:
        """Write the manifest, last of all: a folder without one is no whole export."""
        manifest = Manifest(
            registry=registry,
            made=made,
            ledger=ledger,
            tables=tuple(self._tables),
            files=tuple(self._files),
            database=digest_of(self.folder / DATABASE),
        )
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
        (self.folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
        return manifest

    def _table(self, held: Held, connection: sqlite3.Connection) -> WrittenTable:
        columns = {column.name: _POLARS[column.kind] for column in held.columns}
        rows = (tuple(map(_plain, row, held.columns)) for row in held.rows)
        batches = iter(lambda: list(islice(rows, _BATCH)), [])
        frames = [pl.DataFrame(batch, schema=columns, orient="row") for batch in batches]
        frame = pl.concat(frames) if frames else pl.DataFrame(schema=columns)
        csv, parquet = (self.folder / kind / f"{held.name}.{kind}" for kind in ("csv", "parquet"))
        frame.write_csv(csv)
        frame.write_parquet(parquet)
        _into(connection, held, frame.iter_rows())
        return WrittenTable(
            name=held.name,
            rows=frame.height,
            columns=tuple(columns),
            left_out=tuple(column.name for column in held.columns if column.secret),
            csv=digest_of(csv),
            parquet=digest_of(parquet),
        )


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _into(connection: sqlite3.Connection, held: Held, rows: Iterator[tuple[Any, ...]]) -> None:
    named = ", ".join(f"{_quoted(column.name)} {_SQLITE[column.kind]}" for column in held.columns)
    connection.execute(f"CREATE TABLE {_quoted(held.name)} ({named})")
    places = ", ".join("?" * len(held.columns))
    connection.executemany(f"INSERT INTO {_quoted(held.name)} VALUES ({places})", rows)  # noqa: S608  # names are quoted


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _plain(value: object, column: Column) -> object:
    """A value as every format holds it."""
    if value is None or column.secret:
        return None
    if isinstance(value, bytes | memoryview | bytearray):
        return base64.b64encode(bytes(value)).decode()
    if column.kind is not Kind.TEXT or isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else json.dumps(value, ensure_ascii=False, sort_keys=True)
