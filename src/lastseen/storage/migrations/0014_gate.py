"""What permits that single people leave, and whom each release outside showed."""

import uuid
from typing import Any

from django.db import migrations, models
from django.db.models import Q
from django.db.models.deletion import PROTECT

from lastseen.storage.guarding import STANDING, guarding, unguarding

PROFILES = ["internal", "named", "pseudonymous", "public"]
LEVELS = ["name", "none", "pseudonym"]


def _recorded(name: str, *fields: tuple[str, Any], options: dict[str, Any] | None = None) -> migrations.CreateModel:
    return migrations.CreateModel(
        name=name,
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("salt", models.BinaryField(max_length=16, null=True)),
            ("commitment", models.CharField(max_length=64)),
            *fields,
            ("entry", _to("entry")),
        ],
        options=options or {"abstract": False},
    )


def _to(model: str) -> Any:
    return models.ForeignKey(on_delete=PROTECT, related_name="+", to=f"storage.{model}")


def _retracted() -> tuple[str, Any]:
    key = models.ForeignKey(db_index=False, null=True, on_delete=PROTECT, related_name="+", to="storage.entry")
    return "retracted", key


def _account() -> tuple[str, Any]:
    return "account", models.ForeignKey(on_delete=PROTECT, to="storage.account")


def _words(name: str, field: str, words: list[str]) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q((f"{field}__in", words)), name=name)


class Migration(migrations.Migration):
    dependencies = [("storage", "0013_quality")]

    operations = [
        unguarding({"storage_release": ()}),
        migrations.RemoveConstraint(model_name="release", name="release_profile_is_a_known_word"),
        migrations.AddConstraint(
            model_name="release", constraint=_words("release_profile_is_a_known_word", "profile", PROFILES)
        ),
        _recorded(
            "Approval",
            ("purpose", models.CharField(max_length=60)),
            ("recipient", models.TextField(blank=True)),
            ("profile", models.CharField(max_length=20)),
            ("until", models.DateField()),
            _retracted(),
            options={"constraints": [_words("approval_profile_is_a_known_word", "profile", PROFILES)]},
        ),
        _recorded(
            "Clearance",
            ("identity", models.CharField(max_length=20)),
            ("reason", models.TextField()),
            _retracted(),
            options={"constraints": [_words("clearance_identity_is_a_known_word", "identity", LEVELS)]},
        ),
        _recorded(
            "ClearanceAccount",
            ("clearance", models.ForeignKey(on_delete=PROTECT, to="storage.clearance")),
            _account(),
            options={
                "constraints": [models.UniqueConstraint(fields=("clearance", "account"), name="clearance_account_once")]
            },
        ),
        migrations.AddField(
            model_name="clearance",
            name="accounts",
            field=models.ManyToManyField(related_name="+", through="storage.ClearanceAccount", to="storage.account"),
        ),
        _recorded(
            "FamilyConsent",
            ("who", models.TextField()),
            ("standing", models.CharField(max_length=20)),
            ("relation", models.CharField(blank=True, max_length=60)),
            ("purpose", models.CharField(max_length=60)),
            ("recipient", models.TextField(blank=True)),
            ("identity", models.CharField(max_length=20)),
            ("answer", models.CharField(max_length=20)),
            ("until", models.DateField(null=True)),
            ("withdrawn", models.DateField(null=True)),
            _retracted(),
            options={
                "constraints": [
                    _words("family_standing_is_a_known_word", "standing", ["guardian", "kin", "mandate", "self"]),
                    _words("family_answer_is_a_known_word", "answer", ["no", "not-asked", "yes"]),
                    _words("family_identity_is_a_known_word", "identity", LEVELS),
                ]
            },
        ),
        _recorded(
            "FamilyConsentAccount",
            ("consent", models.ForeignKey(on_delete=PROTECT, to="storage.familyconsent")),
            _account(),
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("consent", "account"), name="family_consent_account_once")
                ]
            },
        ),
        migrations.AddField(
            model_name="familyconsent",
            name="accounts",
            field=models.ManyToManyField(
                related_name="+", through="storage.FamilyConsentAccount", to="storage.account"
            ),
        ),
        _recorded(
            "Served",
            ("release", models.OneToOneField(on_delete=PROTECT, related_name="served", to="storage.release")),
            ("sources", models.JSONField()),
            ("people", models.JSONField()),
            ("published", models.JSONField()),
        ),
        _recorded(
            "Told",
            ("release", models.ForeignKey(on_delete=PROTECT, related_name="told", to="storage.release")),
            ("account", _to("account")),
            ("change", models.CharField(max_length=20)),
            ("sent", models.TextField()),
        ),
        guarding(
            {
                "storage_release": (),
                "storage_approval": STANDING,
                "storage_clearance": STANDING,
                "storage_clearanceaccount": (),
                "storage_familyconsent": STANDING,
                "storage_familyconsentaccount": (),
                "storage_served": (),
                "storage_told": (),
            }
        ),
    ]
