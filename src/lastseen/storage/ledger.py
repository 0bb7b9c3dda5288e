"""The ledger: one entry for each operation, chained by digest, covering every row the operation wrote or took back."""

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Max, QuerySet

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.storage.commitments import canonical, commitment, content, line, mark
from lastseen.storage.failures import explained
from lastseen.storage.models import Account, Entry, Revision, SearchLine, SearchText
from lastseen.storage.pointing import renew_pointers
from lastseen.storage.rows import Recorded
from lastseen.storage.sealed import sealed_fields, source_keys

RowT = TypeVar("RowT", bound=Recorded)

_SALT = 16


@dataclass(slots=True)
class Pen:
    """What one operation writes with: its entry's id, and a record of what it touched.

    ``told`` are the accounts it wrote, and those these name or named before; ``described`` the sources it wrote.
    """

    entry: UUID
    actor: UUID
    lines: list[str] = field(default_factory=list)
    touched: Counter[str] = field(default_factory=Counter)
    serials: dict[str, int] = field(default_factory=dict)
    told: set[AccountId] = field(default_factory=set)
    described: set[SourceId] = field(default_factory=set)

    def sign(self, row: RowT, *, of: Iterable[UUID] = ()) -> RowT:
        """The row, ready to be written: of this entry, with the salted digest of its content.

        What it says of the sources ``of`` is sealed with their keys. Raises
        :class:`~lastseen.evidence.SourceErased`.
        """
        sources = tuple(of)
        for column in sealed_fields(type(row)) if sources else ():
            setattr(row, column.attname, column.seal(sources, getattr(row, column.attname)))
        values = {name: getattr(row, name) for name in content(type(row))}
        salt = secrets.token_bytes(_SALT)
        row.entry_id, row.salt, row.commitment = self.entry, salt, commitment(values, salt)
        self.lines.append(line(type(row), row.commitment, values))
        return row

    def retract(self, rows: QuerySet[Any]) -> int:
        """Take standing rows back; gives how many."""
        return self._mark(rows, "retracted", {})

    def erase(self, rows: QuerySet[Revision]) -> int:
        """Empty the values of revisions for good; the ledger still says that there were some. Gives how many.

        These accounts point at nothing they named there, and are found by nothing: all of them count as told anew, so
        that whatever of them is left is derived at the end of the operation.
        """
        accounts = {AccountId(id_) for id_ in rows.values_list("account_id", flat=True)}
        erased = self._mark(rows, "erased", {"values": None, "salt": None})
        self.told.update(accounts, renew_pointers(accounts))
        for derived in (SearchLine, SearchText):
            derived.objects.filter(account_id__in=accounts).delete()
        return erased

    def _mark(self, rows: QuerySet[Any], how: str, also: dict[str, object]) -> int:
        ids = list(rows.values_list("id", flat=True))
        self.lines += [mark(how, id_) for id_ in ids]
        rows.update(**{f"{how}_id": self.entry}, **also)
        return len(ids)

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

    The fields the operation changed are counted in the entry's summary as ``kind.field: how many``. Operations follow
    one another: whoever comes while another writes waits. Raises what :mod:`lastseen.storage.failures` makes of a
    database that fails.
    """
    with explained(), transaction.atomic(durable=True):
        _wait_for_others()
        last = Entry.objects.order_by("-number").first()
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
        entry.digest = entry_digest(entry, pen.lines)
        source_keys().keep()
        entry.save(force_insert=True)


def _wait_for_others() -> None:
    """SQLite's transactions take the write lock at their start; on PostgreSQL writers queue for the ledger's table."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE storage_entry IN SHARE ROW EXCLUSIVE MODE")


def position() -> int:
    """The number of the newest entry; nought where nothing has happened."""
    newest: int | None = Entry.objects.aggregate(newest=Max("number"))["newest"]
    return newest or 0


def entry_digest(entry: Entry, lines: Iterable[str]) -> str:
    """The digest of an entry over itself, the digest before it, and all that it wrote or took back, in any order."""
    written = hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
    about = [entry.previous, entry.number, entry.id, entry.at.astimezone(UTC).isoformat(), entry.actor_id]
    return hashlib.sha256(canonical([*about, entry.operation, entry.summary, written])).hexdigest()
