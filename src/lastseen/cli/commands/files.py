"""``attach``: files added to a source, sealed as they are read."""

from dataclasses import asdict
from pathlib import Path

import click

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.domain.files import Brought
from lastseen.operations.uploads import Coming, attach, take_whole
from lastseen.operations.users import rights_of
from lastseen.reports.columns import table


@lastseen.command("attach")
@click.argument("source")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_format
@click.pass_obj
def attach_files(session: Session, source: str, files: tuple[Path, ...], format_: str) -> None:
    """Add FILES to the source called SOURCE: recordings, scans, documents. Each is kept as it is, and sealed."""
    workspace, actor, now = session.workspace, session.actor, session.now()
    added: list[Brought] = []
    for path in workspace.watch(files, "files", len(files)):
        asked = Coming(source=source, name=path.name, size=path.stat().st_size)
        with path.open("rb") as content:
            coming = take_whole(rights_of(actor), asked, content, workspace, at=now)
        added.append(attach(coming, workspace, actor=actor, now=now))
    show({"files": [asdict(file) for file in added]}, format_, lambda: _text(added))


def _text(added: list[Brought]) -> str:
    return table([(file.short, file.decoded.kind.value, file.shown) for file in added], numbers=False)
