"""``estimate``: how many there were, those on no list with them."""

from pathlib import Path

import click

from lastseen.cli.commands.figures import with_snapshot
from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.estimation import (
    ALL,
    CLASSES,
    LANGUAGES,
    METHODS,
    Answer,
    How,
    estimate_all,
    given,
    overlaps_svg,
    read_captures,
    variations,
)
from lastseen.operations.estimating import Wanted, estimates
from lastseen.operations.snapshots import find_snapshot

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@lastseen.command("estimate")
@click.option(
    "--table",
    type=_FILE,
    help="CSV with a column of 0 and 1 for each list, and a column count or one row per person; "
    "the snapshot if left out.",
)
@with_snapshot
@click.option("--lists", default="", help="Only these lists, with commas between.")
@click.option("--by", help="Of a snapshot: apart for each answer of this variable, as period.")
@click.option(
    "--method",
    "methods",
    default="lcmcr,dga,loglinear",
    show_default=True,
    help=f"With commas between: {', '.join(METHODS)}.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Where chance starts: the same gives the same.")
@click.option(
    "--classes",
    type=click.IntRange(2, 50),
    default=CLASSES,
    show_default=True,
    help="The most latent classes there may be, for lcmcr.",
)
@click.option("--vary", is_flag=True, help="Also with each list left out, and with each two lists made one.")
@click.option(
    "--picture",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Of a table: where to draw, as SVG, how the lists overlap.",
)
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
@with_format
@click.pass_obj
def estimate(
    session: Session,
    table: Path | None,
    name: str | None,
    lists: str,
    by: str | None,
    methods: str,
    seed: int,
    classes: int,
    picture: Path | None,
    language: str,
    format_: str,
    *,
    vary: bool,
) -> None:
    """Estimate how many persons there were from lists that overlap, each number with its interval and assumptions."""
    how = How(methods=_named(methods), seed=seed, classes=classes)
    wanted = Wanted(how=how, lists=_named(lists), by=by, vary=vary)
    answers = given(_of_snapshot(session, name, wanted) if table is None else _of_table(table, wanted, picture))
    show(
        [answer.told(language) for answer in answers],
        format_,
        lambda: "\n\n".join(f"{answer.stratum}, {answer.method}\n{answer.sentence(language)}" for answer in answers),
    )


def _of_snapshot(session: Session, name: str | None, wanted: Wanted) -> tuple[Answer, ...]:
    workspace = session.workspace
    snapshot = find_snapshot(workspace, name)
    return estimates(snapshot, wanted, workspace, actor=session.actor, now=session.now()).content


def _of_table(table: Path, wanted: Wanted, picture: Path | None) -> tuple[Answer, ...]:
    if wanted.by is not None:
        raise click.UsageError("--by divides a snapshot; give a table for each part instead.")
    captures = read_captures(table)
    chosen = captures.only(wanted.lists) if wanted.lists else captures
    if picture is not None:
        picture.write_text(overlaps_svg(chosen), encoding="utf-8")
    strata = variations(chosen) if wanted.vary else {ALL: chosen}
    return estimate_all(strata, wanted.how)


def _named(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
