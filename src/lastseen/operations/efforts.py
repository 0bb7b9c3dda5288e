"""What the organisation itself did for somebody: recorded, changed, answered, taken back, and read.

To record is not to let anything leave: whoever may decide records. What a submission contains leaves through the gate.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.efforts import EFFORT_VOCABULARIES, SOON, Effort, EffortStanding, Reply
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights
from lastseen.operations.pages.asked import Page, Window
from lastseen.operations.pages.parts import SourceShort, sources_in_short
from lastseen.operations.pages.sight import look
from lastseen.operations.pages.trying import EffortStep, ReplyStep, steps
from lastseen.operations.reach import NoSuchSource
from lastseen.operations.users import authorised
from lastseen.operations.verdicts import check_accounts
from lastseen.operations.workspace import Workspace
from lastseen.storage.efforts import (
    EffortChanged,
    EffortKept,
    EffortsWanted,
    NoSuchEffort,
    ReplyKept,
    VersionKept,
    count_efforts,
    effort_of_reply,
    effort_of_version,
    efforts_answering,
    efforts_due,
    efforts_of,
    efforts_on,
    find_efforts,
    put_change,
    put_effort,
    put_reply,
    retract_effort,
    retract_reply,
)
from lastseen.storage.ledger import recording
from lastseen.storage.moment import at_one_moment
from lastseen.storage.seen_sources import source_named, sources_of

__all__ = ["EffortChanged", "EffortStep", "EffortsWanted", "NoSuchEffort", "ReplyKept", "ReplyStep"]


class AboutNobody(Refusal):
    """An effort is made for somebody."""

    code = "effort.about-nobody"
    sentence = "An effort is made for somebody: for people or for a case."
    hint = "Record it from the page of the person or of the case."


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortSeen:
    """An effort as one user sees it: for whom (codes of people, then of cases) or which sources it answers, by name,
    how it stands, all it ever was.

    ``version`` is what is known now: whoever changes it names the one they saw.
    """

    id: UUID
    accounts: frozenset[AccountId]
    codes: tuple[str, ...]
    sources: tuple[str, ...]
    effort: Effort
    standing: EffortStanding
    version: VersionKept
    replies: tuple[ReplyKept, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortPage:
    """One effort, all that became of it, newest first, and the sources that tell of those it was made for."""

    seen: EffortSeen
    history: tuple[EffortStep | ReplyStep, ...]
    sources: tuple[SourceShort, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortList:
    """Part of the efforts that are as wanted, and how many there are of each standing, forum and kind."""

    page: Page[EffortSeen]
    counts: Mapping[str, Mapping[str, int]]


def record_effort(
    accounts: Collection[AccountId], effort: Effort, workspace: Workspace, *, actor: UUID, now: datetime
) -> UUID:
    """Record what was done for whoever these accounts tell of; gives the effort's id.

    Raises :class:`AboutNobody`, :class:`~lastseen.operations.verdicts.NoSuchAccount`, what :meth:`Effort.check` raises,
    or :class:`~lastseen.domain.vocabulary.UnknownTerm`.
    """
    rights = authorised(actor, May.DECIDE)
    check_effort(effort, workspace)
    if not accounts:
        raise AboutNobody
    with recording(actor, "record-effort", now) as pen:
        check_accounts(accounts, rights)
        return put_effort(pen, accounts, effort)


def change_effort(version: UUID, told: Effort, workspace: Workspace, *, actor: UUID, now: datetime) -> None:
    """Record what is known of an effort now, in place of the version of it that was seen.

    Raises :class:`NoSuchEffort`, :class:`EffortChanged`, and what :func:`record_effort` raises of the effort itself.
    """
    rights = authorised(actor, May.DECIDE)
    check_effort(told, workspace)
    with recording(actor, "change-effort", now) as pen:
        effort = effort_of_version(version)
        if effort is None:
            raise NoSuchEffort(effort=version)
        _seen_one(rights, effort)
        put_change(pen, effort, version, told)


def take_back_effort(effort: UUID, *, actor: UUID, now: datetime) -> None:
    """Take what was last recorded of an effort back: what stood before stands again, else the effort is gone.

    Raises :class:`NoSuchEffort`.
    """
    rights = authorised(actor, May.DECIDE)
    with recording(actor, "take-back-effort", now) as pen:
        _seen_one(rights, effort)
        retract_effort(pen, effort)


def add_reply(effort: UUID, reply: Reply, workspace: Workspace, *, actor: UUID, now: datetime) -> UUID:
    """Record what came back for an effort; gives the reply's id.

    Raises :class:`NoSuchEffort`, :class:`~lastseen.operations.reach.NoSuchSource` or
    :class:`~lastseen.domain.vocabulary.UnknownTerm`.
    """
    rights = authorised(actor, May.DECIDE)
    workspace.vocabularies["reply-kind"].term(reply.answer)
    with recording(actor, "add-reply", now) as pen:
        _seen_one(rights, effort)
        source = source_named(rights, reply.source) if reply.source else None
        if reply.source and source is None:
            raise NoSuchSource(source=reply.source)
        return put_reply(pen, effort, reply, None if source is None else source.id)


def take_back_reply(reply: UUID, *, actor: UUID, now: datetime) -> None:
    """Take a reply back. Raises :class:`NoSuchEffort`."""
    rights = authorised(actor, May.DECIDE)
    with recording(actor, "take-back-reply", now) as pen:
        effort = effort_of_reply(reply)
        if effort is None or reply not in {one.id for one in _seen_one(rights, effort).replies}:
            raise NoSuchEffort(effort=reply)
        retract_reply(pen, reply)


def effort_page(rights: Rights, effort: UUID, today: date) -> EffortPage:
    """One effort. Raises :class:`NoSuchEffort` or :class:`~lastseen.domain.rights.NotAllowed`."""
    rights.require(May.READ)
    with at_one_moment():
        kept = _seen_one(rights, effort)
        (seen,) = _shown(rights, [kept], today)
        sight = look(rights, kept.accounts)
        sources = sources_of(rights, {place.source for place in sight.placed.values()})
        return EffortPage(
            seen=seen,
            history=tuple(sorted(steps(kept), key=lambda step: -step.deed.number)),
            sources=sources_in_short(sources, {place.source for place in sight.placed.values()}),
        )


def efforts(rights: Rights, wanted: EffortsWanted, today: date, window: Window) -> EffortList:
    """The efforts somebody sees that are as wanted. Raises :class:`~lastseen.domain.rights.NotAllowed`."""
    rights.require(May.READ)
    with at_one_moment():
        total, ids = find_efforts(rights, wanted, today, window.start, window.size)
        items = _shown(rights, efforts_of(rights, ids), today)
        page = Page(items=items, total=total, window=window)
        return EffortList(page=page, counts=count_efforts(rights, wanted, today))


def efforts_about(rights: Rights, accounts: Collection[AccountId], today: date) -> tuple[EffortSeen, ...]:
    """The efforts that hang on any of these accounts. Raises :class:`~lastseen.domain.rights.NotAllowed`."""
    rights.require(May.READ)
    with at_one_moment():
        return _shown(rights, efforts_of(rights, efforts_on(accounts)), today)


def efforts_about_sources(rights: Rights, sources: Collection[SourceId], today: date) -> tuple[EffortSeen, ...]:
    """The efforts that answer any of these sources, such as corrections asked of the press.

    Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.READ)
    with at_one_moment():
        return _shown(rights, efforts_of(rights, efforts_answering(sources)), today)


def efforts_awaiting(rights: Rights, today: date) -> tuple[EffortSeen, ...]:
    """The efforts of which something is overdue or due soon, the longest due first.

    Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.DECIDE)
    with at_one_moment():
        return _shown(rights, efforts_of(rights, efforts_due(rights, today + SOON)), today)


def check_effort(effort: Effort, workspace: Workspace) -> None:
    """The parts of an effort go together, and its codes are terms. Raises what :func:`record_effort` raises of it."""
    effort.check()
    for part, vocabulary in EFFORT_VOCABULARIES.items():
        code = getattr(effort, part)
        if code or part in ("kind", "forum"):
            workspace.vocabularies[vocabulary].term(code)


def _seen_one(rights: Rights, effort: UUID) -> EffortKept:
    """The effort, which stands and is seen. Raises :class:`NoSuchEffort`."""
    found = efforts_of(rights, [effort])
    if not found or found[0].now is None:
        raise NoSuchEffort(effort=effort)
    return found[0]


def _shown(rights: Rights, kept: Iterable[EffortKept], today: date) -> tuple[EffortSeen, ...]:
    """Those of these efforts that stand."""
    standing = [(one, now) for one in kept if (now := one.now) is not None]
    sight = look(rights, {account for one, _ in standing for account in one.accounts})
    return tuple(
        EffortSeen(
            id=one.id,
            accounts=one.accounts,
            codes=tuple(sorted({sight.code(a) for a in one.accounts & sight.placed.keys()}, key=_people_first)),
            sources=one.sources,
            effort=now.effort,
            standing=now.effort.standing(today),
            version=now,
            replies=tuple(reply for reply in one.replies if reply.taken_back is None),
        )
        for one, now in standing
    )


def _people_first(code: str) -> tuple[bool, int, str]:
    return (not code.startswith("P"), len(code), code)
