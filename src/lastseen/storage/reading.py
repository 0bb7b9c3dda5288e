"""What operations read: accounts of the agreed codings, sources, passages, consents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from lastseen.domain.accounts import Account as DomainAccount
from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.answers import PassageId
from lastseen.domain.decisions import Consent as DomainConsent
from lastseen.domain.decisions import ConsentAnswer, IdentityLevel
from lastseen.domain.encoding import decode
from lastseen.domain.sources import Passage as DomainPassage
from lastseen.domain.sources import Source as DomainSource
from lastseen.storage.models import Account, Consent, Frozen, Passage, Revision, Source


@dataclass(frozen=True, slots=True)
class Numbered:
    """An account with its serial, which orders it among its kind and gives the code of what it founds."""

    serial: int
    account: DomainAccount


def agreed_accounts() -> Iterator[Numbered]:
    """Every account of every agreed coding, oldest first."""
    rows = (
        Revision.objects.filter(current=True, account__coding__state="agreed")
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


def sources() -> list[DomainSource]:
    """Every source, by external id."""
    return [
        DomainSource(
            id=SourceId(row.id),
            external_id=row.external_id,
            kind=row.kind,
            language=row.language,
            compartment=row.compartment,
            day=row.day,
            title=row.title,
            interviewee=None if row.interviewee is None else row.interviewee.code,
            derived_from=None if row.derived_from_id is None else SourceId(row.derived_from_id),
        )
        for row in Source.objects.select_related("interviewee").order_by("external_id")
    ]


def passages() -> Iterator[DomainPassage]:
    """Every passage."""
    rows = Passage.objects.values_list("id", "source_id", "text__digest", "start", "end", "quote", "locator")
    for id_, source, digest, start, end, quote, locator in rows.iterator(chunk_size=5000):
        yield DomainPassage(
            id=PassageId(id_),
            source=SourceId(source),
            text_digest=digest or "",
            start=start,
            end=end,
            quote=quote,
            locator=locator,
        )


def consents() -> dict[SourceId, tuple[DomainConsent, ...]]:
    """Every source's consents as they stand now."""
    found: dict[SourceId, list[DomainConsent]] = {}
    for row in Consent.objects.all():
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


def kinds_of(accounts: Iterable[AccountId]) -> dict[AccountId, str]:
    """The kind of each of these accounts that is in the registry."""
    wanted = list(accounts)
    found: dict[AccountId, str] = {}
    for start in range(0, len(wanted), 1000):
        rows = Account.objects.filter(id__in=wanted[start : start + 1000])
        found |= {AccountId(id_): kind for id_, kind in rows.values_list("id", "kind")}
    return found


def snapshot_names() -> list[str]:
    """The snapshots taken, oldest first."""
    return list(Frozen.objects.order_by("entry__number").values_list("name", flat=True))
