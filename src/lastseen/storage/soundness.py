"""Whether the database itself is whole."""

from itertools import islice

from django.db import DatabaseError, connection

_MANY = 5
"""How many faults of one kind are told."""


def database_faults() -> list[str]:
    """What the database finds wrong with itself, the first few of each kind; nothing where it is whole."""
    if connection.vendor != "sqlite":
        connection.check_constraints()
        return []
    found = [str(row[0]) for check in ("cipher_integrity_check", "integrity_check") for row in _told_by(check)]
    lost = [f"table {row[0]}: a reference to {row[2]} leads nowhere" for row in _told_by("foreign_key_check")]
    return [fault for fault in found if fault != "ok"] + lost


def _told_by(check: str) -> list[tuple[object, ...]]:
    """The rows of one of SQLite's own checks; what keeps it from running is a fault as well."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {check}")
            return list(islice(cursor, _MANY))
    except DatabaseError as error:
        return [(f"{check}: {error}", "", "")]
