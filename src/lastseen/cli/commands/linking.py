"""``link``: which records are of one person, in a table or in the registry."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

import click
import polars as pl

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.cli.session import Session
from lastseen.domain.errors import Refusal
from lastseen.linkage import Links, link, read_settings
from lastseen.linkage.spark import engine_named
from lastseen.operations.linking import linked, proposals
from lastseen.operations.users import rights_of

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, writable=True, path_type=Path)


class UnreadableTable(Refusal):
    """A file that is neither Parquet nor CSV."""

    code = "linkage.unreadable-table"
    sentence = "{path} cannot be read as a table: {why}."
    hint = "Give a Parquet file, or CSV in UTF-8 with a line that names the columns."


class HalfATable(Refusal):
    """A table is linked by settings; without either, the registry is linked."""

    code = "linkage.half-a-table"
    sentence = "--table and --settings go together, and --out with them."
    hint = "Give all three to link a table, or none to link the registry."


@lastseen.command("link")
@click.option(
    "--table", type=_FILE, help="A Parquet or CSV file to link instead of the registry; nothing of it is kept."
)
@click.option("--settings", type=_FILE, help="What is compared of a table, and in which blocks pairs are looked for.")
@click.option("--out", type=_OUT, help="Where to write a table of id and cluster, for every row or account.")
@click.option(
    "--engine",
    default="local",
    metavar="local|local[N]|spark://HOST:PORT",
    help="What looks for pairs: this program, Spark on N processors of this machine, or a Spark cluster.",
)
@with_format
@click.pass_obj
def link_records(
    session: Session, table: Path | None, settings: Path | None, out: Path | None, engine: str, format_: str
) -> None:
    """Say which accounts of the registry may be of one person, or which records of a table are.

    In the registry nothing is joined by it: what it proposes awaits a verdict in the review.
    """
    if table is None and settings is None:
        _link_registry(session, out, engine, format_)
    elif table is None or settings is None or out is None:
        raise HalfATable
    else:
        links = link(_read(table), read_settings(settings), engine=engine_named(engine))
        _write(links.clusters, out)
        show(_summary(links), format_, lambda: _told(links))


def _link_registry(session: Session, out: Path | None, engine: str, format_: str) -> None:
    start = perf_counter()
    made = linked(rights_of(session.actor), session.workspace, engine_named(engine, session.workspace.watch))
    counted = {**asdict(proposals(made)), "seconds": round(perf_counter() - start, 1)}
    if out is not None:
        _write(made.links.clusters, out)
    show({**counted, **_summary(made.links)}, format_, lambda: _proposed(counted, made.links))


def _proposed(counted: Mapping[str, float], links: Links) -> str:
    return "\n".join(
        (
            _told(links),
            f"{counted['applied']} verdicts stand and were kept to",
            f"{counted['proposed']} pairs of persons are likelier one than not",
            f"{counted['clusters']} persons there would be if all of these were held to be one",
            f"{counted['review']} pairs of persons await a verdict, in the browser under Review",
            f"{counted['seconds']} seconds",
        )
    )


def _write(clusters: pl.DataFrame, out: Path) -> None:
    beside = out.with_name(out.name + ".part")
    clusters.write_csv(beside)
    beside.replace(out)


def _read(path: Path) -> pl.DataFrame:
    try:
        if path.suffix == ".parquet":
            return pl.read_parquet(path)
        return pl.read_csv(path, infer_schema_length=0)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise UnreadableTable(path=path, why=str(error).splitlines()[0]) from None


def _summary(links: Links) -> dict[str, object]:
    told = links.diagnostics
    return {
        "records": told.records,
        "clusters": links.clusters["cluster"].n_unique(),
        "candidate_pairs": told.looked_at,
        "expected_pairs": round(told.expected_pairs, 1),
        "largest_component": told.largest_component,
        "blocks": [{"on": b.block.on, "pairs": b.pairs, "left_out": b.left_out} for b in told.blocks],
        "prior": told.prior,
        "weights": {field: dict(steps) for field, steps in told.weights.items()},
    }


def _told(links: Links) -> str:
    told = links.diagnostics
    lines = [
        f"{told.records} records in {links.clusters['cluster'].n_unique()} clusters",
        f"{told.looked_at} pairs looked at, some {told.expected_pairs:.0f} of them of one",
    ]
    lines += [
        f"  {' + '.join(b.block.on)}: {b.pairs} pairs"
        + (f"; {b.left_out} records in groups too large were left out" if b.left_out else "")
        for b in told.blocks
    ]
    return "\n".join(lines)
