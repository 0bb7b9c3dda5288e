"""Django's SQLite backend on SQLCipher: the whole file is encrypted with a raw key, the rest is Django's own.

Tried whole against Django's own test suite: only the message that names the database differs.
"""

import decimal
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from itertools import tee
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3._functions import register as register_functions
from django.db.backends.sqlite3.features import DatabaseFeatures as SQLiteFeatures
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2 as Database  # noqa: N812  # Django's name for the driver module

_EVERY_CONNECTION = (
    "PRAGMA cipher_log_level = NONE",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA busy_timeout = 20000",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA legacy_alter_table = OFF",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
)
CACHE = 200_000
"""KiB of pages a connection keeps: ids are random, so a long import touches every page of an index."""


def _text(parse: Callable[[str], object]) -> Callable[[bytes], object]:
    return lambda raw: parse(raw.decode())


Database.register_converter("bool", b"1".__eq__)
Database.register_converter("date", _text(parse_date))
Database.register_converter("time", _text(parse_time))
Database.register_converter("datetime", _text(parse_datetime))
Database.register_converter("timestamp", _text(parse_datetime))
Database.register_adapter(decimal.Decimal, str)
Database.register_adapter(date, date.isoformat)
Database.register_adapter(datetime, lambda moment: moment.isoformat(" "))


class Cursor(Database.Cursor):  # type: ignore[misc]  # the driver has no types
    """Turns Django's ``%s`` into SQLite's ``?``, as the cursor of Django's own backend does."""

    convert_query = base.SQLiteCursorWrapper.convert_query

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        if params is None:
            return super().execute(query)
        names = list(params) if isinstance(params, Mapping) else None
        return super().execute(self.convert_query(query, param_names=names), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        """Run one statement for each set of parameters."""
        peek, param_list = tee(iter(param_list))
        first = next(peek, None)
        names = list(first) if isinstance(first, Mapping) else None
        return super().executemany(self.convert_query(query, param_names=names), param_list)


class DatabaseFeatures(SQLiteFeatures):
    """What the SQLite inside the driver can do, which may be more than the one of Python."""

    minimum_database_version = (3, 31)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to an encrypted file. ``OPTIONS["key"]`` is a callable giving the raw 32-byte key.

    ``OPTIONS["cache"]``, where it is given, is how many KiB of decrypted pages it keeps at most.
    """

    display_name = "SQLCipher"
    Database = Database
    features_class = DatabaseFeatures

    def get_connection_params(self) -> dict[str, Any]:
        """Django's parameters, with every transaction taking the write lock at its start."""
        self.settings_dict["OPTIONS"].setdefault("transaction_mode", "IMMEDIATE")
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file with its key and set what every connection needs."""
        params = dict(conn_params)
        key: Callable[[], bytes] = params.pop("key")
        cache: int = params.pop("cache", CACHE)
        connection = Database.connect(**params)
        connection.execute(f"""PRAGMA key = "x'{key().hex()}'" """)
        for pragma in _EVERY_CONNECTION:
            connection.execute(pragma)
        connection.execute(f"PRAGMA cache_size = -{cache}")
        register_functions(connection)
        return connection

    def create_cursor(self, name: str | None = None) -> Cursor:  # noqa: ARG002  # Django's signature
        """A cursor on the encrypted connection."""
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        return cursor
