"""``lastseen withdraw --erase``: what is asked, what is said, and what is refused. All people are invented."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

import lastseen.cli.commands  # noqa: F401  # gives the command its verbs
from lastseen.cli.main import lastseen as command
from lastseen.cli.main import run
from lastseen.config.wiring import Wiring
from lastseen.domain.rights import Role
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.operations.snapshots import take_snapshot
from lastseen.operations.users import add_user
from lastseen.operations.verdicts import decide
from lastseen.storage.reading import consents, passages
from tests.coded import IDS, account, hand, interview
from tests.conftest import NOW, Registry, wire

TOLD = "고은별"
REASON = f"Both tell of {TOLD} and her sister."


@pytest.fixture
def session(sqlite_registry: Registry) -> Wiring:
    """A registry with two interviews, a decision whose reason names somebody, and a snapshot."""
    registry = sqlite_registry
    hand(registry, interview("I-01", name=TOLD), interview("I-02", name="도라온"))
    one, other = (account(name, "person", "p1") for name in ("I-01", "I-02"))
    verdict = Verdict(left=one, right=other, answer=Answer.UNSURE)
    decide(VerdictKind.PERSON, verdict, REASON, actor=registry.owner, now=NOW)
    take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    add_user("interviewer", [Role.INTERVIEWER], None, None, actor=registry.owner, now=NOW)
    registry.wiring.close()
    return wire(registry.folder)


def withdraw(session: Wiring, *arguments: str, expect: int = 0) -> None:
    assert run(["withdraw", *arguments], session) == expect


def quotes(source: str) -> list[str]:
    return [one.quote for one in passages() if one.source == IDS.source(source)]


def test_a_dry_run_says_what_goes_and_what_stays_and_takes_nothing(
    session: Wiring, capsys: pytest.CaptureFixture[str]
) -> None:
    withdraw(session, "I-01", "--erase", "--dry-run")
    assert capsys.readouterr().out.splitlines() == [
        "Of I-01:",
        "  names and words of 3 accounts, 1 texts, 1 passages",
        "  0 files, 0 particulars of how it was held, 0 drafts",
        "  names and words in 1 snapshots; their figures stay as they are",
        "Words of your own that name them, and stay: 1",
        f"  {NOW.date()}  owner, entry 3 (decide): {REASON}",
    ]
    assert quotes("I-01") == [f"{TOLD} was taken"]


def test_programs_get_the_same_and_what_was_withdrawn(session: Wiring, capsys: pytest.CaptureFixture[str]) -> None:
    withdraw(session, "I-01", "--erase", "--dry-run", "--format", "json")
    going = json.loads(capsys.readouterr().out)
    assert set(going) == {"source", "repeating", "holding", "snapshots", "named"}
    assert going["holding"] == {"accounts": 3, "texts": 1, "passages": 1, "files": 0, "particulars": 0, "drafts": 0}
    (named,) = going["named"]
    assert {key: named[key] for key in ("where", "words", "operation", "at", "by")} == {
        "where": "Verdict.reason",
        "words": REASON,
        "operation": "decide",
        "at": NOW.isoformat(),
        "by": "owner",
    }
    withdraw(session, "I-01", "--erase", "--yes", "--format", "json")
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == {"withdrawn", "served", "letters", "erased"}
    assert answer["erased"] == going


def test_a_source_is_erased_once_and_leaves_the_others_as_they_are(
    session: Wiring, capsys: pytest.CaptureFixture[str]
) -> None:
    withdraw(session, "I-01", "--erase", "--yes")
    assert "It is erased." in capsys.readouterr().out
    assert (quotes("I-01"), quotes("I-02")) == ([""], ["도라온 was taken"])
    withdraw(session, "I-01", "--erase", "--yes", expect=1)
    assert "[source.erased-already]" in capsys.readouterr().err


@pytest.mark.parametrize(("typed", "erased"), [("I-01\n", True), ("I-02\n", False), ("\n", False)])
def test_the_name_of_the_source_has_to_be_typed(session: Wiring, *, typed: str, erased: bool) -> None:
    done = CliRunner().invoke(command, ["withdraw", "I-01", "--erase"], obj=session, input=typed)
    assert "This cannot be taken back." in done.output
    assert (done.exit_code == 0, quotes("I-01") == [""]) == (erased, erased)


def test_no_source_of_this_name_and_no_right_are_refused(session: Wiring, capsys: pytest.CaptureFixture[str]) -> None:
    withdraw(session, "I-09", "--erase", "--yes", expect=1)
    assert "I-09" in capsys.readouterr().err
    withdraw(replace(session, user="interviewer"), "I-01", "--erase", "--yes", expect=1)
    assert "[rights.not-allowed]" in capsys.readouterr().err
    assert quotes("I-01") == [f"{TOLD} was taken"]
    assert {one.withdrawn for one in consents()[IDS.source("I-01")]} == {None}


@pytest.mark.parametrize("options", [["--dry-run"], ["--yes"], ["--together"], ["--erase", "--purpose", "media"]])
def test_options_that_do_not_go_together_are_refused(session: Wiring, options: list[str]) -> None:
    withdraw(session, "I-01", *options, expect=2)
    assert quotes("I-01") == [f"{TOLD} was taken"]
