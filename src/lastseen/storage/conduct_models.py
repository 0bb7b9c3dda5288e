"""The model of how interviews were held: one table of particulars, whatever part they are of."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lastseen.domain.conduct import PARTICULARS
from lastseen.storage.rows import Standing, one_of
from lastseen.storage.sealed import SealedJSON


class Conduct(Standing):
    """One version of one particular of how an interview was held; one of each particular stands.

    ``item`` is the particular through all its versions. ``due`` is the day on which something is to be done about it:
    it follows from the values, and stands here to be looked for.
    """

    source = models.ForeignKey("storage.Source", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20)
    item = models.UUIDField(db_index=True)
    values = SealedJSON()
    due = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["due"], name="conduct_due", condition=Q(retracted__isnull=True, due__isnull=False))
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(retracted__isnull=True), name="one_standing_version_per_particular"
            ),
            models.CheckConstraint(condition=one_of("part", PARTICULARS), name="conduct_part_is_a_known_word"),
        ]
