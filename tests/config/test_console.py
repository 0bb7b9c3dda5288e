"""Passphrases as the command line gets them: from a file, from the environment, or typed."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lastseen.config import console
from lastseen.config.console import (
    BadPassphraseFile,
    NoNewPassphrase,
    NoPassphrase,
    PassphrasesDiffer,
    read_first_passphrase,
    read_new_passphrase,
    read_passphrase,
)

Read = Callable[[Path | None, str | None], str]
EVERY = [read_passphrase, read_first_passphrase, read_new_passphrase]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Somebody at a terminal who types these, one after the other."""

    def at_the_terminal(*words: str) -> None:
        answers = iter(words)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr(console, "getpass", lambda *_, **__: next(answers))

    return at_the_terminal


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody sits at a terminal unless a test says so."""
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)


@pytest.mark.parametrize("read", EVERY)
def test_a_file_comes_before_the_environment_and_its_first_line_counts(read: Read, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("황새와 방앗간\nnot this\n", encoding="utf-8")
    assert read(tmp_path / "secret", "from the environment") == "황새와 방앗간"
    assert read(None, "from the environment") == "from the environment"


@pytest.mark.parametrize("read", EVERY)
@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"])
def test_a_file_that_holds_no_passphrase_is_refused(read: Read, tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "secret").write_bytes(content)
    with pytest.raises(BadPassphraseFile):
        read(tmp_path / "secret", None)


@pytest.mark.parametrize(
    ("read", "refusal"),
    [(read_passphrase, NoPassphrase), (read_first_passphrase, NoPassphrase), (read_new_passphrase, NoNewPassphrase)],
)
def test_without_anybody_to_ask_it_says_where_to_give_it(read: Read, refusal: type[NoPassphrase]) -> None:
    with pytest.raises(refusal) as refused:
        read(None, None)
    assert "LASTSEEN_" in refused.value.mend


def test_a_passphrase_that_opens_is_typed_once(typed: Callable[..., None]) -> None:
    typed("once")
    assert read_passphrase(None, None) == "once"


@pytest.mark.parametrize("read", [read_first_passphrase, read_new_passphrase])
def test_a_passphrase_that_is_to_be_is_typed_twice(read: Read, typed: Callable[..., None]) -> None:
    typed("the same", "the same")
    assert read(None, None) == "the same"


@pytest.mark.parametrize("read", [read_first_passphrase, read_new_passphrase])
def test_a_slip_of_the_finger_locks_nobody_out(read: Read, typed: Callable[..., None]) -> None:
    typed("the same", "the sane")
    with pytest.raises(PassphrasesDiffer):
        read(None, None)
