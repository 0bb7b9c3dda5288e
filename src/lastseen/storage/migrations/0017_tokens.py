"""Tokens by which programs act for users."""

import uuid

from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import PROTECT

from lastseen.storage.guarding import STANDING, guarding


class Migration(migrations.Migration):
    dependencies = [("storage", "0016_press")]

    operations = [
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=100)),
                ("digest", models.CharField(max_length=64)),
                ("scopes", models.JSONField()),
                ("until", models.DateField()),
                ("entry", models.ForeignKey(on_delete=PROTECT, related_name="+", to="storage.entry")),
                (
                    "retracted",
                    models.ForeignKey(
                        db_index=False, null=True, on_delete=PROTECT, related_name="+", to="storage.entry"
                    ),
                ),
                ("user", models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("digest",), name="token_digest_once")]},
        ),
        guarding({"storage_token": STANDING}),
    ]
