"""Agreement between two coders, against an example worked by hand in docs/methods/agreement.md."""

from collections.abc import Iterator
from typing import Any

import pytest

from lastseen.domain.agreement import Unit
from lastseen.figures.agreement import Coefficient, Found, Share, Why, agreement, alpha, kappa, share
from tests.domain.agreement.reading import told

TABLE = {("arrest", "arrest"): 8, ("arrest", "detention"): 2, ("detention", "arrest"): 1, ("detention", "detention"): 9}


def worked() -> Iterator[Unit]:
    """Twenty stages both found, three only the first, two only the second."""
    pairs = [pair for pair, count in TABLE.items() for _ in range(count)]
    for n, (one, other) in enumerate(pairs):
        years: dict[str, Any] = {"start": "2006"} if n < 12 else {}
        theirs: dict[str, Any] = {"start": "2006" if n < 7 else "May 2006" if n < 10 else "2007"} if n < 12 else {}
        if n == 0:
            theirs["place"] = "hyesan"
        yield Unit(
            first=told("a", "stage", f"s{n}", stage=one, **years),
            second=told("b", "stage", f"t{n}", stage=other, **theirs),
        )
    yield from (Unit(first=told("a", "stage", f"o{n}"), second=None) for n in range(3))
    yield from (Unit(first=None, second=told("b", "stage", f"o{n}")) for n in range(2))


def rounded(value: float | None) -> float | None:
    """Five places of a number."""
    return None if value is None else round(value, 5)


def bare(one: Share | Coefficient | Why | None) -> tuple[float | None, ...]:
    """The numbers of a share or a coefficient, as far as they are worked out by hand."""
    assert isinstance(one, Share | Coefficient)
    return (rounded(one.value), rounded(one.low), rounded(one.high))


def test_the_example_worked_by_hand() -> None:
    found = agreement([tuple(worked())])
    in_all = found.in_all
    assert in_all == Found(kind="", both=20, first=3, second=2, share=in_all.share)
    assert bare(in_all.share) == (0.8, 0.60869, 0.91139)
    stage, place, start = found.valued
    assert (stage.kind, stage.field, stage.alone, stage.overlapping) == ("stage", "stage", 0, None)
    assert bare(stage.same) == (0.85, 0.63958, 0.94763)
    assert bare(stage.kappa) == (0.7, 0.38859, 1.0)
    assert bare(stage.alpha) == (rounded(1 - 9360 / 31920), None, None)
    assert (place.field, place.alone, place.same.of, place.kappa) == ("place", 1, 0, Why.TOO_FEW)
    assert (start.field, start.same.n, start.same.of, start.overlapping, start.kappa) == ("start", 7, 12, 3, None)


def test_of_nothing_there_is_no_share() -> None:
    assert share(0, 0) == Share(n=0, of=0, low=None, high=None)
    assert share(0, 0).value is None


@pytest.mark.parametrize("measure", [kappa, lambda pairs: alpha(pairs, "nominal")])
def test_too_few_and_one_category_are_refused_with_why(measure: object) -> None:
    assert callable(measure)
    assert measure([("a", "b")] * 9) is Why.TOO_FEW
    assert measure([("a", "a")] * 10) is Why.ONE_CATEGORY
    assert bare(measure([("a", "a")] * 5 + [("b", "b")] * 5))[0] == 1.0


def test_readings_of_several_sources_are_counted_together() -> None:
    one = agreement([tuple(worked())])
    two = agreement([tuple(worked())] * 2)
    assert (two.sources, two.in_all.both, two.valued[0].same.of) == (2, 2 * one.in_all.both, 40)


def test_numbers_are_compared_by_their_distance() -> None:
    near = alpha([(n, n + 1) for n in range(12)], "interval")
    far = alpha([(n, 11 - n) for n in range(12)], "interval")
    assert isinstance(near, Coefficient)
    assert isinstance(far, Coefficient)
    assert near.value > 0.9
    assert far.value < 0
