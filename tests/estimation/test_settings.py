"""What an estimate can be told: which lists, which can share nobody, how the interval is found; and draws made one."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.random import default_rng

from lastseen.domain.errors import Refusal
from lastseen.estimation import (
    ALL,
    Averaged,
    Bootstrap,
    Captures,
    Estimate,
    How,
    Loglinear,
    answers,
    answers_over,
    chosen,
    counted,
    pooled,
)
from lastseen.estimation.refusing import NeverTogether, NoOverlap, NotAPair, SameListTwice, SeenTogether
from tests.estimation.recovery import PATTERNS, dependent, independent

FOUR = independent(default_rng(1))


def apart(never: bool) -> Captures:
    """Lists of 2,000 invented people, half from each of two periods; C was made in the one, D in the other."""
    likely = np.zeros(16)
    for gone in (2, 3):
        chances = np.array([0.4, 0.35, 0.5, 0.5])
        chances[gone] = 0
        likely += np.where(PATTERNS, chances, 1 - chances).prod(axis=1) / 2
    found = counted("ABCD", PATTERNS, default_rng(3).multinomial(2000, likely))
    return found.where_never([("C", "D")]) if never else found


def test_lists_are_chosen_named_and_made_one() -> None:
    some = chosen(["x = C + D", "A"]).of(FOUR)
    assert some.lists == ("x", "A")
    assert some.sizes.tolist() == [int((FOUR.patterns[:, 2] | FOUR.patterns[:, 3]) @ FOUR.counts), FOUR.sizes[0]]
    with pytest.raises(SameListTwice):
        chosen(["A", "x=A+B"]).of(FOUR)


@pytest.mark.parametrize("text", ["A", "A+", "A+B+C"])
def test_what_is_no_pair_is_refused(text: str) -> None:
    with pytest.raises(NotAPair):
        chosen(never=[text])


@pytest.mark.parametrize("method", [Loglinear(), Loglinear(higher=True), Averaged()])
def test_lists_of_different_periods_are_no_sign_of_dependence(method: Loglinear | Averaged) -> None:
    told, untold = method.fit(apart(never=True)), method.fit(apart(never=False))
    assert told.low < 2000 < told.high
    assert ("34" in str(told.diagnostics["model"]), "34" in str(untold.diagnostics["model"])) == (False, True)
    assert (told.warnings, "sparse" in untold.warnings) == ({}, True)


def test_other_methods_refuse_what_can_never_be() -> None:
    refused = list(answers({ALL: apart(never=True)}, How(methods=("lcmcr", "dga", "chao"))))
    assert [type(answer.given) for answer in refused] == [NeverTogether] * 3


def test_what_is_said_never_to_be_must_not_be_seen() -> None:
    with pytest.raises(SeenTogether):
        FOUR.where_never([("A", "B")])


def test_what_can_never_be_follows_the_lists() -> None:
    some = apart(never=True)
    assert (some.without("C").never, some.only("CDA").never) == ((), (("C", "D"),))
    assert (some.merged(["A", "C"]).never, some.merged(["C", "D"]).never) == ((), ())
    assert replace(some, never=(("A", "B"), ("A", "C"))).merged(["B", "C"]).never == (("B+C", "A"),)


def test_a_bootstrap_knows_of_the_choice_of_model_and_is_the_same_again() -> None:
    captures = dependent(default_rng(5))
    profile = Loglinear().fit(captures)
    drawn, again = (Loglinear(bootstrap=Bootstrap(rng=default_rng(1), replicates=200)).fit(captures) for _ in range(2))
    assert drawn == again
    assert drawn.point == profile.point
    assert drawn.low < profile.point < drawn.high
    assert drawn.high - drawn.low > profile.high - profile.low
    assert "dependence-rechosen" in drawn.assumptions


def estimate(observed: int, point: float, low: float, high: float) -> Estimate:
    return Estimate(
        method="dga", observed=observed, point=point, low=low, high=high, diagnostics={}, assumptions=("closed",)
    )


def test_draws_that_agree_give_what_each_gives() -> None:
    one = pooled([estimate(600, 1000, 900, 1200)] * 3)
    assert (one.observed, round(one.low), round(one.point), round(one.high)) == (600, 900, 1000, 1200)
    assert one.diagnostics["share_of_linkage"] == 0


def test_draws_that_differ_widen_the_interval_by_what_they_differ() -> None:
    one = pooled([estimate(600, 1000, 950, 1060), estimate(700, 1400, 1340, 1470)])
    assert 950 < one.low < 980
    assert 1400 < one.high < 1470
    assert (one.observed, float(str(one.diagnostics["share_of_linkage"])) > 0.9) == (650, True)


def test_a_method_that_refuses_too_many_draws_refuses() -> None:
    nobody = counted("ABCD", np.eye(4, dtype=np.bool_), np.full(4, 9))
    (mostly,) = answers_over([{ALL: FOUR}] * 19 + [{ALL: nobody}], How(methods=("chao",)))
    assert isinstance(mostly.given, Estimate)
    assert mostly.given.diagnostics["draws_refused"] == 1
    (rarely,) = answers_over([{ALL: FOUR}, {ALL: nobody}], How(methods=("chao",)))
    assert isinstance(rarely.given, Refusal)
    assert isinstance(rarely.given, NoOverlap)


def test_each_stratum_and_each_draw_has_chance_of_its_own() -> None:
    how = How(methods=("coverage",), seed=3)
    three = FOUR.only("ABC")
    whole = next(answers({"x": three}, how)).given
    beside = {answer.stratum: answer.given for answer in answers({"y": three, "x": three}, how)}
    assert beside["x"] == whole
    assert beside["y"] != whole
    assert next(answers({"x": three}, how, draw=1)).given != whole
