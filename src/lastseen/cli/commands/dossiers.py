"""``dossier``: everything told of one person or one case, on paper, for those inside."""

from pathlib import Path

import click

from lastseen.cli.commands.figures import with_snapshot
from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.cli.writing import check_out, write_document
from lastseen.operations.dossiers import dossier as released_dossier
from lastseen.operations.snapshots import find_snapshot
from lastseen.reports import languages
from lastseen.reports.dossier import dossier as composed


@lastseen.command("dossier")
@click.argument("code")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(languages()), default="en", show_default=True)
@with_snapshot
@with_format
@click.pass_obj
def dossier(session: Session, code: str, out: Path, language: str, name: str | None, format_: str) -> None:
    """Write the dossier of a person (CODE as P-0012) or a case (as C-0034) to OUT: a page, a PDF or a DOCX."""
    check_out(out)
    workspace, actor = session.workspace, session.actor
    released = released_dossier(find_snapshot(workspace, name), code, workspace, actor=actor, now=session.now())
    write_document(composed(released, language), out)
    answer = {"dossier": str(out), "about": released.content.code, "snapshot": released.snapshot}
    show(answer, format_, lambda: f"{out}\n{released.content.code}, snapshot {released.snapshot}; keep it inside.")
