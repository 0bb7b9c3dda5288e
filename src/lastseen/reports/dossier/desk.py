"""What every part of a dossier is composed with: the record, its labels, and how values are said as they were told."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lastseen.domain.accounts import ACCOUNT_TYPES, FieldSpec, ValueKind, specs
from lastseen.domain.answers import Absence
from lastseen.figures.encoding import label_in
from lastseen.reports.document.model import Column, Heading, Line, Paragraph, Table, Voice, Weight, plain
from lastseen.reports.records.accounts import FieldSaid, ToldAccount, Value
from lastseen.reports.records.dossiers import Dossier, PersonRecord
from lastseen.reports.records.takings import Taking, Telling
from lastseen.reports.wording import Wording

_SPEAKER = "interviewee"
"""The code that stands for whoever speaks."""
_DERIVED = "figure-row"
"""The vocabulary of codes that no source gives and derivations make, such as *several*."""

_CALLED = {"person": "birth", "stage": "stage", "fate": "status", "response": "response"}
"""The field by which an account is called where it supports or contradicts something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A dossier about to be composed in one language; ``texts`` are the words of this topic."""

    content: Dossier
    wording: Wording
    texts: Mapping[str, Any]

    def label(self, vocabulary: str, code: str) -> str:
        """The label of a code; where it has none in its vocabulary nor among those that derivations make, the code."""
        labels = self.content.labels
        found = labels.get(vocabulary, {}).get(code) or labels.get(_DERIVED, {}).get(code)
        return code if found is None else label_in(self.wording.language, found)

    def joined(self, vocabulary: str, code: str) -> str:
        """The label of a code that may lead from one to another."""
        return " → ".join(self.label(vocabulary, part) for part in code.split(">"))

    def absent(self, why: str) -> str:
        """Why there is no value, in one of three words."""
        return self.label("absence", why)

    def source(self, id_: str) -> str:
        """The name of a source."""
        known = self.content.sources.get(id_)
        hidden: str = self.texts["no_code"]
        return hidden if known is None else known.name

    def sources(self, ids: Iterable[str]) -> str:
        """The names of some sources, each once."""
        return self.wording.enumeration(sorted({self.source(id_) for id_ in ids}))

    def by_source(self, accounts: Iterable[ToldAccount]) -> str:
        """What accounts are about, under the sources that give them: I-01 (Arrest; Detention), I-02 (Denied)."""
        found: dict[str, dict[str, None]] = {}
        for account in sorted(accounts, key=lambda account: self.source(account.source)):
            found.setdefault(self.source(account.source), {})[self.said(account, _CALLED[account.kind])] = None
        return ", ".join(f"{source} ({'; '.join(words)})" for source, words in found.items())

    def tellings(self, taking: Taking) -> list[Telling]:
        """Those who tell of stages of custody, in the order of the names of sources."""
        return sorted((one for one in taking.tellings if one.stages), key=lambda one: self.source(one.source))

    def titled(self, person: PersonRecord, taking: Taking) -> Iterator[Heading]:
        """A heading for one of several times that a person was taken; none where it was once."""
        if len(person.takings) > 1:
            key = "taking" if taking.case else "taking_alone"
            yield Heading(level=3, text=plain(self.texts[key].format(case=taking.case)))

    def names(self, person: PersonRecord) -> str:
        """The names told of a person; a word where none was."""
        return ", ".join(dict.fromkeys(name.text for name in person.names)) or self.texts["no_name"]

    def speaker(self, source: str) -> str:
        """What the person who speaks in a source is called."""
        known = self.content.sources.get(source)
        code = "" if known is None else known.interviewee
        said: str = self.texts["interviewee"].format(code=code) if code else self.texts["some_interviewee"]
        return said

    def years(self, low: int | None, high: int | None) -> str:
        """An age in full years, or what is known of it."""
        digits = self.wording.in_digits
        if low is None and high is None:
            return self.absent(Absence.UNKNOWN)
        if low is None or high is None:
            key, n = ("until", digits(high or 0)) if low is None else ("since", digits(low))
        else:
            key, n = "exact", digits(low, high)
        said: str = self.texts["age"][key].format(n=n)
        return said

    def said(self, account: ToldAccount, field: str) -> str:
        """All that an account says for a field: values, the words told beside a date, or why there is nothing."""
        told, spec = account.said(field), _spec(account, field)
        values = [self._value(value, spec, account.source) for value in told.values]
        words = [f"«{words}»" for words in told.words]
        if spec.kind is ValueKind.TEXT:
            values = [value for value, one in zip(values, told.values, strict=True) if one.absence]
        return "; ".join(dict.fromkeys((*values, *words))) or self.absent(Absence.NOT_ASKED)

    def codes(self, account: ToldAccount, field: str) -> list[str]:
        """The labels of the codes that an account gives for a field, without roles."""
        return [
            self.label(_spec(account, field).vocabulary, value.code)
            for value in account.said(field).values
            if value.code
        ]

    def _value(self, value: Value, spec: FieldSpec, source: str) -> str:
        if value.absence is not None:
            return self.absent(value.absence)
        match spec.kind:
            case ValueKind.DATE:
                return self.wording.interval(*value.days)
            case ValueKind.AGE:
                return self.years(*value.numbers)
            case ValueKind.NUMBER:
                return self.wording.in_digits(value.numbers[0] or 0)
            case ValueKind.ACCOUNT:
                return self.speaker(source) if value.code == _SPEAKER else value.other or self.texts["no_code"]
            case _:
                return self._coded(value, spec.vocabulary)

    def _coded(self, value: Value, vocabulary: str) -> str:
        """A code, after the role that an authority had."""
        label = self.label(vocabulary, value.code or "")
        return label if value.role is None else f"{self.label('authority-role', value.role)}: {label}"

    def table(self, name: str, heads: Mapping[str, float], lines: Iterable[Line], **said: str) -> Table:
        """A table with its caption, and its columns by the names of their heads, each with its share of the width."""
        return Table(
            caption=plain(self.texts["caption"][name].format(**said)),
            columns=tuple(Column(head=self.texts["head"][head], width=width) for head, width in heads.items()),
            lines=tuple(lines),
        )

    def note(self, key: str, **said: str) -> Paragraph:
        """A sentence in small print."""
        return Paragraph(text=plain(self.texts[key].format(**said)), voice=Voice.NOTE)


def line(*cells: str, weight: Weight = Weight.ANSWER) -> Line:
    """A line of a table with nothing set apart in it."""
    return Line(cells=tuple(map(plain, cells)), weight=weight)


def _spec(account: ToldAccount, field: str) -> FieldSpec:
    return specs(ACCOUNT_TYPES[account.kind])[field]


def given(told: FieldSaid) -> frozenset[Value]:
    """The values given for a field, leaving out why there is none."""
    return frozenset(value for value in told.values if value.absence is None)
