"""Clusters and pairs held against the truth."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Precision and recall over pairs, F1 of both, and F1 of precision and recall record by record (B³)."""

    precision: float
    recall: float
    f1: float
    b3: float


def judged(clusters: pl.DataFrame, truth: pl.DataFrame) -> Judged:
    """How right clusters are. ``clusters`` has the columns id and cluster, ``truth`` id and truth."""
    joined = clusters.join(truth, on="id")
    both = joined.group_by("cluster", "truth").len("n")
    found, true = joined.group_by("cluster").len("n_found"), joined.group_by("truth").len("n_true")
    right, found_pairs, true_pairs = (_pairs(one) for one in (both["n"], found["n_found"], true["n_true"]))
    sizes = both.join(found, on="cluster").join(true, on="truth").cast({"n": pl.Float64})
    by_record = [float((sizes["n"] ** 2 / sizes[side]).sum()) / joined.height for side in ("n_found", "n_true")]
    precision, recall = right / max(found_pairs, 1), right / true_pairs
    return Judged(precision=precision, recall=recall, f1=_f1(precision, recall), b3=_f1(*by_record))


def components(pairs: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    """The connected components of pairs with the columns left and right, as clusters of all ids."""
    places = pl.DataFrame({"id": ids, "place": np.arange(len(ids))})
    left, right = (
        pairs.join(places, left_on=side, right_on="id", maintain_order="left")["place"].to_numpy()
        for side in ("left", "right")
    )
    graph = coo_array((np.ones(len(left)), (left, right)), shape=(len(ids), len(ids)))
    return pl.DataFrame({"id": ids, "cluster": connected_components(graph, directed=False)[1]})


def best_f1(pairs: pl.DataFrame, truth: pl.DataFrame) -> float:
    """The best F1 over pairs that any bound on their score would give; only the truth tells which."""
    of = dict(truth.select("id", "truth").iter_rows())
    same = np.array([of[left] == of[right] for left, right in pairs.select("left", "right").iter_rows()], dtype=float)
    score = pairs["score"].to_numpy()
    order = np.argsort(-score, kind="stable")
    ends = np.flatnonzero(np.diff(score[order], append=-np.inf))
    right = np.cumsum(same[order])[ends]
    return float((2 * right / (ends + 1 + _pairs(truth.group_by("truth").len()["len"]))).max(initial=0.0))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(precision + recall, 1e-12)


def _pairs(sizes: pl.Series) -> float:
    sizes = sizes.cast(pl.Int64)
    return float((sizes * (sizes - 1)).sum()) / 2
