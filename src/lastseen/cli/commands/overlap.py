"""``overlap``: how many people we have in common with a partner, in three files that are carried."""

from dataclasses import asdict
from pathlib import Path

import click

from lastseen.cli.commands.figures import with_snapshot
from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.domain.release import Released
from lastseen.exchange.bundles.contents import Contents
from lastseen.operations.bundling import write_bundle
from lastseen.operations.overlap import answer_overlap, approve_overlap, ask_overlap, read_overlap
from lastseen.operations.snapshots import find_snapshot

_OUT = click.Path(dir_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@lastseen.group("overlap")
def overlap() -> None:
    """Ask a partner how many of our people they have too, without showing whom."""


@overlap.command("ask")
@click.argument("out", type=_OUT)
@click.option("--partner", required=True, help="Who is asked.")
@with_snapshot
@with_format
@click.pass_obj
def ask(session: Session, out: Path, partner: str, name: str | None, format_: str) -> None:
    """Write a question for a partner to OUT."""
    workspace = session.workspace
    snapshot = find_snapshot(workspace, name)
    released = ask_overlap(snapshot, partner, workspace, actor=session.actor, now=session.now())
    _write(released, out, session, format_, "a question")


@overlap.command("approve")
@click.argument("file", type=_FILE)
@with_format
@click.pass_obj
def approve(session: Session, file: Path, format_: str) -> None:
    """Approve that the question in FILE is answered, once you know why they ask."""
    step = approve_overlap(file, session.workspace, actor=session.actor, now=session.now())
    answer = {"partner": step.partner, "people": step.compared}
    show(answer, format_, lambda: f"Approved: {step.partner} may learn how many of {step.compared} people we have.")


@overlap.command("answer")
@click.argument("file", type=_FILE)
@click.argument("out", type=_OUT)
@with_snapshot
@with_format
@click.pass_obj
def answer_(session: Session, file: Path, out: Path, name: str | None, format_: str) -> None:
    """Write the answer to the question in FILE to OUT."""
    workspace = session.workspace
    snapshot = find_snapshot(workspace, name)
    released = answer_overlap(file, snapshot, workspace, actor=session.actor, now=session.now())
    _write(released, out, session, format_, "an answer")


def _write(released: Released[Contents], out: Path, session: Session, format_: str, what: str) -> None:
    write_bundle(released.content, out, session.workspace)
    answer = {"out": str(out), "release": str(released.id)}
    show(answer, format_, lambda: f"{out}: {what} for {released.content.to} alone")


@overlap.command("read")
@click.argument("file", type=_FILE)
@with_format
@click.pass_obj
def read(session: Session, file: Path, format_: str) -> None:
    """Read the answer in FILE: how many people we have in common."""
    common = read_overlap(file, session.workspace, actor=session.actor, now=session.now())
    told = f"{common.partner} has {common.found} of the {common.compared} people asked about."
    show(asdict(common), format_, lambda: told)
