"""Models of third persons in texts: places that name one, and who has read a text through for such places."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lastseen.storage.rows import Standing


class Marking(Standing):
    """A range of code points of a text that names a third person, of one kind."""

    text = models.ForeignKey("storage.SourceText", on_delete=models.PROTECT, related_name="markings")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="marking_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["text", "start", "end", "kind"],
                condition=Q(retracted__isnull=True),
                name="one_standing_marking_per_place_and_kind",
            ),
        ]


class TextReview(Standing):
    """Whoever wrote this has read the whole text, and found its markings complete as they stood then."""

    text = models.ForeignKey("storage.SourceText", on_delete=models.PROTECT, related_name="reviews")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["text"], condition=Q(retracted__isnull=True), name="one_standing_review_per_text"
            )
        ]
