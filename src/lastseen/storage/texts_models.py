"""Models of what is known of texts: what each was made from, who answers for it, what renders what, and what moved."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lastseen.domain.texts import TextState
from lastseen.storage.rows import Recorded, Standing, Unrecorded, one_of
from lastseen.storage.sealed import SealedJSON

TEXT = "storage.SourceText"


class TextLineage(Recorded):
    """What one text was made from: the text it corrects, the text it translates."""

    text = models.ForeignKey(TEXT, on_delete=models.PROTECT, related_name="lineage")
    corrects = models.ForeignKey(TEXT, null=True, on_delete=models.PROTECT, related_name="corrected")
    translates = models.ForeignKey(TEXT, null=True, on_delete=models.PROTECT, related_name="translated")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["text"], name="one_lineage_per_text"),
            models.UniqueConstraint(fields=["corrects"], name="text_corrected_once"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=False) | Q(translates__isnull=False), name="text_made_from_another"
            ),
        ]


class TextCredit(Standing):
    """Who made and who checked a text, and how far it is; one of a text stands."""

    text = models.ForeignKey(TEXT, on_delete=models.PROTECT, related_name="credits")
    author = models.TextField()
    checker = models.TextField(blank=True)
    state = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["text"], condition=Q(retracted__isnull=True), name="one_standing_credit_per_text"
            ),
            models.CheckConstraint(condition=one_of("state", TextState), name="text_state_is_a_known_word"),
            models.CheckConstraint(condition=~Q(checker=F("author")), name="text_not_checked_by_its_author"),
            models.CheckConstraint(
                condition=~Q(state=TextState.CHECKED.value) | ~Q(checker=""), name="text_checked_by_somebody"
            ),
        ]


class TextSegment(Standing):
    """A range of a text and the range of its translation that renders it."""

    original = models.ForeignKey(TEXT, on_delete=models.PROTECT, related_name="+")
    translation = models.ForeignKey(TEXT, on_delete=models.PROTECT, related_name="+")
    original_start = models.PositiveIntegerField()
    original_end = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(original_end__gt=F("original_start"), end__gt=F("start")),
                name="segment_ends_after_it_starts",
            ),
        ]


class PassageMove(Standing):
    """Where a passage of a corrected text stands now; null where its words are in the correction no more."""

    passage = models.ForeignKey("storage.Passage", on_delete=models.PROTECT, related_name="moves")
    to = models.ForeignKey("storage.Passage", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["passage"], condition=Q(retracted__isnull=True), name="one_standing_move_per_passage"
            ),
            models.CheckConstraint(condition=Q(to__isnull=True) | ~Q(to=F("passage")), name="passage_moved_elsewhere"),
        ]


class TranslationDraft(Unrecorded):
    """What one user has translated so far of one text into one language, paragraph by paragraph; not handed in yet.

    ``content`` gives for each paragraph its number, words, and the number of the version in which they were changed.
    """

    text = models.ForeignKey(TEXT, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("storage.User", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    content = SealedJSON()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["text", "user", "language"], name="one_translation_draft"),
        ]
