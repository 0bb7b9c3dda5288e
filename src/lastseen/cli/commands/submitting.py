"""``submission``: a person put before a UN procedure, checked element by element and written as it asks for it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from lastseen.cli.commands.figures import with_snapshot
from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.cli.writing import check_out, write_document
from lastseen.domain.efforts import Effort
from lastseen.domain.submitting import SUBMITTED, Check, Submitter
from lastseen.operations.efforts import record_effort
from lastseen.operations.permitting import accounts_of_person
from lastseen.operations.snapshots import find_snapshot
from lastseen.operations.submissions import PURPOSE, Wanted, check_submission
from lastseen.operations.submissions import submission as released_submission
from lastseen.operations.users import rights_of
from lastseen.reports.submissions import languages, said
from lastseen.reports.submissions import submission as composed

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_OPTIONS = (
    click.argument("code"),
    click.argument("out", required=False, type=click.Path(dir_okay=False, path_type=Path)),
    click.option("--check", "only_check", is_flag=True, help="Only say of each element whether it is there."),
    click.option("--language", type=click.Choice(languages()), default="en", show_default=True),
    click.option(
        "--submitter", default="", help="Who submits, with an address; printed on a sheet for the body alone."
    ),
    click.option("--confidential", is_flag=True, help="Ask that the submitter be named to no State."),
    click.option("--no-follow-up", is_flag=True, help="Say that the submitter cannot follow the case up."),
    click.option("--received", type=_DAY, help="The day the body receives it; today if left out."),
    click.option("--national", "nationalities", multiple=True, help="A State the person is a national of, as KR."),
    with_snapshot,
    with_format,
    click.pass_obj,
)


@lastseen.group("submission")
def submission() -> None:
    """Put a person before a UN procedure; with --check, say what is missing."""


def _with_options(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command what every procedure for one person is asked with."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@submission.command("wgeid")
@_with_options
def wgeid(session: Session, **given: Any) -> None:
    """Write a communication on a person (CODE as P-0012) to the Working Group on Enforced Disappearances to OUT."""
    _submit(session, "wgeid", **given)


@submission.command("ced")
@_with_options
def ced(session: Session, **given: Any) -> None:
    """Write a request for urgent action on a person (CODE as P-0012) to the Committee to OUT."""
    _submit(session, "ced", **given)


@submission.command("sent")
@click.argument("code")
@click.argument("forum")
@click.option("--day", type=_DAY, required=True, help="The day it was sent.")
@click.option("--what", default="Individual case", show_default=True, help="What was sent.")
@click.option("--number", default="", help="The number the body gave it.")
@click.option("--due", type=_DAY, help="The day by which something is due of it.")
@click.option("--due-what", default="", help="What is due by then.")
@with_format
@click.pass_obj
def sent(  # one for each option
    session: Session,
    code: str,
    forum: str,
    day: datetime,
    what: str,
    number: str,
    due: datetime | None,
    due_what: str,
    format_: str,
) -> None:
    """Record that a person (CODE as P-0012) was submitted to FORUM, a code of the vocabulary effort-forum."""
    effort = Effort(
        kind=SUBMITTED,
        forum=forum,
        what=what,
        day=day.date(),
        number=number,
        consent=PURPOSE,
        state="made",
        due=None if due is None else due.date(),
        due_what=due_what,
    )
    accounts = accounts_of_person(rights_of(session.actor), code)
    id_ = record_effort(accounts, effort, session.workspace, actor=session.actor, now=session.now())
    show({"effort": str(id_)}, format_, lambda: f"Recorded: {id_}")


def _submit(  # one for each option
    session: Session,
    procedure: str,
    *,
    code: str,
    out: Path | None,
    only_check: bool,
    language: str,
    submitter: str,
    confidential: bool,
    no_follow_up: bool,
    received: datetime | None,
    nationalities: tuple[str, ...],
    name: str | None,
    format_: str,
) -> None:
    if out is None and not only_check:
        raise click.UsageError("Name a file to write, or give --check.")
    workspace, actor, now = session.workspace, session.actor, session.now()
    wanted = Wanted(
        code=code,
        procedure=procedure,
        submitter=Submitter(name=submitter, confidential=confidential, follows_up=not no_follow_up),
        received=(received or now).date(),
        nationalities=nationalities,
    )
    snapshot = find_snapshot(workspace, name)
    if out is None or only_check:
        found = check_submission(rights_of(actor), snapshot, wanted, workspace, now)
        show(_answer(found, language), format_, lambda: "\n".join(_lines(found, language)))
        return
    check_out(out)
    released = released_submission(snapshot, wanted, workspace, actor=actor, now=now)
    write_document(composed(released, language), out)
    answer = {"out": str(out), "release": str(released.id), **_answer(released.content.checked, language)}
    show(answer, format_, lambda: f"{out}\nRelease {released.id}; record what is sent with `lastseen submission sent`.")


def _answer(found: Check, language: str) -> dict[str, Any]:
    return {
        "elements": said(found, language),
        "procedure": found.track,
        "states": list(found.states),
        "proposed": found.proposed,
    }


def _lines(found: Check, language: str) -> Iterator[str]:
    for one in said(found, language):
        yield f"{one['status']:8} {one['code']:12} {one['why']}"
        if one["where"]:
            yield f"{'':21} → {one['where']}"
    yield f"procedure: {found.track}; States: {', '.join(found.states) or 'none known'}"
    if found.proposed:
        yield f"proposed instead: {found.proposed}"
