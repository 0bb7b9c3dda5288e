"""The identity part of a snapshot: each table in as many sealed pieces as there are sources that its rows tell of.

A row is sealed for every source it tells of, so that it can be read only while none of them is erased. The piece of
an erased source stays as it was written, and the digest of its rows with it: what the snapshot holds can be checked,
and figures counted, as before. The digest is made with the sources' keys: without them it confirms no guess.
"""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeAlias

import polars as pl

from lastseen.snapshot.digest import canonical_rows
from lastseen.snapshot.schema import Schema

Sources: TypeAlias = tuple[str, ...]
"""The ids of the sources that a row tells of, in order."""

Cells: TypeAlias = tuple[object, ...]

ERASED = "erased"
"""How the title and the name of an erased source read."""

PIECES: Schema = {"sources": pl.List(pl.String()), "digest": pl.String(), "sealed": pl.Binary()}
"""The columns of a table of the identity part as it lies on the disk."""


class Vault(Protocol):
    """What seals and opens with the keys of sources; None is the answer where one of them was erased."""

    def seal(self, data: bytes, context: str, of: Sources) -> bytes | None:
        """Bytes sealed for a context: they are refused under another."""

    def unseal(self, data: bytes, context: str, of: Sources) -> bytes | None:
        """The bytes that were sealed. Raises where they were changed or moved."""

    def digest(self, data: bytes, of: Sources) -> str | None:
        """A digest that nobody can make who does not have the keys; the same for the same bytes."""


def place(snapshot: str, table: str) -> str:
    """What a table of the identity part is sealed for, so that it passes for that of no other snapshot."""
    return f"{snapshot}/identity/{table}"


def told_of(name: str, rows: Iterable[Cells], sources: Mapping[str, str]) -> list[Sources]:
    """The sources that each row of a table tells of; ``sources`` has that of every account."""
    match name:
        case "titles":
            return [(str(source),) for source, *_ in rows]
        case "evidence":
            return [tuple(sorted({sources[str(row[0])], str(row[3])})) for row in rows]
        case "reasons":
            return [tuple(sorted(map(str, row[-1]))) for row in rows]  # type: ignore[call-overload]  # a list of ids
        case _:
            return [(sources[str(account)],) for account, *_ in rows]


def pieces(table: pl.DataFrame, of: Sequence[Sources], vault: Vault) -> dict[Sources, tuple[str, bytes]]:
    """The rows of a table by the sources they tell of: the digest of each piece, empty for what is erased; and it."""
    grouped: dict[Sources, list[Cells]] = {}
    for at, (row, sources) in enumerate(zip(table.iter_rows(), of, strict=True)):
        grouped.setdefault(sources, []).append((at, *row))
    return {sources: (digest_of(rows, sources, vault) or "", packed(rows)) for sources, rows in grouped.items()}


def digest_of(rows: Iterable[Cells], of: Sources, vault: Vault) -> str | None:
    """The digest of rows that each begin with their place in the table; the order does not matter."""
    return vault.digest("\n".join(sorted(canonical_rows(row[1:] for row in rows))).encode(), of)


def packed(rows: Iterable[Cells]) -> bytes:
    """Rows as bytes that take little room."""
    return zlib.compress(json.dumps(list(rows), ensure_ascii=False, separators=(",", ":")).encode())


def unpacked(data: bytes) -> list[Cells]:
    """The rows that were packed."""
    return [tuple(row) for row in json.loads(zlib.decompress(data))]


def sealed_table(made: Mapping[Sources, tuple[str, bytes]], context: str, vault: Vault) -> pl.DataFrame:
    """A table of the identity part as it lies on the disk; of an erased source there is an empty piece."""
    rows = [
        (list(of), digest, vault.seal(data, context, of) if digest else None) for of, (digest, data) in made.items()
    ]
    return pl.DataFrame(rows, schema=dict(PIECES), orient="row")


def opened_pieces(lying: pl.DataFrame, context: str, vault: Vault) -> dict[Sources, list[Cells] | None]:
    """The rows of each piece, each beginning with its place in the table; None for what is erased."""
    found: dict[Sources, list[Cells] | None] = {}
    for of, _, sealed in lying.iter_rows():
        data = None if sealed is None else vault.unseal(sealed, context, tuple(of))
        found[tuple(of)] = None if data is None else unpacked(data)
    return found


def opened_table(name: str, found: Mapping[Sources, list[Cells] | None], schema: Schema) -> pl.DataFrame:
    """A table of the identity part as it was written, without what is erased; titles say of it that it is."""
    rows = {row[0]: row[1:] for piece in found.values() if piece is not None for row in piece}
    kept = [rows[at] for at in sorted(rows)]  # type: ignore[type-var]  # places in the table
    if name == "titles":
        kept += [(*of, ERASED, ERASED) for of, piece in found.items() if piece is None]
    return pl.DataFrame(kept, schema=dict(schema), orient="row")
