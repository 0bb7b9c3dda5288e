"""Why a hold was lifted."""

import uuid

from django.db import migrations, models

from lastseen.storage.guarding import guarding


class Migration(migrations.Migration):
    dependencies = [("storage", "0011_more")]

    operations = [
        migrations.CreateModel(
            name="Lifting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.CharField(max_length=64)),
                (
                    "entry",
                    models.ForeignKey(on_delete=models.deletion.PROTECT, related_name="+", to="storage.entry"),
                ),
                ("hold", models.ForeignKey(on_delete=models.deletion.PROTECT, to="storage.hold")),
                ("reason", models.TextField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["hold"], name="hold_lifted_once")],
            },
        ),
        guarding({"storage_lifting": ()}),
    ]
