"""Questions to ask an interviewee later: opened by whoever codes, and what is due, for whoever may reach them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from lastseen.domain.accounts import AccountId, PersonAccount, SourceId
from lastseen.domain.answers import first
from lastseen.domain.conduct import CallBack, ParticularDue
from lastseen.domain.conduct_words import Progress
from lastseen.domain.rights import May, Rights
from lastseen.operations.conduct import Entered, check_particular, says_the_same, write_particular
from lastseen.operations.pages.asked import NotFound
from lastseen.operations.pages.sight import look
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.conduct import particulars_due
from lastseen.storage.ledger import recording
from lastseen.storage.moment import at_one_moment
from lastseen.storage.seen import kept
from lastseen.storage.seen_sources import source_named, told_by

_MOST = 1000
"""So many people of one interview can be chosen from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTold:
    """Somebody an interview tells of: the account that does, their code, and the name they have there, if any."""

    account: AccountId
    code: str
    name: str


def ask_back(source: SourceId, entered: Entered, workspace: Workspace, *, actor: UUID, now: datetime) -> None:
    """Open a question for the interviewee, which somebody who may reach them is to ask; the same again opens none.

    Raises as :func:`~lastseen.operations.conduct.record_particular` does.
    """
    rights = authorised(actor, May.CODE)
    opened = replace(entered, base=None, particular=_opened(entered))
    check_particular(rights, source, opened.particular, workspace)
    if says_the_same(source, opened):
        return
    with recording(actor, "ask-back", now) as pen:
        write_particular(pen, source, opened, now.date())


def _opened(entered: Entered) -> CallBack:
    """The question as it is when it is opened, whatever else is said of it."""
    asked = entered.particular
    if not isinstance(asked, CallBack):
        raise TypeError(asked.part)
    typed = CallBack(
        question=asked.question, why=asked.why, person=asked.person, quote=asked.quote, wanted=asked.wanted
    )
    return typed if typed.is_empty else replace(typed, progress=Progress.OPEN)


def calls_due(rights: Rights, day: date) -> tuple[ParticularDue, ...]:
    """The questions to ask and the follow-ups of referrals that are due until a day, the longest due first.

    Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.COLLECT)
    return particulars_due(rights, day)


def people_told(rights: Rights, name: str) -> tuple[PersonTold, ...]:
    """Whom the interview of this name tells of, each to be asked about.

    Raises :class:`~lastseen.operations.pages.NotFound` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.IDENTIFY)
    with at_one_moment():
        source = source_named(rights, name)
        if source is None:
            raise NotFound(what=name)
        _, leading = told_by(rights, source.id, 0, _MOST)
        people = [one.account for one in kept(rights, leading) if isinstance(one.account, PersonAccount)]
        sight = look(rights, [person.id for person in people])
    named = ((person, first(person.names)) for person in people)
    return tuple(
        PersonTold(account=person.id, code=sight.code(person.id), name="" if told is None else told.text)
        for person, told in named
    )
