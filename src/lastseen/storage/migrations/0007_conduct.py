"""How interviews were held."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from lastseen.storage.guarding import STANDING, guarding


class Migration(migrations.Migration):
    dependencies = [("storage", "0006_evidence")]

    operations = [
        migrations.CreateModel(
            name="Conduct",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.CharField(max_length=64)),
                ("part", models.CharField(max_length=20)),
                ("item", models.UUIDField(db_index=True)),
                ("values", models.JSONField()),
                ("due", models.DateField(null=True)),
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
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="storage.source"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=Q(("due__isnull", False), ("retracted__isnull", True)),
                        fields=["due"],
                        name="conduct_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("retracted__isnull", True)),
                        fields=("item",),
                        name="one_standing_version_per_particular",
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            (
                                "part__in",
                                [
                                    "asked",
                                    "callback",
                                    "contact",
                                    "distress",
                                    "interruption",
                                    "present",
                                    "reading",
                                    "referral",
                                    "session",
                                ],
                            )
                        ),
                        name="conduct_part_is_a_known_word",
                    ),
                ],
            },
        ),
        guarding({"storage_conduct": STANDING}),
    ]
