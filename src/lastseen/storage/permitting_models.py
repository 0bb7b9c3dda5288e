"""Models of what permits that single people leave, and of whom each release outside showed."""

from typing import ClassVar

from django.db import models

from lastseen.domain.decisions import ConsentAnswer, IdentityLevel
from lastseen.domain.permitting import Standing as InStanding
from lastseen.domain.release import Profile
from lastseen.storage.rows import Recorded, Standing, one_of


class FamilyConsent(Standing):
    """What somebody who may speak for a person answered, as it stood from its entry on until it was replaced."""

    accounts = models.ManyToManyField("storage.Account", through="FamilyConsentAccount", related_name="+")
    who = models.TextField()
    standing = models.CharField(max_length=20)
    relation = models.CharField(max_length=60, blank=True)
    purpose = models.CharField(max_length=60)
    recipient = models.TextField(blank=True)
    identity = models.CharField(max_length=20)
    answer = models.CharField(max_length=20)
    until = models.DateField(null=True)
    withdrawn = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=one_of("standing", InStanding), name="family_standing_is_a_known_word"),
            models.CheckConstraint(condition=one_of("answer", ConsentAnswer), name="family_answer_is_a_known_word"),
            models.CheckConstraint(condition=one_of("identity", IdentityLevel), name="family_identity_is_a_known_word"),
        ]


class FamilyConsentAccount(Recorded):
    """One account of the person for whom a family answered."""

    consent = models.ForeignKey(FamilyConsent, on_delete=models.PROTECT)
    account = models.ForeignKey("storage.Account", on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["consent", "account"], name="family_consent_account_once")
        ]


class Clearance(Standing):
    """The judgement that one person may be published, up to this much of their identity."""

    accounts = models.ManyToManyField("storage.Account", through="ClearanceAccount", related_name="+")
    identity = models.CharField(max_length=20)
    reason = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=one_of("identity", IdentityLevel), name="clearance_identity_is_a_known_word"
            )
        ]


class ClearanceAccount(Recorded):
    """One account that a clearance covers."""

    clearance = models.ForeignKey(Clearance, on_delete=models.PROTECT)
    account = models.ForeignKey("storage.Account", on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clearance", "account"], name="clearance_account_once")
        ]


class Approval(Standing):
    """A yes to one way out, until a day."""

    purpose = models.CharField(max_length=60)
    recipient = models.TextField(blank=True)
    profile = models.CharField(max_length=20)
    until = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=one_of("profile", Profile), name="approval_profile_is_a_known_word")
        ]


class TableClearance(Standing):
    """One person's yes to publishing a figure with its small rows, and why."""

    figure = models.CharField(max_length=100)
    reason = models.TextField()


class Served(Recorded):
    """What a release outside was made from: its sources; the single people it showed, each with how they stood.

    ``people`` gives by account what was known then: ``accounts`` joined to it, and codes of the ``fate``. ``published``
    holds the rows of the figures that left.
    """

    release = models.OneToOneField("storage.Release", on_delete=models.PROTECT, related_name="served")
    sources = models.JSONField()
    people = models.JSONField()
    published = models.JSONField()


class Told(Recorded):
    """What somebody who was served was told of a change since: to which release, of whom, what was sent."""

    release = models.ForeignKey("storage.Release", on_delete=models.PROTECT, related_name="told")
    account = models.ForeignKey("storage.Account", on_delete=models.PROTECT, related_name="+")
    change = models.CharField(max_length=20)
    sent = models.TextField()
