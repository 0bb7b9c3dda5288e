#!/usr/bin/env python3
"""Learn how often accounts agree in each field, of one person and of two, from invented testimony whose truth is known.

Run as ``python tools/train_linkage.py``; writes ``src/lastseen/data/linkage/trained.toml``. No account of anybody real
was used: what is learned is only as good as the rates of error in ``lastseen.linkage.invented``.
"""

from pathlib import Path

import numpy as np

from lastseen.linkage import testimony
from lastseen.linkage.comparing import UNKNOWN, Compared
from lastseen.linkage.engines import Table
from lastseen.linkage.invented import invent

ACCOUNTS, SEED, PAIRS = 20_000, 1, 200_000
LEAST = 1e-4
OUT = Path(__file__).parents[1] / "src" / "lastseen" / "data" / "linkage" / "trained.toml"


def shares(one: Compared, count: int) -> list[float]:
    """How often each step is met, never nought."""
    counts = np.bincount(one.steps[one.steps != UNKNOWN], minlength=count).astype(float)
    found = np.maximum(counts / max(counts.sum(), 1.0), LEAST)
    return [round(float(share), 5) for share in found / found.sum()]


def main() -> None:
    """Write what was learned."""
    frame, truth = invent(ACCOUNTS, SEED)
    table = Table(frame, testimony())
    people = truth.to_numpy()
    order = np.argsort(people, kind="stable")
    beside = people[order][1:] == people[order][:-1]
    same = table.compare(order[:-1][beside], order[1:][beside])
    left, right = np.random.default_rng(SEED).integers(0, ACCOUNTS, (2, PAIRS))
    two = people[left] != people[right]
    chance = table.compare(left[two], right[two])
    lines = [
        "# How often each step of agreement is met among accounts of one person and of two, from least to most.",
        f"# Learned by tools/train_linkage.py from {ACCOUNTS} invented accounts (seed {SEED}); nobody in them is real.",
    ]
    for field, comparer, one, other in zip(table.settings.fields, table.comparers, same, chance, strict=True):
        if comparer.fixed is None:
            lines += ["", f"[{field.column}]", f"same = {shares(one, comparer.count)}"]
            lines += [f"chance = {shares(other, comparer.count)}"]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
