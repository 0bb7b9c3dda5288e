"""How values are said on pages: labels of codes, days as coarsely as they are known, whom a value names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from lastseen.domain.accounts import ACCOUNT_TYPES, FieldSpec, Involved, Name, ValueKind, specs
from lastseen.domain.answers import Absence, Coded, PassageId, Said
from lastseen.domain.dates import Age, IntervalDate, full_years
from lastseen.domain.derive.answers import Possible
from lastseen.domain.derive.variables import SHAPES, VARIABLES, Shape
from lastseen.domain.sources import Passage
from lastseen.domain.vocabulary import Vocabulary
from lastseen.operations.pages import AccountTold, Ref
from lastseen.operations.text_shelf import Behind
from lastseen.reports.texts import texts_in
from lastseen.reports.wording import Wording, wording
from lastseen.web.file_words import address_of, in_words
from lastseen.web.sources.fields import field_label

VOCABULARY: Mapping[str, str] = {variable.name: variable.vocabulary for variable in VARIABLES}
"""The vocabulary of each variable's codes."""
_DERIVED = "figure-row"
"""The vocabulary of codes that no source gives and derivations make, such as *several*."""
_TO_THE_MINUTE = "%Y-%m-%d %H:%M"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A passage as a page shows it: its words, or where it is; and what leads to it in its interview."""

    source: str
    id: PassageId
    words: str
    in_file: str = ""
    """The address at which a file opens at the passage, where it is in one."""
    behind: Behind | None = None
    """Which original words it renders, and whether its text was checked; None where it is in no text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value in words: as ``told`` where that differs, ``code`` of whom it names, whether it says there is none."""

    text: str
    told: str = ""
    code: str = ""
    is_absent: bool = False
    passages: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """How one registry's values are said in one language; ``passages`` are those that may be shown.

    ``behind`` is what stands behind those that are places in texts.
    """

    language: str
    vocabularies: Mapping[str, Vocabulary]
    passages: Mapping[PassageId, Passage]
    behind: Mapping[PassageId, Behind] = field(default_factory=dict)

    @property
    def words(self) -> Mapping[str, Any]:
        """The words that dossiers have for the same things."""
        words: Mapping[str, Any] = texts_in(self.language)["dossier"]
        return words

    @property
    def wording(self) -> Wording:
        """How numbers and days are said."""
        return wording(self.language)

    def label(self, vocabulary: str, code: str) -> str:
        """The label of a code, or of each part of one that leads from one to another."""
        return " → ".join(self._label(vocabulary, part) for part in code.split(">"))

    def _label(self, vocabulary: str, code: str) -> str:
        held = next(
            (self.vocabularies[v] for v in (vocabulary, _DERIVED) if code in self.vocabularies.get(v, ())), None
        )
        return code if held is None else held.label(code, self.language)

    def labels(self, vocabulary: str) -> dict[str, str]:
        """The label of every code of a vocabulary, in its order."""
        return {term.code: term.label(self.language) for term in self.vocabularies[vocabulary].terms}

    def field(self, kind: str, name: str) -> str:
        """What a field of a kind of account is called."""
        return field_label(kind, name, self.language)

    def values(self, account: AccountTold, field: str) -> tuple[Value, ...]:
        """All that an account says for a field, in words."""
        return self.said(account.kind, field, account.said(field), account.source)

    def text(self, account: AccountTold, field: str) -> str:
        """The values an account gives for a field in one line; empty where it gives none."""
        given = (value.text for value in self.values(account, field) if not value.is_absent)
        return "; ".join(dict.fromkeys(given))

    def said(self, kind: str, field: str, said: Said[object], source: str = "") -> tuple[Value, ...]:
        """What was said for a field, in words."""
        spec = specs(ACCOUNT_TYPES[kind])[field]
        return tuple(self._value(coded, spec, source) for coded in said)

    def _value(self, coded: Coded[object], spec: FieldSpec, source: str) -> Value:
        passages = tuple(self._cited(id_, source) for id_ in coded.passages if id_ in self.passages)
        value = coded.value
        if isinstance(value, Absence):
            return Value(text=self.label("absence", value), is_absent=True, passages=passages)
        told = value.told if isinstance(value, IntervalDate) else ""
        code = value.code if isinstance(value, Ref) else ""
        return Value(text=self._text(value, spec), told=told, code=code, passages=passages)

    def _cited(self, id_: PassageId, source: str) -> Cited:
        passage = self.passages[id_]
        words = passage.quote or in_words(passage.locator, self.language)
        in_file = address_of(source, passage.locator)
        return Cited(source=source, id=id_, words=words, in_file=in_file, behind=self.behind.get(id_))

    def _text(self, value: object, spec: FieldSpec) -> str:
        match value:
            case IntervalDate():
                text = self.wording.interval(value.earliest, value.latest)
            case Age():
                text = self.years(*full_years(value))
            case Name():
                text = value.text
            case Involved():
                role, authority = self.label("authority-role", value.role), self.label(spec.vocabulary, value.authority)
                text = f"{role}: {authority}"
            case Ref():
                text = value.code or self.words["some_interviewee"]
            case int():
                text = self.wording.number(value)
            case _:
                text = self.label(spec.vocabulary, str(value)) if spec.kind is ValueKind.CODE else str(value)
        return text

    def years(self, low: int | None, high: int | None) -> str:
        """An age in full years, or what is known of it."""
        if low is None or high is None:
            key, known = ("until", high) if low is None else ("since", low)
            n = "?" if known is None else self.wording.number(known)
        else:
            key, n = "exact", self.wording.in_digits(low, high)
        said: str = self.words["age"][key].format(n=n)
        return said

    def answer(self, variable: str, possible: Possible) -> str:
        """What is left open of a variable, in words; why nobody answers it, where nobody does."""
        if possible.absence is not None:
            return self.label("absence", possible.absence)
        match SHAPES[variable]:
            case Shape.DATE:
                return self.wording.interval(_day(possible.low), _day(possible.high))
            case Shape.NUMBER:
                return self.years(possible.low, possible.high)
            case shape:
                labels = [self.label(VOCABULARY[variable], code) for code in possible.codes]
                return self.wording.enumeration(labels) if shape is Shape.MULTIPLE else self.wording.either(labels)

    def concluded(self, variable: str, values: Iterable[str]) -> str:
        """The values of a conclusion in words."""
        held = list(values)
        match SHAPES[variable]:
            case Shape.DATE:
                return self.wording.interval(date.fromisoformat(held[0]), date.fromisoformat(held[-1]))
            case Shape.NUMBER:
                return self.wording.in_digits(int(held[0]), int(held[-1]))
            case _:
                return self.wording.enumeration([self.label(VOCABULARY[variable], value) for value in held])

    def finding(self, outcome: str, standard: str) -> str:
        """A finding in words."""
        labels = {
            "outcome": self.label("finding-outcome", outcome),
            "standard": self.label("finding-standard", standard),
        }
        said: str = self.words["finding_said"].format(**labels)
        return said

    def day(self, day: date) -> str:
        """A day with its month written out."""
        return self.wording.day(day)

    def moment(self, at: datetime) -> str:
        """A moment as a log has it."""
        return at.strftime(_TO_THE_MINUTE)


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)
