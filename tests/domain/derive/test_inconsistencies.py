"""Implausible things that were nevertheless said."""

from lastseen.domain.accounts import PersonAccount, StageAccount
from lastseen.domain.derive.inconsistencies import Inconsistency, inconsistencies
from tests.domain.making import FRAME, B, account_id, person, person_file, stage, told

NOBODY = person("p")


def found(*stages: StageAccount, who: tuple[PersonAccount, ...] = (NOBODY,)) -> tuple[Inconsistency, ...]:
    return inconsistencies(person_file(*who, stages=stages), FRAME)


def marked(rule: str, *names: str) -> Inconsistency:
    return Inconsistency(rule, tuple(account_id(name) for name in names))


ARREST = stage("s1", "arrest", order=1, start="2005-03")


def test_a_plausible_chain_is_marked_with_nothing() -> None:
    assert found(ARREST, stage("s2", "release", order=2, start="2006"), who=(person("p", birth=told("1970")),)) == ()


def test_an_end_before_the_start_is_marked() -> None:
    assert found(stage("s1", "camp", start="2006", end="2005")) == (marked("ends-before-start", "s1"),)


def test_a_stage_told_later_that_starts_earlier_is_marked() -> None:
    assert found(ARREST, stage("s2", "camp", order=2, start="2004")) == (marked("out-of-order", "s1", "s2"),)


def test_an_undated_stage_between_two_does_not_hide_their_order() -> None:
    undated = stage("s2", "detention", order=2)
    assert found(ARREST, undated, stage("s3", "camp", order=3, start="2004")) == (marked("out-of-order", "s1", "s3"),)


def test_a_release_before_every_arrest_is_marked_once_as_such_and_once_for_its_order() -> None:
    assert found(ARREST, stage("s2", "release", order=2, start="2004")) == (
        marked("out-of-order", "s1", "s2"),
        marked("release-before-arrest", "s1", "s2"),
    )


def test_a_release_between_two_arrests_is_plausible() -> None:
    again = stage("s3", "arrest", order=3, start="2008")
    assert found(ARREST, stage("s2", "release", order=2, start="2006"), again) == ()


def test_a_release_without_an_arrest_is_plausible() -> None:
    assert found(stage("s1", "release", start="2006")) == ()


def test_a_birth_after_the_arrest_is_marked() -> None:
    assert found(ARREST, who=(person("p", birth=told("2006")),)) == (marked("born-after-arrest", "p", "s1"),)


def test_what_is_only_possible_is_not_marked() -> None:
    assert (
        found(
            stage("s1", "arrest", order=1, start="2005", end="2005"),
            stage("s2", "release", order=2, start="2005-01"),
            who=(person("p", birth=told("2005")),),
        )
        == ()
    )


def test_differences_between_sources_are_rivals_and_not_inconsistencies() -> None:
    later = stage("b1", "release", order=2, start="2004", source=B)
    assert found(ARREST, later, who=(person("p", birth=told("2006"), source=B),)) == (
        marked("born-after-arrest", "p", "b1"),
    )


def test_the_stages_of_two_cases_have_no_order_among_them() -> None:
    assert (
        found(
            stage("s1", "arrest", order=1, start="2005", case="c1"),
            stage("s2", "release", order=2, start="2006", case="c1"),
            stage("s3", "arrest", order=1, start="2010", case="c2"),
            stage("s4", "camp", order=2, start="2011", case="c2"),
        )
        == ()
    )


def test_each_case_is_judged_by_itself() -> None:
    assert found(
        stage("s1", "release", order=1, start="2004", case="c1"),
        stage("s2", "arrest", order=2, start="2005", case="c1"),
        stage("s3", "arrest", order=1, start="2001", case="c2"),
    ) == (marked("release-before-arrest", "s2", "s1"),)
