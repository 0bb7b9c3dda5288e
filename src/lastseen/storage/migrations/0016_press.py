"""Where press items were published, and the sources that efforts answer."""

import uuid

from django.db import migrations, models

from lastseen.storage.guarding import STANDING, guarding


class Migration(migrations.Migration):
    """The tables of press items, guarded as all that the ledger covers."""

    dependencies = [("storage", "0015_erasure")]
    operations = [
        migrations.CreateModel(
            name="Published",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.CharField(max_length=64)),
                ("medium", models.TextField()),
                ("address", models.TextField(blank=True)),
                (
                    "entry",
                    models.ForeignKey(on_delete=models.deletion.PROTECT, related_name="+", to="storage.entry"),
                ),
                (
                    "retracted",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.deletion.PROTECT,
                        related_name="+",
                        to="storage.entry",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(on_delete=models.deletion.PROTECT, related_name="published", to="storage.source"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retracted__isnull", True)),
                        fields=("source",),
                        name="one_standing_publication_per_source",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EffortAbout",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.CharField(max_length=64)),
                (
                    "effort",
                    models.ForeignKey(on_delete=models.deletion.PROTECT, related_name="answers", to="storage.effort"),
                ),
                (
                    "entry",
                    models.ForeignKey(on_delete=models.deletion.PROTECT, related_name="+", to="storage.entry"),
                ),
                (
                    "source",
                    models.ForeignKey(on_delete=models.deletion.PROTECT, related_name="+", to="storage.source"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("effort", "source"), name="effort_source_once")],
            },
        ),
        guarding({"storage_published": STANDING, "storage_effortabout": ()}),
    ]
