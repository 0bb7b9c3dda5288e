"""``estimate`` over a table and over a registry."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import lastseen.cli.commands  # noqa: F401  # gives the command its verbs
from lastseen.cli.main import lastseen as command
from lastseen.cli.session import Session
from lastseen.estimation.refusing import NotAStratum, TooFewLists
from lastseen.operations.snapshots import take_snapshot
from tests.coded import hand, interview
from tests.conftest import NOW, Registry, wire

TABLE = "A,B,C,Frequency\n1,0,0,60\n0,1,0,50\n0,0,1,40\n1,1,0,22\n1,0,1,18\n0,1,1,15\n1,1,1,7\n"


def run(arguments: list[str], session: Session) -> str:
    result = CliRunner().invoke(command, ["estimate", *arguments], obj=session, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "captures.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return wire(tmp_path)


def test_methods_stand_side_by_side_and_the_same_seed_gives_the_same(table: str, session: Session) -> None:
    asked = ["--table", table, "--method", "lcmcr,dga,loglinear,chao,chapman", "--seed", "7", "--format", "json"]
    answers = json.loads(run(asked, session))
    assert [answer["method"] for answer in answers] == ["lcmcr", "dga", "loglinear", "chao", "chapman"]
    assert {(answer["stratum"], answer["observed"]) for answer in answers} == {("all", 212)}
    assert [a["low"] < a["point"] < a["high"] for a in answers[:-1]] == [True] * 4
    assert (answers[-1]["point"], answers[-1]["diagnostics"]) == (None, {"refused": "estimation.not-for-this-table"})
    assert json.loads(run(asked, session)) == answers


def test_lists_are_chosen_and_left_out_in_turn(table: str, session: Session) -> None:
    asked = ["--table", table, "--lists", "A,B", "--method", "chapman", "--format", "json"]
    (told,) = json.loads(run(asked, session))
    assert told["point"] == pytest.approx(108 * 95 / 30 - 1)
    varied = run(["--table", table, "--method", "chao", "--sensitivity"], session)
    assert [line.split("  ")[0] for line in varied.splitlines()] == [
        "", "all", "without A", "without B", "without C", "A+B as one", "A+C as one", "B+C as one",
    ]  # fmt: skip


def test_what_is_of_a_snapshot_is_not_asked_of_a_table(table: str, session: Session) -> None:
    result = CliRunner().invoke(command, ["estimate", "--table", table, "--linkage-draws", "3"], obj=session)
    assert (result.exit_code, "for a snapshot" in result.output) == (2, True)


def test_the_interviews_of_one_registry_are_one_list(registry: Registry) -> None:
    hand(registry, interview("I-01"), interview("I-02"))
    take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    with pytest.raises(TooFewLists) as refused:
        run(["--method", "lcmcr"], registry.wiring)
    assert refused.value.values == {"method": "lcmcr", "needed": 3, "lists": 1}
    with pytest.raises(NotAStratum):
        run(["--method", "lcmcr", "--by", "names"], registry.wiring)
