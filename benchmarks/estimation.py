"""Latent classes and averaging over graphs on published tables: effective draws and seconds, beside R's as recorded.

Run as ``python benchmarks/estimation.py ../shared/data/mse``. R is not called: its figures were measured with LCMCR and
dga on the same tables and this kind of machine.
"""

import sys
from pathlib import Path
from time import perf_counter, process_time

from numpy.random import default_rng

from lastseen.estimation import Decomposable, LatentClasses, read_captures

LCMCR = {"Kosovo": (10, 127.0), "UKdat_5": (10, 17.0), "colombia_recruitment_men_1999": (15, 4.7)}
"""Classes, and R's effective draws per second."""

DGA = {"Kosovo": 0.04, "UKdat_5": 1.18, "Ned_5": 5.15}
"""R's seconds."""


def main(folder: Path) -> None:
    """Print both tables."""
    print("| lcmcr | classes | effective | seconds | of processor | effective per second | R |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, (classes, in_r) in LCMCR.items():
        captures = read_captures(folder / f"{name}.csv")
        start, worked = perf_counter(), process_time()
        _, told = LatentClasses(rng=default_rng(1), classes=classes, wanted=400).draws(captures)
        seconds, of_processor = perf_counter() - start, process_time() - worked
        rate = told.effective / seconds
        times = f"{seconds:.1f} | {of_processor:.1f} | {rate:.0f}"
        print(f"| {name} | {classes} | {told.effective:.0f} | {times} | {in_r:g} |")
    print("\n| dga | seconds | R |\n| --- | ---: | ---: |")
    for name, in_r in DGA.items():
        captures = read_captures(folder / f"{name}.csv")
        start = perf_counter()
        Decomposable().fit(captures)
        print(f"| {name} | {perf_counter() - start:.2f} | {in_r:g} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
