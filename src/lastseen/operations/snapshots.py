"""Taking a snapshot of the registry, and opening one again."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from uuid import UUID

from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May
from lastseen.evidence import SourceKeys, derive_key, seal, unseal
from lastseen.operations.book import read_book
from lastseen.operations.freezing import rows
from lastseen.operations.quoting import read_quotes
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.snapshot import Snapshot, open_snapshot
from lastseen.snapshot.manifest import Manifest, read_manifest
from lastseen.snapshot.sealing import Sources
from lastseen.snapshot.writing import Origin, write_snapshot
from lastseen.storage.ledger import position, recording
from lastseen.storage.models import Frozen
from lastseen.storage.moment import at_one_moment
from lastseen.storage.reading import passages, snapshot_names
from lastseen.storage.sealed import source_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityVault:
    """Seals and opens the identity part of snapshots with the keys of this registry's sources."""

    entropy: Callable[[int], bytes] = field(repr=False)
    keys: SourceKeys = field(default_factory=source_keys, repr=False)

    def seal(self, data: bytes, context: str, of: Sources) -> bytes | None:
        """Bytes sealed for a context; None where a source was erased."""
        key = self._key(of)
        return None if key is None else seal(data, key, context=context, entropy=self.entropy)

    def unseal(self, data: bytes, context: str, of: Sources) -> bytes | None:
        """The bytes that were sealed. Raises :class:`~lastseen.evidence.DamagedSeal`."""
        key = self._key(of)
        return None if key is None else unseal(data, key, context=context)

    def digest(self, data: bytes, of: Sources) -> str | None:
        """A digest made with the sources' keys."""
        key = self._key(of)
        return None if key is None else hmac.digest(derive_key(key, "snapshot-digest"), data, "sha256").hex()

    def _key(self, of: Sources) -> bytes | None:
        return self.keys.key(tuple(UUID(source) for source in of))


class NoSnapshot(Refusal):
    """There is no such snapshot."""

    code = "snapshot.not-found"
    sentence = "There is no snapshot {name} in this registry."
    hint = "Take one with `lastseen snapshot`. There are: {known}."


def take_snapshot(workspace: Workspace, *, actor: UUID, now: datetime) -> Manifest:
    """Freeze what is known now; gives the manifest.

    Where nothing has changed since, or everything is again as it was that day, it is the same snapshot, and from now on
    the newest one.
    """
    authorised(actor, May.ANALYSE)
    with at_one_moment():
        book = read_book()
        origin = Origin(
            registry=str(workspace.id),
            profile=workspace.profile,
            taken=now,
            software=version("lastseen"),
            ledger=position(),
            compartments=tuple(sorted({source.compartment for source in book.sources})),
            vocabularies={id_: vocabulary.version for id_, vocabulary in workspace.vocabularies.items()},
        )
        manifest = write_snapshot(
            workspace.snapshots,
            rows(book, workspace.frame, {one.id: one for one in passages()}, read_quotes(), workspace.watch),
            origin,
            IdentityVault(entropy=workspace.entropy),
        )
    if snapshot_names()[-1:] != [manifest.name]:
        with recording(actor, "take-snapshot", now) as pen:
            row = Frozen(name=manifest.name, content_digest=manifest.content, ledger=manifest.ledger)
            pen.sign(row).save(force_insert=True)
            pen.touched["snapshot.rows"] += sum(manifest.rows.values())
    return manifest


def find_snapshot(workspace: Workspace, name: str | None) -> Snapshot:
    """The snapshot of this name, opened with the registry's key; without a name, the newest.

    Raises :class:`NoSnapshot`, or what opening a snapshot raises.
    """
    taken = snapshot_names()
    found = name or (taken[-1] if taken else "yet")
    if found not in taken:
        raise NoSnapshot(name=found, known=", ".join(taken) or "none")
    return open_snapshot(workspace.snapshots / found, IdentityVault(entropy=workspace.entropy))


def list_snapshots(workspace: Workspace) -> list[str]:
    """The names of the snapshots taken, in the order in which each was last taken."""
    del workspace
    return snapshot_names()


def describe_snapshots(workspace: Workspace) -> list[Manifest]:
    """What each snapshot says of itself, in the order in which each was last taken; those that are gone are left out.

    Raises :class:`~lastseen.snapshot.manifest.NotASnapshot` for one that cannot be read.
    """
    folders = [workspace.snapshots / name for name in snapshot_names()]
    return [read_manifest(folder) for folder in folders if folder.exists()]
