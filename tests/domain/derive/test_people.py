"""What is derived of a person, counted by hand."""

from itertools import permutations

import pytest

from lastseen.domain.accounts import INTERVIEWEE, FateAccount
from lastseen.domain.answers import Absence, Code
from lastseen.domain.dates import Age, Reckoning, full_years, parse_age
from lastseen.domain.derive.answers import NOT_ASKED, Possible, span
from lastseen.domain.derive.people import (
    Fate,
    age_at_disappearance,
    closest_relation,
    current_fate,
    families,
    leadership_period,
    on_whose_account,
)
from tests.domain.making import FRAME, account_id, day, fate, within

ONE_DAY = within("2005-06-15", "2005-06-15")


def years(told: str) -> Possible:
    return span(*full_years(parse_age(told)))


@pytest.mark.parametrize(
    ("birth", "taken", "low", "high"),
    [
        (("1980-06-15", "1980-06-15"), ("2005-06-15", "2005-06-15"), 25, 25),
        (("1980-06-16", "1980-06-16"), ("2005-06-15", "2005-06-15"), 24, 24),
        (("1980-01-01", "1980-12-31"), ("2005-06-15", "2005-06-15"), 24, 25),
        (("1980-01-01", "1980-12-31"), ("2005-01-01", "2005-12-31"), 24, 25),
        (("1980-01-01", "1980-12-31"), ("2004-01-01", "2006-12-31"), 23, 26),
        (("2005-07-01", "2005-07-31"), ("2005-06-15", "2005-06-15"), 0, 0),
    ],
)
def test_a_birth_date_gives_the_age_when_taken_as_an_interval(
    birth: tuple[str, str], taken: tuple[str, str], low: int, high: int
) -> None:
    assert age_at_disappearance(NOT_ASKED, within(*birth), within(*taken)) == span(low, high)


@pytest.mark.parametrize(
    ("told", "low", "high"),
    [
        ("만 33세", 33, 33),
        ("우리 나이로 서른셋", 31, 32),
        ("33", 31, 33),
        ("30대", 28, 39),
        ("우리 나이로 한 살", 0, 0),
    ],
)
def test_an_age_told_is_the_age_when_taken_in_full_years_by_its_reckoning(told: str, low: int, high: int) -> None:
    assert age_at_disappearance(years(told), NOT_ASKED, ONE_DAY) == span(low, high)


def test_an_age_told_needs_no_date() -> None:
    assert age_at_disappearance(years("만 33세"), NOT_ASKED, NOT_ASKED) == span(33, 33)


def test_a_told_age_and_a_birth_date_that_agree_narrow_each_other() -> None:
    born = within("1972-01-01", "1972-12-31")
    assert age_at_disappearance(NOT_ASKED, born, ONE_DAY) == span(32, 33)
    assert age_at_disappearance(years("우리 나이로 서른넷"), born, ONE_DAY) == span(32, 33)
    assert age_at_disappearance(years("우리 나이로 서른셋"), born, ONE_DAY) == span(32, 32)
    assert age_at_disappearance(years("33"), born, ONE_DAY) == span(32, 33)


def test_a_told_age_and_a_birth_date_that_differ_leave_all_between_open() -> None:
    born = within("1972-01-01", "1972-12-31")
    assert age_at_disappearance(years("만 40세"), born, ONE_DAY) == span(32, 40)
    assert age_at_disappearance(years("만 20세"), born, ONE_DAY) == span(20, 33)


def test_without_age_and_birth_the_strongest_reason_stands() -> None:
    refused = Possible(absence=Absence.REFUSED)
    unknown = Possible(absence=Absence.UNKNOWN)
    assert age_at_disappearance(refused, unknown, ONE_DAY) == refused
    assert age_at_disappearance(NOT_ASKED, unknown, ONE_DAY) == unknown
    assert age_at_disappearance(NOT_ASKED, NOT_ASKED, ONE_DAY) == NOT_ASKED


def test_an_open_birth_date_gives_no_age() -> None:
    assert not age_at_disappearance(NOT_ASKED, Possible(high=day("1972-12-31")), ONE_DAY).is_said


@pytest.mark.parametrize(
    ("earliest", "latest", "periods"),
    [
        ("1994-07-07", "1994-07-07", ("kim-il-sung",)),
        ("1994-07-08", "1994-07-08", ("kim-jong-il",)),
        ("2011-12-16", "2011-12-16", ("kim-jong-il",)),
        ("2011-12-17", "2011-12-17", ("kim-jong-un",)),
        ("1994-01-01", "1994-12-31", ("kim-il-sung", "kim-jong-il")),
        ("2011-12-01", "2011-12-31", ("kim-jong-il", "kim-jong-un")),
        ("1994-07-07", "2011-12-17", ("kim-il-sung", "kim-jong-il", "kim-jong-un")),
        ("1912-04-15", "1912-04-15", ("kim-il-sung",)),
    ],
)
def test_a_date_falls_in_every_period_it_may_fall_in(earliest: str, latest: str, periods: tuple[str, ...]) -> None:
    assert leadership_period(within(earliest, latest), FRAME) == Possible(codes=periods)


def test_an_open_end_reaches_into_every_period_beyond() -> None:
    assert leadership_period(Possible(low=day("2005-01-01")), FRAME).codes == ("kim-jong-il", "kim-jong-un")
    assert leadership_period(Possible(high=day("2005-01-01")), FRAME).codes == ("kim-il-sung", "kim-jong-il")


def test_a_date_nobody_told_falls_in_no_period() -> None:
    assert leadership_period(Possible(absence=Absence.UNKNOWN), FRAME) == Possible(absence=Absence.UNKNOWN)


def test_the_closest_of_several_relations_counts() -> None:
    found = [Code(code) for code in ("neighbour", "cousin", "parent", "sibling")]
    assert {closest_relation(order, FRAME) for order in permutations(found)} == {"parent"}
    assert closest_relation((), FRAME) is None


def test_a_relation_without_a_rank_comes_last() -> None:
    assert closest_relation([Code("family"), Code("acquaintance")], FRAME) == "acquaintance"


def test_on_whose_account_is_the_interviewee_another_victim_or_somebody_else() -> None:
    mother, uncle = account_id("mother"), account_id("uncle")
    victims = frozenset({mother})
    assert on_whose_account((INTERVIEWEE,), victims) == ("interviewee",)
    assert on_whose_account((uncle, mother, INTERVIEWEE, uncle), victims) == (
        "somebody-else",
        "another-victim",
        "interviewee",
    )
    assert on_whose_account((), victims) == ()


def test_a_family_is_everybody_joined_by_kinship_named_by_its_first_member() -> None:
    ma, pa, son, other, aunt = (account_id(name) for name in ("ma", "pa", "son", "other", "aunt"))
    assert families((ma, pa, other, son), [(son, pa), (pa, ma), (son, aunt)]) == {
        ma: ma,
        pa: ma,
        son: ma,
        other: other,
    }


def test_kin_who_are_not_counted_join_nobody() -> None:
    one, two, outside = (account_id(name) for name in ("one", "two", "outside"))
    assert families((one, two), [(one, outside), (outside, two)]) == {one: one, two: two}


def status(*fates: FateAccount) -> Possible:
    found = {current_fate(order, FRAME).status.codes for order in permutations(fates)}
    assert {frozenset(codes) for codes in found} == {frozenset(next(iter(found)))}
    return current_fate(fates, FRAME).status


def test_without_accounts_the_fate_is_not_known() -> None:
    assert current_fate((), FRAME) == Fate(status=NOT_ASKED, as_of=NOT_ASKED, sign_of_life=NOT_ASKED)


def test_the_latest_credible_account_stands() -> None:
    seen, died = fate("f1", "seen", as_of="2005"), fate("f2", "dead", as_of="2009-03")
    assert current_fate((died, seen), FRAME) == Fate(
        status=Possible(codes=("dead",)),
        as_of=within("2009-03-01", "2009-03-31"),
        sign_of_life=within("2005-01-01", "2005-12-31"),
    )


@pytest.mark.parametrize("basis", ["rumour", "inference"])
def test_a_rumour_never_changes_a_status(basis: str) -> None:
    seen, rumour = fate("f1", "seen", as_of="2005"), fate("f2", "dead", as_of="2009", basis=basis)
    assert current_fate((seen, rumour), FRAME) == current_fate((seen,), FRAME)
    assert not status(rumour).is_said


def test_a_rumour_is_no_sign_of_life() -> None:
    assert not current_fate((fate("f1", "seen", as_of="2010", basis="rumour"),), FRAME).sign_of_life.is_said


def test_accounts_whose_order_is_open_stay_side_by_side() -> None:
    seen, died = fate("f1", "seen", as_of="2005"), fate("f2", "dead", as_of="2005-06")
    assert set(status(seen, died).codes) == {"seen", "dead"}
    assert current_fate((seen, died), FRAME).as_of == within("2005-01-01", "2005-12-31")


def test_an_undated_account_is_never_superseded() -> None:
    assert set(status(fate("f1", "released"), fate("f2", "dead", as_of="2009")).codes) == {"released", "dead"}


def test_an_account_without_a_status_says_nothing() -> None:
    assert not status(fate("f1", Absence.UNKNOWN, as_of="2009")).is_said
    assert status(fate("f1", Absence.UNKNOWN, as_of="2009"), fate("f2", "seen", as_of="2005")).codes == ("seen",)


def test_the_last_sign_of_life_is_the_latest_that_may_be() -> None:
    fates = (
        fate("f1", "alive", as_of="2004"),
        fate("f2", "seen", as_of="2003-06"),
        fate("f3", "dead", as_of="2009"),
        fate("f4", "remains-found", as_of="2012"),
    )
    assert current_fate(fates, FRAME).sign_of_life == within("2004-01-01", "2004-12-31")
    assert current_fate(fates, FRAME).status == Possible(codes=("remains-found",))


def test_an_open_end_of_a_fate_stays_open() -> None:
    found = current_fate((fate("f1", "seen", as_of="since 2005"), fate("f2", "alive", as_of="2005-03")), FRAME)
    assert found.as_of == Possible(low=day("2005-01-01"))
    assert found.sign_of_life == Possible(low=day("2005-03-01"))


def test_full_counted_and_unstated_ages_are_three_things() -> None:
    ages = {reckoning: full_years(Age(low=20, high=23, reckoning=reckoning)) for reckoning in Reckoning}
    assert ages == {Reckoning.FULL: (20, 23), Reckoning.KOREAN: (18, 22), Reckoning.UNSTATED: (18, 23)}
