"""What UN procedures ask of a case: twelve prepared persons, the clock, names, and treaties in force."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastseen.domain.dates import IntervalDate
from lastseen.domain.decisions import Because, Decision
from lastseen.domain.submitting import (
    Bond,
    Checked,
    Custody,
    Facts,
    Status,
    Step,
    Submitter,
    check,
    clock,
    months_after,
    name_told,
)
from lastseen.reports.submissions.asking import bonds, described, procedures

ORACLE = tomllib.loads((Path(__file__).parents[1] / "oracles/wgeid/persons.toml").read_text(encoding="utf-8"))
WGEID, CED = procedures()["wgeid"], procedures()["ced"]
TAKEN = IntervalDate(earliest=date(2023, 10, 9), latest=date(2023, 10, 9))


def decision(because: str) -> Decision:
    return Decision(allowed=because == "consented", because=Because(because))


def facts(told: Mapping[str, Any]) -> Facts:
    """The facts that a row of the oracle tells."""
    low, high = map(date.fromisoformat, told["day"])
    return Facts(
        names=tuple(told["names"]),
        described=described(),
        traits=frozenset({"sex"} if told["sex"] else ()),
        taken=IntervalDate(earliest=low, latest=high),
        place=told["place"],
        custody=tuple(Custody(**hand) for hand in told["custody"]),
        steps=tuple(Step(**step) for step in told["steps"]),
        fates=frozenset(told["fates"]),
        registered=frozenset(told["registered"]),
        sources=decision(told["sources"]),
        family=decision(told["family"]),
        submitter=Submitter(name=told["submitter"], confidential=told["confidential"]),
        received=date.fromisoformat(told["received"]),
    )


BASE = facts(ORACLE["base"])


def reasons(found: tuple[Checked, ...]) -> dict[str, list[str]]:
    return {one.code: [one.status.value, one.why] for one in found}


def test_the_person_they_all_differ_from_lacks_nothing() -> None:
    found = check(WGEID, BASE)
    assert {one.status for one in found.elements} == {Status.OK}
    assert (found.track, found.states, found.proposed) == ("standard", ("KP",), "")


@pytest.mark.parametrize("person", ORACLE["person"], ids=lambda person: person["title"])
def test_of_each_prepared_person_just_what_is_expected_differs(person: dict[str, Any]) -> None:
    found = check(WGEID, facts(ORACLE["base"] | person["given"]))
    plain = reasons(check(WGEID, BASE).elements)
    assert reasons(found.elements) == plain | person["expected"]
    assert found.track == person.get("procedure", "standard")
    assert list(found.states) == person.get("states", ["KP"])
    assert found.proposed == person.get("proposed", "")


def test_there_are_twelve_of_them() -> None:
    assert len(ORACLE["person"]) == 12


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_three_months_on_is_the_same_day_or_the_last_of_its_month(day: date) -> None:
    later = months_after(day, 3)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == 3
    assert later.day == day.day or (
        later.day < day.day and months_after(later.replace(day=1), 1).toordinal() == 1 + later.toordinal()
    )


def test_what_may_have_happened_within_three_months_is_not_called_urgent_but_marked() -> None:
    october = IntervalDate(earliest=date(2023, 10, 1), latest=date(2023, 10, 31))
    assert clock(october, date(2024, 1, 20)) == ("standard", False)
    assert clock(october, date(2024, 1, 1)) == ("urgent", True)
    assert clock(None, date(2024, 1, 1)) == ("standard", True)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Son Garam", "full"),
        ("고은별", "full"),
        ("金佳藍", "full"),
        ("Garam", "part"),
        ("her son", "described"),
        ("la hija menor", "described"),
        ("sa fille", "described"),
        ("막내딸", "described"),
        ("  ", "none"),
    ],
)
def test_a_name_is_told_from_words_that_only_describe(name: str, told: str) -> None:
    assert name_told([name], described()) == told


def asked_of_the_committee(**told: Any) -> Facts:
    return replace(BASE, steps=(Step(kind="complaint"),), **told)


PARTY = Bond(state="KR", treaty="icpped", since=date(2023, 2, 3), checked=True)


def test_the_committee_refuses_where_no_state_party_is_concerned_and_the_working_group_is_proposed() -> None:
    found = check(CED, asked_of_the_committee(), bonds())
    assert reasons(found.missing) == {"state-party": ["missing", "no-party"], "in-force": ["missing", "before"]}
    assert (found.track, found.proposed) == ("none", "wgeid")


def test_the_committee_takes_a_national_of_a_party_from_the_day_it_is_bound() -> None:
    found = check(CED, asked_of_the_committee(nationalities=("KR",)), [PARTY])
    assert (found.track, found.missing) == ("urgent-action", ())
    before = asked_of_the_committee(nationalities=("KR",), taken=IntervalDate(earliest=None, latest=date(2023, 2, 2)))
    assert check(CED, before, [PARTY]).proposed == "wgeid"
    around = asked_of_the_committee(
        nationalities=("KR",), taken=IntervalDate(earliest=date(2023, 2, 1), latest=date(2023, 2, 5))
    )
    assert reasons(check(CED, around, [PARTY]).elements)["in-force"] == ["warning", "perhaps-before"]


@pytest.mark.parametrize(
    "lacking", [{"steps": (Step(kind="search"),)}, {"registered": frozenset({"wgeid"})}], ids=["bodies", "elsewhere"]
)
def test_the_committee_refuses_what_was_put_to_no_body_or_lies_elsewhere(lacking: dict[str, Any]) -> None:
    found = check(CED, replace(asked_of_the_committee(nationalities=("KR",)), **lacking), [PARTY])
    assert (found.track, len(found.missing)) == ("none", 1)
