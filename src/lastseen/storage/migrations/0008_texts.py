"""What texts were made from, who answers for them, what renders what, where passages moved, and drafts."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from lastseen.storage.guarding import STANDING, guarding


class Migration(migrations.Migration):
    dependencies = [("storage", "0007_conduct")]

    operations = [
        migrations.CreateModel(
            name="PassageMove",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.CharField(max_length=64)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.entry"
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="storage.passage"
                    ),
                ),
                (
                    "retracted",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="storage.entry",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.passage"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retracted__isnull", True)),
                        fields=("passage",),
                        name="one_standing_move_per_passage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to__isnull", True), models.Q(("to", models.F("passage")), _negated=True), _connector="OR"
                        ),
                        name="passage_moved_elsewhere",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TextCredit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.CharField(max_length=64)),
                ("author", models.TextField()),
                ("checker", models.TextField(blank=True)),
                ("state", models.CharField(max_length=20)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.entry"
                    ),
                ),
                (
                    "retracted",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="storage.entry",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="credits", to="storage.sourcetext"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retracted__isnull", True)),
                        fields=("text",),
                        name="one_standing_credit_per_text",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["checked", "draft", "to-check"])),
                        name="text_state_is_a_known_word",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("checker", models.F("author")), _negated=True),
                        name="text_not_checked_by_its_author",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "checked"), _negated=True),
                            models.Q(("checker", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="text_checked_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TextLineage",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.CharField(max_length=64)),
                (
                    "corrects",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected",
                        to="storage.sourcetext",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.entry"
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lineage", to="storage.sourcetext"
                    ),
                ),
                (
                    "translates",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="translated",
                        to="storage.sourcetext",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("text",), name="one_lineage_per_text"),
                    models.UniqueConstraint(fields=("corrects",), name="text_corrected_once"),
                    models.CheckConstraint(
                        condition=models.Q(("corrects__isnull", False), ("translates__isnull", False), _connector="OR"),
                        name="text_made_from_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TextSegment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.CharField(max_length=64)),
                ("original_start", models.PositiveIntegerField()),
                ("original_end", models.PositiveIntegerField()),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.entry"
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.sourcetext"
                    ),
                ),
                (
                    "retracted",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="storage.entry",
                    ),
                ),
                (
                    "translation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.sourcetext"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end__gt", models.F("start")), ("original_end__gt", models.F("original_start"))
                        ),
                        name="segment_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TranslationDraft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("language", models.CharField(max_length=20)),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("content", models.JSONField()),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.sourcetext"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.user"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("text", "user", "language"), name="one_translation_draft")
                ],
            },
        ),
        guarding(
            {
                "storage_textlineage": (),
                "storage_textcredit": STANDING,
                "storage_textsegment": STANDING,
                "storage_passagemove": STANDING,
            }
        ),
    ]
