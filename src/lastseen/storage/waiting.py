"""What is due, and what has changed: read for a desk, in few questions whatever the size of the registry."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.decisions import ConsentAnswer
from lastseen.domain.rights import Rights
from lastseen.storage.models import Account, Consent, Description, Entry, Revision
from lastseen.storage.seen import seen, seen_descriptions


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentEnding:
    """A consent that holds until a day, by the name of its source."""

    source: str
    purpose: str
    until: date


def consents_ending(rights: Rights, day: date) -> tuple[ConsentEnding, ...]:
    """The consents of sources somebody sees that end on this day or ended before, the earliest first."""
    described = "source__descriptions__"
    rows = Consent.objects.filter(
        seen_descriptions(rights, described),
        retracted__isnull=True,
        withdrawn__isnull=True,
        answer=ConsentAnswer.YES,
        until__lte=day,
        **{f"{described}retracted__isnull": True},
    ).order_by("until", "source__external_id", "purpose")
    columns = ("source__external_id", "purpose", "until")
    return tuple(ConsentEnding(source=s, purpose=p, until=u) for s, p, u in rows.values_list(*columns))


def changed_sources(rights: Rights, ledger: int) -> int:
    """How many sources somebody sees were described, or coded otherwise, after this entry."""
    described = Description.objects.filter(
        seen_descriptions(rights), retracted__isnull=True, entry__number__gt=ledger
    ).values_list("source_id", flat=True)
    coded = Revision.objects.filter(seen(rights, "account__"), entry__number__gt=ledger)
    told = coded.order_by().values_list("account__coding__source_id", flat=True).distinct()
    return len({*described, *told})


def newest_entry(passing_over: Collection[str]) -> int:
    """The number of the newest entry of any other operation than these; nought where there is none."""
    found = Entry.objects.exclude(operation__in=sorted(passing_over)).aggregate(number=Max("number"))["number"]
    return int(found or 0)


def people_of(
    rights: Rights, sources: Collection[SourceId], accounts: Collection[AccountId]
) -> tuple[dict[UUID, str], dict[AccountId, int]]:
    """The names of those of these sources, and the serials of those accounts of people, that somebody sees."""
    rows = Description.objects.filter(seen_descriptions(rights), retracted__isnull=True, source_id__in=sources)
    people = Account.objects.filter(seen(rights), kind="person", id__in=accounts)
    return (
        dict(rows.values_list("source_id", "source__external_id")),
        {AccountId(id_): serial for id_, serial in people.values_list("id", "serial")},
    )
