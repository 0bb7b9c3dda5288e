"""Models of partners, of bundles they sent, and of what they said of our records."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.storage.rows import Recorded, Standing, one_of
from lastseen.storage.sealed import SealedText

WORDS = ("correction", "unknown-term")
STEPS = ("answered", "approved", "asked", "read")


class Partner(Standing):
    """A group we exchange records with, and its keys; of one name, and of one signing key, one stands."""

    name = models.CharField(max_length=60)
    age_key = models.TextField()
    signing_key = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name"], condition=Q(retracted__isnull=True), name="one_standing_partner"),
            models.UniqueConstraint(
                fields=["signing_key"], condition=Q(retracted__isnull=True), name="one_partner_per_signing_key"
            ),
        ]


class Bundle(Recorded):
    """A bundle that came from a partner, by the digest of its content; ``made`` is when its sender says it was."""

    partner = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField()


class PartnerVerdict(Recorded):
    """What a partner decided between two accounts: theirs to say, joined to nothing here."""

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="verdicts")
    kind = models.CharField(max_length=20)
    left = models.ForeignKey("storage.Account", on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey("storage.Account", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=one_of("kind", VerdictKind), name="partner_verdict_kind_is_a_known_word"),
            models.CheckConstraint(condition=one_of("answer", Answer), name="partner_verdict_answer_is_a_known_word"),
        ]


class PartnerWord(Recorded):
    """What a partner says of a field of an account beside it: a correction, or a term that is none of ours.

    It is sealed with the account's source, and erased with it.
    """

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="words")
    account = models.ForeignKey("storage.Account", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    field = models.CharField(max_length=60)
    value = SealedText()
    reason = SealedText(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=one_of("kind", WORDS), name="partner_word_kind_is_a_known_word")
        ]


class Overlap(Recorded):
    """One step of a question how many people two groups have in common, with how many were compared and found."""

    run = models.CharField(max_length=64)
    partner = models.CharField(max_length=60)
    step = models.CharField(max_length=20)
    compared = models.PositiveIntegerField()
    found = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "step"], name="overlap_step_once"),
            models.CheckConstraint(condition=one_of("step", STEPS), name="overlap_step_is_a_known_word"),
        ]
