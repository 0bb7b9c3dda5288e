"""Particulars of how interviews were held: written, replaced, taken back, and read with all their versions."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lastseen.domain.accounts import SourceId
from lastseen.domain.conduct import Particular, ParticularDue, decoded, encoded
from lastseen.domain.rights import Rights
from lastseen.storage.ledger import Pen
from lastseen.storage.models import Conduct
from lastseen.storage.seen import Deed, deed, deed_columns, seen_descriptions

DUE = ("referral", "callback")
"""The parts about which something may be to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularKept:
    """One version of a particular: ``item`` through all its versions; ``gone`` is what ended this one."""

    id: UUID
    item: UUID
    particular: Particular
    made: Deed
    gone: Deed | None


def versions_held(source: SourceId) -> tuple[ParticularKept, ...]:
    """Every version of every particular of an interview, oldest first; none of one that was erased."""
    rows = Conduct.objects.filter(source_id=source).order_by("entry__number", "id")
    columns = ("id", "item", "part", "values", *deed_columns("entry"), *deed_columns("retracted"))
    return tuple(
        ParticularKept(
            id=id_,
            item=item,
            particular=decoded(part, values),
            made=deed(cells[:4]),
            gone=None if cells[4] is None else deed(cells[4:]),
        )
        for id_, item, part, values, *cells in rows.values_list(*columns)
        if values is not None
    )


def put_particular(pen: Pen, source: SourceId, item: UUID, particular: Particular, day: date) -> None:
    """Write a version of a particular that was entered on this day; the one that stood has been retracted before."""
    row = Conduct(
        source_id=source, part=particular.part, item=item, values=encoded(particular), due=particular.due(day)
    )
    pen.sign(row, of=[source]).save(force_insert=True)
    pen.touched[f"conduct.{particular.part}"] += 1


def retract_version(pen: Pen, source: SourceId, version: UUID) -> tuple[UUID, str] | None:
    """Take back the version of a particular of an interview; gives the particular and its part, None if none stands."""
    standing = Conduct.objects.filter(source_id=source, id=version, retracted__isnull=True)
    found = standing.values_list("item", "part").first()
    if found is None:
        return None
    pen.retract(standing)
    pen.touched[f"conduct.{found[1]}"] += 1
    return found


def does_stand(item: UUID) -> bool:
    """Whether a version of this particular stands, in whatever interview."""
    return Conduct.objects.filter(item=item, retracted__isnull=True).exists()


def particulars_due(rights: Rights, day: date) -> tuple[ParticularDue, ...]:
    """What is to be done until this day in interviews that somebody sees, the longest due first."""
    described = "source__descriptions__"
    rows = Conduct.objects.filter(
        seen_descriptions(rights, described),
        retracted__isnull=True,
        due__lte=day,
        part__in=DUE,
        **{f"{described}retracted__isnull": True},
    ).order_by("due", "source__external_id", "item")
    columns = ("source__external_id", "item", "part", "values", "due")
    return tuple(
        ParticularDue(source=source, item=item, particular=decoded(part, values), due=due)
        for source, item, part, values, due in rows.values_list(*columns)
        if values is not None
    )
