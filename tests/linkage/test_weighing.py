"""What agreements count: never less for being common than for nothing, and the same whether asked for early or late."""

import numpy as np
import polars as pl
import pytest

from lastseen import linkage
from lastseen.linkage.comparing import Compared
from lastseen.linkage.engines import Table
from lastseen.linkage.invented import invent
from lastseen.linkage.weighing import Sample, Weights, estimate

FLOOR = 2.0


def test_an_agreement_on_what_is_common_does_not_speak_against_one() -> None:
    weights = Weights(steps=(np.array([-2.0, 0.5]),), rarities=(np.array([0.0, 3.0]),), shares=(1.0,), prior=0.0)
    steps, rarity = np.array([1, 1, 0], dtype=np.int8), np.array([0.1, 5.0, 0.0], dtype=np.float32)
    (found,) = weights.parts([Compared(steps=steps, rarity=rarity)])
    assert found == pytest.approx([0.0, 2.5, -2.0])


@pytest.fixture(scope="module")
def table() -> Table:
    frame: pl.DataFrame = invent(300, 5)[0]
    return Table(frame, linkage.testimony())


@pytest.fixture(scope="module")
def weights(table: Table) -> Weights:
    left, right = np.random.default_rng(1).integers(0, 300, (2, 4000))
    pairs = table.compare(left, right)
    sample = Sample(
        compared=table.compare(*table.candidates.ends(slice(None))),
        scale=1.0,
        held=np.full(len(table.candidates), -1.0),
    )
    return estimate(table.comparers, table.settings, pairs, sample, 300)


def test_what_cannot_reach_the_floor_is_told_below_it_and_all_else_as_it_is(table: Table, weights: Weights) -> None:
    left, right = table.candidates.ends(slice(None))
    whole = weights.of(table.compare(left, right))
    found = weights.odds(table.comparers, left, right, FLOOR)
    is_high = whole >= FLOOR
    assert 0 < is_high.sum() < len(whole)
    assert found[is_high] == pytest.approx(whole[is_high])
    assert (found[~is_high] < FLOOR).all()
    assert weights.odds(table.comparers, left, right) == pytest.approx(whole)
