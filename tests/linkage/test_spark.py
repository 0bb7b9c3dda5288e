"""On Spark the same pairs come out as here, with the same odds; and what is missing for it is named."""

import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from lastseen import linkage
from lastseen.linkage import Diagnostics, Embedded, Engine
from lastseen.linkage.invented import invent
from lastseen.linkage.spark import NoSpark, Spark, UnknownEngine, engine_named
from tests.java import spark_needed

ACCOUNTS = 1_500


def linked(engine: Engine) -> tuple[pl.DataFrame, pl.DataFrame, Diagnostics]:
    """Pairs, clusters and how it went."""
    links = linkage.link(invent(ACCOUNTS, seed=11)[0], linkage.testimony(), engine=engine)
    return links.pairs, links.clusters, links.diagnostics


def test_spark_finds_the_same_pairs_with_the_same_odds_and_the_same_clusters() -> None:
    spark_needed()
    # A process of its own takes Java with it when it ends.
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        there = process.submit(linked, Spark(master="local[2]"))
        pairs, clusters, told = linked(Embedded())
        their_pairs, their_clusters, theirs = there.result()
    assert pairs.height > 500
    assert their_pairs.select("left", "right").equals(pairs.select("left", "right"))
    np.testing.assert_allclose(their_pairs["log_odds"], pairs["log_odds"], atol=1e-6, rtol=0)
    assert their_clusters.equals(clusters)
    assert replace(theirs, expected_pairs=0.0) == replace(told, expected_pairs=0.0)
    assert theirs.expected_pairs == pytest.approx(told.expected_pairs)


@pytest.mark.parametrize("name", ["local[4]", "local[*]", "spark://linkage.example.org:7077"])
def test_a_master_of_spark_names_the_engine_on_it(name: str) -> None:
    assert engine_named(name) == Spark(master=name)


def test_local_is_the_engine_of_this_process() -> None:
    assert isinstance(engine_named("local"), Embedded)


@pytest.mark.parametrize("name", ["", "spark", "spark://", "spark://host", "local[]", "local[0]", "local[2] ", "yarn"])
def test_no_other_name_is_an_engine(name: str) -> None:
    with pytest.raises(UnknownEngine):
        engine_named(name)


def test_without_spark_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(NoSpark, match="pyarrow"):
        linked(Spark(master="local[1]"))
