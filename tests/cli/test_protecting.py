"""``lastseen risk``: who could be harmed by what is told of a person, or by a source, judged and judged again."""

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest

import lastseen.cli.commands  # noqa: F401  # gives the command its verbs
from lastseen.cli.main import run
from lastseen.domain.protection import Harmed, Risk, RiskLevel, Subject
from lastseen.storage.ledger import position
from lastseen.storage.protection import standing
from tests.coded import IDS, account, hand, interview
from tests.conftest import Registry

JUDGED = ("--harmed", "kin", "--how", "The village is named.", "--level", "low", "--judged-by", "The officer")
UNTIL = ("--review", "2027-06-30")


@pytest.fixture
def told(registry: Registry) -> Registry:
    """Two interviews of a person each."""
    hand(registry, interview("I-01"), interview("I-02"))
    return registry


def risk(registry: Registry, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """What the command prints for a program."""
    code = run(["risk", *arguments, "--format", "json"], registry.wiring)
    printed: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert code == (1 if "error" in printed else 0)
    return printed


def judged(subject: Subject) -> Risk:
    return Risk(
        subject=subject,
        harmed=Harmed.KIN,
        how="The village is named.",
        level=RiskLevel.LOW,
        judged_by="The officer",
        review=date(2027, 6, 30),
    )


def test_the_risk_is_judged_of_a_person_or_of_a_source(told: Registry, capsys: pytest.CaptureFixture[str]) -> None:
    person = risk(told, capsys, "p-0002", *JUDGED, *UNTIL)
    source = risk(told, capsys, "--source", "I-01", *JUDGED, *UNTIL)
    assert (person["accounts"], source["accounts"]) == (1, 0)
    assert standing() == {
        UUID(person["risk"]): judged(Subject(accounts=frozenset({account("I-02", "person", "p1")}))),
        UUID(source["risk"]): judged(Subject(source=IDS.source("I-01"))),
    }


def test_people_read_until_when_it_holds(told: Registry, capsys: pytest.CaptureFixture[str]) -> None:
    run(["risk", "P-0001", *JUDGED, *UNTIL], told.wiring)
    (id_,) = standing()
    assert capsys.readouterr().out == f"Judged low until 2027-06-30: {id_}\n"


def test_one_judged_again_stands_in_place_of_the_older(told: Registry, capsys: pytest.CaptureFixture[str]) -> None:
    first = risk(told, capsys, "P-0001", *JUDGED, *UNTIL)["risk"]
    second = risk(told, capsys, "P-0001", *JUDGED, *UNTIL, "--replaces", first)["risk"]
    assert list(standing()) == [UUID(second)]
    again = risk(told, capsys, "P-0001", *JUDGED, *UNTIL, "--replaces", first)
    assert again["error"]["code"] == "protection.not-found"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), "protection.no-subject"),
        (("P-0001", "--source", "I-01"), "protection.no-subject"),
        (("P-0099",), "page.not-found"),
        (("--source", "I-09"), "source.not-found"),
        (("P-0001", "--how", " "), "permitting.nothing-said"),
        (("P-0001", "--judged-by", ""), "permitting.nothing-said"),
    ],
)
def test_what_cannot_be_judged_is_refused_and_nothing_is_recorded(
    told: Registry, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: str
) -> None:
    before = position()
    assert risk(told, capsys, *JUDGED, *UNTIL, *arguments)["error"]["code"] == code
    assert (position(), standing()) == (before, {})


@pytest.mark.parametrize("missing", ["--harmed", "--how", "--level", "--judged-by", "--review"])
def test_all_of_a_judgement_is_said(told: Registry, missing: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = [*JUDGED, *UNTIL]
    at = given.index(missing)
    assert run(["risk", "P-0001", *given[:at], *given[at + 2 :]], told.wiring) == 2
    assert f"Missing option '{missing}'" in capsys.readouterr().err
