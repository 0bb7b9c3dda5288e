"""How well names are told apart on public pairs of spellings; left out where the pairs are not there.

The pairs, their licences and how they were made stand beside them. Nothing was fitted on them.
"""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from lastseen.names.keys import keys
from lastseen.names.many import Scorer, prepare

PAIRS = Path(__file__).parents[3] / "shared" / "data" / "names" / "pairs_dev.csv"

pytestmark = pytest.mark.skipif(not PAIRS.exists(), reason="the development pairs are not beside the project")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def average_precision(scores: NDArray[np.float32], same: NDArray[np.bool_]) -> float:
    """The mean, over all true pairs from the best score down, of the share of true pairs so far."""
    ordered = same[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(ordered) / np.arange(1, len(ordered) + 1)
    return float(precision[ordered].mean())


def join(rows: list[dict[str, str]]) -> tuple[list[str], list[str], set[tuple[str, str]]]:
    true = {
        (row["a"], row["b"])
        for row in rows
        if row["same"] == "1" and (row["script_a"], row["script_b"]) == ("hang", "latn")
    }
    return sorted({a for a, _ in true}), sorted({b for _, b in true}), true


def test_pairs_are_told_apart_with_an_average_precision_of_99_percent(rows: list[dict[str, str]]) -> None:
    left, right = prepare(row["a"] for row in rows), prepare(row["b"] for row in rows)
    each = np.arange(len(rows))
    scores = Scorer.of(left, right).score(each, each)
    assert average_precision(scores, np.array([row["same"] == "1" for row in rows])) >= 0.99


def test_the_right_name_is_found_among_all(rows: list[dict[str, str]]) -> None:
    hangul, latin, true = join(rows)
    left, right = np.divmod(np.arange(len(hangul) * len(latin)), len(latin))
    scores = Scorer.of(prepare(hangul), prepare(latin)).score(left, right)
    same = np.array([(a, b) in true for a in hangul for b in latin])
    assert average_precision(scores, same) >= 0.98
    best = scores.reshape(len(hangul), len(latin)).argmax(axis=1)
    assert np.mean([(name, latin[at]) in true for name, at in zip(hangul, best, strict=True)]) >= 0.99


def test_keys_hold_nearly_all_true_pairs_and_few_others(rows: list[dict[str, str]]) -> None:
    hangul, latin, true = join(rows)
    under: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for name in latin:
        for key in keys(name):
            under[key].append(name)
    candidates = {(name, other) for name in hangul for key in keys(name) for other in under[key]}
    assert len(candidates & true) / len(true) >= 0.994
    assert len(candidates) / (len(hangul) * len(latin)) <= 0.003
