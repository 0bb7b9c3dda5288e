"""``report``: a snapshot's report as a page, a PDF or a DOCX; ``copy-report``: its report file, to start from."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import click

from lastseen.cli.commands.figures import with_snapshot
from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.cli.writing import check_out, write_document
from lastseen.domain.errors import Refusal
from lastseen.domain.release import OF_FIGURES, Profile, Released
from lastseen.figures.standard import standard_definitions
from lastseen.operations.reports import report_matter
from lastseen.operations.snapshots import find_snapshot
from lastseen.reports import languages
from lastseen.reports.document.model import Document
from lastseen.reports.plan import Plan, read_plan, standard_file, standard_plan
from lastseen.reports.report.composing import report as composed
from lastseen.reports.report.matter import Matter


class FolderIsThere(Refusal):
    """Where a report file is to be copied to, something is already."""

    code = "reports.folder-is-there"
    sentence = "{folder} is there already, and nothing is written over it."
    hint = "Name a folder that is not there yet."


@lastseen.command("report")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(languages()), default="en", show_default=True)
@with_snapshot
@click.option("--profile", type=click.Choice([p.value for p in OF_FIGURES]), default="internal", show_default=True)
@click.option(
    "--definition",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own report file; the standard report if left out.",
)
@with_format
@click.pass_obj
def report(
    session: Session,
    out: Path,
    language: str,
    name: str | None,
    profile: str,
    definition: Path | None,
    format_: str,
) -> None:
    """Write the report of a snapshot to OUT: a page (.html), a PDF (.pdf) or a document to edit (.docx)."""
    check_out(out)
    workspace = session.workspace
    plan = standard_plan(workspace.profile or None) if definition is None else read_plan(definition)
    plan.in_language(language)
    released = released_report(session, plan, Profile(profile), name)(language, out)
    answer = {"report": str(out), "snapshot": released.snapshot, "profile": profile, "withheld": released.withheld}
    show(answer, format_, lambda: f"{out}\nsnapshot {released.snapshot}, profile {profile}")


@lastseen.command("copy-report")
@click.argument("folder", type=click.Path(path_type=Path))
@with_format
@click.pass_obj
def copy_report(session: Session, folder: Path, format_: str) -> None:
    """Copy the standard report file, with its prose in every language, to FOLDER, to make a report of your own."""
    if folder.exists():
        raise FolderIsThere(folder=folder)
    file = standard_file(session.workspace.profile or None)
    shutil.copytree(file.parent, folder)
    copied = str(folder / file.name)
    show({"definition": copied}, format_, lambda: copied)


def released_report(
    session: Session, plan: Plan, profile: Profile, snapshot: str | None
) -> Callable[[str, Path], Released[Matter]]:
    """What a plan shows of a snapshot, released once, and written to files in any language of its prose.

    It is composed once in each language, whatever the number of files.
    """
    workspace = session.workspace
    definitions = plan.definitions or standard_definitions(workspace.profile or None)
    released = report_matter(
        find_snapshot(workspace, snapshot),
        definitions,
        plan,
        profile,
        workspace,
        actor=session.actor,
        now=session.now(),
    )

    @cache
    def in_language(language: str) -> Document:
        return composed(released, plan, definitions, language)

    def write(language: str, out: Path) -> Released[Matter]:
        write_document(in_language(language), out)
        return released

    return write
