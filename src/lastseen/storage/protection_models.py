"""Models of what protects people: holds, and judgements of risk with the day on which they are to be made again."""

from typing import ClassVar

from django.db import models

from lastseen.domain.protection import Harmed, RiskLevel
from lastseen.storage.rows import Recorded, Standing, one_of


class Protecting(Standing):
    """What every protection has: its subject, by whom it was judged, and the day on which to judge again.

    The subject is a source or, where there is none, the accounts the protection hangs on.
    """

    source = models.ForeignKey("storage.Source", null=True, on_delete=models.PROTECT, related_name="+")
    judged_by = models.TextField()
    review = models.DateField()

    class Meta:
        abstract = True


class Hold(Protecting):
    """Nothing of the subject leaves while this stands."""

    accounts = models.ManyToManyField("storage.Account", through="HoldAccount", related_name="+")
    what = models.TextField()
    why = models.TextField()


class RiskJudgement(Protecting):
    """Who could be harmed by the subject, how, and how likely."""

    accounts = models.ManyToManyField("storage.Account", through="RiskAccount", related_name="+")
    harmed = models.CharField(max_length=20)
    how = models.TextField()
    level = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=one_of("harmed", Harmed), name="risk_harmed_is_a_known_word"),
            models.CheckConstraint(condition=one_of("level", RiskLevel), name="risk_level_is_a_known_word"),
        ]


class HoldAccount(Recorded):
    """One account a hold hangs on."""

    protection = models.ForeignKey(Hold, on_delete=models.PROTECT)
    account = models.ForeignKey("storage.Account", on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["protection", "account"], name="hold_account_once")]


class Lifting(Recorded):
    """Why a hold was lifted, in the words of whoever lifted it."""

    hold = models.ForeignKey(Hold, on_delete=models.PROTECT)
    reason = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["hold"], name="hold_lifted_once")]


class RiskAccount(Recorded):
    """One account a judgement of risk hangs on."""

    protection = models.ForeignKey(RiskJudgement, on_delete=models.PROTECT)
    account = models.ForeignKey("storage.Account", on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["protection", "account"], name="risk_account_once")]
