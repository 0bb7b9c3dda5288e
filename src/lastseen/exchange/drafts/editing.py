"""Steps that change a draft beside what is typed: entries and values added and taken out, passages cited."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from lastseen.domain.accounts import ACCOUNT_TYPES, FieldSpec, ValueKind, specs
from lastseen.exchange.drafts.model import ONE_EACH, PARTS, Cell, Draft, Entry, Span, fields_of

T = TypeVar("T")

LETTERS: Mapping[str, str] = {
    "person": "p",
    "case": "c",
    "stage": "s",
    "fate": "f",
    "relation": "r",
    "response": "a",
    "effort": "e",
    "mass-event": "m",
}
"""What the names of entries begin with."""

FIRST: Mapping[str, str] = {
    "person": "names",
    "case": "title",
    "stage": "stage",
    "fate": "status",
    "relation": "relation",
    "response": "response",
    "effort": "effort",
    "mass-event": "event",
}
"""The field that a passage is cited by when an entry is begun from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is to be done, and where: ``entry`` counts the entries from nought, ``cell`` the cells of the field.

    ``kind`` is that of an entry to be added, with none of the names ``taken``; ``quote`` are the words of the span.
    """

    do: str
    kind: str = ""
    entry: int = 0
    field: str = ""
    cell: int = 0
    span: Span | None = None
    quote: str = ""
    taken: frozenset[str] = frozenset()


def edited(draft: Draft, step: Step) -> Draft:
    """The draft after a step; what is not there is left as it is."""
    if step.do == "add":
        return replace(draft, entries=(*draft.entries, _new(draft, step))) if step.kind in LETTERS else draft
    if not 0 <= step.entry < len(draft.entries):
        return draft
    if step.do == "remove":
        return _without(draft, step.entry)
    entry = draft.entries[step.entry]
    if step.field not in fields_of(entry.kind) or step.do not in _ON_CELLS:
        return draft
    cells = _ON_CELLS[step.do](entry.cells(step.field) or (Cell(),), step)
    changed = replace(entry, fields={**entry.fields, step.field: cells})
    return replace(draft, entries=_with(draft.entries, step.entry, changed))


def _new(draft: Draft, step: Step) -> Entry:
    """A new entry, told of the person and in the case that were begun last, with its passage."""
    taken = {entry.name for entry in draft.entries} | step.taken
    letter = LETTERS[step.kind]
    name = next(f"{letter}{n}" for n in range(1, len(taken) + 2) if f"{letter}{n}" not in taken)
    people, cases = list(draft.named("person")), list(draft.named("case"))
    fields: dict[str, tuple[Cell, ...]] = {}
    if step.kind == "stage" and cases:
        fields["case"] = (Cell(parts={"account": cases[-1]}),)
    if step.kind == "relation" and people:
        fields["person"] = (Cell(parts={"account": people[-1]}),)
    if step.span is not None:
        first = FIRST[step.kind]
        parts = _from_quote(step.quote, specs(ACCOUNT_TYPES[step.kind])[first])
        fields[first] = (Cell(parts=parts, spans=(step.span,)),)
    told_of = tuple(people[-1:]) if step.kind in ONE_EACH else ()
    return Entry(kind=step.kind, name=name, people=told_of, fields=fields)


def _from_quote(quote: str, spec: FieldSpec) -> dict[str, str]:
    """What a passage says by itself: a few words are taken for a name or a text, a sentence is not."""
    is_sentence = len(quote) > 30 or any(sign in quote for sign in ".?!:。\n")
    if spec.kind in (ValueKind.NAME, ValueKind.TEXT) and not is_sentence:
        return {PARTS[spec.kind][0]: quote.strip()}
    return {}


def _without(draft: Draft, index: int) -> Draft:
    """The draft without an entry, and without whatever names it."""
    gone = draft.entries[index]
    left = (entry for place, entry in enumerate(draft.entries) if place != index)
    return replace(draft, entries=tuple(_forgetting(entry, gone) for entry in left))


def _forgetting(entry: Entry, gone: Entry) -> Entry:
    known = specs(ACCOUNT_TYPES[entry.kind])
    fields = {
        name: tuple(
            cell
            for cell in cells
            if not (known[name].vocabulary == gone.kind and cell.parts.get("account") == gone.name)
        )
        for name, cells in entry.fields.items()
        if name in known
    }
    people = entry.people if gone.kind != "person" else tuple(name for name in entry.people if name != gone.name)
    return replace(entry, people=people, fields=fields)


def _attached(cells: tuple[Cell, ...], step: Step) -> tuple[Cell, ...]:
    at = min(max(step.cell, 0), len(cells) - 1)
    if step.span is None or step.span in cells[at].spans:
        return cells
    return _with(cells, at, replace(cells[at], spans=tuple(sorted((*cells[at].spans, step.span)))))


def _detached(cells: tuple[Cell, ...], step: Step) -> tuple[Cell, ...]:
    return tuple(
        replace(cell, spans=tuple(span for span in cell.spans if span != step.span)) if at == step.cell else cell
        for at, cell in enumerate(cells)
    )


_ON_CELLS: Mapping[str, Callable[[tuple[Cell, ...], Step], tuple[Cell, ...]]] = {
    "more": lambda cells, _: (*cells, Cell()),
    "drop": lambda cells, step: tuple(cell for at, cell in enumerate(cells) if at != step.cell),
    "attach": _attached,
    "detach": _detached,
}


def _with(items: tuple[T, ...], index: int, item: T) -> tuple[T, ...]:
    return (*items[:index], item, *items[index + 1 :])
