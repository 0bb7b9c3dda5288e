"""The gate: the one operation that makes a release of anything.

Permission comes from the consents and protections as they stand now, content from the snapshot. A source that does not
permit the purpose, or is protected, is left out with everybody it tells of: what others say of the same person may have
been completed from it. So is, without a word, what whoever asks does not see. Words of a text are left out whose
markings of third persons were changed since the snapshot, or that no review holds for now; of all free words those that
are marked in a text of their source.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import TypeVar
from uuid import UUID

from lastseen.domain.accounts import SourceId
from lastseen.domain.decisions import Because, IdentityLevel, Request, withheld_sources
from lastseen.domain.errors import Refusal
from lastseen.domain.release import Permit, Profile, Released
from lastseen.domain.rights import May, Rights
from lastseen.operations.protections import protected_sources
from lastseen.operations.users import authorised
from lastseen.snapshot import Snapshot
from lastseen.storage.compartments import hidden_sources
from lastseen.storage.ledger import position, recording
from lastseen.storage.markings import marked_words, reviewed_states
from lastseen.storage.reading import consents
from lastseen.storage.releases import Leaving, put_release
from lastseen.storage.unsaid import unread_sources

T = TypeVar("T")

_PERMIT = Permit()

PURPOSES = {Profile.INTERNAL: "internal-analysis", Profile.PUBLIC: "aggregate-statistics"}
"""What a release is for where nothing else is said."""


class OnlyInside(Refusal):
    """What was asked for names or points at single people, and is for those inside only."""

    code = "release.only-inside"
    sentence = "{what} shows single people; profile {profile} shows none."
    hint = "Ask for profile internal, and keep it inside."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody wants to let out: ``what`` names it in the log, ``single_people`` says whether it shows any."""

    what: str
    profile: Profile
    recipient: str = ""
    single_people: bool = False

    @property
    def needs(self) -> May:
        """The right whoever asks must have: to let out to the public, to see who people are, or to see figures."""
        if self.profile is Profile.PUBLIC:
            return May.RELEASE
        return May.IDENTIFY if self.single_people else May.ANALYSE


def seen_in(snapshot: Snapshot, rights: Rights) -> Snapshot:
    """The snapshot without the sources, and everybody they tell of, that are out of sight or unread now."""
    return snapshot.without(frozenset(map(str, hidden_sources(rights.compartments) | unread_sources(rights))))


def release(
    snapshot: Snapshot, asked: Asked, make: Callable[[Snapshot], T], *, actor: UUID, now: datetime
) -> Released[T]:
    """Let something out: judge every source, make the content without those that must not leave, write it down.

    ``make`` gets the snapshot without what is withheld. Raises :class:`OnlyInside` or
    :class:`~lastseen.domain.rights.NotAllowed`.
    """
    if asked.single_people and asked.profile is not Profile.INTERNAL:
        raise OnlyInside(what=asked.what, profile=asked.profile.value)
    seen = seen_in(snapshot, authorised(actor, asked.needs))
    ledger = position()
    day = _day(now)
    withheld = _withheld(seen, asked, day) | _protected(snapshot, seen, asked, day)
    content = make(seen.without(frozenset(map(str, withheld))).quoting(reviewed_states(), marked_words()))
    leaving = Leaving(
        snapshot=snapshot.manifest.name,
        profile=asked.profile,
        purpose=PURPOSES[asked.profile],
        recipient=asked.recipient,
        what=asked.what,
        withheld=dict(sorted(Counter(withheld.values()).items())),
        digest=_digest(content),
        ledger=ledger,
    )
    with recording(actor, "release", now) as pen:
        id_ = put_release(pen, leaving)
    return Released(
        permit=_PERMIT,
        id=id_,
        content=content,
        profile=asked.profile,
        snapshot=snapshot.manifest.name,
        ledger=ledger,
        withheld=len(withheld),
    )


def _withheld(snapshot: Snapshot, asked: Asked, day: date) -> dict[SourceId, Because]:
    """The sources that do not consent, each with the reason."""
    purpose = PURPOSES[asked.profile]
    request = Request(purpose=purpose, recipient=asked.recipient, identity=IdentityLevel.NONE, day=day)
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
