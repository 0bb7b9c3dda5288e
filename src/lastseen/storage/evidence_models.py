"""Models of the files of sources: what came, what it turned out to be, what was set aside, and marks in it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lastseen.domain.files import FileKind, Why
from lastseen.storage.rows import Recorded, Standing, one_of
from lastseen.storage.sealed import SealedText


class EvidenceFile(Recorded):
    """A file of a source, never changed and never deleted: its bytes lie in the registry's folder, by their digest.

    ``name`` and ``claimed`` are as they were given with it; the rest is what decoding found.
    """

    source = models.ForeignKey("storage.Source", on_delete=models.PROTECT, related_name="files")
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    name = SealedText()
    claimed = SealedText(blank=True)
    kind = models.CharField(max_length=20)
    media = models.CharField(max_length=40)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    seconds = models.PositiveIntegerField(default=0)
    codecs = models.CharField(max_length=120, blank=True)
    why = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "digest"], name="file_once_per_source"),
            models.CheckConstraint(condition=one_of("kind", FileKind), name="file_kind_is_a_known_word"),
            models.CheckConstraint(condition=one_of("why", Why), name="file_why_is_a_known_word"),
            models.CheckConstraint(condition=Q(size__gte=1), name="file_is_not_empty"),
        ]


class FileAside(Standing):
    """A file is not to be worked with any more, for a reason, while this stands."""

    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="asides")
    reason = SealedText()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["file"], condition=Q(retracted__isnull=True), name="one_standing_aside_per_file"
            )
        ]


class FileMark(Standing):
    """A note at a page of a file or a time in it, as the locator of a passage has the place."""

    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="marks")
    place = models.CharField(max_length=60)
    note = SealedText(blank=True)
