"""A draft as a value: entries with fields, fields with cells of plain text; and the same as JSON.

The shape is that of the files of coded interviews (:mod:`lastseen.exchange.codings`), but for passages: a person at a
screen points at places in the text, where a file quotes the words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from lastseen.domain.accounts import ACCOUNT_TYPES, ValueKind, specs
from lastseen.exchange.codings import ONE_EACH as _NAMING_PEOPLE

ONE_EACH = frozenset(_NAMING_PEOPLE)
"""Kinds of entries that name several people and make one account for each."""

PARTS: Mapping[ValueKind, tuple[str, ...]] = MappingProxyType(
    {
        ValueKind.CODE: ("code",),
        ValueKind.DATE: ("told", "earliest", "latest"),
        ValueKind.AGE: ("told", "reckoning"),
        ValueKind.NAME: ("text", "script", "system", "kind"),
        ValueKind.AUTHORITY: ("code", "role"),
        ValueKind.ACCOUNT: ("account",),
        ValueKind.NUMBER: ("number",),
        ValueKind.TEXT: ("text",),
    }
)
"""What is typed for one value of each kind, the leading part first."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in the transcript, from one code point up to another; or, with a locator, in a file or another text."""

    start: int = 0
    end: int = 0
    locator: str = ""

    @property
    def place(self) -> str:
        """The place as forms write it."""
        return self.locator or f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One value as far as it is typed: its parts by name, or the word for its absence, and the passages it cites."""

    parts: Mapping[str, str] = field(default_factory=dict)
    absent: str = ""
    spans: tuple[Span, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed, no absence chosen and no passage cited."""
        return not (self.absent or self.spans or self.has_value)

    @property
    def has_value(self) -> bool:
        """Whether anything is typed that is not blank."""
        return any(part.strip() for part in self.parts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing coded: a person, a case, a stage …; ``people`` names whom it is told of, for :data:`ONE_EACH`."""

    kind: str
    name: str
    people: tuple[str, ...] = ()
    fields: Mapping[str, tuple[Cell, ...]] = field(default_factory=dict)

    def cells(self, name: str) -> tuple[Cell, ...]:
        """The cells of a field, none where nothing is typed."""
        return self.fields.get(name, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Everything typed for one source, in the order in which it was begun.

    ``text`` is the transcript its places lie in, by the beginning of its digest; empty for the one that is read now.
    """

    entries: tuple[Entry, ...] = ()
    text: str = ""

    def named(self, kind: str) -> dict[str, Entry]:
        """The entries of a kind by name."""
        return {entry.name: entry for entry in self.entries if entry.kind == kind}


def fields_of(kind: str) -> tuple[str, ...]:
    """The fields typed for an entry of a kind: those of its accounts, but for the person where it names several."""
    return tuple(name for name in specs(ACCOUNT_TYPES[kind]) if not (kind in ONE_EACH and name == "person"))


def plain(draft: Draft) -> dict[str, Any]:
    """A draft as JSON; what is empty is left out."""
    content: dict[str, Any] = {"entries": [_plain_entry(entry) for entry in draft.entries]}
    return {**content, "text": draft.text} if draft.text else content


def _plain_entry(entry: Entry) -> dict[str, Any]:
    fields = {
        name: [_plain_cell(cell) for cell in cells]
        for name, cells in entry.fields.items()
        if any(not cell.is_empty for cell in cells)
    }
    return {"kind": entry.kind, "name": entry.name, "people": list(entry.people), "fields": fields}


def _plain_cell(cell: Cell) -> dict[str, Any]:
    found: dict[str, Any] = {name: part for name, part in cell.parts.items() if part}
    if cell.absent:
        found["absent"] = cell.absent
    if cell.spans:
        found["spans"] = [span.locator or [span.start, span.end] for span in cell.spans]
    return found


def typed(content: Mapping[str, Any]) -> Draft:
    """The draft that :func:`plain` made this JSON of."""
    return Draft(entries=tuple(_entry(entry) for entry in content["entries"]), text=content.get("text", ""))


def _entry(data: Mapping[str, Any]) -> Entry:
    fields = {name: tuple(_cell(cell) for cell in cells) for name, cells in data["fields"].items()}
    return Entry(kind=data["kind"], name=data["name"], people=tuple(data["people"]), fields=fields)


def _cell(data: Mapping[str, Any]) -> Cell:
    return Cell(
        parts={name: part for name, part in data.items() if name not in ("absent", "spans")},
        absent=data.get("absent", ""),
        spans=tuple(Span(locator=s) if isinstance(s, str) else Span(*s) for s in data.get("spans", ())),
    )
