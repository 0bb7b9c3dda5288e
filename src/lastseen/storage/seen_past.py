"""What one user may see of the past: every revision of an account, and the entries of the ledger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lastseen.domain.accounts import Account as DomainAccount
from lastseen.domain.accounts import AccountId, Sensitivity, SourceId
from lastseen.domain.encoding import Encoded, decode
from lastseen.domain.rights import May, Rights
from lastseen.storage.models import Entry, Revision
from lastseen.storage.seen import Deed, deed, deed_columns, seen, seen_sensitivities, without_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The part of an account that is of one sensitivity, as one deed left it; None where that was erased since."""

    id: AccountId
    sensitivity: Sensitivity
    part: DomainAccount | None
    made: Deed
    erased: Deed | None


def versions_of(rights: Rights, accounts: Iterable[AccountId]) -> list[Version]:
    """Every version of those of these accounts that somebody sees, part by part, oldest first."""
    place = ("account__kind", "account_id", "account__coding__source_id", "account__external_id")
    rows = (
        Revision.objects.filter(
            seen(rights, "account__"), account_id__in=set(accounts), sensitivity__in=seen_sensitivities(rights)
        )
        .order_by("entry__number", "account__kind", "account__serial", "-sensitivity")
        .values_list(*place, "sensitivity", "values", *deed_columns("entry"), *deed_columns("erased"))
    )
    return [
        Version(
            id=AccountId(cells[1]),
            sensitivity=Sensitivity(cells[4]),
            part=None if cells[5] is None else _part(rights, cells[:4], cells[5]),
            made=deed(cells[6:10]),
            erased=None if cells[10] is None else deed(cells[10:14]),
        )
        for cells in rows
    ]


def _part(rights: Rights, place: tuple[str, UUID, UUID, str], values: Encoded) -> DomainAccount:
    kind, id_, source, name = place
    account = decode(kind, AccountId(id_), SourceId(source), name, [values])
    return account if rights.may(May.IDENTIFY) else without_words(account)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One entry of the ledger: what was done, and how many of which fields it touched; nothing of any case."""

    deed: Deed
    counts: Mapping[str, int]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesWanted:
    """Which entries are asked for; what is not given is not asked."""

    users: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


def find_entries(wanted: EntriesWanted, start: int, size: int) -> tuple[int, list[EntryLine]]:
    """How many entries of the ledger are as wanted, and some of them, newest first."""
    named: tuple[tuple[str, object], ...] = (
        ("actor__name__in", wanted.users),
        ("operation__in", wanted.operations),
        ("at__gte", wanted.since),
        ("at__lte", wanted.until),
    )
    rows = Entry.objects.filter(**{lookup: value for lookup, value in named if value}).order_by("-number")
    columns = ("summary", "digest", "number", "at", "actor__name", "operation")
    return rows.count(), [
        EntryLine(deed=deed(cells), counts=summary, digest=digest)
        for summary, digest, *cells in rows.values_list(*columns)[start : start + size]
    ]


def entry_choices() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The users who ever did something, and the operations ever done."""
    rows = set(Entry.objects.order_by().values_list("actor__name", "operation").distinct())
    return tuple(sorted({user for user, _ in rows})), tuple(sorted({operation for _, operation in rows}))
