"""Where two versions of a draft differ, field by field, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from lastseen.domain.accounts import ACCOUNT_TYPES, ValueKind, specs
from lastseen.exchange.drafts import PARTS, Cell, Entry
from lastseen.exchange.drafts.model import fields_of
from lastseen.web.coding.showing import Showing
from lastseen.web.sources.fields import field_label, kind_label
from lastseen.web.words import words_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field of one entry as each of two versions has it; empty where one has nothing there."""

    entry: str
    field: str
    one: str
    other: str


def differences(one: Showing, other: Showing) -> list[Difference]:
    """Where two versions differ, in the order of the first; entries that only one of them has come as a whole."""
    entries = {(e.kind, e.name): e for showing in (one, other) for e in showing.draft.entries}
    return [found for key, entry in entries.items() for found in _of_entry(entry, key, one, other)]


def _of_entry(entry: Entry, key: tuple[str, str], one: Showing, other: Showing) -> Iterator[Difference]:
    label = f"{kind_label(entry.kind, one.language)} {entry.name}"
    ours, theirs = (_held(showing, key) for showing in (one, other))
    if ours is None or theirs is None:
        titles = ("" if held is None else showing.titles[key] for held, showing in ((ours, one), (theirs, other)))
        yield Difference(entry=label, field="", one=next(titles), other=next(titles))
        return
    if ours.people != theirs.people:
        people = words_in(one.language)["coding"]["people"]
        yield Difference(entry=label, field=people, one=", ".join(ours.people), other=", ".join(theirs.people))
    for name in fields_of(entry.kind):
        cells = [tuple(cell for cell in held.cells(name) if not cell.is_empty) for held in (ours, theirs)]
        if cells[0] != cells[1]:
            yield Difference(
                entry=label,
                field=field_label(entry.kind, name, one.language),
                one=_said(one, entry.kind, name, cells[0]),
                other=_said(other, entry.kind, name, cells[1]),
            )


def _held(showing: Showing, key: tuple[str, str]) -> Entry | None:
    return showing.draft.named(key[0]).get(key[1])


def _said(showing: Showing, kind: str, field: str, cells: tuple[Cell, ...]) -> str:
    """The values of a field in words, with the words of their passages."""
    spec = specs(ACCOUNT_TYPES[kind])[field]
    absences = words_in(showing.language)["sources"]["absences"]
    found = []
    for cell in cells:
        typed = [cell.parts[part] for part in PARTS[spec.kind] if part in cell.parts]
        if typed and spec.kind in (ValueKind.CODE, ValueKind.AUTHORITY):
            typed[0] = showing.basis.vocabularies[spec.vocabulary].label(typed[0], showing.language)
        value = absences[cell.absent] if cell.absent else " ".join(typed)
        quotes = "".join(f" «{showing.basis.quote(span) or span.locator}»" for span in cell.spans)
        found.append(f"{value}{quotes}".strip())
    return "; ".join(found)
