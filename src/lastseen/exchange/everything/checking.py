"""Whether an export of everything is whole: every table has the rows its manifest counts, every file its digest."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import polars as pl

from lastseen.domain.errors import Refusal
from lastseen.exchange.everything.writing import DATABASE, MANIFEST, digest_of


class DamagedExport(Refusal):
    """An export of everything is not as its manifest says."""

    code = "everything.damaged"
    sentence = "The export is not whole: {why}."
    hint = "Make a new one with `lastseen export everything`."


def check_everything(folder: Path) -> int:
    """How many rows an export holds, counted in each of its three forms. Raises :class:`DamagedExport`."""
    manifest = _manifest(folder)
    _same(folder, DATABASE, manifest["database"])
    for table in manifest["tables"]:
        for kind in ("csv", "parquet"):
            _same(folder, f"{kind}/{table['name']}.{kind}", table[kind])
    for file in manifest["files"]:
        if file["path"]:
            _same(folder, file["path"], file["digest"])
    connection = sqlite3.connect(folder / DATABASE)
    try:
        for table in manifest["tables"]:
            _count(folder, connection, table)
    finally:
        connection.close()
    return sum(table["rows"] for table in manifest["tables"])


def _manifest(folder: Path) -> Any:
    try:
        return json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DamagedExport(why="it has no manifest that can be read") from error


def _same(folder: Path, name: str, digest: str) -> None:
    path = folder / name
    if not path.is_file() or digest_of(path) != digest:
        raise DamagedExport(why=f"{name} is missing, or another than was written")


def _count(folder: Path, connection: sqlite3.Connection, table: dict[str, Any]) -> None:
    """The rows of a table in each form."""
    name = table["name"]
    text = pl.read_csv(folder / "csv" / f"{name}.csv", infer_schema=False).height
    columns = pl.scan_parquet(folder / "parquet" / f"{name}.parquet").select(pl.len()).collect().item()
    (lines,) = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608  # the digest vouches for it
    if {text, columns, lines} != {table["rows"]}:
        raise DamagedExport(why=f"{name} has {text}, {columns} and {lines} rows, and should have {table['rows']}")
