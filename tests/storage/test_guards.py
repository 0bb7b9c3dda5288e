"""The database itself refuses to change or delete what the ledger covers, whoever asks; operations get through."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ForeignKey

from lastseen.storage.commitments import marks, recorded_tables
from lastseen.storage.models import Entry, Revision, User
from lastseen.storage.rows import Recorded, Row
from tests.conftest import Registry

GUARDED: list[type[Row]] = [Entry, *(table for table in recorded_tables() if table is not User)]


@contextmanager
def refused() -> Iterator[None]:
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        yield


def test_no_row_is_deleted(full: Registry) -> None:
    assert full.owner
    for table in GUARDED:
        with refused():
            run(f"DELETE FROM {table._meta.db_table}")  # noqa: S608  # own names


def test_no_content_of_any_row_is_changed(full: Registry) -> None:
    assert full.owner
    for table in GUARDED:
        bookkeeping = {"current", "erased", "salt", "values", *(marks(table) if issubclass(table, Recorded) else ())}
        for field in table._meta.concrete_fields:
            if field.name in bookkeeping:
                continue
            with refused():
                run(f'UPDATE {table._meta.db_table} SET "{field.column}" = {other(field.get_internal_type())}')  # noqa: S608


def other(kind: str) -> str:
    """A value that nothing has."""
    uuid = "'00000000-0000-4000-8000-000000000999'" if connection.vendor == "postgresql" else f"'{999:032x}'"
    if kind in ("UUIDField", "ForeignKey", "OneToOneField"):
        return uuid
    if kind.endswith("IntegerField"):
        return "987654"
    return {"DateField": "'1999-01-01'", "DateTimeField": "'1999-01-01'", "JSONField": "'[0]'"}.get(kind, "'other'")


def test_a_decision_taken_back_is_not_put_back(full: Registry) -> None:
    assert full.owner
    for table in GUARDED:
        for how in marks(table) if issubclass(table, Recorded) else ():
            assert table._default_manager.filter(**{f"{how}__isnull": False}).exists(), (table, how)
            with refused():
                run(f"UPDATE {table._meta.db_table} SET {how}_id = NULL WHERE {how}_id IS NOT NULL")  # noqa: S608


def test_an_older_value_is_not_made_the_current_one(full: Registry) -> None:
    assert full.owner
    assert Revision.objects.filter(current=False).exists()
    with refused():
        run("UPDATE storage_revision SET current = (1 = 1) WHERE NOT current")


def test_values_are_emptied_only_in_the_name_of_an_entry(full: Registry) -> None:
    assert full.owner
    for column in ("values", "salt"):
        with refused():
            run(f'UPDATE storage_revision SET "{column}" = NULL WHERE erased_id IS NULL')  # noqa: S608  # own names


def test_what_was_erased_is_not_filled_again(full: Registry) -> None:
    assert full.owner
    with refused():
        run("UPDATE storage_revision SET \"values\" = '{}' WHERE erased_id IS NOT NULL")


def test_no_row_is_replaced_by_another_with_its_id(full: Registry) -> None:
    """SQLite's way of deleting without saying so, with and without the setting that would catch it."""
    assert full.owner
    if connection.vendor != "sqlite":
        return
    for setting in ("OFF", "ON"):
        run(f"PRAGMA recursive_triggers = {setting}")
        for table in GUARDED:
            name = table._meta.db_table
            with refused():
                run(f"INSERT OR REPLACE INTO {name} SELECT * FROM {name}")  # noqa: S608  # own names


def test_no_row_is_replaced_by_another_with_one_of_its_other_keys(full: Registry) -> None:
    assert full.owner
    if connection.vendor != "sqlite":
        return
    columns = [field.attname for field in Entry._meta.concrete_fields]
    values = [{"id": f"'{999:032x}'", "digest": "'x'"}.get(column, column) for column in columns]
    listed, chosen = ", ".join(columns), ", ".join(values)
    with refused():
        run(f"INSERT OR REPLACE INTO storage_entry ({listed}) SELECT {chosen} FROM storage_entry")  # noqa: S608


def test_no_table_is_emptied_at_once(full: Registry) -> None:
    assert full.owner
    if connection.vendor != "postgresql":
        return
    for table in GUARDED:
        with refused():
            run(f"TRUNCATE {table._meta.db_table} CASCADE")


def test_the_guards_are_there_after_every_migration(registry: Registry) -> None:
    """A migration that makes SQLite copy a table drops its triggers without a word."""
    assert registry.owner
    catalogue = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        catalogue = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    events = ("update", "delete", "replace" if connection.vendor == "sqlite" else "truncate")
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        there = {name for (name,) in cursor.fetchall()}
    guards = {name for name in there if "_no_" in name}
    assert guards == {f"{table._meta.db_table}_no_{event}" for table in GUARDED for event in events}


def test_every_mark_names_an_entry() -> None:
    fields = [t._meta.get_field(how) for t in recorded_tables() for how in marks(t)]
    assert all(isinstance(field, ForeignKey) and field.null for field in fields)
    assert {field.name for field in fields} == {"retracted", "erased"}


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
