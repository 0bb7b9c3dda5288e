"""The digest of a table's content, the same whatever library wrote the file."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl


def content_digest(tables: Mapping[str, pl.DataFrame]) -> str:
    """SHA-256 over the canonical rows of all tables.

    Each row is a JSON array of its cells in the order of the schema (dates in ISO, lists in their order), the rows of a
    table are sorted as text, and tables come in the order of their names. Neither row order, file format nor
    compression matters; any changed, added or missing cell does.
    """
    digest = hashlib.sha256()
    for name in sorted(tables):
        table = tables[name]
        digest.update(json.dumps([name, table.columns]).encode())
        for row in sorted(_canonical(table)):
            digest.update(row.encode())
    return digest.hexdigest()


def _canonical(table: pl.DataFrame) -> Iterator[str]:
    for row in table.iter_rows():
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)
