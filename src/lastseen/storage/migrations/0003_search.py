"""What the library is searched by: derived lines, and texts as tokens with an index over them.

On SQLite the index is an FTS5 table that keeps no text of its own and forgets at once what is deleted; on PostgreSQL
it is an index over the tokens with their places, made without any parser, so that both find the same.
"""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ON_SQLITE = (
    """CREATE VIRTUAL TABLE storage_searchindex USING fts5(
       tokens, content='storage_searchtext', content_rowid='number', tokenize="unicode61 remove_diacritics 0")""",
    "INSERT INTO storage_searchindex(storage_searchindex, rank) VALUES ('secure-delete', 1)",
    """CREATE TRIGGER storage_searchtext_added AFTER INSERT ON storage_searchtext BEGIN
       INSERT INTO storage_searchindex(rowid, tokens) VALUES (NEW.number, NEW.tokens); END""",
    """CREATE TRIGGER storage_searchtext_removed AFTER DELETE ON storage_searchtext BEGIN
       INSERT INTO storage_searchindex(storage_searchindex, rowid, tokens)
       VALUES ('delete', OLD.number, OLD.tokens); END""",
    """CREATE TRIGGER storage_searchtext_changed AFTER UPDATE ON storage_searchtext BEGIN
       INSERT INTO storage_searchindex(storage_searchindex, rowid, tokens)
       VALUES ('delete', OLD.number, OLD.tokens);
       INSERT INTO storage_searchindex(rowid, tokens) VALUES (NEW.number, NEW.tokens); END""",
)

ON_POSTGRESQL = (
    """CREATE FUNCTION storage_tokens(tokens text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
       SELECT coalesce(string_agg(quote_literal(token) || ':' || place, ' '), '')::tsvector
       FROM unnest(string_to_array(tokens, ' ')) WITH ORDINALITY AS held(token, place) $$""",
    "CREATE INDEX storage_searchindex ON storage_searchtext USING gin (storage_tokens(tokens))",
)

UNDONE = {
    "sqlite": (
        "DROP TRIGGER storage_searchtext_added",
        "DROP TRIGGER storage_searchtext_removed",
        "DROP TRIGGER storage_searchtext_changed",
        "DROP TABLE storage_searchindex",
    ),
    "postgresql": ("DROP INDEX storage_searchindex", "DROP FUNCTION storage_tokens"),
}


def make_index(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index over tokens."""
    del apps
    for statement in ON_SQLITE if editor.connection.vendor == "sqlite" else ON_POSTGRESQL:
        editor.execute(statement, params=None)


def drop_index(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the index over tokens away."""
    del apps
    for statement in UNDONE[editor.connection.vendor]:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("storage", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="SearchLine",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("serial", models.PositiveBigIntegerField()),
                ("case_serial", models.PositiveBigIntegerField(null=True)),
                ("position", models.PositiveBigIntegerField(db_index=True)),
                ("cells", models.TextField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.account"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="storage.source",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.BigIntegerField(unique=True)),
                ("field", models.CharField(max_length=20)),
                ("tokens", models.TextField()),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="storage.account",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.source"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.RunPython(make_index, drop_index),
    ]
