"""Latent classes and averaging over graphs on published tables: effective draws and seconds, beside R's as recorded.

Run as ``python benchmarks/estimation.py ../shared/data/mse``. R is not called: its figures were measured with LCMCR and
dga on the same tables and this kind of machine. Seconds are of the processor. Below, invented tables: eleven lists, and
how little a method minds how many people there are.
"""

import sys
from pathlib import Path
from time import process_time

import numpy as np
from numpy.random import default_rng

from lastseen.domain.errors import Refusal
from lastseen.estimation import ALL, Captures, Decomposable, How, LatentClasses, answers, counted, read_captures

LCMCR = {
    "Kosovo": (10, "127"),
    "UKdat_5": (10, "17"),
    "Ned_5": (10, "1"),
    "colombia_recruitment_men_1999": (15, "4.7"),
}
"""Classes, and R's effective draws per second."""

DGA = {"Kosovo": 0.04, "UKdat_5": 1.18, "Ned_5": 5.15}
"""R's seconds."""

POPULATIONS = (10**4, 10**5, 10**6, 10**7)


def invented(lists: int, people: int) -> Captures:
    """People who never lived, of two kinds, of whom the second list has some from the first."""
    rng = default_rng(1)
    chances = rng.uniform(0.03, 0.2, lists)
    patterns = (np.arange(2**lists)[:, None] >> np.arange(lists) & 1).astype(np.bool_)
    likely = sum(np.where(patterns, some, 1 - some).prod(axis=1) for some in (chances, chances[::-1]))
    counts = rng.multinomial(people, likely / likely.sum())
    moved = np.where(patterns[:, 0] & ~patterns[:, 1], rng.binomial(counts, 0.3), 0)
    counts = counts - moved
    counts[np.flatnonzero(moved) | 2] += moved[moved > 0]
    return counted([f"L{at + 1}" for at in range(lists)], patterns, counts)


def main(folder: Path) -> None:
    """Print all tables."""
    print("| lcmcr | classes | effective draws | seconds | effective per second | R |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, (classes, in_r) in LCMCR.items():
        print(f"| {name} | {classes} | {_drawn(read_captures(folder / f'{name}.csv'), classes)} | {in_r} |", flush=True)
    print("\n| dga | seconds | R |\n| --- | ---: | ---: |")
    for name, seconds in DGA.items():
        captures, start = read_captures(folder / f"{name}.csv"), process_time()
        Decomposable().fit(captures)
        print(f"| {name} | {process_time() - start:.2f} | {seconds:g} |", flush=True)
    print("\n| eleven invented lists | of 3,000 people | seconds |\n| --- | --- | ---: |")
    for method in ("lcmcr", "loglinear", "chao", "dga"):
        print(f"| `{method}` | {' | '.join(_timed(invented(11, 3000), method))} |", flush=True)
    print(f"\n| seconds, four lists | {' | '.join(f'{people:,}' for people in POPULATIONS)} |")
    print(f"| --- |{' ---: |' * len(POPULATIONS)}")
    for method in ("lcmcr", "dga", "loglinear", "chao"):
        told = (_timed(invented(4, people), method)[1] for people in POPULATIONS)
        print(f"| `{method}` | {' | '.join(told)} |", flush=True)


def _drawn(captures: Captures, classes: int) -> str:
    start = process_time()
    try:
        _, told = LatentClasses(rng=default_rng(1), classes=classes, wanted=400).draws(captures)
    except Refusal as refusal:
        return f"refused: {refusal} | {process_time() - start:.1f} | –"
    seconds = process_time() - start
    return f"{told.effective:,.0f} | {seconds:.1f} | {told.effective / seconds:,.0f}"


def _timed(captures: Captures, method: str) -> tuple[str, str]:
    start = process_time()
    (answer,) = answers({ALL: captures}, How(methods=(method,)))
    return " ".join(answer.numbers()), f"{process_time() - start:.2f}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
