"""Everything a registry holds, written out for the group itself: no group is locked in."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from lastseen.domain.accounts import SourceId
from lastseen.domain.errors import Refusal
from lastseen.domain.release import Released
from lastseen.evidence import DamagedSeal
from lastseen.exchange.everything import Column, Held, Kind, Manifest, Writing
from lastseen.operations.files import store_with
from lastseen.operations.release import release_whole
from lastseen.operations.workspace import Workspace
from lastseen.snapshot import Snapshot
from lastseen.storage.evidence import kept_files
from lastseen.storage.ledger import position
from lastseen.storage.moment import at_one_moment
from lastseen.storage.sealed import source_keys
from lastseen.storage.whole import TableColumn, every_table


class FolderThere(Refusal):
    """Something is written into a new folder only, so that it holds nothing else."""

    code = "export.folder-there"
    sentence = "There is something called {out} already."
    hint = "Name a folder that is not there yet."


def take_everything(
    snapshot: Snapshot, out: Path, workspace: Workspace, *, actor: UUID, now: datetime
) -> Released[Manifest]:
    """Write every table, row by row, and every file to a new folder, readable by anybody who has it.

    Raises :class:`FolderThere`, and as :func:`~lastseen.operations.release.release_whole` does.
    """

    def made() -> Manifest:
        writing = Writing(folder=out)
        try:
            writing.begin()
        except FileExistsError as error:
            raise FolderThere(out=out.name) from error
        with at_one_moment():
            writing.tables(_held(workspace))
            _files(writing, workspace)
            return writing.finish(str(workspace.id), now.isoformat(), position())

    return release_whole(snapshot, "everything", made, actor=actor, now=now)


def _held(workspace: Workspace) -> Iterator[Held]:
    for table in workspace.watch(every_table(), "writing tables"):
        yield Held(name=table.name, columns=tuple(map(_column, table.columns)), rows=table.rows)


def _column(column: TableColumn) -> Column:
    kind = Kind.BOOLEAN if column.is_truth else Kind.INTEGER if column.is_number else Kind.TEXT
    return Column(name=column.name, kind=kind, secret=column.is_secret)


def _files(writing: Writing, workspace: Workspace) -> None:
    """The files of every source, each content once; one that was erased, or does not open, is named with the reason."""
    erased = source_keys().erased()
    kept: dict[str, tuple[SourceId, int]] = {}
    for source, digest, size in kept_files():
        if digest not in kept or source not in erased:
            kept[digest] = (source, size)
    for digest, (source, size) in workspace.watch(kept.items(), "writing files"):
        if source in erased:
            writing.file(digest, size, None, "erased")
            continue
        try:
            with store_with(workspace, source, digest).open(digest) as content:
                writing.file(digest, size, content.pieces(0, content.size))
        except DamagedSeal:
            writing.file(digest, size, None, "damaged")
