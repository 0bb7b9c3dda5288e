"""Two readings in words: units side by side, what each cites, and what may be chosen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lastseen.domain.accounts import INTERVIEWEE, Account, AccountId, ValueKind, specs
from lastseen.domain.agreement import Take, Unit
from lastseen.domain.answers import Absence, PassageId, Said
from lastseen.domain.sources import Passage
from lastseen.domain.vocabulary import Vocabulary
from lastseen.exchange.drafts import PARTS
from lastseen.operations.pages import Ref
from lastseen.operations.picking import FieldBeside, Picked, UnitBeside
from lastseen.web.coding.forms import word_of
from lastseen.web.sources.fields import field_label, kind_label
from lastseen.web.sources.telling import Speech
from lastseen.web.words import told, words_in

_TITLE: Mapping[str, tuple[str, ...]] = {
    "person": ("names",),
    "case": ("title",),
    "stage": ("person", "stage", "start"),
    "fate": ("person", "status"),
    "relation": ("person", "relation", "other"),
    "response": ("person", "response"),
    "effort": ("person", "effort"),
    "mass-event": ("event",),
}
"""The fields that say which unit of its kind one is."""
_QUOTED = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueShown:
    """One value in words, with the words that support it."""

    text: str
    note: str
    is_absent: bool
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosable:
    """One thing that may be taken."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartTyped:
    """One part of another value; ``terms`` names the list it may be chosen from."""

    name: str
    label: str
    value: str
    terms: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldShown:
    """One field as both say it, and what was chosen of it."""

    place: str
    mark: str
    label: str
    first: tuple[ValueShown, ...]
    second: tuple[ValueShown, ...]
    same: bool
    is_open: bool
    takes: tuple[Choosable, ...]
    taken: str
    reason: str
    parts: tuple[PartTyped, ...]
    absent: str
    problem: tuple[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitShown:
    """One unit: its titles in either reading, its fields, and for one that only one found what was chosen of it."""

    place: str
    kind: str
    kind_label: str
    first: str
    second: str
    only: str
    differing: tuple[FieldShown, ...]
    alike: tuple[FieldShown, ...]
    takes: tuple[Choosable, ...]
    taken: str
    reason: str
    is_open: bool
    partners: tuple[Choosable, ...] = ()

    @property
    def needs_choice(self) -> bool:
        """Whether anything in it has to be chosen."""
        return bool(self.only or self.differing)

    @property
    def open_count(self) -> int:
        """How many places of it are open."""
        return self.is_open + sum(one.is_open for one in self.differing)


@dataclass(frozen=True)
class Showing:
    """How two readings by these coders are shown in one language."""

    coders: tuple[str, str]
    language: str
    vocabularies: Mapping[str, Vocabulary]
    passages: Mapping[PassageId, Passage]
    titles: Mapping[AccountId, str] = field(default_factory=dict)

    def units(self, beside: Iterable[UnitBeside]) -> list[UnitShown]:
        """Every unit; what only one reading found may be joined to what only the other did."""
        held = list(beside)
        named = replace(self, titles={a.id: self._name(a) for one in held for a in one.unit.accounts})
        shown = [named._unit(one) for one in held]  # noqa: SLF001  # its own kind
        return [replace(one, partners=tuple(_partners(one, shown))) if one.only else one for one in shown]

    @property
    def _words(self) -> Mapping[str, Any]:
        return words_in(self.language)["agreement"]  # type: ignore[no-any-return]  # TOML

    @property
    def _speech(self) -> Speech:
        return Speech(language=self.language, vocabularies=self.vocabularies)

    def _name(self, account: Account) -> str:
        """What an account is called where another names it."""
        (named, *_) = _TITLE[account.kind]
        known = specs(type(account))[named]
        texts = (
            [] if known.kind is ValueKind.ACCOUNT else [v.text for v in self._values(getattr(account, named), known)]
        )
        return " ".join(dict.fromkeys([account.external_id, *texts[:2]]))

    def _title(self, account: Account | None) -> str:
        if account is None:
            return ""
        known = specs(type(account))
        said = (self._values(getattr(account, name), known[name]) for name in _TITLE[account.kind])
        return " · ".join([" / ".join(v.text for v in values) for values in said if values]) or account.external_id

    def _values(self, said: Said[Any], spec: Any) -> tuple[ValueShown, ...]:
        named = tuple(replace(coded, value=self._ref(coded.value, spec.kind)) for coded in said)
        return tuple(
            ValueShown(
                text=f"{one.text} {one.ref}".strip(),
                note=one.note if spec.kind is not ValueKind.NAME else "",
                is_absent=one.is_absent,
                quotes=tuple(_short(self.passages[p].quote) for p in coded.passages if p in self.passages),
            )
            for coded, one in zip(said, self._speech.said(named, spec), strict=True)
        )

    def _ref(self, value: Any, kind: ValueKind) -> Any:
        if kind is not ValueKind.ACCOUNT or isinstance(value, Absence):
            return value
        if value == INTERVIEWEE:
            return Ref(kind="interviewee", code="")
        return Ref(kind="person", code=self.titles.get(value, "?"))

    def _unit(self, one: UnitBeside) -> UnitShown:
        fields = [self._field(f, one.unit.kind) for f in one.fields]
        first, second = self._title(one.unit.first), self._title(one.unit.second)
        only = "first" if one.unit.second is None else "second" if one.unit.first is None else ""
        return UnitShown(
            place=one.place,
            kind=one.unit.kind,
            kind_label=kind_label(one.unit.kind, self.language),
            first=first,
            second=second,
            only=only,
            differing=tuple(f for f in fields if not f.same),
            alike=tuple(f for f in fields if f.same) or tuple(self._alone(one.unit)),
            takes=tuple(self._unit_takes(one.picked, only)),
            taken=self._taken(one.picked, of_unit=True),
            reason=one.picked.reason,
            is_open=one.is_open,
        )

    def _alone(self, unit: Unit) -> Iterator[FieldShown]:
        """What the one reading says that found a unit."""
        account = unit.accounts[0]
        for name, spec in specs(type(account)).items():
            values = self._values(getattr(account, name), spec)
            if values and len(unit.accounts) == 1:
                yield self._shown(field_label(unit.kind, name, self.language), values, unit.second is None)

    def _shown(self, label: str, values: tuple[ValueShown, ...], is_first: bool) -> FieldShown:  # noqa: FBT001
        return FieldShown(
            place="",
            mark="",
            label=label,
            first=values if is_first else (),
            second=() if is_first else values,
            same=True,
            is_open=False,
            takes=(),
            taken="",
            reason="",
            parts=(),
            absent="",
            problem=None,
        )

    def _field(self, one: FieldBeside, kind: str) -> FieldShown:
        compared = one.compared
        return FieldShown(
            place=one.place,
            mark=one.mark,
            label=field_label(kind, compared.field, self.language),
            first=self._values(compared.first, compared.spec),
            second=self._values(compared.second, compared.spec),
            same=compared.same,
            is_open=one.is_open,
            takes=tuple(self._takes(one)),
            taken=self._taken(one.picked, of_unit=False),
            reason=one.picked.reason,
            parts=() if compared.spec.kind is ValueKind.ACCOUNT else tuple(self._parts(one)),
            absent=one.picked.other.absent,
            problem=None if one.problem is None else told(one.problem, self.language),
        )

    def _takes(self, one: FieldBeside) -> Iterator[Choosable]:
        spec = one.compared.spec
        leave_out = {Take.BOTH: not spec.many, Take.OTHER: spec.kind is ValueKind.ACCOUNT}
        for take in Take:
            if not leave_out.get(take):
                yield self._choosable(take, one.picked.take, self._words["takes"])

    def _unit_takes(self, picked: Picked, only: str) -> Iterator[Choosable]:
        for take in (Take(only), Take.NEITHER) if only else ():
            yield self._choosable(take, picked.take, self._words["unit_takes"])

    def _choosable(self, take: Take, picked: str, words: Mapping[str, str]) -> Choosable:
        return Choosable(value=take.value, label=self._said(take.value, words), chosen=picked == take.value)

    def _said(self, take: str, words: Mapping[str, str]) -> str:
        """A choice in words; *another* is not called *other* there, as that is a form of a plural."""
        text = words.get("another" if take == Take.OTHER else take, "")
        return text.format(first=self.coders[0], second=self.coders[1])

    def _taken(self, picked: Picked, *, of_unit: bool) -> str:
        return self._said(picked.take, self._words["unit_takes" if of_unit else "takes"])

    def _parts(self, one: FieldBeside) -> Iterator[PartTyped]:
        spec, words = one.compared.spec, words_in(self.language)["coding"]["parts"]
        for part in PARTS[spec.kind]:
            if part in ("system", "script", "reckoning") or (part == "kind" and spec.kind is ValueKind.NAME):
                continue
            terms = {"code": spec.vocabulary, "role": "authority-role"}.get(part, "")
            value = one.picked.other.parts.get(part, "")
            shown = word_of(value, self.vocabularies[terms], self.language) if terms and value else value
            yield PartTyped(name=part, label=words.get(part, ""), value=shown, terms=terms)


def _partners(one: UnitShown, shown: Iterable[UnitShown]) -> Iterator[Choosable]:
    for other in shown:
        if other.kind == one.kind and other.only and other.only != one.only:
            ends = (one, other) if one.only == "first" else (other, one)
            pair = f"{ends[0].place.partition('.')[0]}.{ends[1].place.partition('.')[2]}"
            yield Choosable(value=pair, label=other.first or other.second, chosen=False)


def _short(quote: str) -> str:
    return quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED]}…"


def lists_of(shown: Iterable[UnitShown], vocabularies: Mapping[str, Vocabulary], language: str) -> dict[str, list[str]]:
    """The terms of every list that another value may be chosen from on the page."""
    names = {part.terms for one in shown for f in one.differing for part in f.parts if part.terms}
    return {
        name: [word_of(term.code, vocabularies[name], language) for term in vocabularies[name].terms]
        for name in sorted(names)
    }
