"""Changes of many at once, known by their entry of the ledger: all that one entry wrote is one change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from lastseen.domain.accounts import SourceId
from lastseen.domain.bulk import BulkKind, Described
from lastseen.domain.decisions import Conclusion as DomainConclusion
from lastseen.domain.rights import Rights
from lastseen.storage.commitments import content
from lastseen.storage.ledger import Pen
from lastseen.storage.models import Conclusion, ConclusionAccount, Description, Entry
from lastseen.storage.protection import retract_hold
from lastseen.storage.protection_models import Hold, HoldAccount
from lastseen.storage.seen import Deed, deed, seen_descriptions
from lastseen.storage.unsaid import unread

_CHUNK = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkChange:
    """A change of many: what it says of each, why, and how many rows it wrote.

    ``said`` is the variable and the values concluded, what is held and until when, or what of a description and its
    new word.
    """

    id: UUID
    kind: BulkKind
    made: Deed
    said: tuple[str, ...]
    reason: str
    written: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkRow:
    """One row that a change wrote: the accounts it hangs on or the source, and whether it stands."""

    ids: frozenset[UUID]
    stands: bool


def put_conclusions(pen: Pen, conclusions: Iterable[DomainConclusion]) -> None:
    """Write conclusions of which none stands yet just so."""
    rows: list[Conclusion] = []
    hanging: list[ConclusionAccount] = []
    for one in conclusions:
        row = pen.sign(Conclusion(variable=one.variable, values=list(one.values), reason=one.reason))
        rows.append(row)
        hanging += [pen.sign(ConclusionAccount(conclusion=row, account_id=account)) for account in sorted(one.accounts)]
        pen.touched[f"conclusion.{one.variable}"] += 1
    Conclusion.objects.bulk_create(rows, batch_size=_CHUNK)
    ConclusionAccount.objects.bulk_create(hanging, batch_size=_CHUNK)


def bulk_changes(rights: Rights, start: int, size: int) -> tuple[int, list[BulkChange]]:
    """How many changes of many hang on nothing that is hidden, and some of them, newest first."""
    rows = _changes(rights)
    return rows.count(), list(_read(rows[start : start + size]))


def bulk_change(rights: Rights, change: UUID) -> BulkChange | None:
    """One change of many, where it hangs on nothing that is hidden."""
    return next(_read(_changes(rights).filter(id=change)), None)


def _changes(rights: Rights) -> "QuerySet[Entry]":
    seen = Description.objects.filter(seen_descriptions(rights), retracted__isnull=True).values("source_id")
    told = Q(account__coding__source_id__in=seen) & ~Q(account__coding__source_id__in=unread(rights))
    concluded = ConclusionAccount.objects.exclude(told).values("entry_id")
    held = HoldAccount.objects.exclude(told).values("entry_id")
    described = Description.objects.exclude(source_id__in=seen).values("entry_id")
    rows = Entry.objects.filter(operation__in=list(BulkKind)).order_by("-number")
    return rows.exclude(id__in=concluded).exclude(id__in=held).exclude(id__in=described)


def _read(rows: "QuerySet[Entry]") -> Iterator[BulkChange]:
    columns = ("number", "at", "actor__name", "operation")
    for id_, *cells in rows.values_list("id", *columns):
        kind = BulkKind(cells[3])
        written = _written(kind, id_)
        said, reason = _said(written[0])
        yield BulkChange(id=id_, kind=kind, made=deed(cells), said=said, reason=reason, written=written.count())


def _written(kind: BulkKind, change: UUID) -> "QuerySet[Any]":
    tables: dict[BulkKind, Any] = {
        BulkKind.CONCLUDE: Conclusion,
        BulkKind.HOLD: Hold,
        BulkKind.DESCRIBE: Description,
    }
    rows: QuerySet[Any] = tables[kind].objects.filter(entry_id=change)
    return rows


def _said(row: Conclusion | Hold | Description) -> tuple[tuple[str, ...], str]:
    match row:
        case Conclusion():
            return (row.variable, *row.values), row.reason
        case Hold():
            return (row.what, row.review.isoformat()), row.why
        case _:
            before = Description.objects.get(retracted_id=row.entry_id, source_id=row.source_id)
            field = next(name for name in Described if getattr(before, name) != getattr(row, name))
            return (field, str(getattr(row, field))), ""


def rows_of(change: BulkChange) -> list[BulkRow]:
    """Every row that a change wrote."""
    written = _written(change.kind, change.id)
    if change.kind is BulkKind.DESCRIBE:
        return [
            BulkRow(ids=frozenset({source}), stands=retracted is None)
            for source, retracted in written.values_list("source_id", "retracted_id")
        ]
    return [
        BulkRow(ids=frozenset(account.id for account in row.accounts.all()), stands=row.retracted_id is None)
        for row in written.prefetch_related("accounts")
    ]


def withdraw(pen: Pen, change: BulkChange, reason: str) -> int:
    """Take back all of a change that still stands, and let stand again what it had replaced; gives how many rows."""
    standing = _written(change.kind, change.id).filter(retracted__isnull=True)
    match change.kind:
        case BulkKind.CONCLUDE:
            count = pen.retract(standing)
            pen.touched["conclusion.retracted"] += count
        case BulkKind.HOLD:
            holds = list(standing.values_list("id", flat=True))
            for hold in holds:
                retract_hold(pen, hold, reason)
            count = len(holds)
        case BulkKind.DESCRIBE:
            count = _describe_again(pen, change, standing)
    return count


def _describe_again(pen: Pen, change: BulkChange, standing: "QuerySet[Description]") -> int:
    sources = list(standing.values_list("source_id", flat=True))
    pen.retract(standing)
    for old in Description.objects.filter(retracted_id=change.id, source_id__in=sources):
        said = {name: getattr(old, name) for name in content(type(old)) if name != "id"}
        pen.sign(Description(**said), of=[old.source_id]).save(force_insert=True)
    pen.described.update(map(SourceId, sources))
    pen.touched[f"source.{change.said[0]}"] += len(sources)
    return len(sources)
