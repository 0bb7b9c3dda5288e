"""``submission``: a person put before a UN procedure, checked element by element and written as it asks for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from lastseen.cli.commands.figures import with_snapshot
from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.cli.writing import check_out, write_document
from lastseen.domain.release import Released
from lastseen.domain.submitting import Check, Submitter
from lastseen.operations.snapshots import find_snapshot
from lastseen.operations.submissions import Wanted, check_submission
from lastseen.operations.submissions import submission as released_submission
from lastseen.operations.submissions_files import FilesWanted, enclosed
from lastseen.operations.users import rights_of
from lastseen.reports.submissions import languages, rule, said
from lastseen.reports.submissions import submission as composed
from lastseen.reports.submissions.annexes import Annexes, archive, has_copies
from lastseen.reports.submissions.asking import procedures

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
    click.option("--annex", "annexes", multiple=True, metavar="SOURCE/FILE", help="A file to enclose; each again."),
    click.option("--national", "nationalities", multiple=True, help="A State the person is a national of, as KR."),
    with_snapshot,
    with_format,
    click.pass_obj,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What a procedure for one person is asked with."""

    code: str
    out: Path | None
    only_check: bool
    language: str
    submitter: str
    confidential: bool
    no_follow_up: bool
    received: datetime | None
    annexes: tuple[str, ...]
    nationalities: tuple[str, ...]
    name: str | None
    format_: str

    def wanted(self, procedure: str, now: datetime) -> Wanted:
        """What is to be submitted to a procedure."""
        return Wanted(
            code=self.code,
            procedure=procedure,
            submitter=Submitter(name=self.submitter, confidential=self.confidential, follows_up=not self.no_follow_up),
            received=(self.received or now).date(),
            nationalities=self.nationalities,
        )


@lastseen.group("submission")
def submission() -> None:
    """Put a person or a pattern before a UN procedure; with --check, say what is missing."""


def _with_options(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command what every procedure for one person is asked with."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@submission.command("wgeid")
@_with_options
def wgeid(session: Session, **given: Any) -> None:
    """Write a communication on a person (CODE as P-0012) to the Working Group on Enforced Disappearances to OUT."""
    _submit(session, "wgeid", _Given(**given))


@submission.command("ced")
@_with_options
def ced(session: Session, **given: Any) -> None:
    """Write a request for urgent action on a person (CODE as P-0012) to the Committee to OUT."""
    _submit(session, "ced", _Given(**given))


def _submit(session: Session, procedure: str, given: _Given) -> None:
    if given.out is None and not given.only_check:
        raise click.UsageError("Name a file to write, or give --check.")
    workspace, actor, now = session.workspace, session.actor, session.now()
    wanted, snapshot = given.wanted(procedure, now), find_snapshot(workspace, given.name)
    found = check_submission(rights_of(actor), snapshot, wanted, workspace, now)
    answer = checked_answer(found, given.language)
    if given.out is None or given.only_check:
        show(answer, given.format_, lambda: "\n".join(checked_lines(found, given.language)))
        return
    check_out(given.out)
    files = FilesWanted(forum=procedures()[procedure].forum, files=given.annexes, submitter=given.submitter)
    is_annexed = bool(given.annexes) and not found.missing
    annexes = enclosed(snapshot, files, workspace, actor=actor, now=now) if is_annexed else None
    released = released_submission(snapshot, wanted, workspace, actor=actor, now=now)
    write_document(composed(released, given.language, annexes), given.out)
    answer |= {"out": str(given.out), "release": str(released.id)}
    answer |= {} if annexes is None else {"annexes": write_annexes(annexes, given.out)}
    said = f"{given.out}\nRelease {released.id}; record what is sent with `lastseen submission sent`."
    show(answer, given.format_, lambda: said)


def write_annexes(annexes: Released[Annexes], out: Path) -> str:
    """Write the copies of what is enclosed beside a document; gives the name of the archive, empty for none."""
    if not has_copies(annexes.content):
        return ""
    packed = out.with_name(f"{out.stem}-annexes.zip")
    packed.write_bytes(archive(annexes))
    return str(packed)


def checked_answer(found: Check, language: str) -> dict[str, Any]:
    """What a check found, for programs."""
    return {
        "elements": said(found, language),
        "procedure": found.track,
        "states": list(found.states),
        "proposed": found.proposed,
        "rule": rule(found, language),
    }


def checked_lines(found: Check, language: str) -> Iterator[str]:
    """What a check found, for people: a line for each element, and where to add what is missing."""
    for one in said(found, language):
        yield f"{one['status']:8} {one['code']:12} {one['why']}"
        if one["where"]:
            yield f"{'':21} → {one['where']}"
    yield f"procedure: {found.track}; States: {', '.join(found.states) or 'none known'}"
    if found.proposed:
        yield f"proposed instead: {found.proposed}"
    if told := rule(found, language):
        yield told
