"""What is left of a source that is erased, and what goes: written as rows, and taken out of what is no evidence.

Columns that are sealed need nothing: their key goes. Values of accounts are emptied besides.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection
from django.db.models import Q

from lastseen.domain.accounts import Sensitivity, SourceId
from lastseen.domain.encoding import without_words
from lastseen.storage.double_models import Concluding
from lastseen.storage.draft_models import Draft
from lastseen.storage.erasing_models import Erasure
from lastseen.storage.evidence_models import EvidenceFile
from lastseen.storage.ledger import Pen
from lastseen.storage.models import Account, Passage, Revision, Source, SourceText
from lastseen.storage.texts_models import TranslationDraft

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """How much there is of some sources that tells who they are about."""

    accounts: int
    texts: int
    passages: int
    files: int
    drafts: int


def holding(sources: Collection[SourceId]) -> Holding:
    """How much there is of these sources."""
    return Holding(
        accounts=Account.objects.filter(coding__source__in=sources).count(),
        texts=SourceText.objects.filter(source__in=sources).count(),
        passages=Passage.objects.filter(source__in=sources).count(),
        files=EvidenceFile.objects.filter(source__in=sources).count(),
        drafts=sum(rows.count() for rows in _unfinished(sources)),
    )


def erased_sources() -> frozenset[SourceId]:
    """The sources that the registry says were erased."""
    return frozenset(SourceId(id_) for id_ in Erasure.objects.values_list("source_id", flat=True))


def names_of(sources: Iterable[UUID]) -> tuple[str, ...]:
    """The external ids of those of these sources that are in the registry."""
    return tuple(
        Source.objects.filter(id__in=set(sources)).order_by("external_id").values_list("external_id", flat=True)
    )


def contents_of(sources: Collection[SourceId]) -> list[tuple[SourceId, str]]:
    """The files of these sources: each by its source and digest."""
    rows = EvidenceFile.objects.filter(source__in=sources).values_list("source_id", "digest")
    return [(SourceId(source), digest) for source, digest in rows]


def put_erasures(pen: Pen, sources: Collection[SourceId]) -> None:
    """Write that these sources are erased, those that were not already, and empty what is left of their values."""
    for source in sorted(set(sources) - erased_sources()):
        pen.sign(Erasure(source_id=source)).save(force_insert=True)
        pen.touched["source.erased"] += 1
    for rows in _unfinished(sources):
        rows.delete()
    _without_words(pen, sources)
    telling = Q(sensitivity=Sensitivity.IDENTITY) | Q(current=False)
    pen.erase(Revision.objects.filter(telling, account__coding__source__in=sources, erased__isnull=True))
    pen.described.update(sources)


def _unfinished(
    sources: Collection[SourceId],
) -> "tuple[QuerySet[Draft], QuerySet[TranslationDraft], QuerySet[Concluding]]":
    """What nobody has handed in yet of these sources."""
    return (
        Draft.objects.filter(source__in=sources),
        TranslationDraft.objects.filter(text__source__in=sources),
        Concluding.objects.filter(double__source__in=sources),
    )


def _without_words(pen: Pen, sources: Collection[SourceId]) -> None:
    """Revise what is coded, where it still has the words in which it was told."""
    rows = Revision.objects.filter(account__coding__source__in=sources, current=True, erased__isnull=True)
    rows = rows.exclude(sensitivity=Sensitivity.IDENTITY)
    old, new = [], []
    for id_, account, kind, sensitivity, number, held in rows.values_list(
        "id", "account_id", "account__kind", "sensitivity", "number", "values"
    ):
        left = without_words(kind, held or {})
        if left != held:
            old.append(id_)
            row = Revision(account_id=account, sensitivity=sensitivity, number=number + 1, values=left)
            new.append(pen.sign(row))
    Revision.objects.filter(id__in=old).update(current=False)
    Revision.objects.bulk_create(new)


def forget_freed() -> None:
    """Leave nothing of deleted rows: pages that were freed, and words that a text index keeps until it is merged."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO storage_searchindex(storage_searchindex) VALUES ('rebuild')")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM FULL storage_searchtext, storage_searchline, storage_revision")
            cursor.execute("VACUUM FULL storage_draft, storage_translationdraft, storage_concluding")
