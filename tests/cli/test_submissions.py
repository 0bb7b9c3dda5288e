"""``lastseen submission``: letters checked and written, what was sent kept in the register; in this process."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import lastseen.cli.commands  # noqa: F401  # gives the command its verbs
from lastseen.cli.main import run
from lastseen.config.wiring import Wiring
from lastseen.operations.snapshots import take_snapshot
from tests.coded import hand, interview
from tests.conftest import NOW, Registry, wire

HEAD = "# A letter (invented)\n\n## Facts {#facts}\n\n"


@pytest.fixture
def session(sqlite_registry: Registry) -> Wiring:
    """A registry with one person and a snapshot."""
    hand(sqlite_registry, interview("I-01"))
    take_snapshot(sqlite_registry.workspace, actor=sqlite_registry.owner, now=NOW)
    sqlite_registry.wiring.close()
    return wire(sqlite_registry.folder)


def asked(session: Wiring, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """The answer of a subcommand, for programs."""
    capsys.readouterr()
    assert run(["submission", *words, "--format", "json"], session) == 0
    return json.loads(capsys.readouterr().out)


def test_a_letter_is_checked_and_one_that_lacks_anything_is_not_written(
    session: Wiring, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    own, out = tmp_path / "own.md", tmp_path / "letter.docx"
    own.write_text(f"{HEAD}P-0001 was taken.\n", encoding="utf-8")
    given = ["upr", "--state", "kp", "--submitter", "An archive (invented)", "--words", str(own)]
    found = asked(session, capsys, *given, "--check")
    status = {one["code"]: one["status"] for one in found["elements"]}
    assert (found["procedure"], found["states"]) == ("pattern", ["KP"])
    assert "from memory" in found["rule"]
    assert (status["words"], status["facts"], status["names"], status["asks"]) == ("ok", "ok", "missing", "missing")
    assert run(["submission", *given, str(out)], session) == 1
    assert "submission.incomplete" in capsys.readouterr().err
    own.write_text(HEAD + "word " * 3000, encoding="utf-8")
    assert run(["submission", *given, str(out)], session) == 1
    refused = capsys.readouterr().err
    assert ("over the limit of 2815" in refused, "from memory" in refused) == (True, True)
    assert not out.exists()


def test_words_to_start_from_are_copied_once(session: Wiring, tmp_path: Path) -> None:
    out = tmp_path / "own.md"
    assert run(["submission", "words", "allegation", str(out), "--language", "fr"], session) == 0
    assert out.read_text(encoding="utf-8").startswith("# Allégation générale")
    assert run(["submission", "words", "allegation", str(out)], session) == 1


def test_the_register_tells_what_was_sent_what_came_back_and_what_is_due(
    session: Wiring, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = asked(
        session,
        capsys,
        *("sent", "P-0001", "wgeid", "--day", "2024-05-02", "--number", "1009", "--release", "3f2a91bc"),
        *("--due", NOW.date().isoformat(), "--due-what", "Ask again"),
    )
    asked(session, capsys, "reply", sent["effort"], "denied", "--sender", "A mission", "--day", "2024-09-01")
    (one,) = asked(session, capsys, "register", "--forum", "wgeid", "--due")["submitted"]
    assert {key: one[key] for key in ("people", "what", "number", "consent", "state", "standing", "due_what")} == {
        "people": ["P-0001"],
        "what": "Individual case (3f2a91bc)",
        "number": "1009",
        "consent": "un-procedures",
        "state": "made",
        "standing": "due",
        "due_what": "Ask again",
    }
    assert one["due"] == date.isoformat(NOW.date())
    assert one["replies"] == [{"day": "2024-09-01", "sender": "A mission", "answer": "denied"}]
    assert asked(session, capsys, "register", "--forum", "ced") == {"submitted": [], "written": []}
