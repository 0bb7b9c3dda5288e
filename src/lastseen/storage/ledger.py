"""The ledger: one entry for each operation, chained by digest, covering every value the operation wrote."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from lastseen.domain.errors import LastseenError
from lastseen.storage.models import Account, Entry, Revision


class LedgerBroken(LastseenError):
    """The ledger does not verify: an entry or a value was changed outside an operation."""


@dataclass(slots=True)
class Pen:
    """What one operation writes with: its entry's id, and a record of what it touched."""

    entry: UUID
    actor: UUID
    commitments: list[str] = field(default_factory=list)
    touched: Counter[str] = field(default_factory=Counter)
    serials: dict[str, int] = field(default_factory=dict)

    def next_serial(self, kind: str) -> int:
        """The next serial of a kind of account."""
        if kind not in self.serials:
            highest: int | None = Account.objects.filter(kind=kind).aggregate(highest=Max("serial"))["highest"]
            self.serials[kind] = highest or 0
        self.serials[kind] += 1
        return self.serials[kind]


@contextmanager
def recording(actor: UUID, operation: str, at: datetime) -> Iterator[Pen]:
    """One transaction and one entry for one operation: both are written, or neither.

    The fields the operation changed are counted in the entry's summary as ``kind.field: how many``.
    """
    with transaction.atomic():
        last = Entry.objects.select_for_update().order_by("-number").first()
        pen = Pen(entry=uuid4(), actor=actor)
        yield pen
        number, previous = (1, "") if last is None else (last.number + 1, last.digest)
        entry = Entry(
            id=pen.entry,
            number=number,
            at=at.astimezone(UTC),
            actor_id=actor,
            operation=operation,
            summary=dict(sorted(pen.touched.items())),
            previous=previous,
        )
        entry.digest = _digest(entry, pen.commitments)
        entry.save(force_insert=True)


def position() -> int:
    """The number of the newest entry; nought where nothing has happened."""
    return Entry.objects.aggregate(newest=Max("number"))["newest"] or 0


def commitment(values: object, salt: bytes) -> str:
    """The salted digest by which the ledger holds values it does not contain."""
    return hashlib.sha256(salt + canonical(values)).hexdigest()


def canonical(values: object) -> bytes:
    """The same bytes for the same values, whatever the order of keys."""
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _digest(entry: Entry, commitments: list[str]) -> str:
    written = hashlib.sha256("".join(sorted(commitments)).encode()).hexdigest()
    return hashlib.sha256(
        canonical(
            [
                entry.previous,
                entry.number,
                entry.at.astimezone(UTC).isoformat(),
                str(entry.actor_id),
                entry.operation,
                entry.summary,
                written,
            ]
        )
    ).hexdigest()


def verify() -> int:
    """Check every entry against its digest and every value against its commitment; gives the number of entries.

    Raises :class:`LedgerBroken` naming the first entry that does not fit.
    """
    previous = ""
    count = 0
    for entry in Entry.objects.order_by("number").iterator():
        count += 1
        if entry.number != count or entry.previous != previous or _digest(entry, _commitments(entry)) != entry.digest:
            raise LedgerBroken(f"Entry {entry.number} of the ledger was changed outside an operation.")
        previous = entry.digest
    return count


def _commitments(entry: Entry) -> list[str]:
    found = []
    for values, salt, held in (
        Revision.objects.filter(entry=entry).values_list("values", "salt", "commitment").iterator()
    ):
        if values is not None and salt is not None and commitment(values, bytes(salt)) != held:
            raise LedgerBroken(f"A value written by entry {entry.number} was changed outside an operation.")
        found.append(held)
    return found
