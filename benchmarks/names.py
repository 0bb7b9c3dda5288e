"""Names beside rapidfuzz, jellyfish and nomenklatura on the same public pairs of spellings, in one run.

Run as ``python benchmarks/names.py``; results go to ``benchmarks/results/names.md``. The pairs are those of
``shared/data/names`` beside the project; nothing was fitted on them. Peers get what they are made for: the names in
Latin letters, by anyascii. jellyfish, nomenklatura and anyascii are installed into a folder of their own for the run,
and left out, which the results then say, where they cannot be.
"""

import csv
import json
import platform
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

import numpy as np

from lastseen.names.finding import score_pairs
from lastseen.names.many import Scorer, prepare

PAIRS = Path(__file__).parents[2] / "shared" / "data" / "names" / "pairs_dev.csv"
RESULTS = Path(__file__).parent / "results" / "names.md"
PEERS = ("anyascii==0.3.3", "rapidfuzz==3.14.3", "jellyfish==1.2.1", "nomenklatura")
SCORED = 2_000_000
Result = TypeVar("Result")

PROGRAM = """
import csv, json, sys, time
from anyascii import anyascii
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
latin = [(anyascii(r["a"]).lower(), anyascii(r["b"]).lower()) for r in rows]
joined = [(a.replace(" ", ""), b.replace(" ", "")) for a, b in latin]
def timed(name, score, pairs):
    start = time.perf_counter()
    scores = [score(a, b) for a, b in pairs]
    return {"name": name, "scores": scores, "per_second": len(pairs) / (time.perf_counter() - start)}
found = []
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein
found.append(timed("rapidfuzz, token_sort_ratio", fuzz.token_sort_ratio, latin))
found.append(timed("rapidfuzz, Levenshtein without spaces", Levenshtein.normalized_similarity, joined))
import jellyfish
found.append(timed("jellyfish, Jaro-Winkler", jellyfish.jaro_winkler_similarity, latin))
try:
    from followthemoney import model
    from nomenklatura.matching import get_algorithm
    matcher = get_algorithm("logic-v2")
    config = matcher.default_config()
    def entity(name):
        return model.get_proxy({"id": name, "schema": "Person", "properties": {"name": [name]}})
    def score(a, b):
        return matcher.compare(entity(a), entity(b), config).score
    found.append(timed("nomenklatura, logic-v2", score, [(r["a"], r["b"]) for r in rows]))
except Exception as error:
    print(repr(error), file=sys.stderr)
json.dump(found, sys.stdout)
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one method came to: average precision over the pairs, and pairs a second on one core."""

    name: str
    precision: float
    per_second: float


def average_precision(scores: Sequence[float], same: Sequence[bool]) -> float:
    """The mean, over all true pairs from the best score down, of the share of true pairs so far."""
    ordered = np.array(same)[np.argsort(-np.array(scores), kind="stable")]
    precision = np.cumsum(ordered) / np.arange(1, len(ordered) + 1)
    return float(precision[ordered].mean())


def ours(rows: Sequence[dict[str, str]], same: Sequence[bool]) -> Iterator[Measured]:
    """Lastseen: pairs as they are asked for once, and pairs of names that were read already."""
    left, right = [row["a"] for row in rows], [row["b"] for row in rows]
    seconds, scores = timed(lambda: score_pairs(left, right))
    precision = average_precision(scores.tolist(), same)
    yield Measured("Lastseen, each name read and scored", precision, len(rows) / seconds)
    scorer = Scorer.of(prepare(left), prepare(right))
    some = np.random.default_rng(0).integers(0, len(rows), SCORED)
    seconds, _ = timed(lambda: scorer.score(some, some))
    yield Measured("Lastseen, names that were read before", precision, SCORED / seconds)


def timed(ask: Callable[[], Result]) -> tuple[float, Result]:
    """How long a question takes, and its answer."""
    start = perf_counter()
    answer = ask()
    return perf_counter() - start, answer


def peers(same: Sequence[bool]) -> list[Measured]:
    """What the peers come to, in an environment of their own; nothing where they cannot be installed."""
    with TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        installed = subprocess.run(  # noqa: S603  # our own arguments
            [python, "-m", "pip", "install", "--quiet", *PEERS], check=False
        )
        if installed.returncode:
            return []
        run = subprocess.run(  # noqa: S603  # as above
            [python, "-c", PROGRAM, PAIRS], check=True, stdout=subprocess.PIPE, text=True
        )
    return [
        Measured(told["name"], average_precision(told["scores"], same), told["per_second"])
        for told in json.loads(run.stdout)
    ]


def join(rows: Sequence[dict[str, str]]) -> tuple[int, int, float, float]:
    """Names in Hangul against names in Latin letters, all against all: sizes, average precision, right name first."""
    true = {(r["a"], r["b"]) for r in rows if r["same"] == "1" and (r["script_a"], r["script_b"]) == ("hang", "latn")}
    hangul, latin = sorted({a for a, _ in true}), sorted({b for _, b in true})
    left, right = np.divmod(np.arange(len(hangul) * len(latin)), len(latin))
    scores = Scorer.of(prepare(hangul), prepare(latin)).score(left, right)
    precision = average_precision(scores.tolist(), [(a, b) in true for a in hangul for b in latin])
    best = scores.reshape(len(hangul), len(latin)).argmax(axis=1)
    first = float(np.mean([(name, latin[at]) in true for name, at in zip(hangul, best, strict=True)]))
    return len(hangul), len(latin), precision, first


def reading(rows: Sequence[dict[str, str]]) -> tuple[float, float]:
    """Names read a second: the first time, and once their parts were met."""
    names = sorted({row[side] for row in rows for side in "ab"})
    half = len(names) // 2
    return half / timed(lambda: prepare(names[:half]))[0], half / timed(lambda: prepare(names[half:]))[0]


def written(measured: Sequence[Measured], joined: tuple[int, int, float, float], read: tuple[float, float]) -> str:
    """The results as a page."""
    best = measured[0]
    made = (
        f"Made by `python benchmarks/names.py` on Python {platform.python_version()}, one core. Average precision over "
        "the development pairs; speed as a ratio to the first line."
    )
    found = (
        f"All against all, {joined[0]} names in Hangul and {joined[1]} in Latin letters: average precision "
        f"{joined[2]:.3f}; the right name first for {joined[3]:.1%}."
    )
    lines = [
        "# Names beside their peers",
        "",
        made,
        "",
        "| method | average precision | pairs a second | times the first |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {one.name} | {one.precision:.3f} | {one.per_second:,.0f} | {one.per_second / best.per_second:.2f} |"
            for one in measured
        ),
        "",
        found,
        "",
        f"Names read a second: {read[0]:,.0f} at first, {read[1]:,.0f} once most syllables were met.",
    ]
    if len(measured) == 2:
        lines += ["", "The peers could not be installed, and are left out."]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, and write the page."""
    if not PAIRS.exists():
        print(f"left out: {PAIRS} is not there", file=sys.stderr)
        return 0
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    same = [row["same"] == "1" for row in rows]
    read = reading(rows)
    measured = [*ours(rows, same), *peers(same)]
    RESULTS.write_text(written(measured, join(rows), read), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
