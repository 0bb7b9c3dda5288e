"""Whether a registry is sound: its file, its ledger, its snapshots."""

from collections.abc import Iterator
from dataclasses import dataclass

from lastseen.domain.errors import LastseenError
from lastseen.operations.snapshots import find_snapshot
from lastseen.operations.workspace import Workspace
from lastseen.snapshot.reading import check_content
from lastseen.storage.ledger import verify
from lastseen.storage.reading import snapshot_names
from lastseen.storage.soundness import database_faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at, and whether it is as it should be."""

    id: str
    sound: bool
    detail: str


def examine(workspace: Workspace) -> tuple[Check, ...]:
    """Look at everything; never stops at the first fault."""
    return (_database(), _ledger(), *_snapshots(workspace))


def _database() -> Check:
    faults = database_faults()
    return Check(id="database", sound=not faults, detail="; ".join(faults) or "every page and every reference is whole")


def _ledger() -> Check:
    try:
        return Check(id="ledger", sound=True, detail=f"{verify()} entries, each as it was written")
    except LastseenError as error:
        return Check(id="ledger", sound=False, detail=str(error))


def _snapshots(workspace: Workspace) -> Iterator[Check]:
    for name in snapshot_names():
        try:
            check_content(find_snapshot(workspace, name))
        except LastseenError as error:
            yield Check(id=f"snapshot {name}", sound=False, detail=str(error))
        else:
            yield Check(id=f"snapshot {name}", sound=True, detail="every file and every row is as it was written")
