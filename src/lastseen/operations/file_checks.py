"""Whether every file lies where it should, each byte as it came; and those that nothing names, taken away."""

import hashlib
from datetime import datetime
from uuid import UUID

from lastseen.domain.files import SHORT_DIGEST
from lastseen.domain.rights import May
from lastseen.evidence import DamagedSeal, FileStore
from lastseen.operations.files import IDLE, store_of, store_with
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.evidence import kept_files
from lastseen.storage.ledger import recording
from lastseen.storage.sealed import source_keys

_UNNAMED = (
    "{n} files lie there that the registry knows nothing of: what brought them was cut off, or the registry was put "
    "back to an older state; bring them again, or take them away with `lastseen doctor --sweep`"
)


def file_faults(workspace: Workspace) -> tuple[int, list[str]]:
    """How many files are named in the registry, and what is wrong with those or with what lies beside them.

    Those of erased sources are named, and lie there no more.
    """
    named = _named(workspace)
    faults = []
    for store, digest, size in workspace.watch(named, "files", len(named)):
        if not store.has(digest):
            faults.append(f"file {digest[:SHORT_DIGEST]} is missing")
        elif not _is_whole(store, digest, size):
            faults.append(f"file {digest[:SHORT_DIGEST]} is damaged")
    strangers = {*store_of(workspace).lying()} - _names(named)
    if strangers:
        faults.append(_UNNAMED.format(n=len(strangers)))
    return len(named), faults


def sweep_files(workspace: Workspace, *, actor: UUID, now: datetime) -> int:
    """Take away the files that nothing names, as a process that was killed leaves them; gives how many there were.

    What came within the hour may be on its way still, and stays. Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    authorised(actor, May.ADMINISTER)
    store, moment = store_of(workspace), (now - IDLE).timestamp()
    with recording(actor, "sweep-files", now) as pen:
        unnamed = {*store.lying(before=moment)} - _names(_named(workspace))
        store.remove(unnamed)
        swept = len(unnamed) + store.forget_older(moment)
        pen.touched["file.swept"] += swept
    return swept


def _named(workspace: Workspace) -> list[tuple[FileStore, str, int]]:
    """The files the registry names but for those of erased sources: the store of each, its digest, its size."""
    erased = source_keys().erased()
    return [
        (store_with(workspace, source, digest), digest, size)
        for source, digest, size in kept_files()
        if source not in erased
    ]


def _names(named: list[tuple[FileStore, str, int]]) -> set[str]:
    return {store.name_of(digest) for store, digest, _ in named}


def _is_whole(store: FileStore, digest: str, size: int) -> bool:
    try:
        with store.open(digest) as content:
            return content.size == size and hashlib.file_digest(content, "sha256").hexdigest() == digest
    except (DamagedSeal, OSError):
        return False
