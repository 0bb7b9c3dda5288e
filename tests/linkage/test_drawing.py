"""Draws of who is the same person come as often as the pairs make them likely."""

import numpy as np
import pytest
from numpy.random import default_rng

from lastseen.linkage.drawing import Open


def odds(*rows: tuple[float, ...]) -> np.ndarray:
    """Log odds between groups from the part above the diagonal, a row for each group but the last."""
    size = len(rows) + 1
    full = np.zeros((size, size))
    for at, row in enumerate(rows):
        full[at, at + 1 :] = full[at + 1 :, at] = row
    return full


def shares(open_: Open, many: int = 4000) -> dict[tuple[int, ...], float]:
    """How often each way to put them together is drawn, each group by the first that it is one with."""
    found: dict[tuple[int, ...], float] = {}
    for labels in open_.draws(many, default_rng(1)):
        ways = tuple(labels.tolist().index(label) for label in labels.tolist())
        found[ways] = found.get(ways, 0) + 1 / many
    return found


def test_two_are_one_as_often_as_their_odds_say() -> None:
    drawn = shares(Open(count=3, parts=((np.array([0, 2]), odds((np.log(3),))),)))
    assert set(drawn) == {(0, 1, 0), (0, 1, 2)}
    assert drawn[0, 1, 0] == pytest.approx(0.75, abs=0.03)


def test_three_are_put_together_by_the_product_of_their_odds() -> None:
    a, b, c = 1.0, -0.5, 0.3
    drawn = shares(Open(count=3, parts=((np.array([0, 1, 2]), odds((a, b), (c,))),)))
    weights = {(0, 1, 2): 0.0, (0, 0, 2): a, (0, 1, 0): b, (0, 1, 1): c, (0, 0, 0): a + b + c}
    total = sum(np.exp(weight) for weight in weights.values())
    assert drawn == pytest.approx({ways: np.exp(weight) / total for ways, weight in weights.items()}, abs=0.03)


def test_who_is_held_to_be_different_is_never_one() -> None:
    drawn = shares(Open(count=3, parts=((np.array([0, 1, 2]), odds((3.0, -1e6), (3.0,))),)), 500)
    assert not any(ways[0] == ways[2] for ways in drawn)


def test_a_threshold_parts_those_below_it() -> None:
    open_ = Open(count=4, parts=((np.array([0, 1, 3]), odds((3.0, 1.0), (1.0,))),))
    assert [open_.above(p).tolist() for p in (0.5, 0.9, 0.99)] == [[0, 0, 2, 0], [0, 0, 2, 3], [0, 1, 2, 3]]
