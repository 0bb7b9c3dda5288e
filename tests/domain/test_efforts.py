"""How an effort stands on a day, and which of its parts go together."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.domain.efforts import SOON, ClosedUnexplained, DueWithoutDay, Effort, EffortStanding

DUE = date(2024, 11, 10)
EFFORT = Effort(kind="complaint", forum="court", what="a complaint", due=DUE, due_what="ask again")
NOTHING_DUE = replace(EFFORT, due=None, due_what="")


@pytest.mark.parametrize(
    ("today", "standing"),
    [
        (DUE - SOON - timedelta(days=1), EffortStanding.OPEN),
        (DUE - SOON, EffortStanding.DUE),
        (DUE, EffortStanding.DUE),
        (DUE + timedelta(days=1), EffortStanding.OVERDUE),
    ],
)
def test_what_is_due_is_announced_before_its_day_and_overdue_after_it(today: date, standing: EffortStanding) -> None:
    assert EFFORT.standing(today) is standing


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_of_an_effort_without_a_next_step_and_of_a_closed_one_nothing_is_ever_overdue(today: date) -> None:
    assert NOTHING_DUE.standing(today) is EffortStanding.OPEN
    assert replace(NOTHING_DUE, closed=DUE, closed_why="answered").standing(today) is EffortStanding.CLOSED


@pytest.mark.parametrize(
    ("effort", "refusal"),
    [
        (replace(EFFORT, due_what=""), DueWithoutDay),
        (replace(EFFORT, due=None), DueWithoutDay),
        (replace(NOTHING_DUE, closed=DUE), ClosedUnexplained),
        (replace(NOTHING_DUE, closed_why="answered"), ClosedUnexplained),
        (replace(EFFORT, closed=DUE, closed_why="answered"), ClosedUnexplained),
    ],
)
def test_parts_that_do_not_go_together_are_refused(effort: Effort, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        effort.check()


@pytest.mark.parametrize("effort", [EFFORT, NOTHING_DUE, replace(NOTHING_DUE, closed=DUE, closed_why="answered")])
def test_parts_that_go_together_are_not(effort: Effort) -> None:
    effort.check()
