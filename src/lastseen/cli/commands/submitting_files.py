"""``submission deposit``: files of sources listed with their digests for the UN, with clean copies beside the list."""

from pathlib import Path

import click

from lastseen.cli.commands.figures import with_snapshot
from lastseen.cli.commands.submitting import checked_answer, checked_lines, submission, write_annexes
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.cli.writing import check_out, write_document
from lastseen.domain.submitting import Submitter
from lastseen.operations.snapshots import find_snapshot
from lastseen.operations.submissions_files import FilesWanted, check_enclosed, enclosed
from lastseen.operations.users import rights_of
from lastseen.reports.submissions import languages
from lastseen.reports.submissions.annexes import deposit as composed

_FORUM = "ohchr"


@submission.command("deposit")
@click.argument("out", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--file", "files", multiple=True, metavar="SOURCE/FILE", help="A file, as I-01/3f9a0c11d2e4; each again.")
@click.option("--check", "only_check", is_flag=True, help="Only say whether these files may leave.")
@click.option("--language", type=click.Choice(languages()), default="en", show_default=True)
@click.option("--submitter", default="", help="Who deposits, with an address; printed on a sheet for the body alone.")
@click.option("--confidential", is_flag=True, help="Ask that the submitter be named to no State.")
@with_snapshot
@with_format
@click.pass_obj
def deposit(  # one for each option
    session: Session,
    out: Path | None,
    files: tuple[str, ...],
    language: str,
    submitter: str,
    name: str | None,
    format_: str,
    *,
    only_check: bool,
    confidential: bool,
) -> None:
    """Write the list of FILES deposited with the UN human rights office in Seoul to OUT, and copies beside it."""
    if out is None and not only_check:
        raise click.UsageError("Name a file to write, or give --check.")
    workspace, now = session.workspace, session.now()
    snapshot = find_snapshot(workspace, name)
    wanted = FilesWanted(forum=_FORUM, files=files, submitter=submitter)
    if out is None or only_check:
        found = check_enclosed(rights_of(session.actor), snapshot, wanted, workspace, now)
        show(checked_answer(found, language), format_, lambda: "\n".join(checked_lines(found, language)))
        return
    check_out(out)
    released = enclosed(snapshot, wanted, workspace, actor=session.actor, now=now)
    by = Submitter(name=submitter, confidential=confidential)
    write_document(composed(released, by, now.date(), language), out)
    packed = write_annexes(released, out)
    answer = {"out": str(out), "annexes": packed, "release": str(released.id)}
    show(answer, format_, lambda: "\n".join(filter(None, (str(out), packed, f"Release {released.id}"))))
