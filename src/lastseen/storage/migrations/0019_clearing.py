"""One person's yes to publishing a table with its small rows."""

import uuid

from django.db import migrations, models
from django.db.models.deletion import PROTECT

from lastseen.storage.guarding import STANDING, guarding


class Migration(migrations.Migration):
    dependencies = [("storage", "0018_bundles")]

    operations = [
        migrations.CreateModel(
            name="TableClearance",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.CharField(max_length=64)),
                ("figure", models.CharField(max_length=100)),
                ("reason", models.TextField()),
                ("entry", models.ForeignKey(on_delete=PROTECT, related_name="+", to="storage.entry")),
                (
                    "retracted",
                    models.ForeignKey(
                        db_index=False, null=True, on_delete=PROTECT, related_name="+", to="storage.entry"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        guarding({"storage_tableclearance": STANDING}),
    ]
