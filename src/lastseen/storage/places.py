"""Passages where they stand now: those of a text that was corrected, at the place found for them in the correction."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import FilteredRelation, Q

from lastseen.domain.accounts import SourceId
from lastseen.domain.answers import PassageId
from lastseen.domain.sources import Passage as DomainPassage

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from lastseen.storage.models import Passage

_PLACE = ("text__digest", "start", "end", "quote", "locator")


def placed(rows: "QuerySet[Passage]") -> Iterator[DomainPassage]:
    """These passages by their own ids, each at its place of now; one that no place was found for stays where it was."""
    standing = FilteredRelation("moves", condition=Q(moves__retracted__isnull=True))
    columns = ("id", "source_id", "now__to_id", *_PLACE, *(f"now__to__{column}" for column in _PLACE))
    for id_, source, to, *cells in rows.annotate(now=standing).values_list(*columns).iterator(chunk_size=5000):
        digest, start, end, quote, locator = cells[: len(_PLACE)] if to is None else cells[len(_PLACE) :]
        yield DomainPassage(
            id=PassageId(id_),
            source=SourceId(source),
            text_digest=digest or "",
            start=start,
            end=end,
            quote=quote,
            locator=locator,
        )
