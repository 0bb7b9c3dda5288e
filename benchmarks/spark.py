"""Linkage here and on Spark, ours and Splink's, and what is lost where scores go by levels as in Splink.

Run as ``python benchmarks/spark.py``; results go to ``benchmarks/results/spark.md``. All of it is on one machine: it shows
what Spark costs, not what a cluster gains. Splink is set up as it documents, with as few partitions as suit one machine.
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
from lastseen.linkage.comparing import Places
from lastseen.linkage.engines import Embedded, Engine, Scored, Table
from lastseen.linkage.invented import invent
from lastseen.linkage.spark import Spark
from lastseen.linkage.weighing import Weights

RESULTS = Path(__file__).parent / "results" / "spark.md"
PEOPLE = ROOT.parent / "shared" / "data" / "linkage" / "historical_figures_with_errors_50k.parquet"
SETTINGS = ROOT / "examples" / "historical" / "link.toml"
SPARK = ("pyspark==4.3.0", "pyarrow==26.0.1")
MASTER = "local[2]"
ACCOUNTS, SEED = 20_000, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """An engine, and what it gave and took for the scoring alone."""

    engine: Engine
    taken: list[tuple[Scored, float]]

    def score(self, table: Table, weights: Weights) -> Scored:
        """As the engine does."""
        table.candidates  # noqa: B018  # learning made them already: no engine is to pay for them
        start = perf_counter()
        found = self.engine.score(table, weights)
        self.taken.append((found, perf_counter() - start))
        return found


class ByLevels:
    """Scores by the level of each agreement alone, as Splink would with our features."""

    def score(self, table: Table, weights: Weights) -> Scored:
        """The same pairs, with what lies between two levels left out."""

        def odds(left: Places, right: Places) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
            return weights.of([replace(one, beyond=None) for one in table.compare(left, right)])

        found = Embedded().score(table, weights)
        return replace(found, log_odds=odds(found.left, found.right))


def scored(engine: Engine) -> tuple[Scored, float]:
    """What an engine gives for invented testimony, and the seconds it took to score."""
    scoring = Scoring(engine=engine, taken=[])
    linkage.link(invent(ACCOUNTS, SEED)[0], linkage.testimony(), engine=scoring)
    return scoring.taken[0]
