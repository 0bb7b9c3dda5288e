"""Random samples by which linking is judged."""

import uuid

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.deletion import PROTECT

from lastseen.storage.guarding import STANDING, guarding


class Migration(migrations.Migration):
    dependencies = [("storage", "0012_lifting")]

    operations = [
        migrations.CreateModel(
            name="Sample",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.CharField(max_length=64)),
                ("seed", models.PositiveBigIntegerField()),
                ("size", models.PositiveIntegerField()),
                ("compartments", models.JSONField(null=True)),
                ("accounts", models.PositiveIntegerField()),
                ("newest", models.PositiveBigIntegerField()),
                ("strata", models.JSONField()),
                ("state", models.CharField(max_length=64)),
                ("entry", models.ForeignKey(on_delete=PROTECT, related_name="+", to="storage.entry")),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="SampledPair",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.CharField(max_length=64)),
                ("place", models.PositiveIntegerField()),
                ("stratum", models.CharField(max_length=20)),
                ("entry", models.ForeignKey(on_delete=PROTECT, related_name="+", to="storage.entry")),
                ("left", models.ForeignKey(on_delete=PROTECT, related_name="+", to="storage.account")),
                ("right", models.ForeignKey(on_delete=PROTECT, related_name="+", to="storage.account")),
                ("sample", models.ForeignKey(on_delete=PROTECT, related_name="pairs", to="storage.sample")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("sample", "place"), name="sampled_place_once"),
                    models.UniqueConstraint(fields=("sample", "left", "right"), name="sampled_pair_once"),
                    models.CheckConstraint(condition=Q(("left__lt", F("right"))), name="sampled_pair_of_two_accounts"),
                    models.CheckConstraint(
                        condition=Q(("stratum__in", ["joined", "likely", "open", "outside", "remote", "unlikely"])),
                        name="sampled_stratum_is_a_known_word",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.CharField(max_length=64)),
                ("answer", models.CharField(max_length=20)),
                ("entry", models.ForeignKey(on_delete=PROTECT, related_name="+", to="storage.entry")),
                ("pair", models.ForeignKey(on_delete=PROTECT, related_name="judgements", to="storage.sampledpair")),
                (
                    "retracted",
                    models.ForeignKey(
                        db_index=False, null=True, on_delete=PROTECT, related_name="+", to="storage.entry"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("retracted__isnull", True)),
                        fields=("pair",),
                        name="one_standing_judgement_per_pair",
                    ),
                    models.CheckConstraint(
                        condition=Q(("answer__in", ["different", "same", "unsure"])),
                        name="judgement_answer_is_a_known_word",
                    ),
                ]
            },
        ),
        guarding({"storage_sample": (), "storage_sampledpair": (), "storage_judgement": STANDING}),
    ]
