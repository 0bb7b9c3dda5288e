"""Places in texts that name third persons, and reviews of texts for them."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from lastseen.storage.guarding import STANDING, guarding


class Migration(migrations.Migration):
    dependencies = [("storage", "0008_texts")]

    operations = [
        migrations.CreateModel(
            name="Marking",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.CharField(max_length=64)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=60)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="markings",
                        to="storage.sourcetext",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=Q(("start__lt", F("end"))), name="marking_ends_after_it_starts"),
                    models.UniqueConstraint(
                        condition=Q(("retracted__isnull", True)),
                        fields=("text", "start", "end", "kind"),
                        name="one_standing_marking_per_place_and_kind",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="TextReview",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="storage.sourcetext",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("retracted__isnull", True)), fields=("text",), name="one_standing_review_per_text"
                    )
                ]
            },
        ),
        guarding({"storage_marking": STANDING, "storage_textreview": STANDING}),
    ]
