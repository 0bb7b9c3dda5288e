"""A draft carried over to the correction of the transcript it was made from."""

from collections.abc import Iterator
from dataclasses import replace

from lastseen.domain.correcting import Correction
from lastseen.domain.texts import Range
from lastseen.exchange.drafts.model import Cell, Draft, Entry, Span


def carried(draft: Draft, old: str, new: str) -> Draft:
    """The draft with its places where they lie in the correction; what nothing stands for any more is not cited."""
    correction = Correction(old, new)
    return replace(draft, entries=tuple(_entry(entry, correction) for entry in draft.entries))


def _entry(entry: Entry, correction: Correction) -> Entry:
    fields = {name: tuple(_cell(cell, correction) for cell in cells) for name, cells in entry.fields.items()}
    return replace(entry, fields=fields)


def _cell(cell: Cell, correction: Correction) -> Cell:
    return replace(cell, spans=tuple(_spans(cell, correction)))


def _spans(cell: Cell, correction: Correction) -> Iterator[Span]:
    for span in cell.spans:
        if span.locator:
            yield span
        elif 0 <= span.start < span.end <= len(correction.old):
            place = correction.place(Range(span.start, span.end))
            if place is not None:
                yield Span(place.start, place.end)
