"""Models of what the press published, beside the source that keeps its text."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lastseen.storage.rows import Recorded, Standing


class Published(Standing):
    """Where a press item was published: its medium and its address; one of a source stands."""

    source = models.ForeignKey("storage.Source", on_delete=models.PROTECT, related_name="published")
    medium = models.TextField()
    address = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source"], condition=Q(retracted__isnull=True), name="one_standing_publication_per_source"
            )
        ]


class EffortAbout(Recorded):
    """A source that an effort answers, as the article a correction was asked of."""

    effort = models.ForeignKey("storage.Effort", on_delete=models.PROTECT, related_name="answers")
    source = models.ForeignKey("storage.Source", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["effort", "source"], name="effort_source_once")]
