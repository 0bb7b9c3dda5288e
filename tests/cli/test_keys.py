"""``lastseen key``: what it prints, and whom it lets in. In this process, with a wiring of its own."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import lastseen.cli.commands  # noqa: F401  # gives the command its verbs
from lastseen.cli.main import run
from lastseen.config.registry import KEYS
from lastseen.config.wiring import Wiring
from lastseen.evidence import unlock
from tests.conftest import PASSPHRASE, Registry, wire

NEW = "three cups of barley tea"


@pytest.fixture
def session(sqlite_registry: Registry) -> Wiring:
    """A registry whose next passphrase is chosen already."""
    folder = sqlite_registry.folder
    sqlite_registry.wiring.close()
    return replace(wire(folder), choose=lambda file: NEW if file is None else file.read_text(encoding="utf-8"))


def listed(session: Wiring, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    assert run(["key", "list", "--format", "json"], session) == 0
    holders: list[dict[str, str]] = json.loads(capsys.readouterr().out)["holders"]
    return holders


def test_a_holder_is_added_and_listed(session: Wiring, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["key", "add", "second holder", "--format", "json"], session) == 0
    added = json.loads(capsys.readouterr().out)
    assert added["label"] == "second holder"
    assert listed(session, capsys)[1:] == [added]
    assert unlock(Path(str(session.folder)) / KEYS, NEW)


def test_a_new_passphrase_may_come_from_a_file(
    session: Wiring, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "new").write_text("from a file", encoding="utf-8")
    assert run(["key", "change", "--new-passphrase-file", str(tmp_path / "new")], session) == 0
    assert "destroy" in capsys.readouterr().out
    assert unlock(Path(str(session.folder)) / KEYS, "from a file")


def test_a_holder_is_taken_away_and_the_last_one_is_not(session: Wiring, capsys: pytest.CaptureFixture[str]) -> None:
    (owner,) = listed(session, capsys)
    assert run(["key", "remove", owner["slot"]], session) == 1
    assert "keys.last-slot" in capsys.readouterr().err
    assert run(["key", "add", "second"], session) == 0
    assert run(["key", "remove", owner["slot"]], session) == 0
    capsys.readouterr()
    assert [holder["label"] for holder in listed(session, capsys)] == ["second"]


def test_no_passphrase_is_printed(session: Wiring, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["key", "add", "second"], ["key", "list"], ["key", "change"], ["doctor"]):
        assert run(arguments, session) == 0
    told = capsys.readouterr()
    assert [secret for secret in (PASSPHRASE, NEW) if secret in told.out + told.err] == []


def test_who_does_not_know_the_passphrase_changes_nothing(session: Wiring, capsys: pytest.CaptureFixture[str]) -> None:
    keys = Path(str(session.folder)) / KEYS
    before, stranger = keys.read_bytes(), replace(session, passphrase=lambda: "not it")
    for arguments in (["key", "add", "thief"], ["key", "change"], ["key", "remove", "00000000"]):
        assert run(arguments, stranger) == 1
        assert "keys.wrong-passphrase" in capsys.readouterr().err
    assert keys.read_bytes() == before


def test_where_there_is_no_registry_there_are_no_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["key", "list"], wire(tmp_path / "nowhere")) == 1
    assert "registry.not-found" in capsys.readouterr().err
