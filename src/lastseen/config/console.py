"""The console entry: reads which registry, who acts and the passphrase, sets Django up, and calls the command line."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from getpass import getpass
from pathlib import Path
from typing import TypeVar

from tqdm import tqdm

from lastseen.config.database import configure
from lastseen.config.process import settle
from lastseen.domain.errors import Refusal

T = TypeVar("T")

_PATIENCE = 2.0
"""Work that takes longer than this many seconds shows its progress."""


class NoPassphrase(Refusal):
    """There is no passphrase, and nobody to ask for it."""

    code = "keys.no-passphrase"
    sentence = "This registry needs its passphrase."
    hint = "Give it in LASTSEEN_PASSPHRASE or a file named by --passphrase-file, or run this in a terminal."


class NoNewPassphrase(Refusal):
    """A new passphrase is wanted, and there is nobody to ask for it."""

    code = "keys.no-new-passphrase"
    sentence = "There is no new passphrase."
    hint = "Give it in LASTSEEN_NEW_PASSPHRASE or a file named by --new-passphrase-file, or run this in a terminal."


class PassphrasesDiffer(Refusal):
    """A new passphrase or password was typed twice, and not the same."""

    code = "keys.passphrases-differ"
    sentence = "What was typed twice is not the same."
    hint = "Type it again; nothing was changed."


class NoNewPassword(Refusal):
    """A password to log in with is wanted, and there is nobody to ask for it."""

    code = "user.no-new-password"
    sentence = "There is no new password."
    hint = "Give it in LASTSEEN_NEW_PASSWORD or a file named by --new-password-file, or run this in a terminal."


class BadPassphraseFile(Refusal):
    """The file that should hold the passphrase cannot be read."""

    code = "keys.bad-passphrase-file"
    sentence = "The passphrase cannot be read from {path}."
    hint = "Name a text file whose first line is the passphrase."


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What the command line and the environment name for every verb."""

    registry: Path | None
    user: str | None
    passphrase_file: Path | None
    arguments: tuple[str, ...]


def read_arguments(arguments: Sequence[str], environment: os._Environ[str]) -> Named:
    """Take the options that stand before or after any verb out of the arguments."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--registry", default=environment.get("LASTSEEN_REGISTRY"))
    parser.add_argument("--as", dest="user", default=environment.get("LASTSEEN_USER"))
    parser.add_argument("--passphrase-file")
    found, rest = parser.parse_known_args(arguments)
    return Named(
        registry=None if not found.registry else Path(found.registry),
        user=found.user,
        passphrase_file=None if not found.passphrase_file else Path(found.passphrase_file),
        arguments=tuple(rest),
    )


def read_passphrase(file: Path | None, given: str | None) -> str:
    """The passphrase from a file, the environment, or the terminal.

    Raises :class:`NoPassphrase` or :class:`BadPassphraseFile`.
    """
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").splitlines()[0]
        except (OSError, ValueError, IndexError) as error:
            raise BadPassphraseFile(path=file) from error
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise NoPassphrase
    return getpass("Passphrase: ", stream=sys.stderr)


def read_first_passphrase(file: Path | None, given: str | None) -> str:
    """The passphrase of a registry about to be made; at the terminal it is asked for twice.

    Raises :class:`PassphrasesDiffer`, and as :func:`read_passphrase` does.
    """
    return read_passphrase(file, given) if file or given is not None or not sys.stdin.isatty() else _asked_twice()


def read_new_passphrase(file: Path | None, given: str | None) -> str:
    """A passphrase to come in place of another, or beside it; at the terminal it is asked for twice.

    Raises :class:`NoNewPassphrase`, :class:`PassphrasesDiffer` or :class:`BadPassphraseFile`.
    """
    if file is not None or given is not None:
        return read_passphrase(file, given)
    if not sys.stdin.isatty():
        raise NoNewPassphrase
    return _asked_twice()


def read_new_password(file: Path | None, given: str | None) -> str:
    """A password somebody is to log in with; at the terminal it is asked for twice.

    Raises :class:`NoNewPassword`, :class:`PassphrasesDiffer` or :class:`BadPassphraseFile`.
    """
    if file is not None or given is not None:
        return read_passphrase(file, given)
    if not sys.stdin.isatty():
        raise NoNewPassword
    return _asked_twice("New password: ")


def _asked_twice(question: str = "New passphrase: ") -> str:
    first, second = (getpass(words, stream=sys.stderr) for words in (question, "The same again: "))
    if first != second:
        raise PassphrasesDiffer
    return first


def progress(items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
    """Shows progress on the error stream of a loop that takes longer than two seconds."""
    return iter(tqdm(items, desc=label, total=total, delay=_PATIENCE, unit="", file=sys.stderr, leave=False))


def main() -> None:
    """Run ``lastseen`` with the arguments of the process."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command; gives the exit code."""
    named = read_arguments(arguments, os.environ)
    configure(web="serve" in named.arguments[:1])
    import lastseen.cli.commands  # noqa: F401, PLC0415  # gives the command its verbs
    from lastseen.cli.main import run as run_command  # noqa: PLC0415  # models need Django set up first
    from lastseen.config.wiring import Wiring  # noqa: PLC0415  # models need Django set up first

    settle()
    session = Wiring(
        folder=named.registry,
        user=named.user,
        passphrase=lambda: read_passphrase(named.passphrase_file, os.environ.get("LASTSEEN_PASSPHRASE")),
        first=lambda: read_first_passphrase(named.passphrase_file, os.environ.get("LASTSEEN_PASSPHRASE")),
        choose=lambda file: read_new_passphrase(file, os.environ.get("LASTSEEN_NEW_PASSPHRASE")),
        choose_password=lambda file: read_new_password(file, os.environ.get("LASTSEEN_NEW_PASSWORD")),
        now=lambda: datetime.now(UTC),  # noqa: TID251  # this is a door
        watch=progress,
    )
    try:
        return run_command(named.arguments, session)
    finally:
        session.close()
