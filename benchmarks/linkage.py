"""Linkage beside Splink, the Record Linkage Toolkit and nomenklatura on the same two tables, and how ours grows.

Run as ``python benchmarks/linkage.py``; results go to ``benchmarks/results/linkage.md``. FEBRL 4 comes with the Record
Linkage Toolkit, the historical people are those of ``shared/data`` beside the project. Everybody reads the same CSV,
without the truth, in a process of its own, which is measured whole: start, reading, learning, linking, writing.
"""

import os
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

import febrl
import polars as pl
from judging import Judged, best_f1, components, judged
from peers import ENVIRONMENT, PROGRAMS, ROOT, Ran, installed, ran

RESULTS = Path(__file__).parent / "results" / "linkage.md"
PEOPLE = ROOT.parent / "shared" / "data" / "linkage" / "historical_figures_with_errors_50k.parquet"
PEERS = {
    "Splink 5.0.0, documented model": "by_splink.py",
    "Record Linkage Toolkit 0.16, ECM": "by_recordlinkage.py",
    "nomenklatura 4.17.4, er-unstable": "by_nomenklatura.py",
}
SHARES = (4, 2)
GOALS = {"febrl": (0.999, 0.999), "historical": (0.88, 0.90)}
_OURS = "Lastseen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table to link: its records without the truth, and the truth, with the columns id and truth."""

    name: str
    title: str
    records: pl.DataFrame
    truth: pl.DataFrame

    def head(self, count: int) -> "Table":
        """Its first records."""
        return Table(name=self.name, title=self.title, records=self.records.head(count), truth=self.truth.head(count))


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one program came to; ``best`` is F1 at the bound on its scores that the truth would choose."""

    name: str
    records: int
    ran: Ran
    judged: Judged
    best: float | None = None


def tables() -> Iterator[Table]:
    """The two tables, as far as they are there."""
    both = febrl.files(ENVIRONMENT)
    if both:
        records = febrl.table(both)
        yield Table(name="febrl", title="FEBRL 4", records=records, truth=febrl.truth(records))
    if PEOPLE.exists():
        people = pl.read_parquet(PEOPLE)
        truth = people.select(id="unique_id", truth="cluster")
        yield Table(name="historical", title="Historical people", records=people.drop("cluster"), truth=truth)


def ours(table: Table, folder: Path) -> Measured:
    """Link a table by its settings in ``examples``, as a user would."""
    records, clusters = folder / "table.csv", folder / "clusters.csv"
    table.records.write_csv(records)
    settings = ROOT / "examples" / table.name / "link.toml"
    lastseen = Path(sys.executable).with_name("lastseen")
    took = ran([lastseen, "link", "--table", records, "--settings", settings, "--out", clusters])
    found = pl.read_csv(clusters, infer_schema_length=0)
    return Measured(name=_OURS, records=table.records.height, ran=took, judged=judged(found, table.truth))


def theirs(name: str, table: Table, python: Path, folder: Path) -> Measured:
    """Let a peer link a table; the pairs it keeps are put together as connected components."""
    records, pairs = folder / "table.csv", folder / "pairs.csv"
    table.records.write_csv(records)
    took = ran([python, "-P", PROGRAMS / PEERS[name], table.name, records, pairs])
    scored = pl.read_csv(pairs).with_columns(kept=pl.col("kept").cast(pl.String).str.to_lowercase() == "true")
    found = components(scored.filter("kept"), table.truth["id"])
    return Measured(
        name=name,
        records=table.records.height,
        ran=took,
        judged=judged(found, table.truth),
        best=best_f1(scored, table.truth),
    )


def beside(table: Table, measured: Sequence[Measured]) -> list[str]:
    """One table's results as lines of the page."""
    first = measured[0].ran
    people = table.truth["truth"].n_unique()
    return [
        "",
        f"## {table.title}: {table.records.height:,} records of {people:,} people",
        "",
        "| program | precision | recall | F1 | B³ | best F1 | seconds | processor | times ours | peak MB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        *(_row(one, first) for one in measured),
    ]


def _row(one: Measured, first: Ran) -> str:
    quality = (one.judged.precision, one.judged.recall, one.judged.f1, one.judged.b3)
    best = "" if one.best is None else f"{one.best:.4f}"
    took = one.ran
    cells = (
        one.name,
        *(f"{value:.4f}" for value in quality),
        best,
        f"{took.seconds:.1f}",
        f"{took.processor:.1f}",
        f"{took.seconds / first.seconds:.2f}",
        f"{took.peak:,.0f}",
    )
    return f"| {' | '.join(cells)} |"


def growth(measured: Sequence[Measured]) -> list[str]:
    """How ours grows with the records, as lines of the page."""
    lines = [
        "",
        "## How ours grows: the first quarter, the first half and all of the historical people",
        "",
        "| records | F1 | B³ | seconds | processor | peak MB |",
        "| ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in measured:
        took, quality = one.ran, one.judged
        lines.append(
            f"| {one.records:,} | {quality.f1:.4f} | {quality.b3:.4f} | {took.seconds:.1f} | {took.processor:.1f} "
            f"| {took.peak:,.0f} |"
        )
    powers = [
        log(after.ran.processor / before.ran.processor) / log(after.records / before.records)
        for before, after in pairwise(measured)
    ]
    told = " and then ".join(f"{power:.2f}" for power in powers)
    grown = (
        f"Seconds of the processor grow as the records to the power of {told}: at these sizes most of them go into the"
    )
    return [*lines, "", grown, "start of the program and into learning from a sample that does not grow."]


_HEAD = """# Linkage beside its peers

Made by `python benchmarks/linkage.py` on Python {python}, {cores} cores, Polars {polars}, rapidfuzz {rapidfuzz}.
Each program once, by itself, measured from its start to its end; ours as `lastseen link` with the settings in
`examples`, for which nothing was chosen on the truth. The peers' pairs are kept from the probability that their
documentation takes (Splink .95, and .5 for FEBRL 4; the others .5) and put together as connected components, which is
what they do. *Best F1* is what a bound on their scores would give over pairs if the truth chose it; ours takes none.
That no file of FEBRL 4 has two records of one person is told to everybody: to the peers by two tables, to us by a field
of the kind `apart`."""


def main() -> bool:
    """Measure everything, write the page, and say whether the goals are met."""
    python = installed()
    head = _HEAD.format(
        python=platform.python_version(),
        cores=os.cpu_count(),
        polars=version("polars"),
        rapidfuzz=version("rapidfuzz"),
    )
    lines, met = [head], True
    with TemporaryDirectory() as where:
        folder = Path(where)
        for table in tables():
            found = [ours(table, folder)]
            if python is not None:
                found += [theirs(name, table, python, folder) for name in PEERS]
            lines += beside(table, found)
            if table.name == "historical":
                some = [ours(table.head(table.records.height // share), folder) for share in SHARES]
                lines += growth([*some, found[0]])
            least_f1, least_b3 = GOALS[table.name]
            met &= found[0].judged.f1 >= least_f1 and found[0].judged.b3 >= least_b3
    if python is None:
        lines += ["", "The peers could not be installed, and are left out, and FEBRL 4 with them."]
    text = "\n".join(lines) + "\n"
    print(text)
    if len(lines) > 1:
        RESULTS.write_text(text, encoding="utf-8")
    return met


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
