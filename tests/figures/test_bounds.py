"""What is certain, what is possible, and what nobody can say: each counted by hand."""

from datetime import date
from pathlib import Path

import pytest

from lastseen.domain.answers import Absence
from lastseen.figures import tabulate
from lastseen.figures.figure import percentage
from tests.figures.builder import Taken, count, counts, define, freeze, row, victim

UN, IL = "kim-jong-un", "kim-jong-il"
SEX = {"variable": "sex", "row": [row("male", "male"), row("female", "female")]}
PERIOD = {"variable": "period", "row": [row(IL, IL), row(UN, UN)]}


def test_a_date_that_straddles_a_change_of_leader_may_be_in_either_row(tmp_path: Path) -> None:
    snapshot = freeze(tmp_path, [victim("A", period=[IL]), victim("B", period=[IL, UN]), victim("C", period=[UN])])
    assert count(snapshot, **PERIOD) == {IL: (1, 2), UN: (1, 2), "unknown": (0, 0), "undetermined": (1, 1)}


def test_rival_accounts_without_a_conclusion_leave_the_victim_undetermined(tmp_path: Path) -> None:
    rivals = Taken(person="A", told={"s1": {"authority_first": ["mss"]}, "s2": {"authority_first": ["moss"]}})
    snapshot = freeze(tmp_path, [rivals])
    found = count(snapshot, variable="authority_first", each="code")
    assert found == {"mss": (0, 1), "moss": (0, 1), "unknown": (0, 0), "undetermined": (1, 1)}


def test_rival_accounts_within_one_row_are_certainly_in_it(tmp_path: Path) -> None:
    rivals = Taken(person="A", told={"s1": {"ground": ["escape/attempt"]}, "s2": {"ground": ["escape/helping"]}})
    snapshot = freeze(tmp_path, [rivals])
    found = count(snapshot, variable="ground", row=[row("escape", "escape"), row("religion", "religion")])
    assert found["escape"] == (1, 1)
    assert found["undetermined"] == (0, 0)


def test_a_conclusion_settles_rival_accounts(tmp_path: Path) -> None:
    concluded = Taken(person="A", told={"s1": {"sex": ["female"]}, "s2": {"sex": ["female"]}})
    assert count(freeze(tmp_path, [concluded]), **SEX)["female"] == (1, 1)


def test_people_who_may_be_one_count_once_and_only_for_what_both_certainly_are(tmp_path: Path) -> None:
    two = [
        Taken(person="A", perhaps="A", told={"s1": {"sex": ["male"], "period": [IL]}}),
        Taken(person="B", perhaps="A", told={"s2": {"sex": ["male"], "period": [UN]}}),
    ]
    snapshot = freeze(tmp_path, two)
    assert count(snapshot, **SEX) == {"male": (1, 2), "female": (0, 0), "unknown": (0, 0), "undetermined": (1, 1)}
    assert count(snapshot, **PERIOD) == {IL: (0, 1), UN: (0, 1), "unknown": (0, 0), "undetermined": (2, 2)}
    assert count(snapshot) == {"total": (1, 2), "undetermined": (1, 1)}


def test_who_may_be_somebody_outside_the_population_is_not_certainly_what_only_they_are(tmp_path: Path) -> None:
    inside = Taken(person="A", perhaps="A", told={"s1": {"sex": ["male"]}})
    press = Taken(person="B", perhaps="A", told={"s2": {"sex": ["female"]}}, kinds=["press"], case="c2")
    found = count(freeze(tmp_path, [inside, press]), **SEX)
    assert found == {"male": (0, 1), "female": (0, 0), "unknown": (0, 0), "undetermined": (1, 1)}


def test_somebody_outside_the_population_who_agrees_unsettles_nothing(tmp_path: Path) -> None:
    inside = Taken(person="A", perhaps="A", told={"s1": {"sex": ["male"]}})
    press = Taken(person="B", perhaps="A", told={"s2": {"sex": ["male"]}}, kinds=["press"], case="c2")
    found = count(freeze(tmp_path, [inside, press]), **SEX)
    assert found == {"male": (1, 1), "female": (0, 0), "unknown": (0, 0), "undetermined": (0, 0)}


def test_what_adds_up_where_two_turn_out_to_be_one_is_open_to_the_sum(tmp_path: Path) -> None:
    two = [
        Taken(person="A", perhaps="A", told={"s1": {"independent_sources": (1, 1)}}),
        Taken(person="B", perhaps="A", told={"s2": {"independent_sources": (1, 1)}}),
        Taken(person="C", told={"s3": {"independent_sources": (1, 1)}}),
    ]
    found = count(freeze(tmp_path, two), variable="independent_sources", each="number")
    assert found == {"1": (1, 3), "2": (0, 2), "unknown": (0, 0), "undetermined": (2, 2)}


def test_a_conflict_of_findings_leaves_a_victim_possibly_in_the_population(tmp_path: Path) -> None:
    open_ = Taken(person="A", outcome=["enforced-disappearance", "killing"], told={"s1": {"sex": ["male"]}})
    out = Taken(person="B", outcome=["killing"])
    none = Taken(person="C", outcome=[])
    snapshot = freeze(tmp_path, [open_, out, none])
    assert count(snapshot) == {"total": (0, 1), "undetermined": (1, 1)}
    assert count(snapshot, **SEX)["male"] == (0, 1)
    assert count(snapshot, population="everything") == {"total": (3, 3), "undetermined": (0, 0)}


def test_who_is_known_from_the_press_alone_stands_outside_the_report(tmp_path: Path) -> None:
    snapshot = freeze(
        tmp_path, [victim("A"), Taken(person="B", kinds=["press"]), Taken(person="C", kinds=["press", "interview"])]
    )
    assert count(snapshot) == {"total": (2, 2), "undetermined": (0, 0)}


def test_three_ways_of_saying_nothing_are_one_row_and_three_numbers(tmp_path: Path) -> None:
    silent = [
        victim("A", sex=Absence.UNKNOWN),
        victim("B", sex=Absence.REFUSED),
        victim("C", sex=Absence.NOT_ASKED),
        victim("D", sex=Absence.NOT_ASKED),
        victim("E", sex=["male"]),
    ]
    figure = tabulate(define(**SEX), freeze(tmp_path, silent)).figure
    assert counts(figure)["unknown"] == (4, 4)
    assert figure.unsaid == {"unknown": 1, "refused": 1, "not-asked": 2}


def test_a_refusal_outranks_what_others_do_not_know(tmp_path: Path) -> None:
    one = Taken(person="A", told={"s1": {"sex": Absence.UNKNOWN}, "s2": {"sex": Absence.REFUSED}})
    assert tabulate(define(**SEX), freeze(tmp_path, [one])).figure.unsaid["refused"] == 1


def test_every_answer_of_several_counts_in_its_own_row(tmp_path: Path) -> None:
    people = [victim("A", grounds=["escape/attempt", "religion"]), victim("B", grounds=["religion"])]
    figure = tabulate(define(variable="grounds", each="code"), freeze(tmp_path, people)).figure
    assert figure.multiple
    assert counts(figure) == {
        "escape/attempt": (1, 1),
        "religion": (2, 2),
        "unknown": (0, 0),
        "undetermined": (0, 0),
    }


def test_answers_that_only_one_of_two_sources_gives_are_possible(tmp_path: Path) -> None:
    told = {"s1": {"grounds": ["religion", "criticism"]}, "s2": {"grounds": ["religion"]}}
    found = count(freeze(tmp_path, [Taken(person="A", told=told)]), variable="grounds", each="code")
    assert found == {"criticism": (0, 1), "religion": (1, 1), "unknown": (0, 0), "undetermined": (0, 0)}


def test_answers_to_which_no_two_sources_agree_leave_the_victim_undetermined(tmp_path: Path) -> None:
    told = {"s1": {"grounds": ["criticism"]}, "s2": {"grounds": ["religion"]}}
    found = count(freeze(tmp_path, [Taken(person="A", told=told)]), variable="grounds", each="code")
    assert found == {"criticism": (0, 1), "religion": (0, 1), "unknown": (0, 0), "undetermined": (1, 1)}


def test_codes_that_no_row_names_are_other(tmp_path: Path) -> None:
    people = [victim("A", ground=["economic"]), victim("B", ground=["religion"])]
    found = count(freeze(tmp_path, people), variable="ground", row=[row("religion", "religion")])
    assert found == {"religion": (1, 1), "other": (1, 1), "unknown": (0, 0), "undetermined": (0, 0)}


AGES = {"variable": "age", "row": [row("0-9", between=[0, 9]), row("20-39", between=[20, 39])]}


def test_an_age_at_the_edge_of_a_row_is_within_it(tmp_path: Path) -> None:
    people = [victim("A", age=(9, 9)), victim("B", age=(20, 39)), victim("C", age=(10, 10))]
    found = count(freeze(tmp_path, people), **AGES)
    assert found == {"0-9": (1, 1), "20-39": (1, 1), "other": (1, 1), "unknown": (0, 0), "undetermined": (0, 0)}


def test_an_age_over_an_edge_may_be_on_either_side_even_where_no_row_is(tmp_path: Path) -> None:
    found = count(freeze(tmp_path, [victim("A", age=(9, 10))]), **AGES)
    assert found == {"0-9": (0, 1), "20-39": (0, 0), "other": (0, 1), "unknown": (0, 0), "undetermined": (1, 1)}


def test_an_open_age_may_be_in_every_row_it_reaches(tmp_path: Path) -> None:
    found = count(freeze(tmp_path, [victim("A", age=(25, None))]), **AGES)
    assert found == {"0-9": (0, 0), "20-39": (0, 1), "other": (0, 1), "unknown": (0, 0), "undetermined": (1, 1)}


def test_rows_without_end_hold_what_is_open_on_that_side(tmp_path: Path) -> None:
    old = {"variable": "age", "row": [row("60-", between=[60, ""])]}
    assert count(freeze(tmp_path, [victim("A", age=(60, None))]), **old)["60-"] == (1, 1)


def test_rows_of_days_have_both_ends_within(tmp_path: Path) -> None:
    rows = [row("before", between=["", date(1994, 7, 7)]), row("after", between=[date(1994, 7, 8), ""])]
    people = [
        victim("A", disappeared=(date(1994, 7, 7), date(1994, 7, 7))),
        victim("B", disappeared=(date(1994, 7, 7), date(1994, 7, 8))),
        victim("C", disappeared=(None, date(1990, 1, 1))),
    ]
    found = count(freeze(tmp_path, people), variable="disappeared", row=rows)
    assert found == {"before": (2, 3), "after": (0, 1), "unknown": (0, 0), "undetermined": (1, 1)}


def test_a_date_over_new_year_may_be_in_both_years_and_an_open_one_in_all_it_reaches(tmp_path: Path) -> None:
    people = [
        victim("A", disappeared=(date(2009, 12, 1), date(2010, 2, 1))),
        victim("B", disappeared=(date(2011, 5, 5), date(2011, 5, 9))),
        victim("C", disappeared=(date(2010, 6, 1), None)),
    ]
    found = count(freeze(tmp_path, people), variable="disappeared", each="year")
    assert found == {
        "2009": (0, 1),
        "2010": (0, 2),
        "2011": (1, 2),
        "unknown": (0, 0),
        "undetermined": (2, 2),
    }


def test_five_years_hold_both_ends_and_a_date_over_their_edge_may_be_in_either(tmp_path: Path) -> None:
    people = [
        victim("A", disappeared=(date(1995, 1, 1), date(1995, 12, 31))),
        victim("B", disappeared=(date(1996, 1, 1), date(1999, 12, 31))),
        victim("C", disappeared=(date(1999, 12, 31), date(2000, 1, 1))),
        victim("D", disappeared=(None, date(1990, 1, 1))),
        victim("E", disappeared=(date(1997, 1, 1), None)),
        victim("F"),
    ]
    figure = tabulate(define(variable="disappeared", each="five-years"), freeze(tmp_path, people)).figure
    assert counts(figure) == {
        "1995-1999": (2, 4),
        "2000-2004": (0, 2),
        "unknown": (1, 1),
        "undetermined": (3, 3),
    }
    assert [dict(r.labels) for r in figure.rows[:2]] == [
        {"en": "1995–1999", "ko": "1995~1999년"},
        {"en": "2000–2004", "ko": "2000~2004년"},
    ]


@pytest.mark.parametrize(
    ("n", "total", "share"),
    [
        (62, 113, 54.9),
        (92, 113, 81.4),
        (29, 113, 25.7),
        (1, 2000, 0.1),
        (1, 16, 6.3),
        (1, 800, 0.1),
        (0, 3, 0.0),
        (3, 3, 100.0),
    ],
)
def test_shares_have_one_decimal_and_halves_go_up(n: int, total: int, share: float) -> None:
    assert percentage(n, total) == share


def test_of_nothing_there_is_no_share(tmp_path: Path) -> None:
    figure = tabulate(define(**SEX), freeze(tmp_path, [])).figure
    assert figure.N == 0
    assert [r.percent for r in figure.rows] == [None] * 4


def test_without_a_source_nobody_it_tells_of_is_counted(tmp_path: Path) -> None:
    people = [
        Taken(person="A", told={"s1": {"sex": ["male"]}}),
        Taken(person="B", told={"s1": {"sex": ["female"]}, "s2": {"sex": ["female"]}}),
        Taken(person="C", told={"s2": {"sex": ["male"]}}),
    ]
    whole = freeze(tmp_path, people)
    assert count(whole, **SEX)["female"] == (1, 1)
    found = count(whole.without(frozenset({"s2"})), **SEX)
    assert found == {"male": (1, 1), "female": (0, 0), "unknown": (0, 0), "undetermined": (0, 0)}
