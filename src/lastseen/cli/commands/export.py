"""``export``: records in the formats of other programs, and everything for the group itself."""

from pathlib import Path

import click

from lastseen.cli.commands.figures import with_snapshot
from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.domain.release import Profile
from lastseen.exchange.everything import check_everything
from lastseen.figures.standard import standard_definitions
from lastseen.operations.exporting import WRITERS, Wanted, export_records, write_map, write_records
from lastseen.operations.figures import figures
from lastseen.operations.snapshots import find_snapshot
from lastseen.operations.taking_along import FolderThere, take_everything


@lastseen.command("export")
@click.argument("what", type=click.Choice([*WRITERS, "everything"]))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--profile", type=click.Choice([one.value for one in Profile]), default="internal", show_default=True)
@click.option("--recipient", default="", help="Who gets it; nobody in particular if left out.")
@click.option("--purpose", default="", help="A purpose of consent; that of the profile if left out.")
@with_snapshot
@with_format
@click.pass_obj
def export(  # one for each option
    session: Session,
    what: str,
    out: Path,
    profile: str,
    recipient: str,
    purpose: str,
    name: str | None,
    format_: str,
) -> None:
    """Write records to OUT for another program; or `everything`: all tables and files, for the group itself."""
    if what == "everything":
        _everything(session, out, name, format_)
        return
    workspace, now = session.workspace, session.now()
    if out.exists():
        raise FolderThere(out=out.name)
    if (what, profile) == ("geojson", Profile.PUBLIC):
        if recipient or purpose:
            raise click.UsageError("A public map is for everybody: name no recipient and no purpose.")
        _public_map(session, out, name, format_)
        return
    wanted = Wanted(format=what, profile=Profile(profile), recipient=recipient, purpose=purpose)
    released = export_records(find_snapshot(workspace, name), wanted, workspace, actor=session.actor, now=now)
    entries = write_records(released, what, out, workspace)
    answer = {
        "out": str(out),
        "release": str(released.id),
        "entries": entries,
        "profile": profile,
        "withheld": {"sources": released.withheld, "people": released.withheld_people},
    }
    inside = " It tells of people one by one: for those inside only." if profile == "internal" else ""
    kept = f" Kept back: {released.withheld} sources, {released.withheld_people} people."
    show(answer, format_, lambda: f"{out}: {entries} entries.{kept}{inside}")


def _public_map(session: Session, out: Path, name: str | None, format_: str) -> None:
    """A map for everybody: counts of provinces, protected as all published figures are."""
    workspace = session.workspace
    snapshot, definitions = find_snapshot(workspace, name), standard_definitions(workspace.profile or None)
    released = figures(snapshot, definitions, Profile.PUBLIC, workspace, actor=session.actor, now=session.now())
    entries = write_map(released, out, workspace)
    answer = {"out": str(out), "release": str(released.id), "entries": entries, "profile": Profile.PUBLIC.value}
    show(answer, format_, lambda: f"{out}: {entries} rows of a figure. It shows nobody.")


def _everything(session: Session, out: Path, name: str | None, format_: str) -> None:
    workspace = session.workspace
    snapshot = find_snapshot(workspace, name)
    released = take_everything(snapshot, out, workspace, actor=session.actor, now=session.now())
    rows, tables, files = check_everything(out), len(released.content.tables), len(released.content.files)
    answer = {"out": str(out), "release": str(released.id), "rows": rows, "tables": tables, "files": files}
    told = (
        f"{out}: {rows} rows of {tables} tables, {files} files, checked. It is not sealed: keep it as you keep the key."
    )
    show(answer, format_, lambda: told)
