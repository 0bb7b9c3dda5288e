"""How somebody who holds the key, or the server, changes rows past every operation: guards off, nothing kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Model

from lastseen.storage.sealed import SealedWords, sealed_fields

RowT = TypeVar("RowT", bound=Model)


def past_sealing(row: RowT) -> RowT:
    """A row whose words are taken by the database although nobody sealed them."""
    for field in sealed_fields(type(row)):
        value = getattr(row, field.attname)
        setattr(row, field.attname, SealedWords(value) if isinstance(value, str) else value)
    return row


@contextmanager
def tampering() -> Iterator[None]:
    """A transaction in which the database guards nothing; all that is done in it is undone at its end."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            for statement in _guards_off():
                cursor.execute(statement)
        yield
        transaction.set_rollback(True)


def _guards_off() -> list[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            names = connection.introspection.table_names(cursor)
            return [f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in names]
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return [f"DROP TRIGGER {name}" for (name,) in cursor.fetchall()]
