"""What every connection to an encrypted file is set to, and that the backend is Django's own in all else."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.models import Value
from django.db.models.functions import ExtractMonth, Length

from lastseen.storage.models import Entry, User
from tests.conftest import Registry

SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "busy_timeout": 20000,
    "recursive_triggers": 1,
    "foreign_keys": 1,
    "temp_store": 2,
    "secure_delete": 1,
}
"""Durable, referentially whole, guarded against replacing, and nothing left in temporary files or freed pages."""


@pytest.mark.parametrize("name", SETTINGS)
def test_a_connection_is_set_as_it_must_be(sqlite_registry: Registry, name: str) -> None:
    assert sqlite_registry.owner
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        assert cursor.fetchone() == (SETTINGS[name],)


def test_a_transaction_takes_the_write_lock_at_its_start(sqlite_registry: Registry) -> None:
    """So that no operation reads what it then cannot write upon."""
    assert sqlite_registry.owner
    with connection.execute_wrapper(listening := Listening()), transaction.atomic():
        pass
    assert listening.heard[0] == "BEGIN IMMEDIATE"


class Listening:
    """Hears every statement."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # Django's protocol
        self.heard.append(sql)
        return execute(sql, params, many, context)


def test_values_of_every_type_come_back_as_they_went(registry: Registry) -> None:
    moment = datetime(2024, 2, 29, 23, 59, 59, 999999, tzinfo=UTC)
    given = {"day": date(2024, 2, 29), "moment": moment, "price": Decimal("1.10"), "yes": True, "text": "황새 %s 100%"}
    assert registry.owner
    row = User.objects.annotate(**{name: Value(value) for name, value in given.items()}).values(*given).get()
    assert row == given


def test_functions_that_django_adds_to_sqlite_are_there(registry: Registry) -> None:
    assert registry.owner
    entries = Entry.objects.filter(operation__iregex="^CREATE-.*R$", at__year=2024)
    told = entries.annotate(month=ExtractMonth("at"), long=Length(Value("황새와 방앗간")))
    assert told.values("month", "long").get() == {"month": 10, "long": 7}


def test_parameters_by_name_and_signs_of_percent_reach_the_database(registry: Registry) -> None:
    assert registry.owner
    with connection.cursor() as cursor:
        cursor.execute("SELECT %(name)s, '100%%'", {"name": "황새"})
        assert tuple(cursor.fetchone()) == ("황새", "100%")
        cursor.execute("SELECT '100%'")
        assert tuple(cursor.fetchone()) == ("100%",)
