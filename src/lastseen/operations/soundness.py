"""Whether a registry is sound: its key, its database, its ledger, its files, its snapshots."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from lastseen.domain.errors import LastseenError
from lastseen.operations.erasing import unfinished_erasures
from lastseen.operations.file_checks import file_faults
from lastseen.operations.files import STORE
from lastseen.operations.snapshots import find_snapshot
from lastseen.operations.workspace import Workspace
from lastseen.snapshot.manifest import FILE
from lastseen.snapshot.reading import check_content
from lastseen.storage.failures import explained
from lastseen.storage.moment import at_one_moment
from lastseen.storage.pointing import pointers_in_step
from lastseen.storage.reading import snapshot_names
from lastseen.storage.sealed import source_keys
from lastseen.storage.search.keeping import index_faults, is_in_step
from lastseen.storage.soundness import database_faults
from lastseen.storage.verifying import verify


class Unsound(LastseenError):
    """Something is not as it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at, and whether it is as it should be."""

    id: str
    sound: bool
    detail: str


def examine(workspace: Workspace) -> tuple[Check, ...]:
    """Look at everything; never stops at the first fault."""
    return (
        _check("keys", lambda: _keys(workspace)),
        _check("database", _database),
        _check("ledger", _ledger),
        _check("search", lambda: _search(workspace)),
        *([_check("files", lambda: _files(workspace))] if (workspace.folder / STORE).exists() else []),
        *(_check(f"snapshot {name}", look) for name, look in _snapshots(workspace)),
    )


def _check(id_: str, look: Callable[[], str]) -> Check:
    try:
        with explained():
            return Check(id=id_, sound=True, detail=look())
    except LastseenError as error:
        return Check(id=id_, sound=False, detail=str(error))


def _keys(workspace: Workspace) -> str:
    workspace.key()
    count = source_keys().check()
    if unfinished_erasures():
        raise Unsound(
            f"{', '.join(unfinished_erasures())}: erased, but not everywhere, as the registry or its file of keys was "
            "put back to an older state: run `lastseen withdraw SOURCE --erase` again"
        )
    return f"the passphrase opens the registry's key, and this the keys of {count} sources"


def _database() -> str:
    faults = database_faults()
    if faults:
        raise Unsound("; ".join(faults))
    return "every page and every reference is whole"


def _ledger() -> str:
    with at_one_moment():
        return f"{verify()} entries, each as it was written"


def _search(workspace: Workspace) -> str:
    with at_one_moment():
        in_step = pointers_in_step() and is_in_step(workspace.frame)
    if index_faults() or not in_step:
        raise Unsound("what the library finds is not what the registry holds: run `lastseen reindex`")
    return "the library finds what the registry holds"


def _files(workspace: Workspace) -> str:
    count, faults = file_faults(workspace)
    if faults:
        raise Unsound("; ".join(faults))
    return f"{count} files, each byte as it came"


def _snapshots(workspace: Workspace) -> Iterator[tuple[str, Callable[[], str]]]:
    """A look at every snapshot the registry knows, and at every one that lies in its folder."""
    try:
        with explained():
            known = snapshot_names()
    except LastseenError:
        known = []
    lying = sorted(path.parent.name for path in workspace.snapshots.glob(f"[!.]*/{FILE}"))
    for name in dict.fromkeys([*known, *lying]):
        yield name, partial(_snapshot, workspace, name)


def _snapshot(workspace: Workspace, name: str) -> str:
    if name not in snapshot_names():
        raise Unsound(
            "the registry knows nothing of it: it comes from elsewhere, or the registry was put back to an older state"
        )
    check_content(find_snapshot(workspace, name))
    return "every file and every row is as it was written"
