"""Entries of one's own coding withdrawn with a reason, and brought back: nothing is deleted, and nothing reads them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from lastseen.domain.accounts import Account, AccountId
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights
from lastseen.exchange.drafts import ONE_EACH, Draft, Entry, Step, edited, plain, typed
from lastseen.operations.pages import NotFound
from lastseen.operations.pages.sight import look
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.double import changed_at, coding_by, reading_of
from lastseen.storage.drafts import Desk, current_draft, put_draft, put_stood
from lastseen.storage.ledger import position, recording
from lastseen.storage.moment import at_one_moment
from lastseen.storage.search.keeping import reindex
from lastseen.storage.seen import Judged, Made, conclusions_on, findings_on, reach, verdicts_on
from lastseen.storage.seen_sources import source_named
from lastseen.storage.users import name_of
from lastseen.storage.withdrawals import (
    WithdrawalKept,
    named_withdrawn,
    naming,
    put_withdrawals,
    retract_withdrawals,
    withdrawals_of,
)

Named = tuple[str, str]
"""An entry by its kind and its name in the coding."""


class NamedByOthers(Refusal):
    """Other entries name what is to be withdrawn."""

    code = "withdrawal.named-by-others"
    sentence = "Other entries name {name}: {others}."
    hint = "Withdraw these together with it, or let them name another first."


class NamesWithdrawn(Refusal):
    """What is to be brought back names entries that are still withdrawn."""

    code = "withdrawal.names-withdrawn"
    sentence = "This names what is withdrawn still: {others}."
    hint = "Bring that back first."


class NoReasonGiven(Refusal):
    """A withdrawal says why."""

    code = "withdrawal.no-reason"
    sentence = "Why this is withdrawn is not said."
    hint = "Say what is wrong with it; the reason is kept."


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawable:
    """An entry of one's own coding: its accounts, what names them and would go with them, what was decided on them."""

    source: str
    kind: str
    name: str
    accounts: tuple[AccountId, ...]
    naming: tuple[Named, ...]
    verdicts: tuple[Judged, ...]
    decisions: tuple[Made, ...]


def withdrawable(rights: Rights, name: str, kind: str, entry: str) -> Withdrawable:
    """An entry that somebody handed in, and what would become of others without it.

    Raises :class:`~lastseen.operations.pages.NotFound` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    with at_one_moment():
        place = _place(rights, name)
        accounts = _accounts(place, kind, entry)
        if not accounts:
            raise NotFound(what=entry)
        around = _around(accounts)
        seen = look(rights, {*accounts, *around}).placed.keys()
        verdicts = verdicts_on(rights, seen)
        decisions = (*conclusions_on(rights, seen), *findings_on(rights, seen))
        hanging = (one.accounts for held in (verdicts, decisions) for one in held)
        there = {one.id for one in reach(rights, frozenset().union(*hanging))}
        return Withdrawable(
            source=name,
            kind=kind,
            name=entry,
            accounts=tuple(accounts),
            naming=tuple(sorted(_nameable(rights, place, around))),
            verdicts=tuple(one for one in verdicts if one.accounts <= there),
            decisions=tuple(one for one in decisions if one.accounts <= there),
        )


def withdrawn_entries(rights: Rights, name: str) -> tuple[WithdrawalKept, ...]:
    """What somebody withdrew of their own coding of a source. Raises as :func:`withdrawable` does."""
    place = _place(rights, name)
    return withdrawals_of(place.source, name_of(place.user))


def withdraw_entry(  # noqa: PLR0913  # an entry is named by three words
    name: str,
    entry: Named,
    reason: str,
    workspace: Workspace,
    *,
    together: bool,
    actor: UUID,
    now: datetime,
) -> None:
    """Say no more what an entry of one's own coding says; with ``together``, nor what names it.

    Raises :class:`NoReasonGiven`, :class:`NamedByOthers`, and as :func:`withdrawable` does.
    """
    rights = authorised(actor, May.CODE, May.IDENTIFY)
    if not reason.strip():
        raise NoReasonGiven
    with recording(actor, "withdraw-entry", now) as pen:
        place = _place(rights, name)
        accounts = _accounts(place, *entry)
        if not accounts:
            raise NotFound(what=entry[1])
        around = _around(accounts)
        own = {account.id for account in _reading(place)}
        if around and not (together and around.keys() <= own):
            others = sorted(one for _, one in _nameable(rights, place, around))
            raise NamedByOthers(name=entry[1], others=", ".join(others) or "…")
        put_withdrawals(pen, {*accounts, *around}, reason.strip())
        _in_draft(place, {*accounts.values(), *around.values()}, now)
        reindex(pen.told, pen.described, workspace.frame)


def bring_back(name: str, accounts: Iterable[AccountId], workspace: Workspace, *, actor: UUID, now: datetime) -> None:
    """Say again what was withdrawn of one's own coding: all that is decided on it holds as before.

    Raises :class:`NamesWithdrawn`, and as :func:`withdrawable` does.
    """
    rights = authorised(actor, May.CODE, May.IDENTIFY)
    with recording(actor, "bring-back-entry", now) as pen:
        place = _place(rights, name)
        wanted = set(accounts)
        if not wanted or not wanted <= {one.account for one in withdrawals_of(place.source, name_of(place.user))}:
            raise NotFound(what=name)
        missing = {id_: named for id_, named in named_withdrawn(wanted).items() if id_ not in wanted}
        if missing:
            raise NamesWithdrawn(others=", ".join(sorted(one for _, one in missing.values())))
        _in_draft(place, (), now)
        retract_withdrawals(pen, wanted)
        reindex(pen.told, pen.described, workspace.frame)


def _place(rights: Rights, name: str) -> Desk:
    rights.require(May.CODE)
    rights.require(May.IDENTIFY)
    source = source_named(rights, name)
    if source is None:
        raise NotFound(what=name)
    return Desk(source=source.id, user=rights.user)


def _reading(place: Desk) -> tuple[Account, ...]:
    coding = coding_by(place.source, name_of(place.user))
    return () if coding is None else reading_of(coding)


def _accounts(place: Desk, kind: str, entry: str) -> dict[AccountId, Named]:
    """The accounts that an entry made: one, or one for each person it is told of."""
    own = [one for one in _reading(place) if one.kind == kind]
    made = (one for one in own if one.external_id == entry or one.external_id.startswith(f"{entry}/"))
    return {one.id: (one.kind, one.external_id) for one in made}


def _around(accounts: Iterable[AccountId]) -> dict[AccountId, Named]:
    """Whatever names these, and what names that in turn."""
    found: dict[AccountId, Named] = {}
    fresh = set(accounts)
    held = set(fresh)
    while fresh:
        named = {id_: one for id_, one in naming(fresh).items() if id_ not in held}
        found |= named
        fresh = set(named)
        held |= fresh
    return found


def _nameable(rights: Rights, place: Desk, around: Mapping[AccountId, Named]) -> Iterator[Named]:
    """Those of these entries that are one's own, or said by a source that is seen."""
    told = {one.id for one in _reading(place)} | {one.id for one in reach(rights, around)}
    return (named for id_, named in around.items() if id_ in told)


def _in_draft(place: Desk, gone: Collection[Named], at: datetime) -> None:
    """Take what is withdrawn out of one's draft; it knows of what is changed here, as it knew of what was there."""
    held = current_draft(place, locked=True)
    if held is None:
        return
    knew = changed_at(place.source, name_of(place.user)) <= held.stood
    put_draft(place, plain(_without(typed(held.content), gone)), held.number, at)
    if knew:
        put_stood(place, position() + 1)


def _without(draft: Draft, gone: Collection[Named]) -> Draft:
    """A draft without these accounts: what is told of several people is told of the others still."""
    left = [_of_others(entry, gone) for entry in draft.entries]
    draft = replace(
        draft, entries=tuple(old if new is None else new for old, new in zip(draft.entries, left, strict=True))
    )
    for at in reversed([at for at, entry in enumerate(left) if entry is None]):
        draft = edited(draft, Step(do="remove", entry=at))
    return draft


def _of_others(entry: Entry, gone: Collection[Named]) -> Entry | None:
    if (entry.kind, entry.name) in gone:
        return None
    if entry.kind not in ONE_EACH or not entry.people:
        return entry
    people = tuple(one for one in entry.people if (entry.kind, f"{entry.name}/{one}") not in gone)
    return replace(entry, people=people) if people else None
