"""``snapshot``: freezing what is known, listing what was frozen, and comparing two of them."""

from pathlib import Path

import click

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.operations.snapshots import list_snapshots, take_snapshot


@lastseen.group("snapshot", invoke_without_command=True)
@with_format
@click.pass_context
def snapshot(context: click.Context, format_: str) -> None:
    """Freeze what is known now; every figure is made from such a snapshot."""
    if context.invoked_subcommand is not None:
        return
    session: Session = context.obj
    workspace = session.workspace
    manifest = take_snapshot(workspace, actor=session.actor, now=session.now())
    folder = workspace.snapshots / manifest.name
    rows = dict(manifest.rows)
    answer = {"snapshot": manifest.name, "folder": str(folder), "content": manifest.content, "rows": rows}
    show(answer, format_, lambda: _told(folder, manifest.name, manifest.content))


@snapshot.command("list")
@with_format
@click.pass_obj
def list_(session: Session, format_: str) -> None:
    """The snapshots taken, oldest first."""
    names = list_snapshots(session.workspace)
    none_yet = "There is none yet; take one with `lastseen snapshot`."
    show({"snapshots": names}, format_, lambda: "\n".join(names) or none_yet)


def _told(folder: Path, name: str, content: str) -> str:
    return f"{name}\n{folder}\ncontent {content}"
