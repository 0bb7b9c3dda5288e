"""Changes of many people or interviews at once: shown before they are made, made whole or not at all, taken back whole.

What was previewed is what is made: where anything is other than it was shown, nothing is written. Accounts are never
touched: a value is concluded on top of them, as for a single person.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeAlias
from uuid import UUID

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.bulk import BulkKind, Described
from lastseen.domain.decisions import Conclusion
from lastseen.domain.errors import Refusal
from lastseen.domain.protection import Hold, NoReason, Subject
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Source
from lastseen.operations.bulk_rows import MOST, Choice, Preview, TooMany, hold_rows, preview, source_rows, value_rows
from lastseen.operations.pages.asked import NotFound, Page, Window
from lastseen.operations.pages.sight import look
from lastseen.operations.users import authorised
from lastseen.operations.verdicts import check_value
from lastseen.operations.workspace import Workspace
from lastseen.storage.bulk import BulkChange, bulk_change, bulk_changes, put_conclusions, rows_of, withdraw
from lastseen.storage.ledger import recording
from lastseen.storage.moment import at_one_moment
from lastseen.storage.protection import put_hold
from lastseen.storage.search.keeping import reindex
from lastseen.storage.seen_sources import Wanted, find_sources, sources_of
from lastseen.storage.writing import put_source


class Outdated(Refusal):
    """Since it was previewed, something about a change or those it is about has become other."""

    code = "bulk.outdated"
    sentence = "Something has changed since this was previewed."
    hint = "Look at the preview again, then confirm it."


class NothingToChange(Refusal):
    """A change of many changes nothing."""

    code = "bulk.nothing-to-change"
    sentence = "There is nothing to change."
    hint = "Choose somebody of whom it is not so already."


class NothingStands(Refusal):
    """All that a change of many wrote was taken back or replaced since."""

    code = "bulk.nothing-stands"
    sentence = "Nothing of this change stands any more."
    hint = "What was decided since is taken back where it was decided."


@dataclass(frozen=True, slots=True, kw_only=True)
class SetValue:
    """A value to be concluded on one variable of everybody chosen, and why."""

    choice: Choice
    variable: str
    values: tuple[str, ...]
    reason: str

    @property
    def said(self) -> tuple[str, ...]:
        """The variable and the values."""
        return self.variable, *self.values


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOnHold:
    """A hold to be placed on everybody chosen, until somebody lifts it; to be judged again on the review day."""

    choice: Choice
    what: str
    why: str
    judged_by: str
    review: date

    @property
    def said(self) -> tuple[str, ...]:
        """What is held, and until when."""
        return self.what, self.review.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Describe:
    """Another word in the description of every interview that is as wanted; days as in ISO 8601."""

    wanted: Wanted
    field: Described
    value: str

    @property
    def said(self) -> tuple[str, ...]:
        """What of the description, and its new word."""
        return self.field.value, self.value

    def applied(self, source: Source) -> Source:
        """An interview described so."""
        value: Any = date.fromisoformat(self.value) if self.field is Described.DAY else self.value
        return replace(source, **{self.field.value: value})


def preview_values(rights: Rights, change: SetValue, workspace: Workspace) -> Preview:
    """What concluding a value would do to everybody chosen.

    Raises :class:`~lastseen.domain.rights.NotAllowed`, :class:`~.bulk_rows.TooMany`, and what
    :func:`~.verdicts.check_value` raises.
    """
    rights.require(May.DECIDE)
    check_value(_conclusion(change, frozenset()), workspace)
    with at_one_moment():
        return preview(value_rows(rights, change.choice, change.variable, change.values, workspace), change)


def _conclusion(change: SetValue, accounts: frozenset[UUID]) -> Conclusion:
    return Conclusion(
        accounts=frozenset(map(AccountId, accounts)),
        variable=change.variable,
        values=change.values,
        reason=change.reason,
    )


def conclude_many(change: SetValue, seen: str, workspace: Workspace, *, actor: UUID, now: datetime) -> UUID:
    """Conclude a value on everybody chosen, as previewed; ``seen`` is the preview's digest. Gives the change's id.

    Raises :class:`Outdated`, :class:`NothingToChange`, and as :func:`preview_values` does.
    """
    rights = authorised(actor, May.DECIDE)
    with recording(actor, BulkKind.CONCLUDE, now) as pen:
        shown = _as_seen(preview_values(rights, change, workspace), seen)
        put_conclusions(pen, (_conclusion(change, row.ids) for row in shown.changing))
        return pen.entry


def preview_holds(rights: Rights, change: PutOnHold, workspace: Workspace) -> Preview:
    """On whom of everybody chosen a hold would be placed.

    Raises :class:`~lastseen.domain.rights.NotAllowed` and :class:`~.bulk_rows.TooMany`.
    """
    rights.require(May.CODE)
    with at_one_moment():
        return preview(hold_rows(rights, change.choice, workspace), change)


def hold_many(change: PutOnHold, seen: str, workspace: Workspace, *, actor: UUID, now: datetime) -> UUID:
    """Place a hold on everybody chosen, as previewed; ``seen`` is the preview's digest. Gives the change's id.

    Raises :class:`Outdated`, :class:`NothingToChange`, and as :func:`preview_holds` does.
    """
    rights = authorised(actor, May.CODE)
    with recording(actor, BulkKind.HOLD, now) as pen:
        for row in _as_seen(preview_holds(rights, change, workspace), seen).changing:
            subject = Subject(accounts=frozenset(map(AccountId, row.ids)))
            words = {"what": change.what, "why": change.why, "judged_by": change.judged_by}
            put_hold(pen, Hold(subject=subject, review=change.review, **words))
        return pen.entry


def preview_descriptions(rights: Rights, change: Describe, workspace: Workspace) -> Preview:
    """What another word in the description of every interview chosen would change.

    Raises :class:`~lastseen.domain.rights.NotAllowed`, :class:`~.bulk_rows.TooMany`, and
    :class:`~lastseen.domain.vocabulary.UnknownTerm`.
    """
    return preview(source_rows(_described(rights, change, workspace), change.wanted.names, *change.said), change)


def _described(rights: Rights, change: Describe, workspace: Workspace) -> list[Source]:
    for needed in (May.COLLECT, May.IDENTIFY):
        rights.require(needed)
    if change.field is Described.KIND:
        workspace.vocabularies["source-kind"].term(change.value)
    total, found = find_sources(rights, change.wanted, 0, MOST)
    if total > MOST:
        raise TooMany(n=total, most=MOST)
    return found


def describe_many(change: Describe, seen: str, workspace: Workspace, *, actor: UUID, now: datetime) -> UUID:
    """Describe every interview chosen otherwise, as previewed; ``seen`` is the preview's digest. Gives the change's id.

    Raises :class:`Outdated`, :class:`NothingToChange`, and as :func:`preview_descriptions` does.
    """
    rights = authorised(actor, May.COLLECT)
    with recording(actor, BulkKind.DESCRIBE, now) as pen:
        shown = _as_seen(preview_descriptions(rights, change, workspace), seen)
        changing = {row.code for row in shown.changing}
        for source in _described(rights, change, workspace):
            if source.external_id in changing:
                put_source(pen, change.applied(source), "")
        reindex(pen.told, pen.described, workspace.frame)
        return pen.entry


def _as_seen(shown: Preview, seen: str) -> Preview:
    if shown.digest != seen:
        raise Outdated
    if not shown.changing:
        raise NothingToChange
    return shown


ChangeMade: TypeAlias = BulkChange
"""A change of many that was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMade:
    """One row of a change that was made: whom or which interview it is about, and whether it stands.

    ``code`` is empty where all that told of somebody was withdrawn since.
    """

    code: str
    cases: tuple[str, ...]
    stands: bool


def changes_made(rights: Rights, window: Window) -> Page[ChangeMade]:
    """The changes of many that hang on nothing hidden, newest first.

    Raises :class:`~lastseen.domain.rights.NotAllowed`: their reasons may name people.
    """
    rights.require(May.IDENTIFY)
    with at_one_moment():
        total, found = bulk_changes(rights, window.start, window.size)
        return Page(items=tuple(found), total=total, window=window)


def change_made(rights: Rights, change: UUID) -> tuple[ChangeMade, tuple[RowMade, ...]]:
    """One change of many, and each of its rows, by code.

    Raises :class:`~.pages.asked.NotFound`, also where anything of it is hidden, and as :func:`changes_made` does.
    """
    rights.require(May.IDENTIFY)
    with at_one_moment():
        found = _found(rights, change)
        return found, tuple(sorted(_rows(rights, found), key=lambda row: (row.code, row.cases)))


def _found(rights: Rights, change: UUID) -> BulkChange:
    found = bulk_change(rights, change)
    if found is None:
        raise NotFound(what=change)
    return found


def _rows(rights: Rights, change: BulkChange) -> Iterator[RowMade]:
    rows = rows_of(change)
    if change.kind is BulkKind.DESCRIBE:
        described = sources_of(rights, (SourceId(id_) for row in rows for id_ in row.ids))
        names = {source.id: source.external_id for source in described.values()}
        yield from (RowMade(code=names[SourceId(id_)], cases=(), stands=row.stands) for row in rows for id_ in row.ids)
        return
    sight = look(rights, {AccountId(id_) for row in rows for id_ in row.ids})
    for row in rows:
        codes = sorted({sight.code(AccountId(id_)) for id_ in row.ids & sight.placed.keys()})
        person = next((code for code in codes if code.startswith("P")), "")
        yield RowMade(code=person, cases=tuple(code for code in codes if code != person), stands=row.stands)


WITHDRAWS = {BulkKind.CONCLUDE: May.DECIDE, BulkKind.HOLD: May.RELEASE, BulkKind.DESCRIBE: May.COLLECT}
"""The right that taking back each kind of change needs."""


def withdraw_many(change: UUID, reason: str, workspace: Workspace, *, actor: UUID, now: datetime) -> int:
    """Take back all of a change that still stands: everything is exactly as it was before. Gives how many rows.

    What was decided on top of it since stays. Raises :class:`~.pages.asked.NotFound`, :class:`NothingStands`, and for
    holds :class:`~lastseen.domain.protection.NoReason`: lifting them needs a reason, and whoever may let things leave.
    """
    rights = authorised(actor)
    with recording(actor, "withdraw-many", now) as pen:
        found = _found(rights, change)
        rights.require(WITHDRAWS[found.kind])
        if found.kind is BulkKind.HOLD and not reason.strip():
            raise NoReason
        count = withdraw(pen, found, reason.strip())
        if not count:
            raise NothingStands
        reindex(pen.told, pen.described, workspace.frame)
        return count
