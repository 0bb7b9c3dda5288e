"""Sources that were erased."""

import uuid

from django.db import migrations, models

from lastseen.storage.guarding import guarding


class Migration(migrations.Migration):
    """That a source was erased is added to, never changed; a source is erased once."""

    dependencies = [("storage", "0014_gate")]

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.CharField(max_length=64)),
                (
                    "entry",
                    models.ForeignKey(on_delete=models.deletion.PROTECT, related_name="+", to="storage.entry"),
                ),
                (
                    "source",
                    models.OneToOneField(
                        on_delete=models.deletion.PROTECT, related_name="erasure", to="storage.source"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        guarding({"storage_erasure": ()}),
    ]
