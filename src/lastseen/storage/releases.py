"""Releases written down: each thing that left, and whom those outside were shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.release import Profile
from lastseen.storage.ledger import Pen
from lastseen.storage.models import Frozen, Release
from lastseen.storage.permitting_models import Served, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """How a person stood when they were shown: the accounts joined, and what was told of their fate."""

    accounts: frozenset[AccountId]
    fate: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What leaves, for whom, and what was kept back and why (reason to how many sources).

    For outsiders also from which sources it was made, which people it shows, and the rows of figures it publishes.
    """

    snapshot: str
    profile: Profile
    purpose: str
    recipient: str
    what: str
    withheld: dict[str, int]
    digest: str
    ledger: int
    sources: frozenset[SourceId] = frozenset()
    people: Mapping[AccountId, Stood] = field(default_factory=dict)
    published: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A release to somebody outside, as it was written down."""

    id: UUID
    at: datetime
    what: str
    purpose: str
    recipient: str
    profile: Profile
    snapshot: str
    digest: str
    sources: frozenset[SourceId]
    people: Mapping[AccountId, Stood]
    published: Sequence[Mapping[str, Any]]


def put_release(pen: Pen, leaving: Leaving) -> UUID:
    """Write a release; gives its id."""
    row = pen.sign(
        Release(
            snapshot=Frozen.objects.filter(name=leaving.snapshot).latest("entry__number"),
            profile=leaving.profile,
            purpose=leaving.purpose,
            recipient=leaving.recipient,
            what=leaving.what,
            withheld=leaving.withheld,
            digest=leaving.digest,
            ledger=leaving.ledger,
        )
    )
    row.save(force_insert=True)
    if leaving.profile is not Profile.INTERNAL:
        people = {
            str(person): {"accounts": sorted(map(str, stood.accounts)), "fate": sorted(stood.fate)}
            for person, stood in sorted(leaving.people.items())
        }
        sources = sorted(map(str, leaving.sources))
        pen.sign(Served(release=row, sources=sources, people=people, published=list(leaving.published))).save(
            force_insert=True
        )
    pen.touched[f"release.{leaving.profile}"] += 1
    return row.id


def left() -> Iterator[Left]:
    """Every release to somebody outside, the oldest first."""
    rows = Served.objects.select_related("release__snapshot", "release__entry").order_by("release__entry__number")
    for row in rows:
        one = row.release
        yield Left(
            id=one.id,
            at=one.entry.at,
            what=one.what,
            purpose=one.purpose,
            recipient=one.recipient,
            profile=Profile(one.profile),
            snapshot=one.snapshot.name,
            digest=one.digest,
            sources=frozenset(SourceId(UUID(source)) for source in row.sources),
            people={AccountId(UUID(person)): _stood(told) for person, told in row.people.items()},
            published=row.published,
        )


def sources_served(recipient: str) -> frozenset[SourceId]:
    """The sources of which something left to this recipient."""
    rows = Served.objects.filter(release__recipient=recipient).values_list("sources", flat=True)
    return frozenset(SourceId(UUID(source)) for sources in rows for source in sources)


def recipients() -> frozenset[str]:
    """Everybody outside who is named as the recipient of something that left."""
    return frozenset(Served.objects.values_list("release__recipient", flat=True)) - {""}


def _stood(told: Mapping[str, list[str]]) -> Stood:
    accounts = frozenset(AccountId(UUID(account)) for account in told["accounts"])
    return Stood(accounts=accounts, fate=frozenset(told["fate"]))


def put_told(pen: Pen, release: UUID, account: AccountId, change: str, sent: str) -> UUID:
    """Write that whoever got a release was told of a change; gives its id."""
    row = pen.sign(Told(release_id=release, account_id=account, change=change, sent=sent))
    row.save(force_insert=True)
    pen.touched["told.sent"] += 1
    return row.id


def told_of() -> frozenset[tuple[UUID, AccountId, str]]:
    """What was told to whom: the release they got, the person, the change."""
    rows = Told.objects.values_list("release_id", "account_id", "change")
    return frozenset((release, AccountId(account), change) for release, account, change in rows)
