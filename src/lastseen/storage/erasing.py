"""What is left of a source that is erased, and what goes: written as rows, and taken out of what is no evidence.

Columns that are sealed need nothing: their key goes. Values of accounts are emptied besides.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from lastseen.domain.accounts import AccountId, Sensitivity, SourceId
from lastseen.storage.conduct_models import Conduct
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
    particulars: int
    drafts: int


def holding(sources: Collection[SourceId]) -> Holding:
    """How much there is of these sources."""
    return Holding(
        accounts=_accounts(sources).count(),
        texts=SourceText.objects.filter(source__in=sources).count(),
        passages=Passage.objects.filter(source__in=sources).count(),
        files=EvidenceFile.objects.filter(source__in=sources).count(),
        particulars=Conduct.objects.filter(source__in=sources).count(),
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
    telling = Revision.objects.filter(sensitivity=Sensitivity.IDENTITY, erased__isnull=True)
    pen.erase(telling.filter(account__coding__source__in=sources))
    pen.told.update(map(AccountId, _accounts(sources).values_list("id", flat=True)))
    pen.described.update(sources)


def _accounts(sources: Collection[SourceId]) -> "QuerySet[Account]":
    return Account.objects.filter(coding__source__in=sources)


def _unfinished(
    sources: Collection[SourceId],
) -> "tuple[QuerySet[Draft], QuerySet[TranslationDraft], QuerySet[Concluding]]":
    """What nobody has handed in yet of these sources."""
    return (
        Draft.objects.filter(source__in=sources),
        TranslationDraft.objects.filter(text__source__in=sources),
        Concluding.objects.filter(double__source__in=sources),
    )
