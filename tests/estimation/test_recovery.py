"""Intervals hold a known truth as often as they say, where what they assume is so; and where it is not, they fail."""

from collections.abc import Callable

import pytest
from numpy.random import Generator

from lastseen.estimation import Averaged, Chao, Decomposable, Estimator, LatentClasses, Loglinear
from tests.estimation.recovery import covered

MADE: dict[str, Callable[[Generator], Estimator]] = {
    "loglinear": lambda _: Loglinear(),
    "loglinear-average": lambda _: Averaged(),
    "dga": lambda _: Decomposable(),
    "chao": lambda _: Chao(),
    "lcmcr": lambda rng: LatentClasses(rng=rng, wanted=400),
}


@pytest.mark.parametrize("method", ["loglinear", "loglinear-average", "dga"])
@pytest.mark.parametrize("world", ["independent", "dependent"])
def test_an_interval_holds_the_truth_where_its_assumptions_do(method: str, world: str) -> None:
    held, ratio, refused = covered(MADE[method], world, 20 if method == "dga" else 60)
    assert held > 0.8
    assert 0.9 < ratio < 1.1
    assert refused == 0


def test_two_kinds_of_people_are_beyond_a_bound_from_below() -> None:
    held, ratio, _ = covered(MADE["chao"], "two kinds", 60)
    assert held < 0.9
    assert ratio < 1


@pytest.mark.long
@pytest.mark.parametrize("method", MADE)
@pytest.mark.parametrize("world", ["independent", "dependent", "two kinds"])
def test_coverage_over_five_hundred_runs_is_told(method: str, world: str, capsys: pytest.CaptureFixture[str]) -> None:
    held, ratio, refused = covered(MADE[method], world, 500)
    with capsys.disabled():
        print(f"\n{world:12} {method:18} held {held:.3f}  point/truth {ratio:.3f}  refused {refused}")  # noqa: T201
    assert held > 0.9 or world == "two kinds" or method == "chao"
