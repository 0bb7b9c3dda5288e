"""How often the 95 % interval of each method holds a truth that is known, and where it fails.

Run as ``python -m benchmarks.estimation_coverage [RUNS]``; 500 runs of every method in every world take about an hour
of one processor, nearly all of it latent classes.
"""

import sys
from time import process_time

from tests.estimation.recovery import TRUTH, WORLDS, covered

from lastseen.estimation import METHODS

RUNS = 500


def main(runs: int) -> None:
    """Print a table for each world, line by line as they are found."""
    for world, made in WORLDS.items():
        print(f"\n**{world.capitalize()}** ({TRUTH:,} people). {str(made.__doc__).splitlines()[0]}\n")
        print("| method | runs | held the truth | point / truth | width / truth | refused | seconds each |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
        for method in METHODS:
            start = process_time()
            told = covered(method, world, runs)
            each = (process_time() - start) / runs
            shares = f"{told.held:.3f} | {told.point:.3f} | {told.width:.3f} | {told.refused}"
            print(f"| `{method}` | {told.runs} | {shares} | {each:.3f} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
