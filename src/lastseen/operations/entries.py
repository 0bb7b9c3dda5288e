"""Entries of the ledger for what happens outside operations: log-ins, second factors, sessions; and how far it is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lastseen.storage.ledger import position, recording
from lastseen.storage.models import User
from lastseen.storage.reading import snapshot_names


class EntryKind(StrEnum):
    """What somebody did at the entry; the name of the operation in the ledger."""

    LOGGED_IN = "log-in"
    FAILED = "log-in-failed"
    LOCKED_OUT = "locked-out"
    LOGGED_OUT = "log-out"
    FACTOR_ADDED = "factor-added"
    FACTOR_REMOVED = "factor-removed"
    FACTOR_FAILED = "factor-failed"
    FACTORS_RESET = "factors-reset"
    SESSIONS_ENDED = "sessions-ended"


def note_entry(kind: EntryKind, *, actor: UUID, now: datetime) -> None:
    """Note in the ledger what somebody did at the entry, or what was tried in their name."""
    with recording(actor, kind.value, now) as pen:
        pen.touched[f"entry.{kind.value}"] += 1


def can_log_in(user: UUID) -> bool:
    """Whether a user has a password to log in with."""
    found = User.objects.filter(id=user).first()
    return found is not None and found.has_usable_password()


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """How far the registry is: the number of the ledger's newest entry, and the newest snapshot, if there is one."""

    entry: int
    snapshot: str | None


def standing() -> Position:
    """How far the registry is now: what the foot of every page says."""
    snapshots = snapshot_names()
    return Position(entry=position(), snapshot=snapshots[-1] if snapshots else None)
