"""The ledger finds whatever was changed, added or deleted outside an operation, in whatever table."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, TypeAlias
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import Field, Model

from lastseen.storage.commitments import content, recorded_tables
from lastseen.storage.ledger import Pen, position, recording
from lastseen.storage.models import Account, Entry, Interviewee, Release, Revision, SourceText, User
from lastseen.storage.rows import Recorded, Unrecorded
from lastseen.storage.sealed import SealedWords
from lastseen.storage.verifying import LedgerBroken, verify
from tests.coded import account, hand, interview
from tests.conftest import NOW, Registry
from tests.storage.tampering import past_sealing, tampering

FieldOf: TypeAlias = "Field[Any, Any]"

TABLES = [table for table in apps.get_app_config("storage").get_models() if not issubclass(table, Unrecorded)]
OUTSIDE = {"storage_user": {"password", "password_once", "last_login", "is_active"}}
"""The columns the ledger does not answer for: what logging in changes."""
WORDS = ("no", "yes", "not-asked", "unsure", "different", "same", "case", "stage", "fate", "person", "internal")
OTHERS = ("public", "identity", "draft", "submitted", "verbatim", "paraphrase", "working-copy", "none", "pseudonym")
"""Known words, so that a changed value passes for a valid one wherever words are checked."""


def is_found() -> bool:
    try:
        verify()
    except LedgerBroken:
        return True
    return False


def test_every_operation_so_far_verifies(full: Registry) -> None:
    assert full.owner
    assert verify() == position() == 95
    assert [table.__name__ for table in TABLES if not table._default_manager.exists()] == []


def test_a_registry_in_which_nothing_happened_verifies(registry: Registry) -> None:
    assert registry.owner
    assert verify() == 1


def test_every_table_is_the_ledgers_own_or_covered_by_it() -> None:
    assert {table for table in TABLES if not issubclass(table, Recorded)} == {Entry}
    assert [table for table in recorded_tables() if "id" not in content(table)] == []


def others(field: FieldOf, value: Any) -> Iterator[Any]:
    """Values that could stand in place of this one."""
    match field.get_internal_type():
        case "BooleanField":
            yield not value
        case "UUIDField" | "ForeignKey" | "OneToOneField":
            yield from _other_ids(field)
        case "JSONField":
            yield from ({"sex": [{"v": "female"}]}, {}, [], ["x"], 7)
        case "DateField":
            yield date(1999, 1, 1)
        case "DateTimeField":
            yield NOW.replace(year=1999)
        case "BinaryField":
            yield b"\x00" * 16
        case name if name.endswith("IntegerField"):
            yield from (7,) if value is None else (value + 1, value - 1, value + 1000)
        case _:
            yield from (f"{value}x", *WORDS, *OTHERS, value[1:] if value else None)


def _other_ids(field: FieldOf) -> Iterator[Any]:
    related: type[Model] | None = field.related_model if isinstance(field.related_model, type) else None
    if related is not None:
        yield from related._default_manager.values_list("pk", flat=True)
    yield from (uuid4(), None)


def columns() -> Iterator[tuple[type[Model], FieldOf]]:
    """Every column of every table that the ledger answers for."""
    for table in TABLES:
        for field in table._meta.concrete_fields:
            if field.name not in OUTSIDE.get(table._meta.db_table, ()):
                yield table, field


def missed(table: type[Model], field: FieldOf, *, rows: int | None, values: int | None) -> list[str]:
    """Change this column to other values, in some rows with a value and some without; what is not found."""
    all_rows = table._default_manager.values_list("pk", field.attname)
    full, empty = ([row for row in all_rows if (row[1] is None) is is_empty][:rows] for is_empty in (False, True))
    found = []
    for id_, value in full + empty:
        taken = (tried(table, id_, field.attname, other) for other in others(field, value) if other != value)
        results = islice((is_found for is_found in taken if is_found is not None), values)
        found += [f"{table.__name__}.{field.name} of {id_}" for is_found in results if not is_found]
    return found


def tried(table: type[Model], id_: object, name: str, other: object) -> bool | None:
    """Whether the change is found; None where the database does not even take it."""
    with tampering():
        try:
            with transaction.atomic():
                value = SealedWords(other) if isinstance(other, str) else other
                table._default_manager.filter(pk=id_).update(**{name: value})
        except DatabaseError:
            return None
        return is_found()


def test_a_value_of_any_column_changed_outside_an_operation_is_found(full: Registry) -> None:
    assert full.owner
    assert [what for table, field in columns() for what in missed(table, field, rows=1, values=1)] == []


@pytest.mark.long
def test_any_value_of_any_column_changed_to_any_other_outside_an_operation_is_found(full: Registry) -> None:
    assert full.owner
    assert [what for table, field in columns() for what in missed(table, field, rows=None, values=None)] == []


def test_any_row_of_any_table_deleted_outside_an_operation_is_found(full: Registry) -> None:
    assert full.owner
    missed = []
    for table in TABLES:
        for id_ in list(table._default_manager.values_list("pk", flat=True)):
            with tampering(), connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {table._meta.db_table} WHERE id = %s", [plain(id_)])  # noqa: S608
                if not is_found():
                    missed.append((table.__name__, id_))
    assert missed == []


def plain(id_: Any) -> Any:
    """An id as the database keeps it."""
    return id_ if connection.vendor == "postgresql" else id_.hex


def test_a_ledger_cut_off_at_its_end_does_not_show_in_itself(registry: Registry) -> None:
    """Why snapshots name the position they were taken at, and lie outside the database."""
    hand(registry, interview("I-01"))
    cut = Entry.objects.get(number=2)
    with tampering():
        for table in recorded_tables():
            table._default_manager.filter(entry=cut)._raw_delete("default")
        Entry.objects.filter(id=cut.id)._raw_delete("default")
        assert verify() == 1


UNIQUE = (
    "number",
    "serial",
    "external_id",
    "digest",
    "code",
    "name",
    "folded",
    "retracted",
    "current",
    "text",
    "coder",
    "state",
)
"""Columns that must differ for a copy of a row to be taken."""


def unlike(field: FieldOf, value: Any) -> Any:
    """A value no other row has, or one that makes room for a copy."""
    if field.name == "retracted":
        return Entry.objects.values_list("pk", flat=True)[0]
    return "draft" if field.name == "state" else list(others(field, value))[:3][-1]


def test_any_row_forged_into_any_table_is_found(full: Registry) -> None:
    """A copy of a row under another id, with whatever else must differ, in the name of the entry that wrote it."""
    assert full.owner
    forged, missed = [], []
    for table in TABLES:
        for row in list(table._default_manager.all()):
            row.pk = uuid4()
            for field in table._meta.concrete_fields:
                if field.name in UNIQUE:
                    setattr(row, field.attname, unlike(field, getattr(row, field.attname)))
            with tampering():
                try:
                    with transaction.atomic():
                        past_sealing(row).save(force_insert=True)
                except DatabaseError:
                    continue
                forged.append(table)
                if not is_found():
                    missed.append(table)
    assert (missed, {Account, Entry, Revision, SourceText, Interviewee, Release, User} <= set(forged)) == ([], True)


def test_a_salt_taken_away_does_not_pass_for_an_erasure(full: Registry) -> None:
    assert full.owner
    for table in recorded_tables():
        id_ = table._default_manager.exclude(salt=None).values_list("pk", flat=True)[0]
        assert tried(table, id_, "salt", None) is not False


def test_values_emptied_without_an_entry_are_found(full: Registry) -> None:
    """Even where they look as if an entry had erased them."""
    assert full.owner
    revision = Revision.objects.filter(erased=None).first()
    assert revision is not None
    for entry in Entry.objects.all():
        with tampering():
            Revision.objects.filter(id=revision.id).update(values=None, salt=None, erased=entry)
            assert is_found()


def test_erased_values_are_gone_and_the_ledger_still_verifies(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    person = account("I-01", "person", "p1")
    identities = Revision.objects.filter(account_id=person, sensitivity="identity")
    assert "names" in (identities.get().values or {})
    with recording(registry.owner, "erase", NOW) as pen:
        pen.erase(identities)
    erased = identities.get()
    assert (erased.values, erased.salt, erased.erased_id) == (None, None, Entry.objects.get(number=3).id)
    assert verify() == 3


def test_what_a_person_said_before_cannot_be_put_back_in_place_of_what_they_say_now(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    hand(registry, interview("I-01", sex="male"))
    older, newer = Revision.objects.filter(account_id=account("I-01", "person", "p1"), sensitivity="internal").order_by(
        "number"
    )
    with tampering():
        Revision.objects.filter(id=newer.id).update(current=False)
        assert is_found()
        Revision.objects.filter(id=older.id).update(current=True)
        assert is_found()


def test_an_operation_that_fails_leaves_no_entry(registry: Registry) -> None:
    def failing(pen: Pen) -> None:
        pen.sign(Interviewee(code="W-99")).save(force_insert=True)
        raise ValueError(pen.entry)

    owner = registry.owner
    with pytest.raises(ValueError, match="-"), recording(owner, "fail", NOW) as pen:
        failing(pen)
    assert (position(), Interviewee.objects.count(), verify()) == (1, 0, 1)


def test_one_operation_never_stands_within_another(registry: Registry) -> None:
    owner = registry.owner
    with pytest.raises(RuntimeError, match="durable"), recording(owner, "one", NOW), recording(owner, "two", NOW):
        pass
    assert position() == 1


def test_entries_follow_one_another_without_a_gap(full: Registry) -> None:
    assert full.owner
    entries = list(Entry.objects.order_by("number"))
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.previous for entry in entries] == ["", *(entry.digest for entry in entries[:-1])]
