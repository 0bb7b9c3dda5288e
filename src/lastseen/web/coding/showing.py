"""A draft as the page shows it: entries, fields and cells with their words, what was read of them, and what was not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property

from lastseen.domain.accounts import ACCOUNT_TYPES, FieldSpec, ValueKind, specs
from lastseen.domain.dates import Age, IntervalDate, full_years
from lastseen.domain.errors import Refusal
from lastseen.domain.file_places import parse_place
from lastseen.domain.texts import parse_text_place
from lastseen.domain.vocabulary import Vocabulary
from lastseen.exchange.drafts import ONE_EACH, PARTS, Basis, Cell, Draft, Entry, Place, Problem, Span, read_cell
from lastseen.exchange.drafts.model import fields_of
from lastseen.exchange.drafts.reading import PEOPLE, SPEAKER
from lastseen.reports.wording import wording
from lastseen.web.coding.forms import word_of
from lastseen.web.file_words import in_words
from lastseen.web.sources.fields import field_label, kind_label
from lastseen.web.words import told, words_in

_FROM_THE_SPEAKER = frozenset({("relation", "person"), ("relation", "other"), ("stage", "on_account_of")})
"""Where the person who speaks may be named."""
_CHOICES = {"script": "name-script", "kind": "name-kind", "role": "authority-role"}
"""Parts that are chosen from a short list, and the vocabulary it is."""
_HOW = {
    "code": "term",
    "account": "choice",
    "reckoning": "choice",
    **dict.fromkeys(_CHOICES, "choice"),
    "system": "hidden",
    "number": "number",
}
"""How parts are typed that are not simply written."""
_QUOTED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice of a list."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartShown:
    """One input: ``how`` it is typed (text, long, number, term, choice, hidden) and what stands in it."""

    name: str
    how: str
    label: str
    value: str
    vocabulary: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanShown:
    """A passage that a value cites: its words, or where in which file it is; ``text`` where it is another text's."""

    place: str
    quote: str
    start: int
    in_file: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellShown:
    """One value as it is typed, and what was understood of it."""

    number: int
    id: str
    parts: tuple[PartShown, ...]
    absent: str
    spans: tuple[SpanShown, ...]
    said: str
    problem: tuple[str, str] | None
    focus: bool

    @property
    def places(self) -> str:
        """The passages as the form writes them."""
        return " ".join(span.place for span in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldShown:
    """One field with its cells; ``place`` is what steps call it."""

    name: str
    place: str
    label: str
    many: bool
    cells: tuple[CellShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryShown:
    """One entry; ``people`` are the choices of whom it is told of, where that may be several."""

    index: int
    kind: str
    name: str
    kind_label: str
    title: str
    fields: tuple[FieldShown, ...]
    people: tuple[Option, ...]
    names_people: bool
    people_problem: tuple[str, str] | None
    handed: bool
    problems: int
    open: bool


@dataclass(frozen=True)
class Showing:
    """How one draft is shown in one language; ``focus`` is the place that the page leads to."""

    draft: Draft
    basis: Basis
    language: str
    problems: tuple[Problem, ...] = ()
    handed: frozenset[tuple[str, str]] = frozenset()
    focus: Place | None = None

    @cached_property
    def entries(self) -> tuple[EntryShown, ...]:
        """Every entry, in the order in which it was begun."""
        return tuple(self._entry(at, entry) for at, entry in enumerate(self.draft.entries))

    def cells(self) -> Iterator[CellShown]:
        """Every cell on the page."""
        return (cell for entry in self.entries for field in entry.fields for cell in field.cells)

    @cached_property
    def titles(self) -> Mapping[tuple[str, str], str]:
        """What tells an entry apart from others of its kind: its name, and what is typed of it."""
        return {(entry.kind, entry.name): " · ".join(self._traits(entry)) for entry in self.draft.entries}

    @cached_property
    def _refused(self) -> Mapping[Place, tuple[str, str]]:
        return {problem.place: told(problem.refusal, self.language) for problem in self.problems}

    def _entry(self, at: int, entry: Entry) -> EntryShown:
        fields = tuple(self._field(at, entry, name) for name in fields_of(entry.kind))
        wrong = sum(problem.place.entry == at for problem in self.problems)
        return EntryShown(
            index=at,
            kind=entry.kind,
            name=entry.name,
            kind_label=kind_label(entry.kind, self.language),
            title=self.titles[entry.kind, entry.name],
            fields=fields,
            people=tuple(self._named("person", entry.people)) if entry.kind in ONE_EACH else (),
            names_people=entry.kind in ONE_EACH,
            people_problem=self._refused.get(Place(at, PEOPLE)),
            handed=(entry.kind, entry.name) in self.handed,
            problems=wrong,
            open=wrong > 0 or (self.focus is not None and self.focus.entry == at),
        )

    def _field(self, at: int, entry: Entry, name: str) -> FieldShown:
        spec = specs(ACCOUNT_TYPES[entry.kind])[name]
        cells = entry.cells(name) or (Cell(),)
        return FieldShown(
            name=name,
            place=f"{at}:{name}",
            label=field_label(entry.kind, name, self.language),
            many=spec.many,
            cells=tuple(
                self._cell(Place(at, name, number), cell, spec, entry.kind) for number, cell in enumerate(cells)
            ),
        )

    def _cell(self, place: Place, cell: Cell, spec: FieldSpec, kind: str) -> CellShown:
        return CellShown(
            number=place.cell,
            id=f"{place.entry}.{place.field}.{place.cell}",
            parts=tuple(self._part(part, cell, spec, (kind, place.field)) for part in PARTS[spec.kind]),
            absent=cell.absent,
            spans=tuple(self._span(span) for span in cell.spans),
            said=self.said(cell, spec),
            problem=self._refused.get(place),
            focus=place == self.focus,
        )

    def _span(self, span: Span) -> SpanShown:
        place = parse_place(span.locator)
        elsewhere = parse_text_place(span.locator)
        if place is None or elsewhere is not None:
            text, start = ("", span.start) if elsewhere is None else (elsewhere.text, elsewhere.place.start)
            return SpanShown(place=span.place, quote=self._quote(span), start=start, text=text)
        held = self.basis.files.get(place.file)
        quote = in_words(span.locator, self.language, "" if held is None else held.shown)
        return SpanShown(place=span.place, quote=quote, start=0, in_file=True)

    def _quote(self, span: Span) -> str:
        quote = self.basis.quote(span)
        return quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED]}…"

    def _part(self, part: str, cell: Cell, spec: FieldSpec, field: tuple[str, str]) -> PartShown:
        value, how, vocabulary = cell.parts.get(part, ""), _HOW.get(part, "text"), ""
        if part == "code":
            vocabulary = spec.vocabulary
            value = word_of(value, self._vocabulary(vocabulary), self.language)
        if spec.kind is ValueKind.TEXT:
            how = "long"
        options = tuple(self._options(part, value, spec, field)) if how == "choice" else ()
        label = self._words["parts"].get(part, "")
        return PartShown(name=part, how=how, label=label, value=value, vocabulary=vocabulary, options=options)

    def _options(self, part: str, chosen: str, spec: FieldSpec, field: tuple[str, str]) -> Iterable[Option]:
        if part == "account":
            return self._accounts(spec.vocabulary, chosen, field)
        if part == "reckoning":
            return _options(self._words["reckonings"].items(), chosen, self._words["as_told"])
        labels = ((term.code, term.label(self.language)) for term in self._vocabulary(_CHOICES[part]).terms)
        return _options(labels, chosen, self._words["choose"][part])

    @property
    def _words(self) -> Mapping[str, Any]:
        return words_in(self.language)["coding"]  # type: ignore[no-any-return]  # TOML

    def _vocabulary(self, name: str) -> Vocabulary:
        return self.basis.vocabularies[name]

    def _accounts(self, kind: str, chosen: str, field: tuple[str, str]) -> Iterator[Option]:
        yield Option(value="", label="—", chosen=not chosen)
        if field in _FROM_THE_SPEAKER:
            yield Option(value=SPEAKER, label=self._words["speaker"], chosen=chosen == SPEAKER)
        yield from self._named(kind, (chosen,))

    def _named(self, kind: str, chosen: Iterable[str]) -> Iterator[Option]:
        taken = set(chosen)
        for name in self.draft.named(kind):
            yield Option(value=name, label=self.titles[kind, name], chosen=name in taken)

    def _traits(self, entry: Entry) -> Iterator[str]:
        """The name of an entry, whom it is told of, and its most telling values."""
        yield entry.name
        for person in entry.people:
            held = self.draft.named("person").get(person)
            yield person if held is None else next(iter(self._values(held, "names")), person)
        for field in _TELLING[entry.kind]:
            yield from self._values(entry, field)
        if entry.kind == "person":
            yield from self._cases_of(entry.name)

    def _values(self, entry: Entry, field: str) -> Iterator[str]:
        spec = specs(ACCOUNT_TYPES[entry.kind])[field]
        for cell in entry.cells(field):
            leading = cell.parts.get(PARTS[spec.kind][0], "")
            if not leading or cell.absent:
                continue
            has_terms = spec.kind in (ValueKind.CODE, ValueKind.AUTHORITY)
            yield self._vocabulary(spec.vocabulary).label(leading, self.language) if has_terms else leading[:_QUOTED]

    def _cases_of(self, person: str) -> Iterator[str]:
        told_of = (entry for entry in self.draft.entries if entry.kind == "stage" and person in entry.people)
        yield from dict.fromkeys(case for entry in told_of for case in self._values(entry, "case"))

    def said(self, cell: Cell, spec: FieldSpec) -> str:
        """What was understood of a date or an age; empty where nothing was."""
        if cell.absent or not cell.has_value or spec.kind not in (ValueKind.DATE, ValueKind.AGE):
            return ""
        try:
            value = read_cell(cell, spec, self.basis)
        except Refusal:
            return ""
        return _understood(value, self.language)


_TELLING: Mapping[str, tuple[str, ...]] = {
    "person": ("names", "age", "birth", "residence", "role"),
    "case": ("title",),
    "stage": ("stage", "place", "start"),
    "fate": ("status", "as_of"),
    "relation": ("person", "relation", "other"),
    "response": ("response", "authority"),
    "effort": ("effort", "start"),
    "mass-event": ("event", "start"),
}
"""The fields that tell entries of a kind apart."""


def _options(labels: Iterable[tuple[str, str]], chosen: str, none: str) -> Iterator[Option]:
    yield Option(value="", label=none or "—", chosen=not chosen)
    for value, label in labels:
        yield Option(value=value, label=label, chosen=value == chosen)


def _understood(value: object, language: str) -> str:
    words = words_in(language)["coding"]
    if isinstance(value, IntervalDate):
        return wording(language).interval(value.earliest, value.latest)
    if isinstance(value, Age):
        low, high = full_years(value)
        years = str(low) if low == high else f"{low}–{high}"
        said: str = words["understood_age"]
        return said.format(years=years, reckoning=words["reckonings"][value.reckoning.value])
    return ""
