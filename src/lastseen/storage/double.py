"""Interviews coded by two people: who reads them, what each handed in, what a third is choosing and concluded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from lastseen.domain.accounts import ACCOUNT_TYPES, AccountId, SourceId
from lastseen.domain.accounts import Account as DomainAccount
from lastseen.domain.agreement import Agreed
from lastseen.domain.encoding import decode
from lastseen.domain.rights import Rights
from lastseen.storage.ledger import Pen
from lastseen.storage.models import (
    Coding,
    Concluded,
    ConcludedField,
    ConcludedUnit,
    Concluding,
    DoubleCoding,
    Revision,
    Withdrawal,
)
from lastseen.storage.sealed import sealed_json
from lastseen.storage.seen import Deed, deed, deed_columns, seen_descriptions
from lastseen.storage.seen_sources import AGREED, descriptions


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleKept:
    """A source coded by two people, by their names; ``readings`` are the codings handed in so far, by coder."""

    id: UUID
    source: SourceId
    name: str
    first: str
    second: str
    readings: Mapping[str, UUID]
    made: Deed

    @property
    def coders(self) -> tuple[str, str]:
        """Both readers."""
        return (self.first, self.second)

    @property
    def is_read(self) -> bool:
        """Whether both readings are in."""
        return all(coder in self.readings for coder in self.coders)


def doubles(rights: Rights, source: SourceId | None = None) -> tuple[DoubleKept, ...]:
    """The sources being coded by two people, or one of them, as far as somebody sees them, by external id."""
    rows = DoubleCoding.objects.filter(
        seen_descriptions(rights, "source__descriptions__"),
        retracted__isnull=True,
        source__descriptions__retracted__isnull=True,
    )
    return _kept(rows if source is None else rows.filter(source=source))


def double_of(source: SourceId) -> DoubleKept | None:
    """How this source is being coded by two people; None where it is not."""
    return next(iter(_kept(DoubleCoding.objects.filter(source=source, retracted__isnull=True))), None)


def _kept(rows: "QuerySet[DoubleCoding]") -> tuple[DoubleKept, ...]:
    columns = ("id", "source_id", "source__external_id", "first__name", "second__name", *deed_columns("entry"))
    found = list(rows.order_by("source__external_id").values_list(*columns))
    codings = Coding.objects.filter(source__in=[cells[1] for cells in found]).exclude(state="draft")
    held: dict[UUID, dict[str, tuple[UUID, str]]] = {}
    for source, coder, id_, state in codings.values_list("source_id", "coder", "id", "state"):
        held.setdefault(source, {})[coder] = (id_, state)
    return tuple(_double(cells, held.get(cells[1], {})) for cells in found)


def _double(cells: Sequence[Any], codings: Mapping[str, tuple[UUID, str]]) -> DoubleKept:
    id_, source, name, first, second = cells[:5]
    first = first or next(coder for coder, (_, state) in codings.items() if state == AGREED)
    readings = {coder: coding for coder, (coding, _) in codings.items() if coder in (first, second)}
    made = deed(cells[5:])
    return DoubleKept(
        id=id_, source=SourceId(source), name=name, first=first, second=second, readings=readings, made=made
    )


def put_double(pen: Pen, source: SourceId, first: UUID | None, second: UUID) -> None:
    """Write that two people code a source."""
    pen.sign(DoubleCoding(source_id=source, first_id=first, second_id=second)).save(force_insert=True)
    pen.touched["double.set"] += 1


def retract_double(pen: Pen, double: UUID) -> None:
    """Write that a source is no more being coded by two people."""
    pen.retract(DoubleCoding.objects.filter(id=double, retracted__isnull=True))
    pen.touched["double.ended"] += 1


def coders_of(source: SourceId) -> dict[str, str]:
    """Everybody who ever handed in a reading of a source, with the state of it."""
    return dict(Coding.objects.filter(source_id=source).values_list("coder", "state"))


def uncoded(rights: Rights) -> tuple[tuple[SourceId, str], ...]:
    """The interviews somebody sees of which nobody handed in a reading, and which nobody is set to read twice."""
    rows = Coding.objects.values("source")
    standing = DoubleCoding.objects.filter(retracted__isnull=True).values("source")
    found = descriptions(rights).filter(kind="interview").exclude(source__in=rows).exclude(source__in=standing)
    return tuple((SourceId(id_), name) for id_, name in found.values_list("source_id", "source__external_id"))


def coding_by(source: SourceId, coder: str) -> UUID | None:
    """The coding of a source by one coder, whatever its state; None where there is none."""
    return Coding.objects.filter(source=source, coder=coder).values_list("id", flat=True).first()


def reading_of(coding: UUID, before: int | None = None) -> tuple[DomainAccount, ...]:
    """The accounts of one coding as they are said now, or were before an entry of the ledger, by kind and age."""
    rows = Revision.objects.filter(account__coding=coding)
    gone = Withdrawal.objects.filter(account__coding=coding)
    if before is None:
        rows, gone = rows.filter(current=True), gone.filter(retracted__isnull=True)
    else:
        then = Q(retracted__isnull=True) | Q(retracted__number__gte=before)
        rows, gone = rows.filter(entry__number__lt=before), gone.filter(then, entry__number__lt=before)
    said = rows.exclude(account__in=gone.values("account")).select_related("account__coding")
    found = []
    for account, parts in groupby(said.order_by("account__serial", "account_id", "number"), attrgetter("account")):
        newest = {part.sensitivity: part.values for part in parts}
        found.append((account, [values for values in newest.values() if values is not None]))
    return tuple(
        decode(a.kind, AccountId(a.id), SourceId(a.coding.source_id), a.external_id, values)
        for a, values in sorted(found, key=lambda one: (one[0].kind, one[0].serial))
    )


def changed_at(source: SourceId, coder: str) -> int:
    """The number of the entry that last changed one coder's reading of a source; nought where there is none."""
    own = {"account__coding__source_id": source, "account__coding__coder": coder}
    changes = (
        Revision.objects.filter(**own).aggregate(last=Max("entry__number")),
        Withdrawal.objects.filter(**own).aggregate(last=Max("entry__number")),
        Withdrawal.objects.filter(**own).aggregate(last=Max("retracted__number")),
    )
    return max(change["last"] or 0 for change in changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcludingKept:
    """What a third person has chosen so far; ``content`` is JSON, its shape is checked when it is read."""

    number: int
    at: datetime
    content: Mapping[str, Any]


def concluding_of(double: UUID, user: UUID, *, locked: bool = False) -> ConcludingKept | None:
    """What somebody has chosen so far of two readings; None where nothing."""
    rows = Concluding.objects.filter(double=double, user=user)
    row = (rows.select_for_update() if locked else rows).first()
    return None if row is None else ConcludingKept(number=row.number, at=row.at, content=row.content)


def put_concluding(double: UUID, user: UUID, number: int, content: Mapping[str, Any], at: datetime) -> None:
    """Keep what somebody has chosen, in place of what they had."""
    of = DoubleCoding.objects.filter(id=double).values_list("source_id", flat=True)
    kept = {"number": number, "content": sealed_json(of, content), "at": at}
    Concluding.objects.update_or_create(double_id=double, user_id=user, defaults=kept)


def drop_concluding(double: UUID) -> None:
    """Forget what anybody was choosing."""
    Concluding.objects.filter(double=double).delete()


def put_concluded(pen: Pen, double: DoubleKept, agreed: UUID, units: Iterable[Agreed]) -> None:
    """Write what was concluded from two readings, unit by unit, with every choice and its reason."""
    first, second = (double.readings[coder] for coder in double.coders)
    concluded = pen.sign(Concluded(double_id=double.id, first_id=first, second_id=second, agreed_id=agreed))
    concluded.save(force_insert=True)
    for one in units:
        ours, theirs = one.unit.key
        row = pen.sign(
            ConcludedUnit(
                concluded=concluded,
                kind=one.unit.kind,
                first_id=ours,
                second_id=theirs,
                agreed_id=None if one.account is None else one.account.id,
                taken=one.take.value,
                reason=one.reason,
            ),
            of=[double.source],
        )
        row.save(force_insert=True)
        for name, choice in one.fields:
            field = ConcludedField(unit=row, field=name, taken=choice.take.value, reason=choice.reason)
            pen.sign(field, of=[double.source]).save(force_insert=True)
    pen.touched["double.concluded"] += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitKept:
    """A unit as it was concluded on: its accounts, what was taken and why; fields with what was taken of each."""

    kind: str
    first: AccountId | None
    second: AccountId | None
    agreed: AccountId | None
    taken: str
    reason: str
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcludedKept:
    """A conclusion: the source, the two codings with their coders, the agreed one, who concluded and when."""

    source: SourceId
    name: str
    first: tuple[UUID, str]
    second: tuple[UUID, str]
    agreed: UUID
    made: Deed
    units: tuple[UnitKept, ...]


def concluded_of(rights: Rights, source: SourceId | None = None) -> tuple[ConcludedKept, ...]:
    """What was concluded of the sources somebody sees, or of one of them, oldest first."""
    path = "double__source__descriptions__"
    rows = Concluded.objects.filter(seen_descriptions(rights, path), **{f"{path}retracted__isnull": True})
    rows = rows if source is None else rows.filter(double__source=source)
    columns = ("id", "double__source_id", "double__source__external_id", "first_id", "first__coder", "second_id")
    found = list(
        rows.order_by("entry__number").values_list(*columns, "second__coder", "agreed_id", *deed_columns("entry"))
    )
    units = _units([cells[0] for cells in found])
    return tuple(
        ConcludedKept(
            source=SourceId(cells[1]),
            name=cells[2],
            first=(cells[3], cells[4]),
            second=(cells[5], cells[6]),
            agreed=cells[7],
            made=deed(cells[8:]),
            units=tuple(units.get(cells[0], ())),
        )
        for cells in found
    )


def _units(concluded: Sequence[UUID]) -> dict[UUID, list[UnitKept]]:
    fields: dict[UUID, list[tuple[str, str, str]]] = {}
    chosen = ConcludedField.objects.filter(unit__concluded__in=concluded).order_by("field")
    for unit, field, taken, reason in chosen.values_list("unit_id", "field", "taken", "reason"):
        fields.setdefault(unit, []).append((field, taken, reason))
    found: dict[UUID, list[UnitKept]] = {}
    rows = ConcludedUnit.objects.filter(concluded__in=concluded).select_related("first", "second")
    for row in sorted(rows, key=_as_read):
        found.setdefault(row.concluded_id, []).append(
            UnitKept(
                kind=row.kind,
                first=_id(row.first_id),
                second=_id(row.second_id),
                agreed=_id(row.agreed_id),
                taken=row.taken,
                reason=row.reason,
                fields=tuple(fields.get(row.id, ())),
            )
        )
    return found


def _as_read(row: ConcludedUnit) -> tuple[int, bool, int]:
    """Units in order: kind by kind, those of the first reading by age, then what only the second found."""
    serials = [one.serial for one in (row.first, row.second) if one is not None]
    return (list(ACCOUNT_TYPES).index(row.kind), row.first is None, serials[0])


def _id(held: UUID | None) -> AccountId | None:
    return None if held is None else AccountId(held)
