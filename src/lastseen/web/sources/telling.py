"""What accounts say, in words: every field with its values, the passages they cite, and why there is no value."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from lastseen.domain.accounts import ACCOUNT_TYPES, FieldSpec, Involved, Name, ValueKind, specs
from lastseen.domain.answers import Absence, Coded, Said
from lastseen.domain.dates import Age, IntervalDate
from lastseen.domain.vocabulary import Vocabulary
from lastseen.operations.pages import AccountTold, Ref
from lastseen.reports.wording import wording
from lastseen.web.sources.fields import field_label, kind_label
from lastseen.web.words import words_in

_TITLES: Mapping[str, str] = {
    "person": "names",
    "case": "title",
    "stage": "stage",
    "fate": "status",
    "relation": "relation",
    "response": "response",
    "effort": "effort",
    "mass-event": "event",
}
"""The field that says best what an account is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueTold:
    """One value in words; ``note`` adds the words as told, or the role. ``ref`` is the code of whom it names."""

    text: str
    note: str = ""
    is_absent: bool = False
    ref: str = ""
    passages: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldTold:
    """One field of an account with its values."""

    name: str
    label: str
    values: tuple[ValueTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One account on the page: what it is about, None where it says nothing of that, and the rest.

    ``code`` is that of the person or case it tells of.
    """

    id: UUID
    kind: str
    kind_label: str
    code: str
    title: FieldTold | None
    fields: tuple[FieldTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """How accounts are told in one language; ``names`` gives the names of people by code, where they may be read."""

    language: str
    vocabularies: Mapping[str, Vocabulary]
    names: Mapping[str, str] = field(default_factory=dict)

    def told(self, account: AccountTold, *, without: tuple[str, ...] = ()) -> Told:
        """An account in words, but for fields that the place it stands in says already."""
        title = _TITLES[account.kind]
        return Told(
            id=account.id,
            kind=account.kind,
            kind_label=kind_label(account.kind, self.language),
            code=account.code,
            title=self._field(account, title) if title in account.fields else None,
            fields=tuple(self._field(account, name) for name in account.fields if name not in (title, *without)),
        )

    def _field(self, account: AccountTold, name: str) -> FieldTold:
        spec = specs(ACCOUNT_TYPES[account.kind])[name]
        label = field_label(account.kind, name, self.language)
        return FieldTold(name=name, label=label, values=tuple(self.said(account.said(name), spec)))

    def said(self, said: Said[object], spec: FieldSpec) -> Iterable[ValueTold]:
        """The values of one field in words."""
        return (self._value(coded, spec) for coded in said)

    def _value(self, coded: Coded[object], spec: FieldSpec) -> ValueTold:
        value = coded.value
        if isinstance(value, Absence):
            text = words_in(self.language)["sources"]["absences"][value.value]
            return ValueTold(text=text, is_absent=True, passages=coded.passages)
        text, note = _SAYING[spec.kind](self, value, spec)
        ref = value.code if isinstance(value, Ref) else ""
        return ValueTold(text=text, note=note, ref=ref, passages=coded.passages)

    def label(self, vocabulary: str, code: str) -> str:
        """What a code means."""
        return self.vocabularies[vocabulary].label(code, self.language)

    def named(self, ref: Ref) -> str:
        """Whom a value names."""
        if ref.kind == "interviewee":
            speaker: str = words_in(self.language)["sources"]["speaker"]
            return speaker
        return self.names.get(ref.code, "")


Saying = Callable[[Speech, object, FieldSpec], tuple[str, str]]


def _code(speech: Speech, value: object, spec: FieldSpec) -> tuple[str, str]:
    return speech.label(spec.vocabulary, str(value)), ""


def _date(speech: Speech, value: object, spec: FieldSpec) -> tuple[str, str]:
    del spec
    assert isinstance(value, IntervalDate)  # noqa: S101  # what its kind says
    return wording(speech.language).interval(value.earliest, value.latest), value.told


def _age(speech: Speech, value: object, spec: FieldSpec) -> tuple[str, str]:
    del spec
    assert isinstance(value, Age)  # noqa: S101  # what its kind says
    years = str(value.low) if value.low == value.high else f"{value.low}–{value.high}"
    return years, words_in(speech.language)["coding"]["reckonings"][value.reckoning.value]


def _name(speech: Speech, value: object, spec: FieldSpec) -> tuple[str, str]:
    del spec
    assert isinstance(value, Name)  # noqa: S101  # what its kind says
    return value.text, "" if value.kind == "own" else speech.label("name-kind", value.kind)


def _authority(speech: Speech, value: object, spec: FieldSpec) -> tuple[str, str]:
    assert isinstance(value, Involved)  # noqa: S101  # what its kind says
    return speech.label(spec.vocabulary, value.authority), speech.label("authority-role", value.role)


def _account(speech: Speech, value: object, spec: FieldSpec) -> tuple[str, str]:
    del spec
    assert isinstance(value, Ref)  # noqa: S101  # what pages make of every account
    return speech.named(value), ""


def _plain(speech: Speech, value: object, spec: FieldSpec) -> tuple[str, str]:
    del speech, spec
    return str(value), ""


_SAYING: Mapping[ValueKind, Saying] = {
    ValueKind.CODE: _code,
    ValueKind.DATE: _date,
    ValueKind.AGE: _age,
    ValueKind.NAME: _name,
    ValueKind.AUTHORITY: _authority,
    ValueKind.ACCOUNT: _account,
    ValueKind.NUMBER: _plain,
    ValueKind.TEXT: _plain,
}
