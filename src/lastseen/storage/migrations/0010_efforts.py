"""What the organisation itself did: efforts, what is known of each, and what came back."""

import uuid
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from lastseen.storage.guarding import STANDING, guarding

_ROW: list[tuple[str, "models.Field[Any, Any]"]] = [
    ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
    ("salt", models.BinaryField(max_length=16, null=True)),
    ("commitment", models.CharField(max_length=64)),
]


def _to(model: str, *, null: bool = False, name: str = "+", indexed: bool = True) -> "models.ForeignKey[Any, Any]":
    """A pointer to another row, which keeps it from going."""
    return models.ForeignKey(
        null=null, db_index=indexed, on_delete=django.db.models.deletion.PROTECT, related_name=name, to=model
    )


class Migration(migrations.Migration):
    dependencies = [("storage", "0009_markings")]

    operations = [
        migrations.CreateModel(name="Effort", fields=[*_ROW, ("entry", _to("storage.entry"))]),
        migrations.CreateModel(
            name="EffortOn",
            fields=[
                *_ROW,
                ("account", _to("storage.account")),
                ("effort", _to("storage.effort", name="hangs_on")),
                ("entry", _to("storage.entry")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("effort", "account"), name="effort_account_once")]
            },
        ),
        migrations.AddField(
            model_name="effort",
            name="accounts",
            field=models.ManyToManyField(related_name="+", through="storage.EffortOn", to="storage.account"),
        ),
        migrations.CreateModel(
            name="EffortVersion",
            fields=[
                *_ROW,
                ("kind", models.CharField(max_length=60)),
                ("forum", models.CharField(max_length=60)),
                ("what", models.TextField()),
                ("day", models.DateField(null=True)),
                ("number", models.TextField(blank=True)),
                ("consent", models.CharField(blank=True, max_length=60)),
                ("state", models.CharField(blank=True, max_length=60)),
                ("due", models.DateField(db_index=True, null=True)),
                ("due_what", models.TextField(blank=True)),
                ("closed", models.DateField(null=True)),
                ("closed_why", models.TextField(blank=True)),
                ("effort", _to("storage.effort", name="versions")),
                ("entry", _to("storage.entry")),
                ("replaces", _to("storage.effortversion", null=True)),
                ("retracted", _to("storage.entry", null=True, indexed=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("retracted__isnull", True)),
                        fields=("effort",),
                        name="one_standing_version_per_effort",
                    ),
                    models.CheckConstraint(
                        condition=Q(("due__isnull", True), ("closed__isnull", True), _connector="OR"),
                        name="effort_closed_or_due",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="EffortReply",
            fields=[
                *_ROW,
                ("day", models.DateField(null=True)),
                ("sender", models.TextField()),
                ("answer", models.CharField(max_length=60)),
                ("words", models.TextField(blank=True)),
                ("effort", _to("storage.effort", name="replies")),
                ("entry", _to("storage.entry")),
                ("retracted", _to("storage.entry", null=True, indexed=False)),
                ("source", _to("storage.source", null=True)),
            ],
        ),
        guarding(
            {
                "storage_effort": (),
                "storage_efforton": (),
                "storage_effortversion": STANDING,
                "storage_effortreply": STANDING,
            }
        ),
    ]
