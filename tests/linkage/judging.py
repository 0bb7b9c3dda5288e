"""Clusters held against the truth: pairs that are right, pairs that were found, and both for each record (B³)."""

import polars as pl


def judged(clusters: pl.DataFrame, truth: pl.DataFrame) -> tuple[float, float, float]:
    """Precision and recall over pairs, and B³ F1. ``truth`` has the columns id and truth."""
    joined = clusters.join(truth, on="id")
    both = joined.group_by("cluster", "truth").len("n")
    found, true = joined.group_by("cluster").len("n_found"), joined.group_by("truth").len("n_true")
    right, found_pairs, true_pairs = (_pairs(one) for one in (both["n"], found["n_found"], true["n_true"]))
    sizes = both.join(found, on="cluster").join(true, on="truth").cast({"n": pl.Float64})
    by_record = [float((sizes["n"] ** 2 / sizes[side]).sum()) / joined.height for side in ("n_found", "n_true")]
    return right / found_pairs, right / true_pairs, 2 * by_record[0] * by_record[1] / sum(by_record)


def _pairs(sizes: pl.Series) -> float:
    sizes = sizes.cast(pl.Int64)
    return float((sizes * (sizes - 1)).sum()) / 2
