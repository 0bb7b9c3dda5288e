"""What a database says when it fails, as refusals with a code: no space, busy, read-only, damaged."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, DataError, OperationalError

from lastseen.domain.errors import Refusal


class StorageFull(Refusal):
    """There is no space left to write to."""

    code = "storage.full"
    sentence = "There is no space left for the registry."
    hint = "Make room on its disk, then ask again; nothing of this was written."


class StorageBusy(Refusal):
    """Somebody else has been writing for so long that waiting was given up."""

    code = "storage.busy"
    sentence = "Another process is writing to the registry."
    hint = "Wait until it is done, then ask again; nothing of this was written."


class StorageReadOnly(Refusal):
    """The database may be read, but not written."""

    code = "storage.read-only"
    sentence = "The registry's database cannot be written to."
    hint = "Check who owns the registry's folder and its files; nothing of this was written."


class StorageDamaged(Refusal):
    """What the database holds is not what was written."""

    code = "storage.damaged"
    sentence = "The registry's database is damaged: {why}."
    hint = "Run `lastseen doctor`; keep the damaged files, and put the registry back from a backup."


class StorageFailed(Refusal):
    """The database failed for another reason, such as a disk or a server that went away."""

    code = "storage.failed"
    sentence = "The registry's database failed: {why}."
    hint = "Check its disk or its server, then ask again; nothing of this was written."


class BadValue(Refusal):
    """A value is none that this database can hold."""

    code = "storage.bad-value"
    sentence = "The database cannot hold a value: {why}."
    hint = "Look for a NUL character or a word longer than any vocabulary has; nothing of this was written."


_SAID: dict[str, type[Refusal]] = {
    "database or disk is full": StorageFull,
    "database is locked": StorageBusy,
    "attempt to write a readonly database": StorageReadOnly,
    "disk image is malformed": StorageDamaged,
    "file is not a database": StorageDamaged,
}
"""Words of SQLite's messages (https://sqlite.org/rescode.html), which the driver gives no codes for."""

_STATES: dict[str, type[Refusal]] = {
    "53100": StorageFull,
    "55P03": StorageBusy,
    "40P01": StorageBusy,
    "25006": StorageReadOnly,
    "XX001": StorageDamaged,
    "XX002": StorageDamaged,
}
"""PostgreSQL's states (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""


def refusal_of(error: DatabaseError) -> Refusal | None:
    """What a user is told of a failure of the database; None where the fault is ours."""
    why = next(iter(str(error).strip().splitlines()), type(error).__name__)
    found = _STATES.get(getattr(error.__cause__, "sqlstate", None) or "")
    found = found or next((refusal for words, refusal in _SAID.items() if words in why), None)
    if found is None and isinstance(error, DataError):
        found = BadValue
    if found is None and isinstance(error, OperationalError):
        found = StorageFailed
    return None if found is None else found(why=why)


@contextmanager
def explained() -> Iterator[None]:
    """Turns a failure of the database into a refusal, where a user can mend it."""
    try:
        yield
    except DatabaseError as error:
        refusal = refusal_of(error)
        if refusal is None:
            raise
        raise refusal from error
