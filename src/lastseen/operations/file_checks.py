"""Whether every file lies where it should, each byte as it came."""

import hashlib

from lastseen.domain.files import SHORT_DIGEST
from lastseen.evidence import DamagedSeal, FileStore
from lastseen.operations.files import store_of, store_with
from lastseen.operations.workspace import Workspace
from lastseen.storage.evidence import kept_files
from lastseen.storage.sealed import source_keys


def file_faults(workspace: Workspace) -> tuple[int, list[str]]:
    """How many files are named in the registry, and what is wrong with those or with what lies beside them.

    Those of erased sources are named, and lie there no more.
    """
    erased = source_keys().erased()
    named = [
        (store_with(workspace, source, digest), digest, size)
        for source, digest, size in kept_files()
        if source not in erased
    ]
    faults = []
    for store, digest, size in workspace.watch(named, "files", len(named)):
        if not store.has(digest):
            faults.append(f"file {digest[:SHORT_DIGEST]} is missing")
        elif not _is_whole(store, digest, size):
            faults.append(f"file {digest[:SHORT_DIGEST]} is damaged")
    strangers = {*store_of(workspace).lying()} - {store.name_of(digest) for store, digest, _ in named}
    if strangers:
        faults.append(f"{len(strangers)} files lie there that the registry knows nothing of")
    return len(named), faults


def _is_whole(store: FileStore, digest: str, size: int) -> bool:
    try:
        with store.open(digest) as content:
            return content.size == size and hashlib.file_digest(content, "sha256").hexdigest() == digest
    except (DamagedSeal, OSError):
        return False
