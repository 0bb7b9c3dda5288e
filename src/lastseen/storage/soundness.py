"""Whether the database itself is whole."""

from django.db import connection


def database_faults() -> list[str]:
    """What the database finds wrong with itself; nothing where it is whole."""
    if connection.vendor != "sqlite":
        connection.check_constraints()
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cipher_integrity_check")
        faults = [str(row[0]) for row in cursor.fetchall()]
        cursor.execute("PRAGMA integrity_check")
        faults += [str(row[0]) for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        faults += [f"table {row[0]}: a reference to {row[2]} leads nowhere" for row in cursor.fetchall()]
    return faults
