"""Models of interviews coded by two people, of what a third concluded from both, and of entries withdrawn."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lastseen.storage.rows import Recorded, Standing, Unrecorded, one_of
from lastseen.storage.sealed import SealedJSON, SealedText

TAKEN = ("first", "second", "both", "other", "neither")
"""What may be taken of two readings: of a unit, *neither* drops it; of a value, it leaves the field empty."""


class DoubleCoding(Standing):
    """That a source is to be coded by two people, neither knowing of the other's reading, until a third concludes.

    ``first`` is null where the first reading is the agreed coding of somebody who is no user, such as that of a file.
    """

    source = models.ForeignKey("storage.Source", on_delete=models.PROTECT, related_name="double_codings")
    first = models.ForeignKey("storage.User", null=True, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("storage.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source"], condition=Q(retracted__isnull=True), name="one_standing_double_coding"
            ),
            models.CheckConstraint(
                condition=Q(first__isnull=True) | ~Q(first=F("second")), name="double_coding_by_two_people"
            ),
        ]


class Concluded(Recorded):
    """What a third person concluded from two readings: the agreed coding it made or revised."""

    double = models.OneToOneField(DoubleCoding, on_delete=models.PROTECT, related_name="concluded")
    first = models.ForeignKey("storage.Coding", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("storage.Coding", on_delete=models.PROTECT, related_name="+")
    agreed = models.ForeignKey("storage.Coding", on_delete=models.PROTECT, related_name="+")


class ConcludedUnit(Recorded):
    """One unit of two readings: the account of either or both, what was taken of it, and the agreed account if any."""

    concluded = models.ForeignKey(Concluded, on_delete=models.PROTECT, related_name="units")
    kind = models.CharField(max_length=20)
    first = models.ForeignKey("storage.Account", null=True, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("storage.Account", null=True, on_delete=models.PROTECT, related_name="+")
    agreed = models.ForeignKey("storage.Account", null=True, on_delete=models.PROTECT, related_name="+")
    taken = models.CharField(max_length=10)
    reason = SealedText(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=one_of("taken", TAKEN), name="unit_taken_is_a_known_word"),
            models.CheckConstraint(
                condition=Q(first__isnull=False) | Q(second__isnull=False), name="unit_is_of_some_reading"
            ),
        ]


class ConcludedField(Recorded):
    """One field in which two readings of a unit differed: what was taken, and why."""

    unit = models.ForeignKey(ConcludedUnit, on_delete=models.PROTECT, related_name="fields")
    field = models.CharField(max_length=40)
    taken = models.CharField(max_length=10)
    reason = SealedText()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "field"], name="field_concluded_once"),
            models.CheckConstraint(condition=one_of("taken", TAKEN), name="field_taken_is_a_known_word"),
        ]


class Concluding(Unrecorded):
    """What a third person has chosen so far of two readings; the newest version alone."""

    double = models.ForeignKey(DoubleCoding, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("storage.User", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    content = SealedJSON()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["double", "user"], name="one_concluding_per_user")]


class Withdrawal(Standing):
    """That an account handed in is said no more, for a reason; nothing of it is deleted, and it may be taken back."""

    account = models.ForeignKey("storage.Account", on_delete=models.PROTECT, related_name="withdrawals")
    reason = SealedText()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(retracted__isnull=True), name="one_standing_withdrawal"
            )
        ]
