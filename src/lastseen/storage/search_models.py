"""Models of what the library is searched by: lines and texts, derived and no evidence; and views that users save."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lastseen.storage.rows import Standing, Unrecorded


class SearchLine(Unrecorded):
    """One taking of a person as one account tells it; ``position`` is that of the ledger when it was derived.

    ``serial`` is that of the person account, ``case_serial`` that of the case account; ``cells`` is JSON.
    """

    account = models.ForeignKey("storage.Account", on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey("storage.Source", on_delete=models.PROTECT, related_name="+", db_index=False)
    serial = models.PositiveBigIntegerField()
    case_serial = models.PositiveBigIntegerField(null=True)
    position = models.PositiveBigIntegerField(db_index=True)
    cells = models.TextField()


class SearchText(Unrecorded):
    """Some words of a source, or of an account of it, as tokens. ``number`` is what a text index knows it by."""

    number = models.BigIntegerField(unique=True)
    source = models.ForeignKey("storage.Source", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("storage.Account", null=True, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=20)
    tokens = models.TextField()


class SavedView(Standing):
    """What one user asks the library for again, under a name; one of a name stands."""

    user = models.ForeignKey("storage.User", on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    asked = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "name"], condition=Q(retracted__isnull=True), name="one_standing_view_per_name"
            )
        ]
