"""Who can open the registry: holders of a passphrase added, changed, and taken away. Nothing is encrypted anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from lastseen.domain.rights import May
from lastseen.evidence import Cost, Holder, add_slot, change_passphrase, put_back_on_failure, read_slots, remove_slot
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.ledger import recording


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """Where a registry's key lies, wrapped for each holder, and how dear a new passphrase is to guess."""

    path: Path
    cost: Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyHolder:
    """Somebody whose passphrase opens the registry: the id of their slot, and what they are called."""

    slot: str
    label: str


def key_holders(keys: KeyFile) -> tuple[KeyHolder, ...]:
    """Everybody whose passphrase opens the registry, oldest first. Raises what reading a key file raises."""
    return tuple(KeyHolder(slot=slot.id, label=slot.label) for slot in read_slots(keys.path))


def add_key_holder(keys: KeyFile, holder: Holder, workspace: Workspace, *, actor: UUID, now: datetime) -> str:
    """Let another passphrase open the registry; gives the id of its slot."""
    key = workspace.key()
    with _rewriting(keys, "add-key-holder", actor, now):
        return add_slot(keys.path, key, holder, cost=keys.cost, entropy=workspace.entropy)


def change_key_passphrase(  # noqa: PLR0913  # what every door hands in, by name
    keys: KeyFile, old: str, new: str, workspace: Workspace, *, actor: UUID, now: datetime
) -> None:
    """Put a new passphrase in place of an old one. Raises :class:`~lastseen.evidence.keys.WrongPassphrase`."""
    with _rewriting(keys, "change-key-passphrase", actor, now):
        change_passphrase(keys.path, old, new, cost=keys.cost, entropy=workspace.entropy)


def remove_key_holder(keys: KeyFile, slot: str, workspace: Workspace, *, actor: UUID, now: datetime) -> None:
    """Take a holder's passphrase away; the last one stays. Raises :class:`~lastseen.evidence.keys.LastSlot`.

    A copy of the key file made before still opens with it.
    """
    workspace.key()
    with _rewriting(keys, "remove-key-holder", actor, now):
        remove_slot(keys.path, slot)


@contextmanager
def _rewriting(keys: KeyFile, operation: str, actor: UUID, now: datetime) -> Iterator[None]:
    """One entry for one change of the key file: both are made, or neither."""
    authorised(actor, May.ADMINISTER)
    with put_back_on_failure(keys.path), recording(actor, operation, now) as pen:
        pen.touched["keys.slot"] += 1
        yield
