"""Partners and their keys, bundles that came from them, what they said of our records, and questions about overlap."""

import uuid
from typing import Any

from django.db import migrations, models
from django.db.models import Q
from django.db.models.deletion import PROTECT

from lastseen.storage.guarding import STANDING, guarding


def _recorded(name: str, *fields: tuple[str, Any], constraints: list[Any]) -> migrations.CreateModel:
    return migrations.CreateModel(
        name=name,
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("salt", models.BinaryField(max_length=16, null=True)),
            ("commitment", models.CharField(max_length=64)),
            *fields,
            ("entry", _to("entry")),
        ],
        options={"constraints": constraints} if constraints else {"abstract": False},
    )


def _to(model: str) -> Any:
    return models.ForeignKey(on_delete=PROTECT, related_name="+", to=f"storage.{model}")


def _of_bundle(related: str) -> tuple[str, Any]:
    return "bundle", models.ForeignKey(on_delete=PROTECT, related_name=related, to="storage.bundle")


def _words(name: str, field: str, words: list[str]) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q((f"{field}__in", words)), name=name)


def _one_standing(field: str, name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=(field,), condition=Q(("retracted__isnull", True)), name=name)


class Migration(migrations.Migration):
    """Five tables, each guarded."""

    dependencies = [("storage", "0017_tokens")]
    operations = (
        _recorded(
            "Partner",
            ("name", models.CharField(max_length=60)),
            ("age_key", models.TextField()),
            ("signing_key", models.TextField()),
            (
                "retracted",
                models.ForeignKey(db_index=False, null=True, on_delete=PROTECT, related_name="+", to="storage.entry"),
            ),
            constraints=[
                _one_standing("name", "one_standing_partner"),
                _one_standing("signing_key", "one_partner_per_signing_key"),
            ],
        ),
        _recorded(
            "Bundle",
            ("partner", models.CharField(max_length=60)),
            ("kind", models.CharField(max_length=20)),
            ("digest", models.CharField(max_length=64, unique=True)),
            ("made", models.DateTimeField()),
            constraints=[],
        ),
        _recorded(
            "PartnerVerdict",
            ("kind", models.CharField(max_length=20)),
            ("answer", models.CharField(max_length=20)),
            _of_bundle("verdicts"),
            ("left", _to("account")),
            ("right", _to("account")),
            constraints=[
                _words("partner_verdict_kind_is_a_known_word", "kind", ["case", "person", "stage"]),
                _words("partner_verdict_answer_is_a_known_word", "answer", ["different", "same", "unsure"]),
            ],
        ),
        _recorded(
            "PartnerWord",
            ("kind", models.CharField(max_length=20)),
            ("field", models.CharField(max_length=60)),
            ("value", models.TextField()),
            ("reason", models.TextField(blank=True)),
            _of_bundle("words"),
            ("account", _to("account")),
            constraints=[_words("partner_word_kind_is_a_known_word", "kind", ["correction", "unknown-term"])],
        ),
        _recorded(
            "Overlap",
            ("run", models.CharField(max_length=64)),
            ("partner", models.CharField(max_length=60)),
            ("step", models.CharField(max_length=20)),
            ("compared", models.PositiveIntegerField()),
            ("found", models.PositiveIntegerField(null=True)),
            constraints=[
                models.UniqueConstraint(fields=("run", "step"), name="overlap_step_once"),
                _words("overlap_step_is_a_known_word", "step", ["answered", "approved", "asked", "read"]),
            ],
        ),
        guarding(
            {
                "storage_partner": STANDING,
                "storage_bundle": (),
                "storage_partnerverdict": (),
                "storage_partnerword": (),
                "storage_overlap": (),
            }
        ),
    )
