# ruff: noqa: INP001
"""Four lists of people who never lived: how many there were is known, so that an estimate can be held against it.

Run as ``python examples/four-lists/make.py OUT.csv``. Of 5,000 people, 3,500 lived in towns, where all four lists
reached some; 1,500 in villages, where the church knew most. The second list was handed the first one's names now and
then.
"""

import sys
from pathlib import Path

import numpy as np

TRUTH = 5000
LISTS = ("families", "church", "lawyers", "press")
TOWN, VILLAGE = (0.35, 0.15, 0.25, 0.30), (0.08, 0.30, 0.06, 0.05)
HANDED_ON = 0.15


def main(out: Path, seed: int = 1) -> None:
    """Write the table of captures."""
    rng = np.random.default_rng(seed)
    chances = np.where(np.arange(TRUTH)[:, None] < 3500, TOWN, VILLAGE)
    on = rng.random((TRUTH, len(LISTS))) < chances
    on[:, 1] |= on[:, 0] & (rng.random(TRUTH) < HANDED_ON)
    patterns, counts = np.unique(on[on.any(axis=1)], axis=0, return_counts=True)
    rows = [[*row.astype(int), count] for row, count in zip(patterns, counts, strict=True)]
    out.write_text("\n".join(",".join(map(str, row)) for row in [[*LISTS, "count"], *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
