"""Taking a snapshot beside writing the same tables with Polars alone, in one run.

Run as ``python benchmarks/snapshot.py [victims ...]``; results go to ``benchmarks/results/snapshot.md``. Taking one
reads the registry, derives every victim's chain, writes, digests and seals the tables; the peer only writes them as
Parquet. The ratio is the price of derivation, digests and encryption; the growth is what matters.
"""

import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import polars as pl
from intake import NOW, fresh_registry, mapping_of, write_csv

from lastseen.operations.intake import import_files
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.snapshot.schema import ANALYSIS, IDENTITY

RESULTS = Path(__file__).parent / "results" / "snapshot.md"
SIZES = (1_000, 4_000, 16_000)


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds for one size: the snapshot taken, its tables written by Polars alone."""

    victims: int
    taken: float
    written: float


def measure(victims: int, folder: Path) -> Timed:
    """One registry of so many victims, frozen once."""
    table = folder / "people.csv"
    write_csv(table, victims)
    wiring = fresh_registry(folder)
    workspace, actor = wiring.workspace, wiring.actor
    import_files([table], mapping_of(folder), workspace, dry_run=False, actor=actor, now=NOW)
    start = perf_counter()
    manifest = take_snapshot(workspace, actor=actor, now=NOW)
    taken = perf_counter() - start
    assert manifest.rows["persons"] == victims
    snapshot = find_snapshot(workspace, None)
    tables = {name: snapshot.table(name) for name in ANALYSIS} | {name: snapshot.identity(name) for name in IDENTITY}
    start = perf_counter()
    for name, rows in tables.items():
        rows.write_parquet(folder / f"{name}.parquet", compression="zstd")
    written = perf_counter() - start
    wiring.close()
    return Timed(victims, taken, written)


def report(timed: Sequence[Timed]) -> str:
    """The page of results."""
    first, last = timed[0], timed[-1]
    growth = log(last.taken / first.taken) / log(last.victims / first.victims)
    rows = [f"| {t.victims:,} | {t.taken:.2f} | {t.written:.3f} | {t.taken / t.written:.0f} |" for t in timed]
    return "\n".join(
        [
            "# Taking a snapshot beside writing its tables with Polars",
            "",
            f"Made by `python benchmarks/snapshot.py`. Python {platform.python_version()}, Polars {pl.__version__}.",
            "",
            "| victims | taken (s) | written by Polars (s) | ratio |",
            "| ---: | ---: | ---: | ---: |",
            *rows,
            "",
            f"Taking one grows as victims to the power of {growth:.2f}.",
            "",
        ]
    )


def main(sizes: Sequence[int]) -> None:
    """Measure every size and write the page."""
    timed = []
    for victims in sizes:
        with TemporaryDirectory() as folder:
            timed.append(measure(victims, Path(folder)))
            print(timed[-1])
    RESULTS.write_text(report(timed), encoding="utf-8")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
