"""How an interview was held: recorded particular by particular, changed, taken back; and its page, with what became.

All of it is of sensitivity *identity*: when, where and by which way somebody spoke says who they are. How they can be
reached is for nobody but those who collect.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.conduct import Asked, CallBack, Contact, Interruption, Particular, Reading, details
from lastseen.domain.conduct_checks import Misfit, keeps_nothing, misfits, never_asked
from lastseen.domain.errors import Refusal
from lastseen.domain.protection import Hold, Subject
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import QuoteNotFound, Source
from lastseen.operations.conduct_forms import forms_of
from lastseen.operations.pages.asked import NotFound
from lastseen.operations.pages.sight import look
from lastseen.operations.reach import check_reach
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.conduct import ParticularKept, does_stand, put_particular, retract_version, versions_held
from lastseen.storage.ledger import Pen, recording
from lastseen.storage.moment import at_one_moment
from lastseen.storage.protection import put_hold, standing
from lastseen.storage.seen import Deed
from lastseen.storage.seen_sources import source_named, sources_of, texts_of
from lastseen.storage.users import name_of

REVIEW = timedelta(days=90)
"""After so long a hold on an interview of which nothing is to be kept is looked at again."""


class NothingSaid(Refusal):
    """A particular is recorded that says nothing."""

    code = "conduct.nothing-said"
    sentence = "Nothing is said here."
    hint = "Fill in at least one field; leave out what is not known."


class ChangedMeanwhile(Refusal):
    """A particular was changed or taken back since somebody began to change it."""

    code = "conduct.changed-meanwhile"
    sentence = "Somebody else changed this since you opened it."
    hint = "Compare what stands now with what you typed, which is still here; what you record then takes its place."


class UnknownForm(Refusal):
    """A questionnaire or a statement is named that the registry does not know, or a question that is not in it."""

    code = "conduct.unknown-form"
    sentence = "There is no questionnaire, statement or question {form} here."
    hint = "Choose one of those that are listed. A file of your own belongs in the registry's folder."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A particular as it is entered: new, or in place of the version ``base``.

    ``held_as`` names, in the language of whoever enters it, what is held where nothing is to be kept.
    """

    item: UUID
    particular: Particular
    base: UUID | None = None
    held_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularChange:
    """One field of one particular before and after a deed; None for nothing said. Answers are told by ``question``."""

    deed: Deed
    item: UUID
    part: str
    field: str
    question: str
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPage:
    """How an interview was held, as one user sees it.

    ``held`` stands now, ``changes`` made it so, the newest first. ``people`` and ``sources`` name what particulars
    name, as far as it is seen. ``never_asked`` are fields of accounts, as ``person.birth``.
    """

    source: Source
    held: tuple[ParticularKept, ...]
    changes: tuple[ParticularChange, ...]
    misfits: tuple[Misfit, ...]
    never_asked: frozenset[str]
    people: Mapping[AccountId, str]
    sources: Mapping[SourceId, str]
    is_on_hold: bool

    def version(self, item: UUID) -> ParticularKept | None:
        """The version of a particular that stands, if one does."""
        return next((one for one in self.held if one.item == item), None)


def item_of_questions(source: SourceId) -> UUID:
    """The one particular of an interview that says what was asked."""
    return uuid5(source, Asked.part)


def record_particular(source: SourceId, entered: Entered, workspace: Workspace, *, actor: UUID, now: datetime) -> None:
    """Record a particular of how an interview was held; the same once more changes nothing.

    Where the interview was stopped and nothing is to be kept, a hold on it is placed with the same entry. Raises
    :class:`~.reach.NoSuchSource`, :class:`NothingSaid`, :class:`ChangedMeanwhile`, :class:`UnknownForm` and
    :class:`~lastseen.domain.sources.QuoteNotFound`.
    """
    rights = authorised(actor, May.COLLECT)
    check_particular(rights, source, entered.particular, workspace)
    if says_the_same(source, entered):
        return
    with recording(actor, "record-particular", now) as pen:
        write_particular(pen, source, entered, now.date())
        if isinstance(entered.particular, Interruption) and keeps_nothing(entered.particular):
            _hold(pen, source, (entered.held_as, entered.particular.why or entered.held_as), now.date())


def take_back_particular(source: SourceId, version: UUID, *, actor: UUID, now: datetime) -> None:
    """Take back what was recorded by mistake; the history keeps it. A hold that was placed with it stands.

    Raises :class:`~.reach.NoSuchSource` or :class:`ChangedMeanwhile`.
    """
    rights = authorised(actor, May.COLLECT)
    with recording(actor, "take-back-particular", now) as pen:
        check_reach(rights, source)
        if retract_version(pen, source, version) is None:
            raise ChangedMeanwhile


def check_particular(rights: Rights, source: SourceId, particular: Particular, workspace: Workspace) -> None:
    """The particular says something of an interview that is seen, and names only what is there.

    Raises what :func:`record_particular` does.
    """
    check_reach(rights, source)
    if particular.is_empty:
        raise NothingSaid
    match particular:
        case Asked():
            _check_questions(particular, workspace)
            _check_quotes(rights, source, (one.quote for one in particular.answers.values()))
        case Reading():
            if particular.statement and particular.statement not in forms_of(workspace).statements:
                raise UnknownForm(form=particular.statement)
        case CallBack():
            _check_quotes(rights, source, [particular.quote])
            if particular.answered_in is not None:
                check_reach(rights, particular.answered_in)
            if particular.person is not None and source not in _told_by(rights, particular.person):
                raise NotFound(what=particular.person)


def _told_by(rights: Rights, account: AccountId) -> set[SourceId]:
    placed = look(rights, [account]).placed
    return {placed[account].source} if account in placed else set()


def _check_questions(asked: Asked, workspace: Workspace) -> None:
    used = forms_of(workspace).questionnaires.get(asked.questionnaire)
    if used is None:
        raise UnknownForm(form=asked.questionnaire)
    for code in asked.answers.keys() - {question.code for question in used.questions}:
        raise UnknownForm(form=code)


def _check_quotes(rights: Rights, source: SourceId, quotes: Iterable[str]) -> None:
    """Each quote stands in a text of the interview, once or more; where there is no text yet, it is taken as typed."""
    texts = texts_of(rights, source)
    for quote in quotes:
        if quote and texts and not any(quote in text.text for text in texts):
            raise QuoteNotFound(quote=quote, source=sources_of(rights, [source])[source].external_id)


def says_the_same(source: SourceId, entered: Entered) -> bool:
    """Whether exactly this stands already, as after a form that was sent twice."""
    return any(
        one.gone is None and one.item == entered.item and one.particular == entered.particular
        for one in versions_held(source)
    )


def write_particular(pen: Pen, source: SourceId, entered: Entered, day: date) -> None:
    """Write a version in place of its base. Raises :class:`ChangedMeanwhile` where that stands no longer."""
    before = None if entered.base is None else retract_version(pen, source, entered.base)
    expected = None if entered.base is None else (entered.item, entered.particular.part)
    if before != expected or (expected is None and does_stand(entered.item)):
        raise ChangedMeanwhile
    put_particular(pen, source, entered.item, entered.particular, day)


def _hold(pen: Pen, source: SourceId, said: tuple[str, str], day: date) -> None:
    """A hold on the interview, on what and why, unless one stands."""
    if not _is_on_hold(source):
        what, why = said
        subject, judge = Subject(source=source), name_of(pen.actor)
        put_hold(pen, Hold(subject=subject, what=what, why=why, judged_by=judge, review=day + REVIEW))


def _is_on_hold(source: SourceId) -> bool:
    return any(isinstance(one, Hold) and one.subject.source == source for one in standing().values())


def held_page(rights: Rights, name: str, workspace: Workspace) -> HeldPage:
    """How the interview of this name was held.

    Raises :class:`~lastseen.operations.pages.NotFound` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.IDENTIFY)
    statements = forms_of(workspace).statements
    with at_one_moment():
        source = source_named(rights, name)
        if source is None:
            raise NotFound(what=name)
        versions = [one for one in versions_held(source.id) if _is_for(rights, one.particular)]
        held = tuple(one for one in versions if one.gone is None)
        told = [one.particular for one in held]
        return HeldPage(
            source=source,
            held=held,
            changes=tuple(_changes(versions)),
            misfits=misfits(told, statements, source.language),
            never_asked=_never_asked(told, workspace),
            people=_people(rights, [one.particular for one in versions]),
            sources=_sources(rights, [one.particular for one in versions]),
            is_on_hold=_is_on_hold(source.id),
        )


def not_asked_in(rights: Rights, name: str, workspace: Workspace) -> frozenset[str]:
    """The fields of accounts that the interview of this name never asked for, each as ``person.birth``.

    None of them, where it is not on record by which questionnaire it was held. Raises as :func:`held_page` does.
    """
    rights.require(May.IDENTIFY)
    source = source_named(rights, name)
    if source is None:
        raise NotFound(what=name)
    return _never_asked([one.particular for one in versions_held(source.id) if one.gone is None], workspace)


def _never_asked(held: Iterable[Particular], workspace: Workspace) -> frozenset[str]:
    asked = next((one for one in held if isinstance(one, Asked)), Asked())
    return never_asked(asked, forms_of(workspace).questionnaires)


def _is_for(rights: Rights, particular: Particular) -> bool:
    return rights.may(May.COLLECT) or not isinstance(particular, Contact)


def _people(rights: Rights, told: Iterable[Particular]) -> dict[AccountId, str]:
    named = [one.person for one in told if isinstance(one, CallBack) and one.person is not None]
    sight = look(rights, named)
    return {account: sight.code(account) for account in named if account in sight.placed}


def _sources(rights: Rights, told: Iterable[Particular]) -> dict[SourceId, str]:
    named = [one.answered_in for one in told if isinstance(one, CallBack) and one.answered_in is not None]
    found = sources_of(rights, named)
    return {id_: found[id_].external_id for id_ in named if id_ in found}


def _changes(versions: Iterable[ParticularKept]) -> list[ParticularChange]:
    """What became of particulars, field by field, the newest first."""
    last: dict[UUID, ParticularKept] = {}
    found: list[ParticularChange] = []
    for one in versions:
        before = last.get(one.item)
        if before is not None and before.gone is not None and before.gone.number != one.made.number:
            found += _between(before, None, before.gone)
            before = None
        found += _between(before, one, one.made)
        last[one.item] = one
    found += [change for one in last.values() if one.gone is not None for change in _between(one, None, one.gone)]
    return sorted(found, key=lambda change: -change.deed.number)


def _between(old: ParticularKept | None, new: ParticularKept | None, deed: Deed) -> Iterator[ParticularChange]:
    one = new or old
    if one is None:
        return
    before, after = (_said(None if kept is None else kept.particular) for kept in (old, new))
    for field, question in dict.fromkeys((*before, *after)):
        was, became = before.get((field, question)), after.get((field, question))
        if was != became:
            yield ParticularChange(
                deed=deed,
                item=one.item,
                part=one.particular.part,
                field=field,
                question=question,
                before=was,
                after=became,
            )


def _said(particular: Particular | None) -> dict[tuple[str, str], object]:
    """Everything said, by field; answers by field and question."""
    if particular is None:
        return {}
    said: dict[tuple[str, str], object] = {}
    for name in details(type(particular)):
        value = getattr(particular, name)
        if isinstance(value, Mapping):
            said |= {(name, code): one for code, one in value.items()}
        elif value not in (None, ""):
            said[name, ""] = value
    return said
