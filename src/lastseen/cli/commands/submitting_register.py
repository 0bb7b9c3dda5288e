"""``submission sent``, ``reply``, ``answered``, ``register``: what was put before whom, what came back, what is due."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

import click

from lastseen.cli.commands.submitting import submission
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.domain.efforts import Effort, EffortStanding, Reply
from lastseen.domain.submitting import SUBMITTED
from lastseen.operations.efforts import EffortSeen, EffortsWanted, add_reply, efforts, record_effort
from lastseen.operations.pages import Window
from lastseen.operations.permitting import accounts_of_person
from lastseen.operations.served import Outside, outside
from lastseen.operations.submissions import PURPOSE
from lastseen.operations.submissions_replies import StateReply, record_state_reply
from lastseen.operations.users import rights_of

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@submission.command("sent")
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
@click.argument("forum")
@click.option("--day", type=_DAY, required=True, help="The day it was sent.")
@click.option("--what", default="Individual case", show_default=True, help="What was sent, and with copies to whom.")
@click.option("--release", help="The number of the release, as it was printed when the file was written.")
@click.option("--number", default="", help="The number the body gave it.")
@click.option("--due", type=_DAY, help="The day by which something is due of it.")
@click.option("--due-what", default="", help="What is due by then.")
@with_format
@click.pass_obj
def sent(  # one for each option
    session: Session,
    codes: tuple[str, ...],
    forum: str,
    day: datetime,
    what: str,
    release: str | None,
    number: str,
    due: datetime | None,
    due_what: str,
    format_: str,
) -> None:
    """Record that people (CODE as P-0012) were submitted to FORUM, a code of the vocabulary effort-forum."""
    effort = Effort(
        kind=SUBMITTED,
        forum=forum,
        what=what if release is None else f"{what} ({release})",
        day=day.date(),
        number=number,
        consent=PURPOSE,
        state="made",
        due=_date(due),
        due_what=due_what,
    )
    rights = rights_of(session.actor)
    accounts = frozenset(account for code in codes for account in accounts_of_person(rights, code))
    id_ = record_effort(accounts, effort, session.workspace, actor=session.actor, now=session.now())
    show({"effort": str(id_)}, format_, lambda: f"Recorded: {id_}")


@submission.command("reply")
@click.argument("effort", type=click.UUID)
@click.argument("answer")
@click.option("--day", type=_DAY, help="The day of the reply.")
@click.option("--sender", required=True, help="Who replied.")
@click.option("--words", default="", help="What they said, in their words.")
@click.option("--source", default="", help="The source that holds the reply, as O-0003, if it is among them.")
@with_format
@click.pass_obj
def reply(  # one for each option
    session: Session,
    effort: UUID,
    answer: str,
    day: datetime | None,
    sender: str,
    words: str,
    source: str,
    format_: str,
) -> None:
    """Record what came back for EFFORT: ANSWER is a code of the vocabulary reply-kind, as receipt."""
    told = Reply(day=_date(day), sender=sender, answer=answer, words=words, source=source)
    id_ = add_reply(effort, told, session.workspace, actor=session.actor, now=session.now())
    show({"reply": str(id_)}, format_, lambda: f"Recorded: {id_}")


@submission.command("answered")
@click.argument("effort", type=click.UUID)
@click.argument("answer")
@click.option("--day", type=_DAY, help="The day of the answer.")
@click.option("--sender", required=True, help="Who answered for the State.")
@click.option("--words", default="", help="What they said, in their words.")
@click.option("--name", required=True, help="What to call the source that holds the answer, as O-0003.")
@click.option("--compartment", required=True, help="In which compartment the source lies.")
@click.option("--language", default="en", show_default=True, help="The language of the words.")
@click.option("--authority", default="", help="The authority that answered, a code, as mss.")
@click.option("--use", "uses", multiple=True, help="A purpose it may be used for; again. All of them if left out.")
@with_format
@click.pass_obj
def answered(session: Session, /, effort: UUID, day: datetime | None, format_: str, **given: Any) -> None:
    """Record what a State answered to EFFORT as a source of its own, coded as a response (ANSWER, as denied), so that
    it counts for element 3 of Article 2."""
    purposes = tuple(term.code for term in session.workspace.vocabularies["consent-purpose"].terms)
    told = StateReply(day=_date(day), **{**given, "uses": given["uses"] or purposes})
    id_ = record_state_reply(effort, told, session.workspace, actor=session.actor, now=session.now())
    show({"reply": str(id_), "source": told.name}, format_, lambda: f"Recorded: {id_}, in source {told.name}")


@submission.command("register")
@click.option("--forum", default="", help="Only what lies before this forum, as wgeid.")
@click.option("--due", "only_due", is_flag=True, help="Only what is overdue or due within a month.")
@with_format
@click.pass_obj
def register(session: Session, forum: str, format_: str, *, only_due: bool) -> None:
    """List what was submitted to whom under which consent, what came back, and what is due by when, the next first;
    then every file written for a forum, with its digest."""
    rights, today = rights_of(session.actor), session.now().date()
    wanted = EffortsWanted(kind=SUBMITTED, forum=forum)
    found = efforts(rights, wanted, today, Window(size=_ALL)).page.items
    listed = [one for one in found if not only_due or one.standing in _PRESSING]
    written = [] if only_due else [one for one in outside(rights) if _is_written(one, forum)]
    answer = {"submitted": list(map(_answer, listed)), "written": list(map(_written, written))}
    lines = [line for one in listed for line in _lines(one)]
    lines += [f"{one.at:%Y-%m-%d}  written for {one.recipient}: {one.what}  {one.id}" for one in written]
    show(answer, format_, lambda: "\n".join(lines) or "Nothing was submitted.")


_ALL = 100_000
_PRESSING = frozenset({EffortStanding.DUE, EffortStanding.OVERDUE})


def _is_written(one: Outside, forum: str) -> bool:
    return one.what.startswith("submission ") and forum in ("", one.recipient)


def _written(one: Outside) -> dict[str, Any]:
    return {
        "release": str(one.id),
        "day": one.at.date().isoformat(),
        "what": one.what,
        "forum": one.recipient,
        "purpose": one.purpose,
        "people": one.people,
        "snapshot": one.snapshot,
        "digest": one.digest,
    }


def _answer(one: EffortSeen) -> dict[str, Any]:
    told = one.effort
    return {
        "effort": str(one.id),
        "people": list(one.codes),
        "forum": told.forum,
        "what": told.what,
        "day": _iso(told.day),
        "number": told.number,
        "consent": told.consent,
        "state": told.state,
        "standing": one.standing.value,
        "due": _iso(told.due),
        "due_what": told.due_what,
        "replies": [
            {"day": _iso(kept.reply.day), "sender": kept.reply.sender, "answer": kept.reply.answer}
            for kept in one.replies
        ],
    }


def _lines(one: EffortSeen) -> Iterator[str]:
    told = one.effort
    head = (_iso(told.day) or "not dated", told.forum, ", ".join(one.codes), told.number or "no number", told.state)
    yield "  ".join(part for part in head if part)
    yield f"    {told.what}  [{told.consent or 'no consent needed'}]  {one.id}"
    for kept in one.replies:
        yield f"    {_iso(kept.reply.day) or 'not dated'}  {kept.reply.sender}: {kept.reply.answer}"
    if told.due is not None:
        yield f"    {one.standing.value}: {_iso(told.due)}  {told.due_what}"


def _date(day: datetime | None) -> date | None:
    return None if day is None else day.date()


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
