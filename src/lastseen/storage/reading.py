"""What operations read: accounts of the agreed codings, sources, passages, consents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from lastseen.domain.accounts import Account as DomainAccount
from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.answers import PassageId
from lastseen.domain.decisions import Consent as DomainConsent
from lastseen.domain.decisions import ConsentAnswer, IdentityLevel
from lastseen.domain.encoding import decode
from lastseen.domain.sources import Derivation
from lastseen.domain.sources import Passage as DomainPassage
from lastseen.domain.sources import Source as DomainSource
from lastseen.storage.models import Account, Consent, Description, Frozen, Passage, Revision, Source, SourceText
from lastseen.storage.places import placed
from lastseen.storage.unsaid import withdrawn

RowT = TypeVar("RowT", Consent, Description)


@dataclass(frozen=True, slots=True)
class Numbered:
    """An account with its serial, which orders it among its kind and gives the code of what it founds."""

    serial: int
    account: DomainAccount


def agreed_accounts() -> Iterator[Numbered]:
    """Every account of every agreed coding that is not withdrawn, oldest first."""
    rows = (
        Revision.objects.filter(current=True, account__coding__state="agreed")
        .exclude(account__in=withdrawn())
        .order_by("account__kind", "account__serial")
        .values_list(
            "account__kind",
            "account__serial",
            "account_id",
            "account__coding__source_id",
            "account__external_id",
            "values",
        )
        .iterator(chunk_size=5000)
    )
    for (kind, serial, account, source, external_id), parts in groupby(rows, key=itemgetter(0, 1, 2, 3, 4)):
        values = [part[5] for part in parts if part[5] is not None]
        yield Numbered(serial, decode(kind, AccountId(account), SourceId(source), external_id, values))


def sources(of: Iterable[SourceId] | None = None) -> list[DomainSource]:
    """Every source by external id, or those of these that are in the registry."""
    rows = Description.objects.filter(retracted__isnull=True).select_related("source", "interviewee")
    return [
        DomainSource(
            id=SourceId(row.source_id),
            external_id=row.source.external_id,
            kind=row.kind,
            language=row.language,
            compartment=row.compartment,
            day=row.day,
            title=row.title,
            interviewee=None if row.interviewee is None else row.interviewee.code,
            derived_from=None if row.derived_from_id is None else SourceId(row.derived_from_id),
            derivation=Derivation(row.derivation) if row.derivation else None,
        )
        for some in _some(rows.order_by("source__external_id"), of)
        for row in some
    ]


def passages() -> Iterator[DomainPassage]:
    """Every passage, where it stands now."""
    return placed(Passage.objects.all())


def consents(of: Iterable[SourceId] | None = None) -> dict[SourceId, tuple[DomainConsent, ...]]:
    """Every source's consents, or those of these, as they stand now."""
    found: dict[SourceId, list[DomainConsent]] = {}
    rows = Consent.objects.filter(retracted__isnull=True).order_by("source", "purpose", "recipient")
    for row in chain.from_iterable(_some(rows, of)):
        source = SourceId(row.source_id)
        found.setdefault(source, []).append(
            DomainConsent(
                source=source,
                purpose=row.purpose,
                recipient=row.recipient,
                identity=IdentityLevel(row.identity),
                answer=ConsentAnswer(row.answer),
                until=row.until,
                withdrawn=row.withdrawn,
            )
        )
    return {source: tuple(cells) for source, cells in found.items()}


def _some(rows: "QuerySet[RowT]", of: Iterable[SourceId] | None) -> "Iterator[QuerySet[RowT]]":
    """These rows, of every source, or of these, in as many at a time as a database takes."""
    if of is None:
        yield rows
        return
    wanted = list(of)
    for start in range(0, len(wanted), 1000):
        yield rows.filter(source__in=wanted[start : start + 1000])


def kinds_of(accounts: Iterable[AccountId]) -> dict[AccountId, str]:
    """The kind of each of these accounts that an agreed coding says, and that is not withdrawn."""
    wanted = list(accounts)
    found: dict[AccountId, str] = {}
    for start in range(0, len(wanted), 1000):
        rows = Account.objects.filter(id__in=wanted[start : start + 1000], coding__state="agreed")
        rows = rows.exclude(id__in=withdrawn())
        found |= {AccountId(id_): kind for id_, kind in rows.values_list("id", "kind")}
    return found


def sources_told_in(accounts: Iterable[AccountId]) -> dict[AccountId, SourceId]:
    """The source of each of these accounts, whether or not it is withdrawn."""
    wanted = list(accounts)
    found: dict[AccountId, SourceId] = {}
    for start in range(0, len(wanted), 1000):
        rows = Account.objects.filter(id__in=wanted[start : start + 1000])
        found |= {AccountId(id_): SourceId(of) for id_, of in rows.values_list("id", "coding__source_id")}
    return found


def known_sources(sources: Iterable[SourceId]) -> set[SourceId]:
    """Those of these sources that are in the registry."""
    return {SourceId(id_) for id_ in _known(Source, sources)}


def known_passages(passages: Iterable[PassageId]) -> set[PassageId]:
    """Those of these passages that are in the registry."""
    return {PassageId(id_) for id_ in _known(Passage, passages)}


def known_texts(source: SourceId) -> set[str]:
    """The digests of a source's texts."""
    return set(SourceText.objects.filter(source_id=source).values_list("digest", flat=True))


def _known(table: type[Source | Passage], ids: Iterable[UUID]) -> Iterator[UUID]:
    wanted = list(ids)
    for start in range(0, len(wanted), 1000):
        yield from table.objects.filter(id__in=wanted[start : start + 1000]).values_list("id", flat=True)


def snapshot_names() -> list[str]:
    """The snapshots taken, in the order in which each was last taken."""
    newest_first = Frozen.objects.order_by("-entry__number").values_list("name", flat=True)
    return list(reversed(dict.fromkeys(newest_first)))
