"""Guards in the database itself: what the ledger covers is added to, never changed or deleted.

What may still become of a row is its bookkeeping: a decision, consent or description is taken back once, a revision
stops being the current one, and its values are erased once. On SQLite, ``INSERT OR REPLACE`` deletes without asking the
guard against deletion unless the connection has recursive triggers, as every connection of ours has; for others an id
that is there is guarded on its own, and the ledger finds the rest.

A later migration that makes SQLite copy one of these tables loses its guards, and has to make them again.
"""

from collections.abc import Mapping

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython

BECOMES = {
    "retracted_id": "OLD.retracted_id IS NULL AND NEW.retracted_id IS NOT NULL",
    "erased_id": "OLD.erased_id IS NULL AND NEW.erased_id IS NOT NULL",
    "values": 'NEW.erased_id IS NOT NULL AND NEW."values" IS NULL',
    "salt": "NEW.erased_id IS NOT NULL AND NEW.salt IS NULL",
    "current": "OLD.current AND NOT NEW.current",
}
"""The columns that may change, and into what."""

STANDING = ("retracted_id",)

ON_SQLITE = (
    """CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN NOT ({allowed})
       BEGIN SELECT RAISE(ABORT, '{table} is added to, never changed'); END""",
    """CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
       BEGIN SELECT RAISE(ABORT, '{table} is added to, never changed'); END""",
    """CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
       WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
       BEGIN SELECT RAISE(ABORT, '{table} is added to, never changed'); END""",
)

ON_POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION storage_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       RAISE EXCEPTION '% is added to, never changed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
       END $$""",
    """CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW WHEN (NOT ({allowed}))
       EXECUTE FUNCTION storage_refuse()""",
    """CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION storage_refuse()""",
    """CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION storage_refuse()""",
)


def guarding(tables: Mapping[str, tuple[str, ...]]) -> RunPython:
    """The step of a migration that makes the guards of these tables, each with the columns that may change."""
    return RunPython(lambda _, editor: _guard(editor, tables), lambda _, editor: _unguard(editor, tables))


def unguarding(tables: Mapping[str, tuple[str, ...]]) -> RunPython:
    """The step of a migration that takes the guards of these tables away, before they are changed and guarded anew."""
    return RunPython(lambda _, editor: _unguard(editor, tables), lambda _, editor: _guard(editor, tables))


def _guard(editor: BaseDatabaseSchemaEditor, tables: Mapping[str, tuple[str, ...]]) -> None:
    connection = editor.connection
    on_sqlite = connection.vendor == "sqlite"
    for table, changing in tables.items():
        with connection.cursor() as cursor:
            columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        allowed = _allowed(columns, changing, "IS" if on_sqlite else "IS NOT DISTINCT FROM")
        for statement in ON_SQLITE if on_sqlite else ON_POSTGRESQL:
            editor.execute(statement.format(table=table, allowed=allowed), params=None)


def _unguard(editor: BaseDatabaseSchemaEditor, tables: Mapping[str, tuple[str, ...]]) -> None:
    for table in tables:
        for event in ("update", "delete", "replace", "truncate"):
            on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}{on}", params=None)


def _allowed(columns: list[str], changing: tuple[str, ...], same: str) -> str:
    conditions = []
    for column in columns:
        kept = f'OLD."{column}" {same} NEW."{column}"'
        conditions.append(f"({kept} OR ({BECOMES[column]}))" if column in changing else kept)
    return " AND ".join(conditions)
