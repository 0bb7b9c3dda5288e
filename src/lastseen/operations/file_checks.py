"""Whether every file lies where it should, each byte as it came."""

import hashlib

from lastseen.domain.files import SHORT_DIGEST
from lastseen.evidence import DamagedSeal
from lastseen.operations.files import store_of
from lastseen.operations.workspace import Workspace
from lastseen.storage.evidence import kept_files


def file_faults(workspace: Workspace) -> tuple[int, list[str]]:
    """How many contents are named in the registry, and what is wrong with those or with what lies beside them."""
    named = list(kept_files())
    store = store_of(workspace)
    faults = []
    for digest, size in workspace.watch(named, "files", len(named)):
        if not store.has(digest):
            faults.append(f"file {digest[:SHORT_DIGEST]} is missing")
            continue
        try:
            with store.open(digest) as content:
                is_whole = content.size == size and hashlib.file_digest(content, "sha256").hexdigest() == digest
        except (DamagedSeal, OSError):
            is_whole = False
        if not is_whole:
            faults.append(f"file {digest[:SHORT_DIGEST]} is damaged")
    strangers = store.unnamed(digest for digest, _ in named)
    if strangers:
        faults.append(f"{strangers} files lie there that the registry knows nothing of")
    return len(named), faults
