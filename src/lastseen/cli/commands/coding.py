"""``code``, ``decide`` and ``take-back``: handing in coded interviews, deciding on them, and taking a decision back."""

from pathlib import Path
from uuid import UUID

import click

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.exchange.codings import read_codings
from lastseen.exchange.decisions import read_decisions
from lastseen.operations.coding import hand_in
from lastseen.operations.verdicts import decide_all, take_back

CODER = "coder"


@lastseen.command("code")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--coder", default=CODER, show_default=True, help="Whose reading of the sources this is.")
@with_format
@click.pass_obj
def code(session: Session, folder: Path, coder: str, format_: str) -> None:
    """Hand in a folder of coded interviews; what was handed in before and says something else now is revised."""
    workspace = session.workspace
    sources = read_codings(folder, workspace.ids, coder)
    handed = hand_in(sources, workspace, actor=session.actor, now=session.now())
    answer = {"sources": len(sources), "accounts": handed.counts}
    show(answer, format_, lambda: f"{len(sources)} sources; accounts: {_counted(handed.counts)}")


@lastseen.command("decide")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_format
@click.pass_obj
def decide(session: Session, file: Path, format_: str) -> None:
    """Record the verdicts, conclusions and findings of a file; each gets an id by which it can be taken back."""
    workspace = session.workspace
    decided = decide_all(read_decisions(file, workspace.ids), workspace, actor=session.actor, now=session.now())
    answer = {
        "verdicts": [str(id_) for id_ in decided.verdicts],
        "conclusions": [str(id_) for id_ in decided.conclusions],
        "findings": [str(id_) for id_ in decided.findings],
    }
    show(answer, format_, lambda: "\n".join(f"{kind[:-1]} {id_}" for kind, ids in answer.items() for id_ in ids))


@lastseen.command("take-back")
@click.argument("decision", type=click.UUID)
@with_format
@click.pass_obj
def take_back_(session: Session, decision: UUID, format_: str) -> None:
    """Take a verdict, conclusion or finding back: all that followed from it is exactly as it was before."""
    session.workspace  # noqa: B018  # opens the registry
    again = take_back(decision, actor=session.actor, now=session.now())
    answer = {"taken_back": str(decision), "stands_again": None if again is None else str(again)}
    restored = "" if again is None else f"\nWhat it had replaced stands again, as {again}."
    show(answer, format_, lambda: f"{decision} is taken back.{restored}")


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
