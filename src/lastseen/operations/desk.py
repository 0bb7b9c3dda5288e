"""What awaits somebody at their desk, and what has happened since a snapshot."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lastseen.domain.accounts import AccountId
from lastseen.domain.conduct import ParticularDue
from lastseen.domain.efforts import SOON
from lastseen.domain.rights import May, Rights
from lastseen.operations.callbacks import calls_due
from lastseen.operations.efforts import EffortSeen, efforts_awaiting
from lastseen.operations.entries import EntryKind
from lastseen.operations.markings import to_read_through
from lastseen.operations.pages import Wanted, Window, sources
from lastseen.operations.pages.asked import code_of
from lastseen.operations.protections import Standing, due_reviews
from lastseen.operations.reviewing import to_review
from lastseen.operations.served import ToTell, tells_awaiting
from lastseen.operations.text_shelf import texts_to_check
from lastseen.operations.translating import Translating, translations_begun
from lastseen.operations.users import users
from lastseen.operations.workspace import Workspace
from lastseen.storage.moment import at_one_moment
from lastseen.storage.verdicts import doubted
from lastseen.storage.waiting import ConsentEnding, changed_sources, consents_ending, newest_entry, people_of

_NAMED = 8
"""So many sources are named that wait for the same."""

_WITHOUT_EFFECT = frozenset(
    {*(kind.value for kind in EntryKind), "release", "take-snapshot", "save-view", "delete-view", "set-password"}
)
"""Operations that change nothing of what anybody may be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A verdict that left open whether two are one person: their codes."""

    codes: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueProtection:
    """A hold or a judgement of risk to be judged again, and whom it hangs on: a source by name, or people by code."""

    standing: Standing
    source: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What awaits somebody; None where their roles leave it to others."""

    uncoded: int | None = None
    to_read: tuple[int, tuple[str, ...]] | None = None
    """In how many sources a text is to be read through for third persons, and the names of some."""
    submitted: int | None = None
    pairs: int | None = None
    doubts: tuple[Doubt, ...] | None = None
    ending: tuple[ConsentEnding, ...] | None = None
    protections: tuple[DueProtection, ...] | None = None
    efforts: tuple[EffortSeen, ...] | None = None
    calls: tuple[ParticularDue, ...] | None = None
    without_password: int | None = None
    to_check: tuple[str, ...] = ()
    translations: tuple[Translating, ...] = ()
    tells: tuple[ToTell, ...] = ()


def awaiting(rights: Rights, day: date, workspace: Workspace) -> Work:
    """What awaits somebody on a day, from what they see."""
    identifies = rights.may(May.IDENTIFY)
    pairs = to_review(rights, workspace).total if rights.may(May.DECIDE) and identifies else None
    with at_one_moment():
        return Work(
            uncoded=_in_state(rights, "none") if rights.may(May.CODE) else None,
            to_read=to_read_through(rights, _NAMED) if rights.may(May.CODE) and identifies else None,
            submitted=_in_state(rights, "submitted") if rights.may(May.DECIDE) else None,
            pairs=pairs,
            doubts=_doubts(rights) if rights.may(May.DECIDE) else None,
            ending=consents_ending(rights, day + SOON) if rights.may(May.COLLECT) else None,
            protections=_due(rights, day + SOON) if rights.may(May.RELEASE) and identifies else None,
            efforts=efforts_awaiting(rights, day) if rights.may(May.DECIDE) else None,
            calls=calls_due(rights, day + SOON) if rights.may(May.COLLECT) else None,
            without_password=_without_password(rights) if rights.may(May.ADMINISTER) else None,
            to_check=texts_to_check(rights) if rights.may(May.COLLECT) and identifies else (),
            tells=tells_awaiting(rights, workspace) if rights.may(May.RELEASE) else (),
            translations=tuple(what for what, _ in translations_begun(rights)) if rights.may(May.COLLECT) else (),
        )


def changed_since(rights: Rights, ledger: int) -> int:
    """How many of the sources somebody sees were added, or coded otherwise, after this entry of the ledger."""
    rights.require(May.READ)
    return changed_sources(rights, ledger)


def last_decision() -> int:
    """The number of the newest entry that may have changed what anybody may be shown of a snapshot."""
    return newest_entry(_WITHOUT_EFFECT)


def _in_state(rights: Rights, state: str) -> int:
    return sources(rights, Wanted(states=(state,)), Window(size=1)).page.total


def _doubts(rights: Rights) -> tuple[Doubt, ...]:
    return tuple(Doubt(codes=(code_of("person", left), code_of("person", right))) for left, right in doubted(rights))


def _due(rights: Rights, day: date) -> tuple[DueProtection, ...]:
    due = due_reviews(rights, day)
    names, codes = _subjects(rights, due)
    return tuple(
        DueProtection(
            standing=one,
            source=names.get(one.protection.subject.source, "") if one.protection.subject.source else "",
            people=tuple(dict.fromkeys(codes[a] for a in sorted(one.protection.subject.accounts) if a in codes)),
        )
        for one in due
    )


def _subjects(rights: Rights, due: Iterable[Standing]) -> tuple[dict[UUID, str], dict[AccountId, str]]:
    subjects = [one.protection.subject for one in due]
    named, serials = people_of(
        rights, {s.source for s in subjects if s.source}, {a for s in subjects for a in s.accounts}
    )
    return named, {account: code_of("person", serial) for account, serial in serials.items()}


def _without_password(rights: Rights) -> int:
    return sum(line.rights is not None and not line.has_password for line in users(rights))
