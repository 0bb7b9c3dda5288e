"""Models of what the organisation itself did: efforts, what is known of each, and what came back."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lastseen.storage.rows import Recorded, Standing


class Effort(Recorded):
    """Something that was done, for whoever these accounts tell of. What it was stands in :class:`EffortVersion`."""

    accounts = models.ManyToManyField("storage.Account", through="EffortOn", related_name="+")


class EffortOn(Recorded):
    """One account an effort hangs on."""

    effort = models.ForeignKey(Effort, on_delete=models.PROTECT, related_name="hangs_on")
    account = models.ForeignKey("storage.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["effort", "account"], name="effort_account_once")]


class EffortVersion(Standing):
    """What is known of an effort; one of an effort stands. When it is taken back, the one it replaced stands again."""

    effort = models.ForeignKey(Effort, on_delete=models.PROTECT, related_name="versions")
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    forum = models.CharField(max_length=60)
    what = models.TextField()
    day = models.DateField(null=True)
    number = models.TextField(blank=True)
    consent = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=60, blank=True)
    due = models.DateField(null=True, db_index=True)
    due_what = models.TextField(blank=True)
    closed = models.DateField(null=True)
    closed_why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["effort"], condition=Q(retracted__isnull=True), name="one_standing_version_per_effort"
            ),
            models.CheckConstraint(condition=Q(due__isnull=True) | Q(closed__isnull=True), name="effort_closed_or_due"),
        ]


class EffortReply(Standing):
    """What came back for an effort; ``source`` is the one that holds it, where it is among the sources."""

    effort = models.ForeignKey(Effort, on_delete=models.PROTECT, related_name="replies")
    day = models.DateField(null=True)
    sender = models.TextField()
    answer = models.CharField(max_length=60)
    words = models.TextField(blank=True)
    source = models.ForeignKey("storage.Source", null=True, on_delete=models.PROTECT, related_name="+")
