"""Press items written and read: where each was published, and the text of it that stands."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from lastseen.domain.accounts import SourceId
from lastseen.domain.rights import Rights
from lastseen.storage.ledger import Pen
from lastseen.storage.models import SourceText
from lastseen.storage.press_models import Published
from lastseen.storage.seen_sources import descriptions

PRESS = "press"
"""The kind of a source that is a press item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PressRow:
    """A press item as it is described; medium and address are empty where nobody wrote them down."""

    id: SourceId
    name: str
    title: str
    language: str
    compartment: str
    day: date | None
    medium: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PressText:
    """The newest text of a press item as it was published; it is told from others by its digest."""

    digest: str
    language: str
    content: str = field(compare=False, repr=False)


def put_published(pen: Pen, source: SourceId, medium: str, address: str) -> None:
    """Write where an item was published, in place of what stood; the same again changes nothing."""
    standing = Published.objects.filter(source_id=source, retracted__isnull=True)
    if standing.filter(medium=medium, address=address).exists():
        return
    pen.retract(standing)
    pen.sign(Published(source_id=source, medium=medium, address=address)).save(force_insert=True)
    pen.touched["source.published"] += 1


def press_rows(rights: Rights) -> list[PressRow]:
    """The press items somebody sees, the newest first, those without a day last."""
    rows = descriptions(rights).filter(kind=PRESS)
    seen = [(SourceId(row.source_id), row) for row in rows]
    where = {
        one.source_id: (one.medium, one.address)
        for one in Published.objects.filter(source_id__in=[id_ for id_, _ in seen], retracted__isnull=True)
    }
    found = [
        PressRow(
            id=id_,
            name=row.source.external_id,
            title=row.title,
            language=row.language,
            compartment=row.compartment,
            day=row.day,
            medium=where.get(id_, ("", ""))[0],
            address=where.get(id_, ("", ""))[1],
        )
        for id_, row in seen
    ]
    return sorted(found, key=lambda one: one.day or date.min, reverse=True)


def press_texts(sources: Collection[SourceId]) -> dict[SourceId, PressText]:
    """The text of each of these items that nothing corrects, of several the newest; translations are not among
    them, nor what was erased."""
    rows = SourceText.objects.filter(source_id__in=sources, role="transcript", corrected__isnull=True)
    columns = ("source_id", "digest", "language", "text")
    return {
        SourceId(source): PressText(digest=digest, language=language, content=content)
        for source, digest, language, content in rows.order_by("entry__number", "id").values_list(*columns)
        if content
    }
