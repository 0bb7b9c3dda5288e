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
    answers,
    chosen,
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
@click.option("--lists", default="", help="Only these lists, with commas between; NAME=ONE+ANOTHER makes several one.")
@click.option("--never", default="", help="Lists that nobody could be on both of, as ONE+ANOTHER, with commas between.")
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
@click.option(
    "--bootstrap",
    is_flag=True,
    help="For loglinear, loglinear-all: an interval from populations drawn anew, each with its own choice of model.",
)
@click.option(
    "--linkage-draws",
    "draws",
    type=click.IntRange(0, 1000),
    default=0,
    show_default=True,
    help="Of a snapshot: over so many draws of who is the same person, as linkage leaves it open.",
)
@click.option(
    "--sensitivity",
    is_flag=True,
    help="Also with each list left out and each two made one; of a snapshot, also with pairs held to be one "
    "from several thresholds on.",
)
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
    never: str,
    by: str | None,
    methods: str,
    seed: int,
    classes: int,
    draws: int,
    picture: Path | None,
    language: str,
    format_: str,
    *,
    bootstrap: bool,
    sensitivity: bool,
) -> None:
    """Estimate how many persons there were from lists that overlap, each number with its interval and assumptions."""
    wanted = Wanted(
        how=How(methods=_named(methods), seed=seed, classes=classes, bootstrap=bootstrap),
        chosen=chosen(_named(lists), _named(never)),
        by=by,
        draws=draws,
        sensitivity=sensitivity,
    )
    found = given(_of_snapshot(session, name, wanted) if table is None else _of_table(session, table, wanted, picture))
    show(
        [answer.told(language) for answer in found],
        format_,
        lambda: _table(found) if sensitivity else _said(found, language),
    )


def _of_snapshot(session: Session, name: str | None, wanted: Wanted) -> tuple[Answer, ...]:
    workspace = session.workspace
    snapshot = find_snapshot(workspace, name)
    return estimates(snapshot, wanted, workspace, actor=session.actor, now=session.now()).content


def _of_table(session: Session, table: Path, wanted: Wanted, picture: Path | None) -> tuple[Answer, ...]:
    if wanted.by is not None or wanted.draws:
        raise click.UsageError("--by and --linkage-draws are for a snapshot; give a table for each part instead.")
    captures = wanted.chosen.of(read_captures(table))
    if picture is not None:
        picture.write_text(overlaps_svg(captures), encoding="utf-8")
    strata = variations(captures) if wanted.sensitivity else {ALL: captures}
    found = answers(strata, wanted.how)
    return tuple(session.watch(found, "estimates", len(strata) * len(wanted.how.methods)))


def _said(found: tuple[Answer, ...], language: str) -> str:
    return "\n\n".join(f"{answer.stratum}, {answer.method}\n{answer.sentence(language)}" for answer in found)


def _table(found: tuple[Answer, ...]) -> str:
    """A line for each answer: how it was varied, method, observed, point and interval, or the code of the refusal."""
    lines = [(a.stratum, a.method, f"{a.observed:,}", *a.numbers()) for a in found]
    heads = ("", "method", "observed", "point", "95 % interval")
    wide = [max(len(line[at]) for line in (heads, *lines)) for at in range(4)]
    return "\n".join(
        "  ".join(
            (line[0].ljust(wide[0]), line[1].ljust(wide[1]), line[2].rjust(wide[2]), line[3].rjust(wide[3]), line[4])
        ).rstrip()
        for line in (heads, *lines)
    )


def _named(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
