"""The gate: the one operation that makes a release of anything.

Permission comes from the consents and protections as they stand now, content from the snapshot. A source that does not
permit the purpose, or is protected, is left out with everybody it tells of: what others say of the same person may have
been completed from it. So is, without a word, what whoever asks does not see. Words of a text are left out whose
markings of third persons were changed since the snapshot, or that no review holds for now; of all free words those that
are marked in a text of their source.

Outsiders see single people only by a way that was approved, and only those who may be shown; and nothing of ours by
which they could be joined to what others got. Under aliases they see nobody of whom a simulated adversary could tell
who told of them; by name, families and two editors decided on that.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from typing import Any, Protocol, TypeVar, runtime_checkable
from uuid import UUID

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.decisions import Because, Request, withheld_sources
from lastseen.domain.errors import Refusal
from lastseen.domain.permitting import APPROVALS, approved_by
from lastseen.domain.release import Permit, Profile, Released
from lastseen.domain.rights import May, Rights
from lastseen.figures.adversary import Attack
from lastseen.operations.linkability import attacked
from lastseen.operations.outsiders import Known, alias_for, known_people, withheld_people
from lastseen.operations.protections import protected_sources
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.snapshot import Snapshot
from lastseen.snapshot.outward import Outward
from lastseen.storage.compartments import hidden_sources
from lastseen.storage.ledger import position, recording
from lastseen.storage.markings import marked_words, reviewed_states
from lastseen.storage.permitting import approvals
from lastseen.storage.reading import consents
from lastseen.storage.releases import Leaving, put_release
from lastseen.storage.unsaid import unread_sources

T = TypeVar("T")

_PERMIT = Permit()

PURPOSES = {
    Profile.INTERNAL: "internal-analysis",
    Profile.PUBLIC: "aggregate-statistics",
    Profile.PSEUDONYMOUS: "anonymised-publication",
    Profile.NAMED: "named-publication",
}
"""What a release is for where nothing else is said."""


class OnlyInside(Refusal):
    """What was asked for names or points at single people, and is for those inside only."""

    code = "release.only-inside"
    sentence = "{what} shows single people; profile {profile} shows none."
    hint = "Ask for profile internal, and keep it inside."


class NotApproved(Refusal):
    """Too few people approved this way of showing single people to outsiders."""

    code = "release.not-approved"
    sentence = (
        "Nothing leaves in profile {profile} for {purpose} to {recipient}: {needed} must approve it, and {given} did."
    )
    hint = (
        "Let editors look at what would leave (`lastseen release --dry-run`), and approve it with `lastseen approve`."
    )


class NotWhole(Refusal):
    """Somebody who does not see every compartment asks for everything."""

    code = "release.not-whole"
    sentence = "Everything can be handed only to somebody who sees every compartment."
    hint = "Ask the registry's owner, or export what you see: `lastseen export ftm`, `uwazi`, `kobo`."


@runtime_checkable
class Publishing(Protocol):
    """Content that says which rows of figures it publishes, so that later releases can be judged beside them."""

    @property
    def published(self) -> Sequence[Mapping[str, Any]]:
        """The rows of figures, by figure and row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody wants to let out: ``what`` names it in the log, ``single_people`` says whether it shows any.

    ``purpose`` is that of the profile where none is given. ``people``, by their ids in the snapshot, are all that is
    wanted; None for everybody.
    """

    what: str
    profile: Profile
    recipient: str = ""
    purpose: str = ""
    single_people: bool = False
    people: frozenset[str] | None = None

    @property
    def needs(self) -> May:
        """The right whoever asks must have: to let out to outsiders, to see who people are, or to see figures."""
        if self.profile is not Profile.INTERNAL:
            return May.RELEASE
        return May.IDENTIFY if self.single_people else May.ANALYSE

    def on(self, day: date) -> Request:
        """What is asked of sources and families."""
        purpose = self.purpose or PURPOSES[self.profile]
        return Request(purpose=purpose, recipient=self.recipient, identity=self.profile.identity, day=day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What would leave: the view it is made from, and who is kept back, sources and people, each with the reason.

    ``used`` are the sources it is made from. In profiles that show single people, ``shown`` are those whom outsiders
    would see, and ``attack`` is what an adversary makes of whoever may be. ``approved`` are those who approved it, of
    those ``needed``.
    """

    request: Request
    view: Snapshot = field(repr=False)
    sources: Mapping[SourceId, Because]
    people: Mapping[str, Because]
    used: frozenset[SourceId]
    shown: tuple[Known, ...]
    attack: Attack | None
    approved: frozenset[UUID]
    needed: int


def seen_in(snapshot: Snapshot, rights: Rights) -> Snapshot:
    """The snapshot without the sources, and everybody they tell of, that are out of sight or unread now."""
    return snapshot.without(frozenset(map(str, hidden_sources(rights.compartments) | unread_sources(rights))))


def judged(snapshot: Snapshot, asked: Asked, workspace: Workspace, rights: Rights, now: datetime) -> Judged:
    """Judge every source, and where outsiders see single people every person, without letting anything out.

    Raises :class:`OnlyInside`, :class:`~lastseen.domain.rights.NotAllowed` or
    :class:`~lastseen.domain.vocabulary.UnknownTerm` for a purpose that is none.
    """
    if asked.single_people and not (asked.profile is Profile.INTERNAL or asked.profile.shows_people):
        raise OnlyInside(what=asked.what, profile=asked.profile.value)
    rights.require(asked.needs)
    request = asked.on(_day(now))
    workspace.vocabularies["consent-purpose"].term(request.purpose)
    seen = seen_in(snapshot, rights)
    sources = _withheld(seen, request) | _protected(snapshot, seen, asked, request.day)
    view = seen.without(frozenset(map(str, sources))).quoting(reviewed_states(), marked_words())
    result = Judged(
        request=request,
        view=view,
        sources=sources,
        people={},
        used=frozenset(_sources(seen) - sources.keys()),
        shown=(),
        attack=None,
        approved=approved_by(approvals().values(), request, asked.profile),
        needed=APPROVALS.get(asked.profile, 0),
    )
    return _singly(result, seen, asked, workspace) if asked.profile.shows_people else result


def _singly(result: Judged, seen: Snapshot, asked: Asked, workspace: Workspace) -> Judged:
    """The same where outsiders see single people: those who may be shown, as the recipient sees them."""
    named = asked.profile is Profile.NAMED
    everybody = known_people(result.view)
    wanted = everybody.keys() if asked.people is None else asked.people & everybody.keys()
    people = withheld_people((everybody[person] for person in sorted(wanted)), result.request)
    attack = attacked(seen, wanted - people.keys(), workspace.profile, named=named)
    if not named:
        people |= dict.fromkeys(sorted(attack.linked), Because.LINKABLE)
    shown = tuple(everybody[person] for person in sorted(wanted - people.keys()))
    outward = Outward(alias=alias_for(asked.recipient, workspace), named=named)
    return replace(
        result,
        view=result.view.without(people=frozenset(everybody) - {known.person for known in shown}).shown(outward),
        people=people,
        used=frozenset[SourceId]().union(*(known.sources for known in shown)),
        shown=shown,
        attack=attack,
    )


def release(  # noqa: PLR0913  # every operation also takes who acts and when
    snapshot: Snapshot,
    asked: Asked,
    make: Callable[[Snapshot], T],
    workspace: Workspace,
    *,
    actor: UUID,
    now: datetime,
) -> Released[T]:
    """Let something out: judge sources and people, make the content without those that must not leave, write it down.

    ``make`` gets the snapshot without what is withheld. Raises :class:`NotApproved`, and as :func:`judged` does.
    """
    ledger = position()
    result = judged(snapshot, asked, workspace, authorised(actor, asked.needs), now)
    if len(result.approved) < result.needed:
        raise NotApproved(
            profile=asked.profile.value,
            purpose=result.request.purpose,
            recipient=asked.recipient or "anybody",
            needed=result.needed,
            given=len(result.approved),
        )
    content = make(result.view)
    with recording(actor, "release", now) as pen:
        id_ = put_release(pen, _leaving(asked, result, content, ledger))
    return Released(
        permit=_PERMIT,
        id=id_,
        content=content,
        profile=asked.profile,
        snapshot=snapshot.manifest.name,
        ledger=ledger,
        withheld=len(result.sources),
        withheld_people=len(result.people),
    )


def release_whole(snapshot: Snapshot, what: str, make: Callable[[], T], *, actor: UUID, now: datetime) -> Released[T]:
    """Hand the group itself all it holds: nothing is judged or kept back, as nothing leaves it; it is written down.

    Raises :class:`NotWhole` for who does not see every compartment, :class:`~lastseen.domain.rights.NotAllowed`.
    """
    if authorised(actor, May.RELEASE).compartments is not None:
        raise NotWhole
    ledger = position()
    content = make()
    leaving = Leaving(
        snapshot=snapshot.manifest.name,
        profile=Profile.INTERNAL,
        purpose=PURPOSES[Profile.INTERNAL],
        recipient="",
        what=what,
        withheld={},
        digest=_digest(content),
        ledger=ledger,
        sources=frozenset(_sources(snapshot)),
    )
    with recording(actor, "release", now) as pen:
        id_ = put_release(pen, leaving)
    return Released(
        permit=_PERMIT,
        id=id_,
        content=content,
        profile=Profile.INTERNAL,
        snapshot=snapshot.manifest.name,
        ledger=ledger,
        withheld=0,
    )


def _leaving(asked: Asked, result: Judged, content: object, ledger: int) -> Leaving:
    """What is written down of a release."""
    return Leaving(
        snapshot=result.view.manifest.name,
        profile=asked.profile,
        purpose=result.request.purpose,
        recipient=asked.recipient,
        what=asked.what,
        withheld=dict(sorted(Counter([*result.sources.values(), *result.people.values()]).items())),
        digest=_digest(content),
        ledger=ledger,
        sources=result.used,
        people={AccountId(UUID(known.person)): known.stood for known in result.shown},
        published=content.published if isinstance(content, Publishing) else (),
    )


def _withheld(snapshot: Snapshot, request: Request) -> dict[SourceId, Because]:
    """The sources that do not consent, each with the reason."""
    return withheld_sources(_sources(snapshot), consents(), request)


def _protected(whole: Snapshot, seen: Snapshot, asked: Asked, day: date) -> dict[SourceId, Because]:
    """The sources seen that are protected, each with the reason: also on account of what is not seen."""
    there = _sources(seen)
    protected = protected_sources(whole, asked.profile, day)
    return {source: because for source, because in protected.items() if source in there}


def _sources(snapshot: Snapshot) -> set[SourceId]:
    return {SourceId(UUID(source)) for source in snapshot.table("sources")["source"]}


def _day(now: datetime) -> date:
    """The latest day it is anywhere on earth: what is withdrawn today is withdrawn wherever the clock stands."""
    return now.astimezone(timezone(timedelta(hours=14))).date()


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, default=repr, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
