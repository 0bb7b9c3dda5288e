"""Linkage here and on Spark, ours and Splink's, and what is lost where scores go by levels as in Splink.

Run as ``python benchmarks/spark.py``; results go to ``benchmarks/results/spark.md``. All of it is on one machine: it
shows what Spark costs, not what a cluster gains. Splink has as few partitions as suit one machine.
"""

import multiprocessing
import os
import platform
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
import polars as pl
from judging import Judged, components, judged
from peers import PROGRAMS, ROOT, Ran, installed, ran

from lastseen import linkage
from lastseen.linkage.engines import Embedded, Engine, Scored, Table
from lastseen.linkage.invented import invent
from lastseen.linkage.spark import Spark
from lastseen.linkage.weighing import Weights

RESULTS = Path(__file__).parent / "results" / "spark.md"
PEOPLE = ROOT.parent / "shared" / "data" / "linkage" / "historical_figures_with_errors_50k.parquet"
SETTINGS = ROOT / "examples" / "historical" / "link.toml"
PACKAGES = ("pyspark==4.3.0", "pyarrow==26.0.1")
MASTER = "local[2]"
ACCOUNTS, SEED = 10_000, 7


class ByLevels:
    """Scores by the level of each agreement alone, as Splink would with our features."""

    def score(self, table: Table, weights: Weights) -> Scored:
        """The pairs that reach the floor, with what lies between two levels left out of their log odds."""
        found = Embedded().score(table, weights)
        levels = [replace(one, beyond=None) for one in table.compare(found.left, found.right)]
        return replace(found, log_odds=weights.of(levels))


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """An engine, what it gave, and the seconds it took."""

    engine: Engine
    taken: list[tuple[Scored, float]]

    def score(self, table: Table, weights: Weights) -> Scored:
        """As the engine does; candidates have been found by then, to learn from."""
        start = perf_counter()
        found = self.engine.score(table, weights)
        self.taken.append((found, perf_counter() - start))
        return found


def scored(engine: Engine) -> tuple[Scored, float]:
    """What an engine gives for invented testimony, and the seconds it took to score."""
    timed = Timed(engine=engine, taken=[])
    linkage.link(invent(ACCOUNTS, SEED)[0], linkage.testimony(), engine=timed)
    return timed.taken[0]


def elsewhere(engine: Engine) -> tuple[Scored, float]:
    """The same in a process of its own, with which Java ends."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(scored, engine).result()


def agreeing() -> tuple[list[str], bool]:
    """How others score the pairs of invented testimony, as lines of the page; and whether Spark agrees."""
    here, seconds = scored(Embedded())
    there, longer = elsewhere(Spark(master=MASTER))
    lines = [
        "",
        f"## {ACCOUNTS:,} invented accounts: {here.looked_at:,} pairs, {len(here.left):,} of them above the floor",
        "",
        "| scored | seconds | log odds apart by up to | on the other side of even |",
        "| --- | ---: | ---: | ---: |",
        f"| embedded | {seconds:.1f} | | |",
        f"| on Spark, {MASTER} | {longer:.1f} | {_apart(here, there)} |",
        f"| by levels alone, as Splink does | | {_apart(here, scored(ByLevels())[0])} |",
    ]
    is_same = np.array_equal(here.left, there.left) and np.array_equal(here.right, there.right)
    return lines, is_same and np.allclose(here.log_odds, there.log_odds, rtol=0, atol=1e-6)


def _apart(here: Scored, there: Scored) -> str:
    """How far odds of the same pairs are apart, as cells."""
    if len(here.left) != len(there.left):
        return "other pairs |"
    crossed = int(((here.log_odds > 0) != (there.log_odds > 0)).sum())
    return f"{np.abs(here.log_odds - there.log_odds).max():.1g} | {crossed:,}"


def ours(folder: Path, engine: str) -> tuple[Ran, Judged]:
    """Link the historical people, as a user would."""
    out = folder / "clusters.csv"
    lastseen = Path(sys.executable).with_name("lastseen")
    options = ["--settings", SETTINGS, "--out", out, "--engine", engine]
    took = ran([lastseen, "link", "--table", folder / "table.csv", *options])
    return took, judged(pl.read_csv(out, infer_schema_length=0), truth())


def splink(python: Path, folder: Path, where: str) -> tuple[Ran, Judged]:
    """Let Splink link them; the pairs it keeps are put together as connected components."""
    pairs = folder / "pairs.csv"
    took = ran([python, "-P", PROGRAMS / "by_splink.py", "historical", folder / "table.csv", pairs, where])
    return took, judged(components(pl.read_csv(pairs).filter("kept"), truth()["id"]), truth())


def truth() -> pl.DataFrame:
    """Who the historical people are."""
    return pl.read_parquet(PEOPLE).select(id="unique_id", truth="cluster")


def beside() -> list[str]:
    """Ours and Splink here and on Spark, as lines of the page."""
    python = installed()
    lines = [
        "",
        f"## Historical people, {truth().height:,} records",
        "",
        "| program | precision | recall | F1 | B³ | seconds |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    with TemporaryDirectory() as where:
        folder = Path(where)
        pl.read_parquet(PEOPLE).drop("cluster").write_csv(folder / "table.csv")
        lines.append(_row("Lastseen, embedded", *ours(folder, "local")))
        if python is not None:
            lines.append(_row("Splink 5.0.0 on DuckDB", *splink(python, folder, "duckdb")))
        lines.append(_row(f"Lastseen on Spark, {MASTER}", *ours(folder, MASTER)))
        if python is not None and _added(python):
            lines.append(_row(f"Splink 5.0.0 on Spark, {MASTER}", *splink(python, folder, "spark")))
    return lines


def _added(python: Path) -> bool:
    """Whether Spark could be put into the environment of the peers."""
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES]
    return subprocess.run(pip, check=False).returncode == 0  # noqa: S603  # our own arguments


def _row(name: str, took: Ran, quality: Judged) -> str:
    shares = (quality.precision, quality.recall, quality.f1, quality.b3)
    return f"| {name} | {' | '.join(f'{share:.4f}' for share in shares)} | {took.seconds:.1f} |"


_HEAD = """# Linkage here and on Spark

Made by `python benchmarks/spark.py` on Python {python}, {cores} cores; all of it on one machine, so this shows what
Spark costs and not what a cluster gains. Programs are measured from their start to their end, engines for scoring
alone. Splink is as documented; see `benchmarks/results/linkage.md`."""


def main() -> bool:
    """Measure, write the page, and say whether both engines agree."""
    if find_spec("pyspark") is None or which("java") is None:
        print("left out: there is no Spark or no Java here")
        return True
    agreed, same = agreeing()
    lines = [_HEAD.format(python=platform.python_version(), cores=os.cpu_count()), *agreed]
    if PEOPLE.exists():
        lines += beside()
    text = "\n".join(lines) + "\n"
    print(text)
    RESULTS.write_text(text, encoding="utf-8")
    return same


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
