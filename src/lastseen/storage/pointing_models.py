"""Model of what points at what: which accounts name which others, to be found from either end."""

from typing import ClassVar

from django.db import models

from lastseen.storage.rows import Unrecorded


class Pointer(Unrecorded):
    """One account naming another in one of its fields, as its current values have it. Unrecorded, and no evidence."""

    account = models.ForeignKey("storage.Account", on_delete=models.PROTECT, related_name="pointers")
    field = models.CharField(max_length=20)
    target = models.ForeignKey("storage.Account", on_delete=models.PROTECT, related_name="pointed_at")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "field", "target"], name="pointer_once"),
        ]
