"""Linking of invented Korean testimony of growing size: how much of the truth is found, how fast, in how much memory.

Run as ``python benchmarks/testimony.py [--small]``; results go to ``benchmarks/results/testimony.md``. It fails where
we find fewer of the true pairs than we promise. Every run is a process of its own, on the same accounts for us and
for Splink, which is installed into a folder of its own and left out, which the results then say, where it cannot be.
Splink gets its documented comparisons of a person: names in Latin letters by Jaro–Winkler with term frequencies,
years within nought, one and three, sex and counties as they are, institutions in common; u by sampling, m by
expectation maximisation in two blocks, connected components above .95. Names spelled in one script are not alike in
another, so that it blocks on counties and years as well, and its rules of certain agreement are said to find a tenth
of the pairs, which is about what they find: both are help that a user who does not know the truth would not have.
"""

import argparse
import json
import platform
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from judging import Judged, judged

from lastseen.linkage.invented import invent

RESULTS = Path(__file__).parent / "results" / "testimony.md"
PEER = ("splink==5.0.0", "anyascii==0.3.3", "polars", "pyarrow")
SIZES, MILLION = (1_000, 10_000, 100_000), 1_000_000
SEED = 7
LEAST_RECALL = 0.75
"""The share of true pairs that we are to find, however many accounts there are."""
_OURS = "Lastseen"

OURS = """
import json, resource, sys, time
import polars as pl
from lastseen import linkage
from lastseen.config.process import settle
settle()  # as every command does
frame = pl.read_parquet(sys.argv[1])
start = time.perf_counter()
links = linkage.link(frame, linkage.testimony())
seconds = time.perf_counter() - start
links.clusters.write_parquet(sys.argv[2])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
json.dump({"seconds": seconds, "peak": peak}, sys.stdout)
"""

SPLINK = """
import json, resource, sys, time
import polars as pl
from anyascii import anyascii
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
frame = pl.read_parquet(sys.argv[1])
start = time.perf_counter()
latin = lambda name: "".join(filter(str.isalpha, anyascii(name).lower())) or None
names = [latin(n[0]) if n else None for n in frame["names"].to_list()]
county = lambda c: pl.col(c).str.split("/").list.head(3).list.join("/").replace("", None)
year = lambda a, b: ((pl.col(a) + pl.col(b)) / 2).floor().cast(pl.Int32)
flat = frame.select(
    unique_id="id", sex=pl.col("sex").replace("", None), residence=county("residence"), place=county("taken_place"),
    authorities="authorities", born=year("birth_low", "birth_high"), taken=year("taken_low", "taken_high"),
).with_columns(name=pl.Series(names, dtype=pl.String)).with_columns(
    start=pl.col("name").str.slice(0, 3)
)
def years(column):
    near = lambda n: {"sql_condition": f"abs({column}_l - {column}_r) <= {n}", "label_for_charts": f"within {n}"}
    return {"output_column_name": column, "comparison_levels": [
        {"sql_condition": f"{column}_l IS NULL OR {column}_r IS NULL", "label_for_charts": "null",
         "is_null_level": True},
        near(0), near(1), near(3), {"sql_condition": "ELSE", "label_for_charts": "else"}]}
adjusted = lambda c: cl.ExactMatch(c).configure(term_frequency_adjustments=True)
settings = SettingsCreator(
    link_type="dedupe_only",
    comparisons=[
        cl.NameComparison("name").configure(term_frequency_adjustments=True), years("born"), cl.ExactMatch("sex"),
        adjusted("residence"), years("taken"), adjusted("place"), cl.ArrayIntersectAtSizes("authorities", [1]),
    ],
    blocking_rules_to_generate_predictions=[
        block_on("name"), block_on("residence", "born"), block_on("residence", "taken"), block_on("place", "born"),
        block_on("place", "taken"), block_on("start", "born"), block_on("start", "taken"),
        block_on("start", "residence"), block_on("start", "place"),
    ],
)
linker = Linker(DuckDBAPI().register(flat), settings, log_level=40)
rules = [block_on("name", "born"), block_on("name", "residence", "taken")]
linker.training.estimate_probability_two_random_records_match(rules, recall=0.1)
linker.training.estimate_u_using_random_sampling(max_pairs=1e7)
linker.training.estimate_parameters_using_expectation_maximisation(block_on("name"))
linker.training.estimate_parameters_using_expectation_maximisation(block_on("born", "residence"))
found = linker.inference.predict(threshold_match_probability=0.5)
clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(found, threshold_match_probability=0.95)
table = clusters.as_duckdbpyrelation().pl()
seconds = time.perf_counter() - start
table.select(id="unique_id", cluster="cluster_id").write_parquet(sys.argv[2])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
json.dump({"seconds": seconds, "peak": peak}, sys.stdout)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one run came to: how right its clusters are, seconds, and the peak of memory in MB."""

    name: str
    accounts: int
    judged: Judged
    seconds: float
    peak: float


def run(name: str, command: Sequence[str], accounts: int, folder: Path) -> Measured | None:
    """One method on so many accounts, in a process of its own; nothing where it fails."""
    frame, truth = invent(accounts, SEED)
    table, clusters = folder / "accounts.parquet", folder / "clusters.parquet"
    frame.write_parquet(table)
    done = subprocess.run(  # noqa: S603  # our own arguments
        [*command, table, clusters], check=False, stdout=subprocess.PIPE, text=True
    )
    if done.returncode:
        return None
    told = json.loads(done.stdout.splitlines()[-1])
    quality = judged(pl.read_parquet(clusters), frame.select("id", truth=truth))
    return Measured(name=name, accounts=accounts, judged=quality, **told)


def measured(sizes: Sequence[int]) -> Iterator[Measured]:
    """Us on every size, then Splink up to a hundred thousand."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        ours = (_OURS, [sys.executable, "-c", OURS], sizes)
        theirs = ("Splink 5, documented comparisons", [str(_installed(folder / "peer")), "-c", SPLINK], SIZES)
        for name, command, wanted in (ours, theirs):
            for accounts in wanted:
                one = run(name, command, accounts, folder)
                if one is not None:
                    print(f"{name}, {accounts:,}: {one.seconds:.1f} s", file=sys.stderr)
                    yield one


def _installed(folder: Path) -> Path:
    """The Python of an environment in which Splink is, or is not where it could not be installed."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PEER], check=False)  # noqa: S603  # our own arguments
    return python


def growth(found: Sequence[Measured]) -> Iterator[str]:
    """How seconds grow with accounts: the power between each size and the next."""
    for one, other in pairwise(found):
        if one.name == other.name:
            power = log(other.seconds / one.seconds) / log(other.accounts / one.accounts)
            yield f"- {one.name}, {one.accounts:,} to {other.accounts:,}: seconds grow by the power {power:.2f}."


def written(found: Sequence[Measured], sizes: Sequence[int]) -> str:
    """The results as a page."""
    missing = sorted(
        {f"{name}, {size:,}" for name, wanted in ((_OURS, sizes), ("Splink", SIZES)) for size in wanted}
        - {f"{one.name.split()[0]}, {one.accounts:,}" for one in found}
    )
    made = (
        f"Made by `python benchmarks/testimony.py` on Python {platform.python_version()}. People and testimony are "
        f"invented (seed {SEED}); rates of error are in `lastseen.linkage.invented`. Times are to be compared "
        "within one run only. Splink has no comparison of names across scripts: it gets them in Latin letters, and "
        "blocks without the name, too."
    )
    lines = [
        "# Linking invented testimony",
        "",
        made,
        "",
        "| method | accounts | precision | recall | F1 | B³ F1 | seconds | peak, MB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        *(
            f"| {one.name} | {one.accounts:,} | {one.judged.precision:.3f} | {one.judged.recall:.3f} "
            f"| {one.judged.f1:.3f} | {one.judged.b3:.3f} | {one.seconds:.1f} | {one.peak:,.0f} |"
            for one in found
        ),
        "",
        *growth(found),
    ]
    if missing:
        lines += ["", f"Left out, because it could not be run: {'; '.join(missing)}."]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, write the page, and fail where we find too little."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="without a million accounts, which take minutes")
    sizes = SIZES if parser.parse_args().small else (*SIZES, MILLION)
    found = list(measured(sizes))
    RESULTS.write_text(written(found, sizes), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))
    recalls = [one.judged.recall for one in found if one.name == _OURS]
    return int(len(recalls) < len(sizes) or min(recalls) < LEAST_RECALL)


if __name__ == "__main__":
    sys.exit(main())
