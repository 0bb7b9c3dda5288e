"""The digest of a table's content, the same whatever library wrote the file."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
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
        for row in sorted(canonical_rows(table.iter_rows())):
            digest.update(row.encode())
    return digest.hexdigest()


def whole_digest(analysis: Mapping[str, pl.DataFrame], identity: Mapping[str, Iterable[tuple[list[str], str]]]) -> str:
    """The digest of a snapshot's content: of its analysis part, and of each piece of its identity part by its own."""
    lying = {name: sorted([list(of), digest] for of, digest in held) for name, held in identity.items()}
    told = json.dumps([content_digest(analysis), lying], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def canonical_rows(rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    """Each row as it is digested."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)
