"""Coding in the browser: a draft kept version by version for each user and source, until it is handed in.

Nothing drafted is said yet: drafts stand outside the ledger, are seen by nobody but whoever makes them, and are gone
once they are handed in. Whatever two windows make of one draft is kept, each as a version of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from lastseen.domain.accounts import AccountId
from lastseen.domain.coding import CodedSource
from lastseen.domain.errors import Refusal
from lastseen.domain.files import Brought
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Source
from lastseen.exchange.drafts import Basis, Draft, Problem, carried, plain, read_draft, recalled, typed
from lastseen.operations.coding import Handed, write
from lastseen.operations.coding_checks import cited_by
from lastseen.operations.pages import NotFound
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.double import changed_at, coding_by, double_of, reading_of
from lastseen.storage.drafts import (
    Desk,
    DraftKept,
    at_desk,
    current_draft,
    drafts_of,
    drop_drafts,
    put_draft,
    put_rival,
    put_stood,
    step_draft,
    version_of,
)
from lastseen.storage.evidence import files_of
from lastseen.storage.ledger import recording
from lastseen.storage.moment import at_one_moment
from lastseen.storage.search.keeping import reindex
from lastseen.storage.seen_sources import (
    AGREED,
    TextKept,
    codings_of,
    passages_of,
    source_named,
    sources_of,
    texts_of,
)
from lastseen.storage.texts import corrected_in
from lastseen.storage.users import name_of
from lastseen.storage.withdrawals import WithdrawalKept, withdrawals_of


class NothingDrafted(Refusal):
    """There is no draft to hand in."""

    code = "draft.nothing-drafted"
    sentence = "There is nothing here to hand in yet."
    hint = "Code at least one person, case or event first."


class DraftChanged(Refusal):
    """The draft is not any more what it was on the page."""

    code = "draft.changed-elsewhere"
    sentence = "This draft was changed in another window meanwhile."
    hint = "Look at both versions and choose one; neither is lost."


class RegistryChanged(Refusal):
    """What is in the registry is not any more what it was when the draft was begun."""

    code = "draft.registry-changed"
    sentence = "What was handed in of this interview was changed since this draft was begun."
    hint = "Look at where the two differ, then hand in yours all the same, or go on from what is in the registry."


class EntryWithdrawn(Refusal):
    """A draft holds an entry that was withdrawn."""

    code = "draft.entry-withdrawn"
    sentence = "{name} was withdrawn."
    hint = "Bring it back first, or begin another entry in its place."


class DraftUnready(Refusal):
    """A draft with problems cannot be handed in."""

    code = "draft.unready"
    sentence = "Something in this draft cannot be read yet."
    hint = "Each place says what is missing there."


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingDesk:
    """One source as one user codes it: its text, the draft as it is now, and what stands in the way of handing it in.

    ``texts`` are those that may be read and cited, ``every_text`` the words of those and of what they corrected.
    ``version`` is nought where nothing was drafted; ``handed`` names what is in the registry already, by kind and
    name, ``standing`` is all of it as a draft, and ``taken`` the names of entries withdrawn from it. ``by_another`` is
    the coder of a reading that is in it in place of one's own; ``apart`` says that two people read this source apart,
    ``reads`` that who asks is one of them.
    """

    source: Source
    text: TextKept | None
    texts: tuple[TextKept, ...]
    every_text: Mapping[str, str]
    coder: str
    draft: Draft
    version: int
    saved: datetime | None
    can_undo: bool
    can_redo: bool
    problems: tuple[Problem, ...]
    files: Mapping[str, Brought]
    handed: frozenset[tuple[str, str]]
    standing: Draft
    taken: frozenset[str]
    by_another: str
    apart: bool
    reads: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What became of a draft that was sent: its version; with ``rival`` another one was there and is current still."""

    version: int
    rival: int | None = None


def coding_desk(rights: Rights, name: str, workspace: Workspace) -> CodingDesk:
    """The desk at which somebody codes the source of this name; without a draft, what they handed in before.

    Raises :class:`~lastseen.operations.pages.NotFound` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    with at_one_moment():
        source = _source(rights, name)
        desk = _Desk.at(rights, source)
        held = current_draft(desk.place)
        draft = desk.standing if held is None else desk.read(held.content)
        return CodingDesk(
            source=source,
            text=desk.text,
            texts=desk.texts,
            every_text=desk.every_text,
            coder=desk.coder,
            draft=draft,
            version=0 if held is None else held.number,
            saved=None if held is None else held.at,
            can_undo=held is not None and held.has_before,
            can_redo=held is not None and held.has_after,
            problems=read_draft(draft, desk.basis(workspace)).problems,
            files=desk.files,
            handed=frozenset((entry.kind, entry.name) for entry in desk.standing.entries),
            standing=desk.standing,
            taken=frozenset(one.name.partition("/")[0] for one in desk.withdrawn),
            by_another=desk.by_another,
            apart=desk.readers != (),
            reads=desk.coder in desk.readers,
        )


def check_draft(rights: Rights, name: str, draft: Draft, workspace: Workspace) -> tuple[Problem, ...]:
    """What stands in the way of handing this draft in. Raises as :func:`coding_desk` does."""
    return read_draft(draft, _Desk.at(rights, _source(rights, name)).basis(workspace)).problems


def save_draft(rights: Rights, name: str, draft: Draft, base: int, *, at: datetime) -> Saved:
    """Keep a draft that was made from the version ``base``; the same again makes no version.

    Where another window has made another version from it meanwhile, that one stays current, and this one is kept
    beside it. Raises as :func:`coding_desk` does.
    """
    place = _place(rights, _source(rights, name))
    content = plain(draft)
    with at_desk():
        held = current_draft(place, locked=True)
        if held is None:
            return Saved(version=put_draft(place, content, 0, at, _stands(place)))
        if held.content == content:
            return Saved(version=held.number)
        if held.number == base:
            return Saved(version=put_draft(place, content, held.number, at))
        return Saved(version=put_rival(place, content, base, at), rival=held.number)


def step(rights: Rights, name: str, base: int, *, back: bool) -> None:
    """Undo the newest change of a draft, or do it again.

    Raises :class:`DraftChanged`, and as :func:`coding_desk` does.
    """
    place = _place(rights, _source(rights, name))
    with at_desk():
        _current(place, base)
        step_draft(place, back=back)


def versions(rights: Rights, name: str, *numbers: int) -> tuple[Draft, ...]:
    """These versions of one's draft, to be compared. Raises as :func:`coding_desk` does."""
    desk = _Desk.at(rights, _source(rights, name))
    found = [version_of(desk.place, number) for number in numbers]
    if None in found:
        raise NotFound(what=name)
    return tuple(desk.read(content) for content in found if content is not None)


def take(rights: Rights, name: str, number: int, *, at: datetime) -> None:
    """Go on with a version that was kept beside the current one; undoing leads back to that.

    Raises as :func:`coding_desk` does.
    """
    place = _place(rights, _source(rights, name))
    with at_desk():
        held, chosen = current_draft(place, locked=True), version_of(place, number)
        if held is None or chosen is None:
            raise NotFound(what=name)
        if held.number != number:
            put_draft(place, chosen, held.number, at)


def keep_own(rights: Rights, name: str) -> None:
    """Go on with one's draft although the registry was changed since it was begun. Raises as :func:`coding_desk`."""
    place = _place(rights, _source(rights, name))
    with at_desk():
        put_stood(place, _stands(place))


def discard(rights: Rights, name: str) -> None:
    """Throw one's draft away with all its versions. Raises as :func:`coding_desk` does."""
    place = _place(rights, _source(rights, name))
    with at_desk():
        drop_drafts(place)


def drafts(rights: Rights) -> tuple[tuple[str, datetime], ...]:
    """The sources somebody has a draft of, by name, and when each was last changed, the newest first."""
    held = drafts_of(rights.user)
    names = sources_of(rights, [source for source, _ in held])
    return tuple((names[source].external_id, at) for source, at in held if source in names)


def hand_in_draft(name: str, base: int, workspace: Workspace, *, actor: UUID, now: datetime) -> Handed:
    """Hand one's draft in as one's own coding of the source of this name; the draft is gone then.

    Where the source is being coded by two people and this is one of them, it is their own reading of it, which nobody
    sees before a third has concluded. Raises :class:`NothingDrafted`, :class:`DraftChanged`, :class:`DraftUnready`,
    :class:`RegistryChanged`, :class:`EntryWithdrawn`, and what :func:`~lastseen.operations.coding.hand_in` raises.
    """
    rights = authorised(actor, May.CODE, May.IDENTIFY)
    with recording(actor, "hand-in", now) as pen:
        source = _source(rights, name)
        desk = _Desk.at(rights, source)
        held = _current(desk.place, base)
        read = read_draft(desk.read(held.content), desk.basis(workspace))
        if read.problems:
            raise DraftUnready
        if not read.accounts:
            raise NothingDrafted
        _check_standing(desk, held, {account.id for account in read.accounts})
        coded = CodedSource(source=source, coder=desk.coder, passages=read.passages, accounts=read.accounts)
        outcomes = write(pen, coded, workspace, rights)
        drop_drafts(desk.place)
        reindex(pen.told, pen.described, workspace.frame)
    return Handed(outcomes)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What somebody codes from: the text, and what is in the registry of their own reading of it."""

    place: Desk
    source: Source
    coder: str
    text: TextKept | None
    texts: tuple[TextKept, ...]
    every_text: Mapping[str, str]
    standing: Draft
    withdrawn: tuple[WithdrawalKept, ...]
    by_another: str
    readers: tuple[str, ...]
    files: Mapping[str, Brought]

    @staticmethod
    def at(rights: Rights, source: Source) -> "_Desk":
        """The desk of who has these rights; the text is the one already cited, else the newest transcript."""
        coder = name_of(rights.user)
        coding = coding_by(source.id, coder)
        accounts = () if coding is None else reading_of(coding)
        cited = passages_of(rights, {passage for account in accounts for passage in cited_by(account)})
        digests = {passage.text_digest for passage in cited.values()}
        every, corrected = texts_of(rights, source.id), corrected_in(source.id)
        texts = tuple(text for text in every if text.id not in corrected)
        spoken = [text for text in texts if text.role == "transcript"]
        text = next((text for text in spoken if text.digest in digests), spoken[-1] if spoken else None)
        agreed = [one.coder for one in codings_of(rights, [source.id]) if one.state == AGREED and one.coder != coder]
        double = double_of(source.id)
        return _Desk(
            place=_place(rights, source),
            source=source,
            coder=coder,
            text=text,
            texts=texts,
            every_text={one.digest[:12]: one.text for one in every},
            standing=recalled(accounts, cited, "" if text is None else text.digest),
            withdrawn=withdrawals_of(source.id, coder),
            by_another=agreed[0] if agreed else "",
            readers=() if double is None else double.coders,
            files={file.short: file for file in files_of(source.id)},
        )

    def read(self, content: Mapping[str, Any]) -> Draft:
        """A draft that is kept, its places those of the transcript that is read now."""
        draft = typed(content)
        before = self.every_text.get(draft.text)
        if before is not None and self.text is not None and before != self.text.text:
            draft = carried(draft, before, self.text.text)
        return replace(draft, text="")

    def basis(self, workspace: Workspace) -> Basis:
        """What a draft is read against here."""
        return Basis(
            source=self.source.id,
            text="" if self.text is None else self.text.text,
            day=self.source.day,
            coder=self.coder,
            ids=workspace.ids,
            vocabularies=workspace.vocabularies,
            files=self.files,
            texts=self.every_text,
        )


def _source(rights: Rights, name: str) -> Source:
    """The source of this name, for who may read and code it."""
    rights.require(May.CODE)
    rights.require(May.IDENTIFY)
    found = source_named(rights, name)
    if found is None:
        raise NotFound(what=name)
    return found


def _place(rights: Rights, source: Source) -> Desk:
    return Desk(source=source.id, user=rights.user)


def _stands(place: Desk) -> int:
    return changed_at(place.source, name_of(place.user))


def _check_standing(desk: _Desk, held: DraftKept, accounts: set[AccountId]) -> None:
    """Nobody changed what is in the registry meanwhile, and nothing of the draft was withdrawn from it."""
    if _stands(desk.place) > held.stood:
        raise RegistryChanged
    for one in desk.withdrawn:
        if one.account in accounts:
            raise EntryWithdrawn(name=one.name)


def _current(place: Desk, base: int) -> DraftKept:
    """The current version, which is to be the one that was on the page."""
    held = current_draft(place, locked=True)
    if held is None:
        raise NothingDrafted
    if held.number != base:
        raise DraftChanged
    return held
