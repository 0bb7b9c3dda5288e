"""What somebody is still coding, version by version."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("storage", "0003_search")]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("before", models.PositiveIntegerField()),
                ("current", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("content", models.JSONField()),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.source"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.user"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("source", "user", "number"), name="draft_number_once"),
                    models.UniqueConstraint(
                        condition=Q(("current", True)), fields=("source", "user"), name="one_current_draft"
                    ),
                    models.CheckConstraint(
                        condition=Q(("before__lt", F("number"))), name="draft_follows_an_earlier_one"
                    ),
                ]
            },
        ),
    ]
