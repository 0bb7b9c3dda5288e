"""What a failing database is told as: a code and a hint where a user can mend it, and never a name."""

import errno
from collections.abc import Callable

import psycopg
import pytest
from django.db import DatabaseError, DataError, IntegrityError, OperationalError, ProgrammingError, connection
from psycopg import errors

from lastseen.domain.errors import Refusal
from lastseen.operations.failures import failures_explained
from lastseen.storage.failures import BadValue, StorageFull, explained, refusal_of
from lastseen.storage.ledger import position
from tests.coded import hand, interview
from tests.conftest import Registry

SAID = {
    "database or disk is full": "storage.full",
    "database is locked": "storage.busy",
    "attempt to write a readonly database": "storage.read-only",
    "database disk image is malformed": "storage.damaged",
    "file is not a database": "storage.damaged",
    "disk I/O error": "storage.failed",
    "": "storage.failed",
}
STATES: dict[type[psycopg.Error], str] = {
    errors.DiskFull: "storage.full",
    errors.LockNotAvailable: "storage.busy",
    errors.DeadlockDetected: "storage.busy",
    errors.ReadOnlySqlTransaction: "storage.read-only",
    errors.DataCorrupted: "storage.damaged",
    errors.AdminShutdown: "storage.failed",
    errors.StringDataRightTruncation: "storage.bad-value",
}


@pytest.mark.parametrize("words", SAID)
def test_what_sqlite_says_becomes_a_refusal_with_a_code(words: str) -> None:
    refusal = refusal_of(OperationalError(words))
    assert refusal is not None
    assert (refusal.code, bool(refusal.mend)) == (SAID[words], True)


@pytest.mark.parametrize("state", STATES)
def test_what_postgresql_reports_becomes_a_refusal_with_a_code(state: type[psycopg.Error]) -> None:
    outer = DataError if issubclass(state, psycopg.DataError) else OperationalError
    error = outer("whatever the language of the server")
    error.__cause__ = state("whatever")
    refusal = refusal_of(error)
    assert refusal is not None
    assert refusal.code == STATES[state]


@pytest.mark.parametrize("error", [IntegrityError("UNIQUE"), ProgrammingError("no such table"), DatabaseError("?")])
def test_a_fault_of_ours_stays_what_it_is(error: DatabaseError) -> None:
    assert refusal_of(error) is None
    with pytest.raises(type(error)) as raised, explained():
        raise error
    assert raised.value is error


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_is_told_at_every_door(number: int) -> None:
    with pytest.raises(StorageFull), failures_explained():
        raise OSError(number, "no")


@pytest.mark.parametrize("error", [PermissionError(errno.EACCES, "no"), BrokenPipeError(errno.EPIPE, "no")])
def test_another_failure_of_the_system_goes_on_as_it_is(error: OSError) -> None:
    with pytest.raises(type(error)), failures_explained():
        raise error


def test_a_value_the_database_cannot_hold_is_refused_and_leaves_everything_as_it_was(registry: Registry) -> None:
    """PostgreSQL keeps no NUL in a text; SQLite does, and gives it back as it was."""
    assert registry.owner
    before = position()
    act: Callable[[], object] = lambda: hand(registry, interview("I-0\x001"))  # noqa: E731
    if connection.vendor == "sqlite":
        act()
        return
    with pytest.raises(Refusal) as refused:
        act()
    assert (type(refused.value), position()) == (BadValue, before)
