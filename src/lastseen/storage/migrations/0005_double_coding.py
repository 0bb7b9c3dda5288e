"""Interviews coded by two people, what a third concluded, and entries withdrawn."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from lastseen.storage.guarding import STANDING, guarding


class Migration(migrations.Migration):
    dependencies = [
        ("storage", "0004_drafts"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="stood",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="Concluded",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.CharField(max_length=64)),
                (
                    "agreed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.coding"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.entry"
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.coding"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.coding"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConcludedUnit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=20)),
                ("taken", models.CharField(max_length=10)),
                ("reason", models.TextField(blank=True)),
                (
                    "agreed",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.account"
                    ),
                ),
                (
                    "concluded",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="units", to="storage.concluded"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.entry"
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.account"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.account"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConcludedField",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.CharField(max_length=64)),
                ("field", models.CharField(max_length=40)),
                ("taken", models.CharField(max_length=10)),
                ("reason", models.TextField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.entry"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="fields", to="storage.concludedunit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DoubleCoding",
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
                    "first",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.user"
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
                    "second",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.user"),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="double_codings", to="storage.source"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Concluding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("content", models.JSONField()),
                (
                    "user",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.user"),
                ),
                (
                    "double",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.doublecoding"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="concluded",
            name="double",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="concluded", to="storage.doublecoding"
            ),
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.CharField(max_length=64)),
                ("reason", models.TextField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="withdrawals", to="storage.account"
                    ),
                ),
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
            ],
        ),
        migrations.AddConstraint(
            model_name="concludedunit",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken__in", ["both", "first", "neither", "other", "second"])),
                name="unit_taken_is_a_known_word",
            ),
        ),
        migrations.AddConstraint(
            model_name="concludedunit",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__isnull", False), ("second__isnull", False), _connector="OR"),
                name="unit_is_of_some_reading",
            ),
        ),
        migrations.AddConstraint(
            model_name="concludedfield",
            constraint=models.UniqueConstraint(fields=("unit", "field"), name="field_concluded_once"),
        ),
        migrations.AddConstraint(
            model_name="concludedfield",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken__in", ["both", "first", "neither", "other", "second"])),
                name="field_taken_is_a_known_word",
            ),
        ),
        migrations.AddConstraint(
            model_name="doublecoding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retracted__isnull", True)), fields=("source",), name="one_standing_double_coding"
            ),
        ),
        migrations.AddConstraint(
            model_name="doublecoding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first__isnull", True), models.Q(("first", models.F("second")), _negated=True), _connector="OR"
                ),
                name="double_coding_by_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="concluding",
            constraint=models.UniqueConstraint(fields=("double", "user"), name="one_concluding_per_user"),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retracted__isnull", True)), fields=("account",), name="one_standing_withdrawal"
            ),
        ),
        guarding(
            {
                "storage_concluded": (),
                "storage_concludedunit": (),
                "storage_concludedfield": (),
                "storage_doublecoding": STANDING,
                "storage_withdrawal": STANDING,
            }
        ),
    ]
