"""A draft read into accounts and passages, with every problem that stands in the way at its own place."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

from lastseen.domain.accounts import (
    ACCOUNT_TYPES,
    INTERVIEWEE,
    Account,
    AccountId,
    FieldSpec,
    Involved,
    Name,
    SourceId,
    ValueKind,
    specs,
)
from lastseen.domain.answers import Absence, Code, Coded, PassageId, Said
from lastseen.domain.coding import DanglingReference, Ids
from lastseen.domain.dates import Age, IntervalDate, Reckoning, parse_age, parse_date
from lastseen.domain.errors import Refusal
from lastseen.domain.file_places import parse_place
from lastseen.domain.files import Brought
from lastseen.domain.sources import Passage, text_digest
from lastseen.domain.texts import Range, parse_text_place
from lastseen.domain.vocabulary import UnknownTerm, Vocabulary
from lastseen.exchange.drafts.model import ONE_EACH, Cell, Draft, Entry, Span

PEOPLE = "people"
"""The place of a problem with whom an entry is told of."""
SPEAKER = "interviewee"
"""What a draft calls the person who speaks, wherever one may be named."""


class NothingSaid(Refusal):
    """A passage is chosen for a value that is not there."""

    code = "draft.nothing-said"
    sentence = "A passage is chosen here, but no value."
    hint = "Say the value, or that it is unknown, refused or was not asked; or take the passage out."


class NobodyNamed(Refusal):
    """An entry is told of nobody."""

    code = "draft.nobody-named"
    sentence = "Of whom this is told is not said."
    hint = "Choose at least one person."


class PartMissing(Refusal):
    """A value is begun, but part of it is missing."""

    code = "draft.part-missing"
    sentence = "Part of this value is missing."
    hint = "Fill in the rest of it, or empty it."


class TypedNoNumber(Refusal):
    """What is typed is not a whole number."""

    code = "draft.not-a-number"
    sentence = "«{typed}» is not a whole number."
    hint = "Write it in digits, such as 12."


class TypedNoDay(Refusal):
    """What is typed as an end of an interval is not a day."""

    code = "draft.not-a-day"
    sentence = "«{typed}» is not a day written like 2011-12-17."
    hint = "Write year, month and day, or leave it empty: then the words as told are read."


class PassageOutside(Refusal):
    """A passage lies outside the text, or outside the file it names."""

    code = "draft.passage-outside"
    sentence = "A passage lies outside the text, or outside a file."
    hint = "Take the passage out and choose it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a draft is read against: its source and text, who codes it, and the terms that codes come from.

    ``day`` is that of the source: *last year* counts from it. ``files`` are those of the source, by short digest,
    and ``texts`` all its texts, by the beginning of theirs.
    """

    source: SourceId
    text: str
    day: date | None
    coder: str
    ids: Ids
    vocabularies: Mapping[str, Vocabulary]
    files: Mapping[str, Brought] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def quote(self, span: Span) -> str:
        """The words at a place in a text; none for a place in a file."""
        elsewhere = parse_text_place(span.locator)
        if elsewhere is not None:
            return elsewhere.place.of(self.texts.get(elsewhere.text, ""))
        return "" if span.locator else self.text[span.start : span.end]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A cell of a draft: the entry and the cell counted from nought."""

    entry: int
    field: str
    cell: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why one cell cannot be read."""

    place: Place
    refusal: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A draft as far as it can be read; with no problems it is whole."""

    accounts: tuple[Account, ...]
    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...]


def read_draft(draft: Draft, basis: Basis) -> Read:
    """The accounts and passages of a draft, kind by kind, and the problems in the order of the entries."""
    reader = _Reader(basis=basis, known={(entry.kind, entry.name) for entry in draft.entries})
    entries = sorted(enumerate(draft.entries), key=lambda one: list(ACCOUNT_TYPES).index(one[1].kind))
    accounts = tuple(account for at, entry in entries for account in reader.accounts(at, entry))
    return Read(
        accounts=accounts,
        passages=tuple(reader.passages.values()),
        problems=tuple(sorted(reader.problems, key=lambda problem: problem.place)),
    )


def read_cell(cell: Cell, spec: FieldSpec, basis: Basis) -> object:
    """The value that is typed into one cell.

    Raises the refusal that says why it cannot be read. For an account that is named, the name is given back.
    """
    return _READERS[spec.kind]({name: part.strip() for name, part in cell.parts.items()}, spec.vocabulary, basis)


@dataclass(slots=True)
class _Reader:
    """What is found while a draft is read."""

    basis: Basis
    known: set[tuple[str, str]]
    passages: dict[PassageId, Passage] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def accounts(self, at: int, entry: Entry) -> Iterator[Account]:
        """The accounts of one entry: one, or one for each person it is told of."""
        fields = {
            name: self._said(Place(at, name), entry, spec)
            for name, spec in specs(ACCOUNT_TYPES[entry.kind]).items()
            if entry.cells(name)
        }
        if entry.kind not in ONE_EACH:
            for name in ("person", "other") if entry.kind == "relation" else ():
                if all(cell.is_empty for cell in entry.cells(name)):
                    self._refuse(Place(at, name), NobodyNamed())
            yield self._account(entry, entry.name, fields)
            return
        people = [name for name in entry.people if ("person", name) in self.known]
        if not people:
            self._refuse(Place(at, PEOPLE), NobodyNamed())
        for name in people:
            person = self.basis.ids.account(self.basis.source, self.basis.coder, "person", name)
            yield self._account(entry, f"{entry.name}/{name}", {**fields, "person": (Coded(value=person),)})

    def _account(self, entry: Entry, name: str, fields: Mapping[str, Said[object]]) -> Account:
        id_ = self.basis.ids.account(self.basis.source, self.basis.coder, entry.kind, name)
        cls = ACCOUNT_TYPES[entry.kind]
        return cls(id=id_, source=self.basis.source, external_id=name, **cast("dict[str, Any]", fields))

    def _said(self, place: Place, entry: Entry, spec: FieldSpec) -> Said[object]:
        found: list[Coded[object]] = []
        for at, cell in enumerate(entry.cells(place.field)):
            if cell.is_empty:
                continue
            try:
                found.append(self._coded(cell, spec, entry, place.field))
            except Refusal as refusal:
                self._refuse(replace(place, cell=at), refusal)
        return tuple(found)

    def _coded(self, cell: Cell, spec: FieldSpec, entry: Entry, name: str) -> Coded[object]:
        passages = tuple(self._passage(span) for span in cell.spans)
        if cell.absent:
            return Coded(value=Absence(cell.absent), passages=passages)
        if not cell.has_value:
            raise NothingSaid
        value = read_cell(cell, spec, self.basis)
        if spec.kind is ValueKind.ACCOUNT:
            value = self._target(str(value), spec.vocabulary, entry, name)
        return Coded(value=value, passages=passages)

    def _target(self, named: str, kind: str, entry: Entry, name: str) -> AccountId:
        if named == SPEAKER:
            return INTERVIEWEE
        if (kind, named) not in self.known:
            raise DanglingReference(account=entry.name, field=name)
        return self.basis.ids.account(self.basis.source, self.basis.coder, kind, named)

    def _passage(self, span: Span) -> PassageId:
        elsewhere = parse_text_place(span.locator)
        if elsewhere is not None:
            return self._in_text(self.basis.texts.get(elsewhere.text, ""), elsewhere.place)
        if span.locator:
            return self._in_file(span.locator)
        return self._in_text(self.basis.text, Range(span.start, span.end))

    def _in_text(self, text: str, place: Range) -> PassageId:
        if not 0 <= place.start < place.end <= len(text):
            raise PassageOutside
        digest = text_digest(text)
        id_ = self.basis.ids.passage(self.basis.source, f"{digest}:{place.start}-{place.end}")
        self.passages[id_] = Passage(
            id=id_,
            source=self.basis.source,
            text_digest=digest,
            start=place.start,
            end=place.end,
            quote=place.of(text),
        )
        return id_

    def _in_file(self, locator: str) -> PassageId:
        place = parse_place(locator)
        file = None if place is None else self.basis.files.get(place.file)
        if place is None or file is None or not place.is_in(file.decoded):
            raise PassageOutside
        id_ = self.basis.ids.passage(self.basis.source, locator)
        self.passages[id_] = Passage(id=id_, source=self.basis.source, locator=locator)
        return id_

    def _refuse(self, place: Place, refusal: Refusal) -> None:
        self.problems.append(Problem(place=place, refusal=refusal))


def _needed(parts: Mapping[str, str], part: str) -> str:
    if not parts.get(part):
        raise PartMissing
    return parts[part]


def _code(parts: Mapping[str, str], part: str, vocabulary: str, basis: Basis) -> Code:
    """The code of what is typed: the code itself, or a word that can mean no other. Raises :class:`UnknownTerm`."""
    typed = _needed(parts, part)
    found = basis.vocabularies[vocabulary].find(typed)
    if len(found) > 1:
        advice = "It can mean " + ", ".join(term.code for term in found) + ": choose one from the list."
        raise UnknownTerm(vocabulary=vocabulary, term=typed, advice=advice)
    return Code(found[0].code if found else basis.vocabularies[vocabulary].term(typed).code)


def _number(parts: Mapping[str, str]) -> int:
    typed = _needed(parts, "number")
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 9):
        raise TypedNoNumber(typed=typed)
    return int(typed)


def _date(parts: Mapping[str, str], reference: date | None) -> IntervalDate:
    """The days given, else those that the words told can mean."""
    told, earliest, latest = (parts.get(part, "") for part in ("told", "earliest", "latest"))
    if earliest or latest:
        return IntervalDate(earliest=_day(earliest), latest=_day(latest), told=told)
    return parse_date(told, reference=reference)


def _day(typed: str) -> date | None:
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise TypedNoDay(typed=typed) from error


def _age(parts: Mapping[str, str]) -> Age:
    found = parse_age(_needed(parts, "told"))
    return replace(found, reckoning=Reckoning(parts["reckoning"])) if parts.get("reckoning") else found


def _name(parts: Mapping[str, str]) -> Name:
    text = _needed(parts, "text")
    script = parts.get("script") or script_of(text)
    return Name(text=text, script=script, system=parts.get("system", ""), kind=parts.get("kind") or "own")


def _involved(parts: Mapping[str, str], vocabulary: str, basis: Basis) -> Involved:
    authority = _code(parts, "code", vocabulary, basis)
    return Involved(authority=authority, role=_code(parts, "role", "authority-role", basis))


_READERS: Mapping[ValueKind, Callable[[Mapping[str, str], str, Basis], object]] = {
    ValueKind.CODE: lambda parts, vocabulary, basis: _code(parts, "code", vocabulary, basis),
    ValueKind.DATE: lambda parts, _, basis: _date(parts, basis.day),
    ValueKind.AGE: lambda parts, *_: _age(parts),
    ValueKind.NAME: lambda parts, *_: _name(parts),
    ValueKind.AUTHORITY: _involved,
    ValueKind.ACCOUNT: lambda parts, *_: _needed(parts, "account"),
    ValueKind.NUMBER: lambda parts, *_: _number(parts),
    ValueKind.TEXT: lambda parts, *_: _needed(parts, "text"),
}

_SCRIPTS = {
    "HANGUL": "Hang",
    "CJK": "Hani",
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
}


def script_of(text: str) -> str:
    """The script (ISO 15924) that a name is plainly written in; empty where it is not plain."""
    words = {unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha()}
    found = {_SCRIPTS.get(word, "") for word in words}
    if found == {"Hang", "Hani"}:
        return "Kore"
    return found.pop() if len(found) == 1 else ""
