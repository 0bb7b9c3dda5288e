"""``snapshot``: freezing what is known, listing what was frozen, and comparing two of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from lastseen.cli.commands.figures import chosen, with_definitions
from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.figures.comparing import Comparison, as_plain
from lastseen.figures.moving import Counts, MovedUnit
from lastseen.figures.regrouping import Changes
from lastseen.operations.figures import compare_snapshots
from lastseen.operations.snapshots import describe_snapshots, find_snapshot, take_snapshot
from lastseen.reports.columns import table
from lastseen.snapshot.manifest import Manifest


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
    """The snapshots taken, the newest last."""
    taken = describe_snapshots(session.workspace)
    none_yet = "There is none yet; take one with `lastseen snapshot`."
    answer = [{"name": m.name, "taken": m.taken, "content": m.content, "rows": dict(m.rows)} for m in taken]
    show(
        {"snapshots": [m.name for m in taken], "described": answer},
        format_,
        lambda: table([_described(m) for m in taken], numbers=False) if taken else none_yet,
    )


def _described(manifest: Manifest) -> tuple[str, ...]:
    rows = manifest.rows
    return (manifest.name, manifest.taken, f"{rows['sources']} sources", f"{rows['persons']} persons")


@snapshot.command("diff")
@click.argument("first")
@click.argument("second")
@with_definitions
@with_format
@click.pass_obj
def diff(session: Session, first: str, second: str, definitions: Path | None, format_: str) -> None:
    """What differs between two snapshots: persons and cases added, merged, split, withdrawn; figures old → new."""
    workspace, actor = session.workspace, session.actor
    earlier, later = find_snapshot(workspace, first), find_snapshot(workspace, second)
    wanted = chosen(definitions, workspace.profile)
    comparison = compare_snapshots(earlier, later, wanted, workspace, actor=actor, now=session.now()).content
    show(as_plain(comparison), format_, lambda: "\n".join(_compared(comparison)))


def _compared(comparison: Comparison) -> Iterator[str]:
    yield f"{comparison.first} → {comparison.second}"
    for what, changes in (("Persons", comparison.persons), ("Cases", comparison.cases)):
        yield from _changes(what, changes)
    if not comparison.figures:
        yield "No figure moved."
    for figure in comparison.figures:
        yield f"\n{figure.figure} · {figure.unit.value}, N = {figure.before} → {figure.after}"
        for row in figure.rows:
            yield f"  {row.row}: {_count(row.before)} → {_count(row.after)}{_reasons(row.units)}"


def _changes(what: str, changes: Changes) -> Iterator[str]:
    for word, codes in (("added", changes.added), ("withdrawn", changes.withdrawn)):
        if codes:
            yield f"{what} {word}: {', '.join(codes)}"
    for merged in changes.merged:
        yield f"{what} merged: {', '.join(merged.several)} are {merged.one}"
    for split in changes.split:
        yield f"{what} split: {split.one} is {', '.join(split.several)}"


def _count(counts: Counts) -> str:
    return str(counts.n) if counts.high == counts.n else f"{counts.n} (at most {counts.high})"


def _reasons(units: Sequence[MovedUnit]) -> str:
    counted = Counter(" ".join((unit.why.value, *(f"({name})" for name in unit.because))) for unit in units)
    return "".join(f"; {count} {why}" for why, count in counted.items())


def _told(folder: Path, name: str, content: str) -> str:
    return f"{name}\n{folder}\ncontent {content}"
