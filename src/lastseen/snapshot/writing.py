"""Writing a snapshot: tables into Parquet, identities sealed, the manifest last, the folder put in place at once."""

import errno
import io
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from lastseen.domain.errors import Refusal
from lastseen.snapshot.digest import whole_digest
from lastseen.snapshot.manifest import FILE, Manifest, check_files, file_digest, read_manifest
from lastseen.snapshot.schema import ANALYSIS, FORMAT, IDENTITY, Schema
from lastseen.snapshot.sealing import Sources, Vault, pieces, place, sealed_table, told_of

Rows = Mapping[str, Iterable[tuple[object, ...]]]
Tables = Mapping[str, pl.DataFrame]


class NoSpace(Refusal):
    """There is no space left for a snapshot."""

    code = "snapshot.no-space"
    sentence = "There is no space left for a snapshot in {path}."
    hint = "Make room on its disk, then take it again; nothing of it was kept."


_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where and when a snapshot is taken."""

    registry: str
    profile: str
    taken: datetime
    software: str
    ledger: int
    compartments: tuple[str, ...]
    vocabularies: Mapping[str, str]


def write_snapshot(folder: Path, rows: Rows, origin: Origin, vault: Vault) -> Manifest:
    """Write a snapshot below ``folder`` and give its manifest; its own folder is named after day and content.

    ``rows`` holds tuples in the order of the schema, for every table of both parts. Nothing is left behind if writing
    fails: the snapshot is built in a hidden folder and renamed when complete. A snapshot with the same content, taken
    the same day, is the same snapshot and is left as it is: the manifest given is the one it has. Raises
    :class:`NoSpace`, or :class:`~lastseen.snapshot.manifest.Damaged` where the one that is there was changed.
    """
    tables = {name: _frame(rows.get(name, ()), schema) for name, schema in {**ANALYSIS, **IDENTITY}.items()}
    identity = _pieces(tables, vault)
    content = whole_digest(_some(tables, ANALYSIS), _digests(identity))
    name = f"S-{origin.taken.astimezone(UTC):%Y%m%d}-{content[:8]}"
    building = folder / f".{name}.building"
    shutil.rmtree(building, ignore_errors=True)
    try:
        described = _manifest(name, content, tables, origin)
        sealed = {table: sealed_table(made, place(name, table), vault) for table, made in identity.items()}
        manifest = _write(building, described, _some(tables, ANALYSIS), sealed)
        if (folder / name).exists():
            return _there(folder / name)
        _keep(building)
        building.rename(folder / name)
        _keep(folder)
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise NoSpace(path=folder) from error
        raise
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return manifest


def _there(folder: Path) -> Manifest:
    manifest = read_manifest(folder)
    check_files(folder, manifest)
    return manifest


def _keep(folder: Path) -> None:
    """Force the names of a folder and of those within to disk, as their files are already."""
    for path in (folder, *(path for path in folder.glob("*") if path.is_dir())):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _frame(rows: Iterable[tuple[object, ...]], schema: Schema) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=dict(schema), orient="row")


def _some(tables: Tables, wanted: Iterable[str]) -> Tables:
    return {name: tables[name] for name in wanted}


def _pieces(tables: Tables, vault: Vault) -> dict[str, dict[Sources, tuple[str, bytes]]]:
    """The identity part in pieces, by table and sources."""
    accounts = dict(tables["accounts"].select("account", "source").iter_rows())
    return {name: pieces(tables[name], told_of(name, tables[name].iter_rows(), accounts), vault) for name in IDENTITY}


def _digests(identity: Mapping[str, Mapping[Sources, tuple[str, bytes]]]) -> dict[str, list[tuple[list[str], str]]]:
    return {name: [(list(of), digest) for of, (digest, _) in made.items()] for name, made in identity.items()}


def _write(folder: Path, described: Manifest, analysis: Tables, identity: Tables) -> Manifest:
    """Write the files and then the manifest, which gains their digests."""
    for part in ("analysis", "identity"):
        (folder / part).mkdir(parents=True)
    for table in ANALYSIS:
        _save(folder / f"analysis/{table}.parquet", _parquet(analysis[table]))
    for table in IDENTITY:
        _save(folder / f"identity/{table}.parquet.sealed", _parquet(identity[table]))
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = replace(described, files={path.relative_to(folder).as_posix(): file_digest(path) for path in files})
    _save(folder / FILE, manifest.to_json().encode())
    return manifest


def _manifest(name: str, content: str, tables: Mapping[str, pl.DataFrame], origin: Origin) -> Manifest:
    return Manifest(
        format=FORMAT,
        name=name,
        registry=origin.registry,
        profile=origin.profile,
        taken=origin.taken.astimezone(UTC).isoformat(timespec="seconds"),
        software=origin.software,
        ledger=origin.ledger,
        compartments=origin.compartments,
        vocabularies=dict(sorted(origin.vocabularies.items())),
        rows={table: frame.height for table, frame in tables.items()},
        content=content,
        files={},
    )


def _parquet(table: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    table.write_parquet(buffer, compression="zstd")
    return buffer.getvalue()


def _save(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
