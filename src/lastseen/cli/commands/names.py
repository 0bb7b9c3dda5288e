"""``names``: spellings of names compared across scripts, scored in tables, and found in lists and in the registry."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.exchange.name_lists import Row, read_names, read_pairs, write_rows
from lastseen.names import Comparison, compare, compare_places
from lastseen.names.finding import nearest, score_pairs
from lastseen.operations.names_search import search_names
from lastseen.operations.users import rights_of

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_KINDS = {"person": compare, "place": compare_places}
_OUT = click.Path(dir_okay=False, writable=True, path_type=Path)


@lastseen.group("names")
def names() -> None:
    """Compare names in any script and spelling."""


@names.command("compare")
@click.argument("a")
@click.argument("b")
@click.option("--kind", type=click.Choice(list(_KINDS)), default="person", show_default=True, help="What they name.")
@click.option("--explain", is_flag=True, help="What each part says.")
@with_format
def compare_two(a: str, b: str, kind: str, explain: bool, format_: str) -> None:  # noqa: FBT001  # click hands it over
    """Say how much two spellings speak for one name, of people or of places.

    The number is the log of a Bayes factor: 0 says nothing, 5 that what agrees is some 150 times likelier if they are
    one name. It speaks of names, never of people or places.
    """
    found = _KINDS[kind](a, b)
    answer = {
        "log_bayes_factor": round(found.log_bayes_factor, 4),
        "because": [{**asdict(one), "log_bayes_factor": round(one.log_bayes_factor, 4)} for one in found.because],
    }
    show(answer, format_, lambda: _told(found, explain=explain))


def _told(found: Comparison, *, explain: bool) -> str:
    lines = [f"{found.log_bayes_factor:+.2f}"]
    for one in found.because if explain else ():
        meant = f" = {one.meant}" if one.meant else ""
        lines.append(f"  {one.place:8} {one.left or '–'} / {one.right or '–'}{meant}  {one.log_bayes_factor:+.2f}")
    if explain and not found.because:
        lines.append("  One of them names nobody.")
    return "\n".join(lines)


@names.command("score")
@click.argument("pairs", type=_FILE)
@click.option("--out", type=_OUT, required=True, help="The same table with a column score.")
@with_format
def score(pairs: Path, out: Path, format_: str) -> None:
    """Score a table of pairs: columns a and b in, column score added, rows in the same order."""
    columns, rows = read_pairs(pairs)
    scores = score_pairs([row["a"] for row in rows], [row["b"] for row in rows])
    scored = ({**row, "score": f"{value:.4f}"} for row, value in zip(rows, scores, strict=True))
    write_rows(out, (*(column for column in columns if column != "score"), "score"), scored)
    show({"pairs": len(rows), "out": str(out)}, format_, lambda: f"{len(rows)} pairs scored: {out}")


@names.command("join")
@click.argument("left", type=_FILE)
@click.argument("right", type=_FILE)
@click.option("--top", type=click.IntRange(min=1), default=3, show_default=True, help="How many to name for each.")
@click.option("--out", type=_OUT, required=True, help="A table of a, b, rank and score.")
@with_format
def join(left: Path, right: Path, top: int, out: Path, format_: str) -> None:
    """Find for each name of one list the nearest names of another: files with one name a line."""
    ours, theirs = read_names(left), read_names(right)
    write_rows(out, ("a", "b", "rank", "score"), _joined(ours, theirs, top))
    answer = {"left": len(ours), "right": len(theirs), "out": str(out)}
    show(answer, format_, lambda: f"{len(ours)} names beside {len(theirs)}: {out}")


def _joined(ours: tuple[str, ...], theirs: tuple[str, ...], top: int) -> Iterator[Row]:
    for near in nearest(ours, theirs, top):
        yield {"a": near.left, "b": near.right, "rank": str(near.rank), "score": f"{near.score:.4f}"}


@names.command("search")
@click.argument("query")
@click.option("--top", type=click.IntRange(min=1), default=20, show_default=True, help="How many to name.")
@with_format
@click.pass_obj
def search(session: Session, query: str, top: int, format_: str) -> None:
    """Find people in the registry by a name in any script and spelling, the likest first.

    A surname, a given name or the beginning of a name will do. The score is the log of a Bayes factor, as compare gives
    it; of a surname alone it is 0.
    """
    found = search_names(rights_of(session.actor), query, top, session.workspace)
    answer = [{**asdict(one), "score": round(one.score, 4)} for one in found]
    lines = [f"{one.code}  {one.score:+.2f}  {one.name}  ({one.source}/{one.account})" for one in found]
    show({"found": answer}, format_, lambda: "\n".join(lines) or "Nobody has a name like this.")
