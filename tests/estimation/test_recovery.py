"""Intervals hold a known truth as often as they say, where what they assume is so; and where it is not, they fail."""

import pytest

from tests.estimation.recovery import WORLDS, covered

HOLDS = {
    "chapman": ("independent",),
    "coverage": ("independent", "dependent", "shared work"),
    "chao": ("independent",),
    "loglinear": ("independent", "dependent"),
    "loglinear-all": ("independent", "dependent"),
    "loglinear-average": ("independent", "dependent"),
    "dga": ("independent", "dependent"),
    "lcmcr": ("independent", "dependent", "shared work"),
}
"""The worlds in which a method's interval should hold the truth; in the others, what it assumes is not so."""


@pytest.mark.parametrize("method", ["loglinear", "loglinear-average", "dga"])
@pytest.mark.parametrize("world", ["independent", "dependent"])
def test_an_interval_holds_the_truth_where_its_assumptions_do(method: str, world: str) -> None:
    told = covered(method, world, 60)
    assert told.held > 0.8
    assert 0.95 < told.point < 1.05
    assert told.refused == 0


def test_latent_classes_hold_the_truth_where_lists_depend_on_each_other() -> None:
    told = covered("lcmcr", "dependent", 2)
    assert (told.held, told.refused) == (1.0, 0)


@pytest.mark.parametrize("method", ["chao", "loglinear", "dga"])
def test_two_kinds_of_people_are_beyond_methods_that_take_all_to_be_alike(method: str) -> None:
    told = covered(method, "two kinds", 60)
    assert told.held < 0.1
    assert told.point < 0.9


@pytest.mark.long
@pytest.mark.parametrize("method", HOLDS)
@pytest.mark.parametrize("world", WORLDS)
def test_five_hundred_intervals_hold_the_truth_where_they_should(method: str, world: str) -> None:
    told = covered(method, world, 500)
    assert told.held > 0.9 or world not in HOLDS[method]
