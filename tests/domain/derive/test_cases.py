"""Disappearances: a person in each case, with conclusions and findings put in."""

import pytest

from lastseen.domain.accounts import AccountId, StageAccount
from lastseen.domain.decisions import Conclusion, Finding
from lastseen.domain.derive.answers import NOT_ASKED, Possible, span
from lastseen.domain.derive.cases import Decisions, Disappearance, concluded, disappearances, index
from lastseen.domain.derive.tellings import PersonFile
from tests.domain.making import (
    FRAME,
    A,
    B,
    account_id,
    links,
    person,
    person_file,
    response,
    stage,
    told,
    within,
)

ARREST_A = stage("a1", "arrest", "depriving:mss", order=1, start="2005-03", place="hamhung")
ARREST_B = stage("b1", "arrest", "depriving:moss", order=1, start="2006", source=B)
TOLD_TWICE = person_file(
    person("a", sex="female", birth=told("1980"), relation="neighbour"),
    person("b", sex="female", source=B, relation="sibling"),
    stages=(ARREST_A, ARREST_B),
)


def conclude(variable: str, *values: str, on: tuple[str, ...] = ("a",)) -> Conclusion:
    return Conclusion(
        accounts=frozenset(account_id(name) for name in on), variable=variable, values=values, reason="Invented."
    )


def find(outcome: str, standard: str, *on: str) -> Finding:
    return Finding(
        accounts=frozenset(account_id(name) for name in on), standard=standard, outcome=outcome, reason="Invented."
    )


def derived(
    file: PersonFile,
    *conclusions: Conclusion,
    findings: tuple[Finding, ...] = (),
    same_cases: dict[str, str] | None = None,
    victims: frozenset[AccountId] = frozenset(),
) -> tuple[Disappearance, ...]:
    decisions = Decisions(conclusions=index(conclusions), findings=index(findings))
    joined = same_cases or {"case": "case"}
    return disappearances(file, links(file, same_cases=joined), decisions, victims, FRAME)


def answers(found: Disappearance, variable: str) -> list[Possible]:
    return [reading.answers[variable] for reading in found.readings]


def test_one_person_in_one_case_is_one_disappearance_with_a_reading_per_source() -> None:
    (found,) = derived(TOLD_TWICE)
    assert (found.person, found.case, found.sequence) == (account_id("a"), account_id("case"), 1)
    assert [reading.source for reading in found.readings] == [str(A), str(B)]
    assert answers(found, "authority_first") == [Possible(codes=("mss",)), Possible(codes=("moss",))]
    assert answers(found, "disappeared") == [within("2005-03-01", "2005-03-31"), within("2006-01-01", "2006-12-31")]


def test_a_reading_takes_what_it_does_not_say_from_the_others() -> None:
    (found,) = derived(TOLD_TWICE)
    assert answers(found, "place_of_arrest") == [Possible(codes=("hamhung",))] * 2
    assert answers(found, "age") == [span(24, 25), span(25, 26)]


def test_what_is_derived_over_all_sources_is_the_same_in_every_reading() -> None:
    (found,) = derived(TOLD_TWICE)
    assert answers(found, "relation") == [Possible(codes=("sibling",))] * 2
    assert answers(found, "independent_sources") == [span(2, 2)] * 2


def test_a_conclusion_replaces_what_every_source_says() -> None:
    (found,) = derived(TOLD_TWICE, conclude("authority_first", "msc"))
    assert answers(found, "authority_first") == [Possible(codes=("msc",))] * 2


def test_what_follows_from_a_conclusion_follows_from_it() -> None:
    (found,) = derived(TOLD_TWICE, conclude("disappeared", "1994-01-01", "1994-12-31"))
    assert answers(found, "disappeared") == [within("1994-01-01", "1994-12-31")] * 2
    assert answers(found, "period") == [Possible(codes=("kim-il-sung", "kim-jong-il"))] * 2
    assert answers(found, "age") == [span(13, 14)] * 2


def test_a_conclusion_on_something_derived_stands_by_itself() -> None:
    (found,) = derived(TOLD_TWICE, conclude("age", "30", "32"))
    assert answers(found, "age") == [span(30, 32)] * 2


def test_taking_a_conclusion_back_restores_what_the_sources_say() -> None:
    before = derived(TOLD_TWICE)
    assert derived(TOLD_TWICE, conclude("sex", "male")) != before
    assert derived(TOLD_TWICE) == before


def test_a_conclusion_on_another_person_changes_nothing() -> None:
    assert derived(TOLD_TWICE, conclude("sex", "male", on=("z",))) == derived(TOLD_TWICE)


def test_of_two_conclusions_on_one_variable_the_later_prevails() -> None:
    assert concluded([conclude("sex", "male"), conclude("sex", "female")]) == {"sex": Possible(codes=("female",))}


@pytest.mark.parametrize("accounts", [("a", "b"), ("b", "a")])
def test_the_later_conclusion_prevails_whichever_account_it_hangs_on(accounts: tuple[str, str]) -> None:
    earlier, later = conclude("sex", "male", on=accounts[:1]), conclude("sex", "female", on=accounts[1:])
    (found,) = derived(TOLD_TWICE, earlier, later)
    assert answers(found, "sex") == [Possible(codes=("female",))] * 2


@pytest.mark.parametrize(
    ("conclusion", "answer"),
    [
        (conclude("sex", "male"), Possible(codes=("male",))),
        (conclude("grounds", "escape", "religion"), Possible(codes=("escape", "religion"))),
        (conclude("birth", "1980-01-01", "1980-12-31"), within("1980-01-01", "1980-12-31")),
        (conclude("birth", "1980-05-03"), within("1980-05-03", "1980-05-03")),
        (conclude("age_told", "33"), span(33, 33)),
        (conclude("sex"), NOT_ASKED),
    ],
)
def test_a_conclusion_is_read_by_the_shape_of_its_variable(conclusion: Conclusion, answer: Possible) -> None:
    assert concluded([conclusion]) == {conclusion.variable: answer}


def twice(first: str, second: str) -> PersonFile:
    return person_file(
        person("a"),
        stages=(stage("late", "arrest", start=second, case="c2"), stage("early", "arrest", start=first, case="c1")),
    )


def numbers(file: PersonFile) -> dict[AccountId | None, int]:
    return {found.case: found.sequence for found in derived(file)}


C1, C2 = account_id("c1"), account_id("c2")


def test_a_person_taken_twice_has_two_disappearances_in_the_order_of_time() -> None:
    found = derived(twice("2001", "2005"))
    assert [(d.case, d.sequence) for d in found] == [(C1, 1), (C2, 2)]
    assert found[0].id != found[1].id
    assert {d.person for d in found} == {account_id("a")}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2001", "2002", {C1: 1, C2: 2}),
        ("2002", "2001", {C1: 2, C2: 1}),
        ("2001", "2001-06", {C1: 1, C2: 1}),
        ("2001", "", {C1: 1, C2: 1}),
        ("", "2001", {C1: 1, C2: 1}),
        ("2001", "before 2000", {C1: 2, C2: 1}),
        ("2001", "after 2003", {C1: 1, C2: 2}),
        ("after 2001", "2005", {C1: 1, C2: 1}),
    ],
)
def test_only_what_is_certainly_later_gets_a_number_of_its_own(
    first: str, second: str, expected: dict[AccountId, int]
) -> None:
    assert numbers(twice(first, second)) == expected


def test_a_third_that_is_later_than_both_comes_after_two_in_either_order() -> None:
    file = person_file(
        person("a"),
        stages=(
            stage("s1", "arrest", start="2001", case="c1"),
            stage("s2", "arrest", start="2001-06", case="c2"),
            stage("s3", "arrest", start="2009", case="c3"),
        ),
    )
    assert numbers(file) == {C1: 1, C2: 1, account_id("c3"): 2}


def test_cases_joined_by_verdict_are_one_disappearance() -> None:
    (found,) = derived(twice("2001", "2001"), same_cases={"c2": "c1"})
    assert found.case == C1
    assert len(found.tellings[0].chain) == 2


def test_the_id_of_a_disappearance_stays_when_decisions_and_accounts_come_in() -> None:
    more = person_file(*TOLD_TWICE.accounts, stages=(*TOLD_TWICE.stages, stage("a2", "camp", order=2)))
    assert derived(more, conclude("sex", "male"))[0].id == derived(TOLD_TWICE)[0].id


def test_a_finding_that_names_a_case_is_on_that_case_alone() -> None:
    finding = find("enforced-disappearance", "reasonable-grounds", "a", "c1")
    by_number = {d.case: (d.outcomes, d.standards) for d in derived(twice("2001", "2005"), findings=(finding,))}
    assert by_number == {C1: (("enforced-disappearance",), ("reasonable-grounds",)), C2: ((), ())}


def test_a_finding_that_names_no_case_is_on_every_disappearance_of_the_person() -> None:
    finding = find("ended", "credible", "a")
    assert [d.outcomes for d in derived(twice("2001", "2005"), findings=(finding,))] == [("ended",), ("ended",)]


def test_a_finding_on_several_accounts_of_a_person_counts_once() -> None:
    (found,) = derived(TOLD_TWICE, findings=(find("ended", "credible", "a", "b"), find("ended", "insufficient", "a")))
    assert (found.outcomes, found.standards) == (("ended",), ("credible", "insufficient"))


def test_a_person_without_a_stage_has_one_disappearance_without_a_case() -> None:
    (found,) = derived(person_file(person("a", sex="male")))
    assert (found.case, found.sequence) == (None, 1)
    assert answers(found, "sex") == [Possible(codes=("male",))]
    assert answers(found, "disappeared") == [NOT_ASKED]


def test_each_step_of_custody_is_coded_with_its_place_its_kind_and_the_next() -> None:
    stages = (stage("a1", "arrest", order=1), stage("a2", "camp", order=2))
    (found,) = derived(person_file(person("a"), stages=stages))
    assert answers(found, "stage_moves") == [Possible(codes=("1>arrest>camp", "2>camp>end"))]


@pytest.mark.parametrize(
    ("chain", "legs"),
    [
        ((stage("a1", "repatriation", place_from="changbai", place="hyesan"),), ("changbai>hyesan",)),
        ((stage("a1", "repatriation", place="hyesan"),), ("places-not-told",)),
        ((stage("a1", "arrest", place="hyesan"),), ("not-returned",)),
    ],
)
def test_a_leg_of_return_is_coded_from_and_to_and_its_lack_by_a_code(
    chain: tuple[StageAccount, ...], legs: tuple[str, ...]
) -> None:
    (found,) = derived(person_file(person("a"), stages=chain))
    assert answers(found, "return_legs") == [Possible(codes=legs)]


def test_of_steps_and_legs_nothing_is_said_where_no_stage_is_known() -> None:
    rumour = stage("a1", "repatriation", place_from="changbai", place="hyesan", basis="rumour")
    for stages in ((), (rumour,)):
        (found,) = derived(person_file(person("a"), stages=stages))
        assert answers(found, "stage_moves") == answers(found, "return_legs") == [NOT_ASKED]


def test_what_authorities_answered_is_gathered_from_every_source() -> None:
    answered = (response("ra", "silent"), response("rb", "denied", "silent", source=B))
    (found,) = derived(person_file(*TOLD_TWICE.accounts, stages=TOLD_TWICE.stages, responses=answered))
    assert answers(found, "responses") == [Possible(codes=("silent", "denied"))] * 2
    assert answers(derived(TOLD_TWICE)[0], "responses") == [NOT_ASKED] * 2
