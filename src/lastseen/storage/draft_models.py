"""Models of what somebody is still coding: kept outside the ledger, as nothing of it is said before it is handed in."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lastseen.storage.rows import Unrecorded
from lastseen.storage.sealed import SealedJSON


class Draft(Unrecorded):
    """One version of one user's draft of one source; one of them is the current one.

    ``before`` is the number of the version it was made from, nought for the first: undoing goes back to it. ``stood``
    is the entry that had last changed the coding that is to be changed, when the draft was begun; nought for none.
    """

    source = models.ForeignKey("storage.Source", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("storage.User", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    before = models.PositiveIntegerField()
    current = models.BooleanField()
    at = models.DateTimeField()
    content = SealedJSON()
    stood = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "user", "number"], name="draft_number_once"),
            models.UniqueConstraint(fields=["source", "user"], condition=Q(current=True), name="one_current_draft"),
            models.CheckConstraint(condition=Q(before__lt=models.F("number")), name="draft_follows_an_earlier_one"),
        ]
