"""``link``: which records of a table are of one person."""

from pathlib import Path

import click
import polars as pl

from lastseen.cli.main import lastseen
from lastseen.cli.printing import show, with_format
from lastseen.domain.errors import Refusal
from lastseen.linkage import Links, link, read_settings

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, writable=True, path_type=Path)


class UnreadableTable(Refusal):
    """A file that is neither Parquet nor CSV."""

    code = "linkage.unreadable-table"
    sentence = "{path} cannot be read as a table: {why}."
    hint = "Give a Parquet file, or CSV in UTF-8 with a line that names the columns."


@lastseen.command("link")
@click.option("--table", type=_FILE, required=True, help="A Parquet or CSV file; nothing of it is kept.")
@click.option(
    "--settings", type=_FILE, required=True, help="What is compared, and in which blocks pairs are looked for."
)
@click.option("--out", type=_OUT, required=True, help="A table of id and cluster, for every row.")
@with_format
def link_table(table: Path, settings: Path, out: Path, format_: str) -> None:
    """Say which records of a table are of one person."""
    links = link(_read(table), read_settings(settings))
    beside = out.with_name(out.name + ".part")
    links.clusters.write_csv(beside)
    beside.replace(out)
    show(_summary(links), format_, lambda: _told(links))


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
        "candidate_pairs": links.pairs.height,
        "expected_pairs": round(told.expected_pairs, 1),
        "largest_component": told.largest_component,
        "blocks": [{"on": b.block.on, "pairs": b.pairs, "left_out": b.left_out} for b in told.blocks],
        "weights": told.weights,
    }


def _told(links: Links) -> str:
    told = links.diagnostics
    lines = [
        f"{told.records} records in {links.clusters['cluster'].n_unique()} clusters",
        f"{links.pairs.height} pairs looked at, some {told.expected_pairs:.0f} of them of one",
    ]
    lines += [
        f"  {' + '.join(b.block.on)}: {b.pairs} pairs"
        + (f"; {b.left_out} records in groups too large were left out" if b.left_out else "")
        for b in told.blocks
    ]
    return "\n".join(lines)
