"""Published estimates come out of the published tables."""

import json
import tomllib
from typing import Any

import pytest
from numpy.random import default_rng

from lastseen.estimation import (
    Captures,
    Chao,
    Coverage,
    Decomposable,
    LatentClasses,
    Loglinear,
    parse_captures,
    read_captures,
)
from tests.contracts.reading import ROOT

DATA = ROOT.parent / "shared" / "data" / "mse"
ORACLES = tomllib.loads((ROOT / "tests" / "oracles" / "multiple_systems.toml").read_text(encoding="utf-8"))
TABLES = ("Kosovo", "Korea", "UKdat_5", "Ned_5", "NewOrl_5", "Western", "MSETools_Australia")
needs_tables = pytest.mark.skipif(not DATA.is_dir(), reason="shared/data/mse is not there")


def table(name: str) -> Captures:
    return read_captures(DATA / f"{name}.csv")


def published(name: str, method: str) -> Any:
    return json.loads((DATA / "published.json").read_text(encoding="utf-8"))[name][method]


@needs_tables
@pytest.mark.parametrize("name", TABLES)
def test_the_best_loglinear_model_is_that_of_rcapture(name: str) -> None:
    told, found = published(name, "loglinear"), Loglinear().fit(table(name))
    assert round(found.point, 2) == told["point"]
    assert found.diagnostics["stderr"] == pytest.approx(told["stderr"], abs=0.006)
    assert sorted(str(found.diagnostics["model"])[1:-1].split(",")) == sorted(told["model"][1:-1].split(","))
    assert found.low < found.point < found.high


@needs_tables
@pytest.mark.parametrize("name", TABLES)
def test_the_lower_bound_is_that_of_rcapture(name: str) -> None:
    told, found = published(name, "chao"), Chao().fit(table(name))
    assert found.point == pytest.approx(told["point"], abs=0.006)
    assert found.diagnostics["stderr"] == pytest.approx(told["stderr"], rel=0.02)


@needs_tables
@pytest.mark.parametrize("name", TABLES)
def test_averaging_over_graphs_gives_what_dga_gives(name: str) -> None:
    told, found = published(name, "dga"), Decomposable().fit(table(name))
    assert found.point == pytest.approx(told["point"], rel=0.002)
    assert found.low == pytest.approx(told["low"], rel=0.001)
    assert found.high == pytest.approx(told["high"], rel=0.03)


@needs_tables
def test_averaging_over_graphs_depends_on_its_prior_as_dga_does() -> None:
    found = Decomposable(delta=0.5).fit(table("Kosovo"))
    assert (found.low, found.high) == (4500, 14486)


@needs_tables
@pytest.mark.parametrize("told", ORACLES["loglinear_all"], ids=lambda told: told["table"])
def test_the_best_of_all_hierarchical_models_is_the_published_one(told: dict[str, Any]) -> None:
    assert round(Loglinear(higher=True).fit(table(told["table"])).point) == told["point"]


@needs_tables
def test_latent_classes_give_for_kosovo_what_lcmcr_gives() -> None:
    told = published("Kosovo", "lcmcr")
    found = LatentClasses(rng=default_rng(1), wanted=1000).fit(table("Kosovo"))
    assert found.point == pytest.approx(told["point"], rel=0.02)
    assert found.low == pytest.approx(told["low"], rel=0.04)
    assert found.high == pytest.approx(told["high"], rel=0.06)  # the 97.5 % of some 200 effective draws in R
    assert (int(str(found.diagnostics["effective"])) >= 1000, found.low < 10401 < found.high) == (True, True)


@needs_tables
def test_a_row_for_each_person_gives_the_same_as_counts() -> None:
    one, other = table("Kosovo"), table("kosovo_aggregate_records")
    assert (one.counts == other.counts).all()
    assert (one.patterns == other.patterns).all()


@needs_tables
def test_two_models_that_fit_alike_and_differ_by_half_are_told_to_the_reader() -> None:
    assert Loglinear().fit(table("UKdat_5")).warnings["rival"] == {
        "model": "[12,13,25,35,45]",
        "other": 12262,
    }
    assert "rival" not in Loglinear().fit(table("Kosovo")).warnings


def test_sample_coverage_is_that_of_the_published_outbreak() -> None:
    told = ORACLES["coverage"]
    rows = [[*pattern, str(count)] for pattern, count in told["counts"].items()]
    found = Coverage(rng=default_rng(1)).fit(parse_captures([[*told["lists"], "count"], *rows]))
    assert (round(found.point), round(float(str(found.diagnostics["coverage"])), 3)) == (told["point"], told["covered"])
