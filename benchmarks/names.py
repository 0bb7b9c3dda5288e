"""Names beside rapidfuzz, jellyfish and nomenklatura on the same public pairs of spellings, in one run.

Run as ``python benchmarks/names.py``; results go to ``benchmarks/results/names.md``. The pairs are those of
``shared/data/names`` beside the project; nothing was fitted on them. Peers get what they are made for: the names in
Latin letters, by anyascii; nomenklatura, which knows scripts itself, also as they are written.
"""

import csv
import json
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

import numpy as np
from peers import PROGRAMS, ROOT, installed, ran

from lastseen.names.finding import score_pairs
from lastseen.names.many import Scorer, prepare

PAIRS = ROOT.parent / "shared" / "data" / "names" / "pairs_dev.csv"
RESULTS = Path(__file__).parent / "results" / "names.md"
SCORED = 2_000_000
LEAST_PAIRS, LEAST_JOIN, LEAST_A_SECOND = 0.99, 0.98, 2_000_000
Result = TypeVar("Result")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one method came to: average precision over the pairs and over the join, and pairs a second on one core."""

    name: str
    precision: float
    join: float | None
    per_second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Names in Hangul and in Latin letters, all against all, the first in the order of rows; and which are the same."""

    hangul: tuple[str, ...]
    latin: tuple[str, ...]
    true: frozenset[Pair]

    @property
    def pairs(self) -> list[Pair]:
        """Every name with every other."""
        return [(a, b) for a in self.hangul for b in self.latin]

    @property
    def same(self) -> list[bool]:
        """Whether each of the pairs is of one name."""
        return [pair in self.true for pair in self.pairs]


def average_precision(scores: Sequence[float], same: Sequence[bool]) -> float:
    """The mean, over all true pairs from the best score down, of the share of true pairs so far.

    Pairs of one score stand in the order of the least favour, so that a score that says nothing earns nothing.
    """
    ordered = np.array(same)[np.lexsort((np.array(same), -np.array(scores)))]
    precision = np.cumsum(ordered) / np.arange(1, len(ordered) + 1)
    return float(precision[ordered].mean())


def timed(ask: Callable[[], Result]) -> tuple[float, Result]:
    """How long a question takes, and its answer."""
    start = perf_counter()
    answer = ask()
    return perf_counter() - start, answer


def alone(ask: Callable[..., Result], *arguments: object) -> Result:
    """What a question gives in a new process, which has read no name before."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(ask, *arguments).result()


def joining(rows: Sequence[dict[str, str]]) -> Join:
    """All names of the pairs of one name in Hangul and in Latin letters."""
    true = {(r["a"], r["b"]) for r in rows if r["same"] == "1" and (r["script_a"], r["script_b"]) == ("hang", "latn")}
    return Join(
        hangul=tuple(sorted({a for a, _ in true})), latin=tuple(sorted({b for _, b in true})), true=frozenset(true)
    )


def ours(pairs: Sequence[Pair], same: Sequence[bool], join: Join) -> tuple[list[Measured], float]:
    """Lastseen, for names that were not read before and for such that were; and how often the right name is first."""
    left, right = [a for a, _ in pairs], [b for _, b in pairs]
    whole, scores = timed(lambda: score_pairs(left, right))
    scorer = Scorer.of(prepare(left), prepare(right))
    some = np.random.default_rng(0).integers(0, len(pairs), SCORED)
    scoring, _ = timed(lambda: scorer.score(some, some))
    rows, columns = np.divmod(np.arange(len(join.hangul) * len(join.latin)), len(join.latin))
    joined = Scorer.of(prepare(join.hangul), prepare(join.latin)).score(rows, columns)
    best = joined.reshape(len(join.hangul), len(join.latin)).argmax(axis=1)
    first = float(np.mean([(a, join.latin[at]) in join.true for a, at in zip(join.hangul, best, strict=True)]))
    precision, of_join = average_precision(scores.tolist(), same), average_precision(joined.tolist(), join.same)
    speeds = {"Lastseen, scoring": SCORED / scoring, "Lastseen, reading and scoring": len(pairs) / whole}
    made = [Measured(name=name, precision=precision, join=of_join, per_second=one) for name, one in speeds.items()]
    return made, first


def theirs(same: Sequence[bool], join: Join) -> Iterator[Measured]:
    """The peers, in an environment of their own; nothing where they cannot be installed."""
    python = installed()
    if python is None:
        return
    with TemporaryDirectory() as folder:
        every, scores = Path(folder) / "join.csv", Path(folder) / "scores.json"
        with every.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("a", "b"), *join.pairs])
        ran([python, "-P", PROGRAMS / "by_names.py", PAIRS, every, scores])
        found = json.loads(scores.read_text(encoding="utf-8"))
    for one in found:
        yield Measured(
            name=one["name"],
            precision=average_precision(one["scores"], same),
            join=None if one["join"] is None else average_precision(one["join"], join.same),
            per_second=one["per_second"],
        )


def reading(pairs: Sequence[Pair]) -> tuple[float, float]:
    """Names read a second: the first time, and once their parts were met."""
    names = sorted({name for pair in pairs for name in pair})
    names = [names[at] for at in np.random.default_rng(0).permutation(len(names))]
    half = len(names) // 2
    return half / timed(lambda: prepare(names[:half]))[0], (len(names) - half) / timed(lambda: prepare(names[half:]))[0]


_PAGE = """# Names beside their peers

Made by `python benchmarks/names.py` on Python {python}, one core. Average precision over the {pairs:,} development
pairs ({same:,} of one name), and over {hangul} names in Hangul and {latin} in Latin letters, all against all; pairs of
one score count in the order of the least favour. Scoring is of names that were read before; the peers' time is that of
their scores alone, their change into Latin letters not counted. nomenklatura is too slow for the join.

| method | pairs | join | pairs a second | times the first |
| --- | ---: | ---: | ---: | ---: |
{rows}

All against all, the right name comes first for {first:.1%} of the names in Hangul.

Names read a second: {new:,.0f} at first, {met:,.0f} once most syllables were met.
"""


def _row(one: Measured, first: Measured) -> str:
    join = "" if one.join is None else f"{one.join:.3f}"
    ratio = one.per_second / first.per_second
    return f"| {one.name} | {one.precision:.3f} | {join} | {one.per_second:,.0f} | {ratio:.4f} |"


def main() -> bool:
    """Measure, write the page, and say whether the goals are met."""
    if not PAIRS.exists():
        print(f"left out: {PAIRS} is not there", file=sys.stderr)
        return True
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    pairs, same, join = [(row["a"], row["b"]) for row in rows], [row["same"] == "1" for row in rows], joining(rows)
    new, met = alone(reading, pairs)
    made, first = alone(ours, pairs, same, join)
    measured = [*made, *theirs(same, join)]
    page = _PAGE.format(
        python=platform.python_version(),
        pairs=len(pairs),
        same=sum(same),
        hangul=len(join.hangul),
        latin=len(join.latin),
        rows="\n".join(_row(one, made[0]) for one in measured),
        first=first,
        new=new,
        met=met,
    )
    page += "" if len(measured) > len(made) else "\nThe peers could not be installed, and are left out.\n"
    RESULTS.write_text(page, encoding="utf-8")
    print(page)
    best = made[0]
    assert best.join is not None
    return best.precision >= LEAST_PAIRS and best.join >= LEAST_JOIN and best.per_second >= LEAST_A_SECOND


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
