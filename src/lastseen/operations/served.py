"""Who outside was served with what: by source, to be told of withdrawals; by person, of what became of them since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from rapidfuzz import fuzz

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.errors import Refusal
from lastseen.domain.permitting import NothingSaid
from lastseen.domain.release import Profile
from lastseen.domain.rights import May, Rights
from lastseen.operations.outsiders import Known, alias_for, known_people
from lastseen.operations.reach import check_reach
from lastseen.operations.release import seen_in
from lastseen.operations.snapshots import find_snapshot
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.reports.letters import Withdrawal
from lastseen.snapshot import Snapshot
from lastseen.storage.ledger import recording
from lastseen.storage.reading import snapshot_names
from lastseen.storage.releases import Left, Stood, left, put_told, recipients, told_of
from lastseen.storage.seen_sources import sources_seen

_NEAR = 80
"""Names as like as this, of a hundred, may be of one recipient."""

TIME_TO_TELL = timedelta(days=30)
"""How long after it was known a change is to be told to whoever was served."""


class Change(StrEnum):
    """What became of somebody since outsiders were shown them."""

    FATE = "fate"
    """Something else is told of their fate: they died, came free, were seen."""
    JOINED = "joined"
    """Another account turned out to be of them, or one of theirs to be of somebody else."""
    GONE = "gone"
    """Nothing is told of them any more."""


class NothingToTell(Refusal):
    """Whoever got this release need not be told this of this person."""

    code = "served.nothing-to-tell"
    sentence = "There is no such change to tell."
    hint = "`lastseen changes` lists what is to be told to whom."


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedWith:
    """A recipient who got something made from a source: what, when, for what, and the people of it by their aliases."""

    release: UUID
    at: datetime
    what: str
    purpose: str
    recipient: str
    profile: Profile
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToTell:
    """Something to be told to a recipient of a person they were shown, by a day; ``alias`` is how they know them."""

    release: UUID
    account: AccountId
    alias: str
    recipient: str
    what: str
    change: Change
    due: date


def served_with(rights: Rights, source: SourceId, workspace: Workspace) -> tuple[ServedWith, ...]:
    """Everybody outside who got something made from a source, the first first.

    Raises :class:`~lastseen.operations.reach.NoSuchSource` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.COLLECT)
    check_reach(rights, source)
    return tuple(
        ServedWith(
            release=one.id,
            at=one.at,
            what=one.what,
            purpose=one.purpose,
            recipient=one.recipient,
            profile=one.profile,
            aliases=tuple(sorted(alias_for(one.recipient, workspace)(str(person)) for person in one.people)),
        )
        for one in left()
        if source in one.sources
    )


def letter_about(served: ServedWith, workspace: Workspace, language: str, day: date) -> Withdrawal:
    """What a letter of withdrawal says to one who was served, written on this day."""
    return Withdrawal(
        recipient=served.recipient,
        release=served.release,
        what=served.what,
        purpose=workspace.vocabularies["consent-purpose"].label(served.purpose, language),
        day=served.at.date(),
        due=day + TIME_TO_TELL,
        aliases=served.aliases,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """A release to somebody outside: when, what, to whom, for what; how many people it showed; its digest."""

    id: UUID
    at: datetime
    what: str
    recipient: str
    purpose: str
    profile: Profile
    snapshot: str
    people: int
    digest: str


def outside(rights: Rights) -> tuple[Outside, ...]:
    """Everything that left for outsiders and was made from sources somebody sees, the last first.

    Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.RELEASE)
    releases = list(left())
    seen = sources_seen(rights, {source for one in releases for source in one.sources})
    return tuple(
        Outside(
            id=one.id,
            at=one.at,
            what=one.what,
            recipient=one.recipient,
            purpose=one.purpose,
            profile=one.profile,
            snapshot=one.snapshot,
            people=len(one.people),
            digest=one.digest,
        )
        for one in reversed(releases)
        if one.sources <= seen
    )


def to_tell(rights: Rights, snapshot: Snapshot, workspace: Workspace) -> tuple[ToTell, ...]:
    """What is to be told to recipients of the people they were shown, as the snapshot knows them, the first due first.

    Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.RELEASE)
    releases = [one for one in _newest(left()) if one.people]
    if not releases:
        return ()
    people = list(known_people(seen_in(snapshot, rights)).values())
    founders = {account: known for known in people for account in known.accounts}
    known_since = date.fromisoformat(snapshot.manifest.day)
    told = told_of()
    found = [
        ToTell(
            release=one.id,
            account=account,
            alias=alias_for(one.recipient, workspace)(str(account)),
            recipient=one.recipient,
            what=one.what,
            change=change,
            due=known_since + TIME_TO_TELL,
        )
        for one in releases
        for account, stood in one.people.items()
        for change in _changes(stood, founders.get(account))
        if (one.id, account, change.value) not in told
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.recipient, one.alias, one.change)))


def tells_awaiting(rights: Rights, workspace: Workspace) -> tuple[ToTell, ...]:
    """What is to be told to recipients as the newest snapshot knows people; nothing where there is none.

    Raises as :func:`to_tell` does.
    """
    rights.require(May.RELEASE)
    return to_tell(rights, find_snapshot(workspace, None), workspace) if snapshot_names() else ()


def like_recipients(recipient: str) -> tuple[str, ...]:
    """The recipients served before whose names are near this one but not the same: they would get other aliases."""
    wanted = recipient.casefold().strip()
    near = (name for name in recipients() if name != recipient and fuzz.ratio(name.casefold(), wanted) >= _NEAR)
    return tuple(sorted(near)) if wanted else ()


def tell(  # noqa: PLR0913  # every operation also takes who acts and when
    release: UUID, account: AccountId, change: Change, sent: str, *, actor: UUID, now: datetime
) -> UUID:
    """Record that a recipient was told of a change, and what was sent; gives the id.

    Raises :class:`NothingToTell` and :class:`~lastseen.domain.permitting.NothingSaid`.
    """
    authorised(actor, May.RELEASE)
    if not sent.strip():
        raise NothingSaid(what="What was sent")
    with recording(actor, "tell-recipient", now) as pen:
        shown = next((one for one in left() if one.id == release), None)
        if shown is None or account not in shown.people or (release, account, change.value) in told_of():
            raise NothingToTell
        return put_told(pen, release, account, change.value, sent.strip())


def _newest(releases: Iterator[Left]) -> tuple[Left, ...]:
    """Of each thing a recipient got, the newest: what they hold now."""
    return tuple({(one.recipient, one.purpose, one.what): one for one in releases}.values())


def _changes(stood: Stood, known: Known | None) -> Iterator[Change]:
    if known is None:
        yield Change.GONE
        return
    if known.fate != stood.fate:
        yield Change.FATE
    if known.accounts != stood.accounts:
        yield Change.JOINED
