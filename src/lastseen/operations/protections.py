"""Protection of people: holds placed and lifted, risks judged and judged again, and what they keep from leaving.

Whoever works on cases may stop something at once; only who may let things leave lifts a hold or judges a risk.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import polars as pl

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.decisions import Because
from lastseen.domain.permitting import NothingSaid
from lastseen.domain.protection import Hold, NoReason, Risk, Subject
from lastseen.domain.release import Profile
from lastseen.domain.rights import May, Rights
from lastseen.operations.reach import check_reach
from lastseen.operations.users import authorised
from lastseen.operations.verdicts import check_accounts
from lastseen.snapshot import Snapshot
from lastseen.storage.ledger import recording
from lastseen.storage.protection import (
    NoSuchProtection,
    Protections,
    put_hold,
    put_risk,
    repeating,
    retract_hold,
    retract_risk,
    same_people,
    standing,
    standing_due,
    standing_on,
    standing_one,
)
from lastseen.storage.seen import known_to
from lastseen.storage.seen_sources import sources_seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A hold or a judgement of risk that stands, and the id by which it is lifted or replaced."""

    id: UUID
    protection: Hold | Risk


def place_hold(hold: Hold, *, actor: UUID, now: datetime) -> UUID:
    """Let nothing of a source, or of the people behind accounts, leave from now on; gives the hold's id.

    Raises :class:`~lastseen.operations.reach.NoSuchSource` or :class:`~lastseen.operations.verdicts.NoSuchAccount`.
    """
    rights = authorised(actor, May.CODE)
    with recording(actor, "place-hold", now) as pen:
        _check_subject(hold.subject, rights)
        return put_hold(pen, hold)


def lift_hold(hold: UUID, reason: str, *, actor: UUID, now: datetime) -> None:
    """End a hold for a reason, which is kept: the consents decide again.

    Raises :class:`~lastseen.domain.protection.NoReason` and :class:`~lastseen.storage.protection.NoSuchProtection`.
    """
    if not reason.strip():
        raise NoReason
    rights = authorised(actor, May.RELEASE)
    with recording(actor, "lift-hold", now) as pen:
        _check_seen(hold, rights)
        retract_hold(pen, hold, reason.strip())


def judge_risk(risk: Risk, replaces: UUID | None, *, actor: UUID, now: datetime) -> UUID:
    """Record who could be harmed, in place of the judgement that is now made again; gives the judgement's id.

    Raises as :func:`place_hold` does, :class:`~lastseen.domain.permitting.NothingSaid`, and
    :class:`~lastseen.storage.protection.NoSuchProtection`.
    """
    rights = authorised(actor, May.RELEASE)
    for said, what in ((risk.how, "How somebody could be harmed"), (risk.judged_by, "Who judged it")):
        if not said.strip():
            raise NothingSaid(what=what)
    with recording(actor, "judge-risk", now) as pen:
        _check_subject(risk.subject, rights)
        if replaces is not None:
            _check_seen(replaces, rights)
            retract_risk(pen, replaces)
        return put_risk(pen, risk)


def due_reviews(rights: Rights, day: date) -> tuple[Standing, ...]:
    """The holds and judgements to be judged again on this day or before, the longest due first.

    Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.RELEASE)
    return _seen(rights, standing_due(day))


def protections(rights: Rights, sources: Iterable[SourceId], accounts: Iterable[AccountId]) -> tuple[Standing, ...]:
    """The holds and judgements on any of these sources or accounts. Raises :class:`~lastseen.domain.rights.NotAllowed`.

    They are of sensitivity *identity*: their words may name whoever is in danger.
    """
    rights.require(May.IDENTIFY)
    return _seen(rights, standing_on(sources, accounts))


def protected_sources(snapshot: Snapshot, profile: Profile, day: date) -> dict[SourceId, Because]:
    """The sources of a snapshot that a hold, or for outsiders a judgement overdue, keeps from leaving on this day.

    Of a source protected, every source that repeats it; of somebody, every source that tells of them: as they are known
    now, and as the snapshot knew them.
    """
    kept = standing().values()
    holds = [one.subject for one in kept if isinstance(one, Hold)]
    overdue = [one.subject for one in kept if isinstance(one, Risk) and one.review < day]
    late = frozenset[SourceId]() if profile is Profile.INTERNAL else _reached(snapshot, overdue)
    held = _reached(snapshot, holds)
    return dict.fromkeys(late, Because.REVIEW_OVERDUE) | dict.fromkeys(held, Because.HELD)


def _reached(snapshot: Snapshot, subjects: Iterable[Subject]) -> frozenset[SourceId]:
    """The sources that protections on these subjects reach."""
    named = repeating(subject.source for subject in subjects if subject.source is not None)
    hung = frozenset[AccountId]().union(*(subject.accounts for subject in subjects))
    return named | (_told_by(snapshot, same_people(hung)) if hung else frozenset())


def _told_by(snapshot: Snapshot, accounts: frozenset[AccountId]) -> frozenset[SourceId]:
    table = snapshot.table("accounts")
    is_one = pl.col("account").is_in([str(account) for account in accounts])
    people = table.filter(is_one)["person"].drop_nulls().unique().to_list()
    told = table.filter(is_one | pl.col("person").is_in(people))["source"].unique()
    return frozenset(SourceId(UUID(source)) for source in told)


def _check_subject(subject: Subject, rights: Rights) -> None:
    if subject.source is not None:
        check_reach(rights, subject.source)
    check_accounts(subject.accounts, rights)


def _check_seen(protection: UUID, rights: Rights) -> None:
    if not _seen(rights, standing_one(protection)):
        raise NoSuchProtection(protection=protection)


def _seen(rights: Rights, kept: Protections) -> tuple[Standing, ...]:
    """Those of these protections that hang on nothing that is hidden; what was withdrawn since hides none."""
    subjects = [one.subject for one in kept.values()]
    known = known_to(rights, {account for subject in subjects for account in subject.accounts})
    sources = sources_seen(rights, {subject.source for subject in subjects if subject.source is not None})
    return tuple(
        Standing(id=id_, protection=one)
        for id_, one in kept.items()
        if one.subject.accounts <= known and (one.subject.source is None or one.subject.source in sources)
    )
