"""Reading a snapshot: typed tables for Polars and DuckDB, identities only for who holds the key."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
import polars as pl

from lastseen.domain.errors import Refusal
from lastseen.snapshot.digest import whole_digest
from lastseen.snapshot.manifest import Damaged, Manifest, check_files, read_manifest
from lastseen.snapshot.outward import Outward
from lastseen.snapshot.schema import ANALYSIS, IDENTITY
from lastseen.snapshot.sealing import Vault, digest_of, opened_pieces, opened_table, place
from lastseen.snapshot.withholding import LeftOut, Marked, blacked_out, kept, kept_identities, quoted


class NoSuchTable(Refusal):
    """The snapshot has no table of this name."""

    code = "snapshot.unknown-table"
    sentence = "A snapshot has no table {table}."
    hint = "Its tables are: {known}."


class Sealed(Refusal):
    """The identity part is sealed, and no key was given."""

    code = "snapshot.sealed"
    sentence = "The table {table} is in the sealed identity part."
    hint = "Open the snapshot through its registry, with the passphrase."


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A snapshot opened for reading. Tables are read when asked for, without what is ``withheld``.

    Quotes are read from texts in one of the states that are ``quotable``; None for all that may be quoted when it was
    taken. Of free words those are blacked out that are ``marked`` in a text of their source. Outsiders see it
    ``outward``.
    """

    folder: Path
    manifest: Manifest
    vault: Vault | None = field(default=None, repr=False)
    withheld: LeftOut = field(default_factory=LeftOut)
    quotable: frozenset[str] | None = field(default=None, repr=False)
    marked: Marked = field(default_factory=dict, repr=False)
    outward: Outward | None = field(default=None, repr=False)

    def without(self, sources: frozenset[str] = frozenset(), people: frozenset[str] = frozenset()) -> "Snapshot":
        """The same snapshot without these sources and everybody they tell of, and without these people."""
        return replace(self, withheld=self.withheld | LeftOut(sources=sources, people=people))

    def shown(self, outward: Outward) -> "Snapshot":
        """The same snapshot as an outsider may see it; names and words are sealed unless it shows them."""
        return replace(self, outward=outward, vault=self.vault if outward.named else None)

    def quoting(self, states: frozenset[str], marked: Marked) -> "Snapshot":
        """The same snapshot without the words of texts that are in none of these states, nor what is marked now."""
        return replace(self, quotable=states, marked=marked)

    def table(self, name: str) -> pl.DataFrame:
        """One table of the analysis part. Raises :class:`NoSuchTable`."""
        return self.lazy(name).collect()

    def lazy(self, name: str) -> pl.LazyFrame:
        """One table of the analysis part, read only as far as is needed. Raises :class:`NoSuchTable`."""
        if name not in ANALYSIS:
            raise NoSuchTable(table=name, known=", ".join(ANALYSIS))
        table = kept(name, self._whole, self.withheld) if self.withheld else self._whole(name)
        return table if self.outward is None else self.outward.shown(name, table.collect()).lazy()

    def _whole(self, name: str) -> pl.LazyFrame:
        return pl.scan_parquet(self.folder / f"analysis/{name}.parquet", glob=False)

    def identity(self, name: str) -> pl.DataFrame:
        """One table of the identity part. Raises :class:`NoSuchTable` or :class:`Sealed`."""
        if name not in IDENTITY:
            raise NoSuchTable(table=name, known=", ".join(IDENTITY))
        if self.vault is None:
            raise Sealed(table=name)
        found = opened_pieces(self.lying(name), place(self.manifest.name, name), self.vault)
        table = opened_table(name, found, IDENTITY[name])
        if name == "evidence" and self.quotable is not None:
            table = quoted(table, self.quotable)
        if name == "texts" and self.marked:
            table = blacked_out(table, self._whole, self.marked)
        table = kept_identities(table, self._whole, self.withheld) if self.withheld else table
        return table if self.outward is None else self.outward.shown(name, table)

    def lying(self, name: str) -> pl.DataFrame:
        """One table of the identity part as it lies on the disk, in sealed pieces."""
        return pl.read_parquet(self.folder / f"identity/{name}.parquet.sealed", glob=False)

    def duckdb(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection with a view for every table of the analysis part."""
        connection = duckdb.connect()
        for name in ANALYSIS:
            if self.withheld or self.outward is not None:
                connection.register(name, self.table(name))
                continue
            path = str(self.folder / f"analysis/{name}.parquet").replace("'", "''")
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{path}')")  # noqa: S608  # own names
        return connection

    def label(self, vocabulary: str, code: str, language: str) -> str:
        """The label of a code as it stood when the snapshot was taken; in English, then the code, where it has none."""
        for wanted in (language, "en"):
            found = self.labels(vocabulary, wanted).get(code)
            if found is not None:
                return found
        return code

    def labels(self, vocabulary: str, language: str) -> dict[str, str]:
        """All labels of a vocabulary in one language, by code."""
        of_it = (pl.col("vocabulary") == vocabulary) & (pl.col("language") == language)
        return dict(self.lazy("labels").filter(of_it).select("code", "label").collect().iter_rows())


def open_snapshot(path: str | Path, vault: Vault | None = None) -> Snapshot:
    """Open a snapshot after checking that every file is the one that was written.

    Raises :class:`~lastseen.snapshot.manifest.NotASnapshot` or :class:`~lastseen.snapshot.manifest.Damaged`.
    """
    folder = Path(path)
    manifest = read_manifest(folder)
    check_files(folder, manifest)
    return Snapshot(folder=folder, manifest=manifest, vault=vault)


def check_content(snapshot: Snapshot) -> None:
    """The rows are those whose digest the manifest states; of an erased source, what is sealed is as it was.

    Needs the keys. Raises :class:`Sealed` or :class:`Damaged`.
    """
    identity = {name: list(_checked(snapshot, name)) for name in IDENTITY}
    found = whole_digest({name: snapshot.table(name) for name in ANALYSIS}, identity)
    if found != snapshot.manifest.content:
        raise Damaged(path=snapshot.folder, found=found[:12], expected=snapshot.manifest.content[:12])


def _checked(snapshot: Snapshot, name: str) -> Iterator[tuple[list[str], str]]:
    """The digest of each piece, of what can be opened as its rows have it."""
    if snapshot.vault is None:
        raise Sealed(table=name)
    lying = snapshot.lying(name)
    opened = opened_pieces(lying, place(snapshot.manifest.name, name), snapshot.vault)
    for of, stated, _ in lying.iter_rows():
        rows = opened[tuple(of)]
        yield of, stated if rows is None else digest_of(rows, tuple(of), snapshot.vault) or stated
