"""Reading many tables as they stood at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction


@contextmanager
def at_one_moment() -> Iterator[None]:
    """What is read within is what stood at one moment, whoever writes meanwhile. Nothing may be written within.

    Within a transaction it is that transaction which says what is seen.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with _reading_only(), transaction.atomic(durable=True):
            yield
    else:
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


@contextmanager
def _reading_only() -> Iterator[None]:
    """Transactions begun within take no write lock, so that nobody waits for them."""
    backend: Any = connections[DEFAULT_DB_ALIAS]
    backend.ensure_connection()
    mode = backend.transaction_mode
    backend.transaction_mode = "DEFERRED"
    try:
        yield
    finally:
        backend.transaction_mode = mode
