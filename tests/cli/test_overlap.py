"""``lastseen overlap``: two groups with a list each learn how many people they have in common, and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

import lastseen.cli.commands  # noqa: F401  # gives the command its verbs
from lastseen.cli.main import run
from lastseen.domain.protection import RiskLevel
from lastseen.storage.ledger import position
from tests.conftest import Registry
from tests.exchanging import keys
from tests.groups import Groups, groups, made_groups
from tests.west import WEST, from_west, question

__all__ = ["groups", "made_groups"]

ASKED, HAD = 181, 36
"""How many lawyers' people have a year of birth, and how many of them the church has by sound and year."""


class Commands:
    """Runs commands as a program does, and reads what they print."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, group: Registry, *arguments: str | Path) -> Any:
        """What a command prints; of one that is refused, its code."""
        code = run([*map(str, arguments), "--format", "json"], group.wiring)
        printed = json.loads(self.capsys.readouterr().out)
        assert code == (1 if "error" in printed else 0)
        return printed["error"]["code"] if code else printed


@pytest.fixture
def does(capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(capsys)


@pytest.fixture
def asked(groups: Groups, does: Commands) -> Path:
    """A question of South's."""
    out = groups.carried("question")
    assert does(groups.south, "overlap", "ask", out, "--partner", "North")["out"] == str(out)
    return out


def test_a_question_is_approved_answered_and_read(groups: Groups, does: Commands, asked: Path) -> None:
    answer = groups.carried("answer")
    north = groups.north
    assert does(north, "overlap", "approve", asked) == {"partner": "South", "people": ASKED}
    assert does(north, "overlap", "answer", asked, answer)["out"] == str(answer)
    expected = {"partner": "North", "compared": ASKED, "found": HAD}
    assert does(groups.south, "overlap", "read", answer) == expected


def test_both_groups_see_afterwards_what_was_asked_and_answered(groups: Groups, does: Commands, asked: Path) -> None:
    answer = groups.carried("answer")
    does(groups.north, "overlap", "approve", asked)
    does(groups.north, "overlap", "answer", asked, answer)
    does(groups.south, "overlap", "read", answer)
    expected = {("overlap-asked", None, None), ("overlap-read", ASKED, HAD)}
    assert history(does(groups.south, "partner", "history", "North")) == expected
    expected = {("overlap-approved", ASKED, None), ("overlap-answered", None, None)}
    assert history(does(groups.north, "partner", "history", "South")) == expected


def test_each_group_has_the_fingerprint_that_the_other_reads_aloud(groups: Groups, does: Commands) -> None:
    (north,) = does(groups.south, "partner", "list")
    own = does(groups.north, "partner", "keys")
    assert north == {"partner": "North", **own}
    assert does(groups.north, "partner", "history", "North") == "partner.not-found"


def history(told: list[dict[str, Any]]) -> set[tuple[Any, ...]]:
    """The events of a history, each with its numbers."""
    return {(one["event"], one["people"], one["found"]) for one in told}


def test_nobody_answers_what_nobody_approved(groups: Groups, does: Commands, asked: Path) -> None:
    answer, north = groups.carried("answer"), groups.north
    before = position()
    assert does(north, "overlap", "answer", asked, answer) == "overlap.not-approved"
    assert (position(), answer.exists()) == (before, False)


def test_an_approval_is_for_one_answer_and_an_answer_is_read_once(groups: Groups, does: Commands, asked: Path) -> None:
    answer, north = groups.carried("answer"), groups.north
    does(north, "overlap", "approve", asked)
    assert does(north, "overlap", "approve", asked) == "overlap.other-message"
    does(north, "overlap", "answer", asked, answer)
    assert does(north, "overlap", "answer", asked, groups.carried("another")) == "overlap.other-message"
    south = groups.south
    does(south, "overlap", "read", answer)
    assert does(south, "overlap", "read", answer) == "overlap.other-message"


def test_a_partner_gets_three_answers_a_month_each_approved_on_its_own(groups: Groups, does: Commands) -> None:
    south = groups.south
    questions = [groups.carried(f"question {number}") for number in range(4)]
    for out in questions:
        does(south, "overlap", "ask", out, "--partner", "North")
    north = groups.north
    for number, one in enumerate(questions[:3]):
        answer = groups.carried(f"answer {number}")
        assert does(north, "overlap", "answer", one, answer) == "overlap.not-approved"
        does(north, "overlap", "approve", one)
        does(north, "overlap", "answer", one, answer)
    assert does(north, "overlap", "approve", questions[3]) == "overlap.too-many"


@pytest.mark.parametrize("number", [19, 10_001])
def test_a_question_about_too_few_or_too_many_is_not_approved(groups: Groups, does: Commands, number: int) -> None:
    north = groups.north
    west = WEST.public
    does(north, "partner", "add", "West", "--key", west.age, "--signing", west.signing)
    came = from_west(question(*map(str, range(number))), keys(north), groups.carried("question"))
    assert does(north, "overlap", "approve", came) == "overlap.wrong-number"


def test_those_whose_risk_is_high_are_asked_about_by_nobody(groups: Groups, does: Commands) -> None:
    south = groups.south
    does(
        south, "risk", "--source", "lawyers", "--level", RiskLevel.HIGH.value, "--harmed", "kin",
        "--how", "Their children were found.", "--judged-by", "a lawyer", "--review", "2099-12-31",
    )  # fmt: skip
    out = groups.carried("question")
    assert does(south, "overlap", "ask", out, "--partner", "North") == "overlap.wrong-number"
    assert not out.exists()


def test_only_partners_are_asked_and_only_those_a_question_is_for_can_read_it(
    groups: Groups, does: Commands, asked: Path
) -> None:
    south = groups.south
    assert does(south, "overlap", "ask", groups.carried("other"), "--partner", "Nobody") == "partner.not-found"
    assert does(south, "overlap", "approve", asked) == "bundle.not-for-us"
    north = groups.north
    assert does(north, "overlap", "read", asked) == "overlap.other-message"
    assert does(north, "bundle", "import", asked) == "bundle.not-to-import"
