"""Records as rows of a table: one row for each account, one column for each field, and back.

Formats that know tables only (Uwazi, Kobo) share how a value stands in a cell. A value that is absent stands in
parentheses, as ``(unknown)``; an authority has its role after it, a name its script, system and kind in brackets.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lastseen.domain.accounts import ACCOUNT_TYPES, FieldSpec, ValueKind, specs
from lastseen.domain.answers import Absence
from lastseen.domain.dates import parse_age, parse_date
from lastseen.domain.errors import Refusal
from lastseen.domain.release import Profile
from lastseen.domain.vocabulary import Vocabulary
from lastseen.exchange.bundles.contents import Contents, Head, Kind, SentAccount
from lastseen.exchange.tables.sheets import Row, folded

MANY = "|"
HEAD = Head(kind=Kind.RECORDS, id="", made="", profile=Profile.INTERNAL.value)
"""What is said of records that come without saying anything of themselves."""
_ABSENT = {f"({one.value})": one.value for one in Absence}
_ROLE = re.compile(r"(.+) \(([\w-]+)\)")
_NAME = re.compile(r"(.+) \[([^;\]]*);([^;\]]*);([^;\]]+)\]")
_SPAN = re.compile(r"(\d{4})[/-](\d\d?)[/-](\d\d?)")

Value = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What a format does not carry: a field as ``stage.health``, or something of all records; and why."""

    what: str
    why: str


DATES = tuple(
    Loss(what=what, why="a date is its days; the words it was told in are left out")
    for what in ("person.birth", "stage.start", "stage.end", "fate.as_of", "response.start", "effort.start")
)
"""What is lost of every date in a cell."""
KINDS = tuple(kind for kind in ACCOUNT_TYPES if kind != "mass-event")
"""The kinds of accounts that are rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something in a file that could not be taken as it stands: where, a code, what stands there."""

    place: str
    code: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a file holds: its records, how many entries it has, and what could not be taken as it stands.

    ``kept_out`` counts the entries of which nothing is among the records: all others are.
    """

    contents: Contents
    entries: int
    kept_out: int
    troubles: tuple[Trouble, ...]


def within(place: str, column: str) -> str:
    """A column of a row, as troubles name it."""
    return f"{place}, column {column}" if column else place


def unreadable(row: Row, columns: Sequence[str], place: str) -> Iterator[Trouble]:
    """The cells of a row that no program could read: errors, formulas without a result, cells that are merged."""
    for one in row.trouble:
        column = "" if one.place is None or one.place >= len(columns) else columns[one.place]
        yield Trouble(place=within(place, column), code=one.refusal.code, value=one.value)


class CannotRead(Refusal):
    """A file is not what it should be, and nothing of it is taken."""

    code = "records.cannot-read"
    sentence = "{file} cannot be read: {why}."
    hint = "Export it again from the program it comes from, and do not save it with another."


class CutExport(Refusal):
    """A file ends before what it was made from: entries are missing that nobody would miss."""

    code = "records.cut"
    sentence = "{file} was cut: {why}."
    hint = "Export it again in parts, by date for instance, and import each of them."


@dataclass(frozen=True, slots=True)
class Wording:
    """Codes as people call them, in English, and whatever people call them as codes."""

    vocabularies: Mapping[str, Vocabulary]
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What a label, folded, is called besides, where whoever sends it says so."""

    def word(self, vocabulary: str, code: str) -> str:
        """The label of a code; the code itself where its label may mean another."""
        known = self.vocabularies.get(vocabulary)
        label = code if known is None else known.label(code, "en")
        return label if self.code(vocabulary, label) == code and MANY not in label else code

    def code(self, vocabulary: str, text: str) -> str:
        """The code that a label in any language means; the text itself where that is none, or several."""
        known = self.vocabularies.get(vocabulary)
        for word in (text, *self.also.get(folded(text), ())):
            found = () if known is None else known.find(word)
            if len(found) == 1:
                return found[0].code
        return text

    def knows(self, vocabulary: str, text: str) -> bool:
        """Whether a label in any language, or a code, means one term."""
        return self.code(vocabulary, text) in self.vocabularies.get(vocabulary, ())

    def point(self, place: str) -> tuple[float, float] | None:
        """The latitude and longitude of a place, where it has them."""
        known = self.vocabularies.get("place")
        if known is None or place not in known:
            return None
        at = known.term(place).attributes
        degrees = at.get("lat"), at.get("lon")
        return (float(degrees[0]), float(degrees[1])) if None not in degrees else None  # type: ignore[arg-type]  # just said


def cell(values: Iterable[Value], spec: FieldSpec, wording: Wording, names: Mapping[str, str]) -> str:
    """The values of a field as one cell; ``names`` are what accounts are called that are pointed at."""
    return MANY.join(_written(value, spec, wording, names).replace(MANY, "/") for value in values)


def _written(value: Value, spec: FieldSpec, wording: Wording, names: Mapping[str, str]) -> str:
    if "a" in value:
        return f"({value['a']})"
    plain = value["v"]
    write: Mapping[ValueKind, Callable[[], str]] = {
        ValueKind.CODE: lambda: wording.word(spec.vocabulary, plain),
        ValueKind.DATE: lambda: _span(plain),
        ValueKind.AGE: lambda: f"{plain[0]}-{plain[1]} ({plain[2]})",
        ValueKind.NAME: lambda: f"{plain[0]} [{';'.join(plain[1:])}]",
        ValueKind.AUTHORITY: lambda: f"{wording.word(spec.vocabulary, plain[0])} ({plain[1]})",
        ValueKind.ACCOUNT: lambda: names.get(plain, plain),
    }
    return write.get(spec.kind, lambda: str(plain))()


def _span(plain: Sequence[str | None]) -> str:
    low, high = (day.replace("-", "/") if day else "" for day in plain[:2])
    return low if low == high else f"{low}:{high}"


@dataclass(slots=True, kw_only=True)
class CellReader:
    """Reads cells of one import, and notes troubles. ``ids`` are its accounts, by kind and what they are called."""

    wording: Wording
    ids: Mapping[tuple[str, str], str]
    troubles: list[Trouble] = field(default_factory=list)

    def values(self, text: str, spec: FieldSpec, place: str) -> tuple[Value, ...]:
        """What a cell says for a field; what cannot be read is noted and left out."""
        parts = text.split(MANY) if spec.kind is not ValueKind.TEXT else [text]
        found = []
        for part in filter(None, map(str.strip, parts)):
            try:
                value = {"a": _ABSENT[part]} if part in _ABSENT else {"v": self._read(part, spec)}
            except Refusal as refusal:
                self.note(place, refusal.code, part)
            except ValueError:
                self.note(place, "records.no-value", part)
            else:
                found.append(value)
        if len(found) > 1 and not spec.many:
            self.note(place, "records.several", text)
        return tuple(found if spec.many else found[:1])

    def note(self, place: str, code: str, value: str) -> None:
        """Note what could not be taken as it stands."""
        self.troubles.append(Trouble(place=place, code=code, value=value))

    def _read(self, text: str, spec: FieldSpec) -> object:
        read: Mapping[ValueKind, Callable[[], object]] = {
            ValueKind.CODE: lambda: self.wording.code(spec.vocabulary, text),
            ValueKind.DATE: lambda: _days(text),
            ValueKind.AGE: lambda: _age(text),
            ValueKind.NAME: lambda: _name(text),
            ValueKind.AUTHORITY: lambda: self._authority(spec.vocabulary, text),
            ValueKind.ACCOUNT: lambda: self._pointed(spec.vocabulary, text),
            ValueKind.NUMBER: lambda: int(text),
        }
        return read.get(spec.kind, lambda: text)()

    def _authority(self, vocabulary: str, text: str) -> list[str]:
        named = _ROLE.fullmatch(text)
        who, role = named.groups() if named else (text, "depriving")
        return [self.wording.code(vocabulary, who), self.wording.code("authority-role", role)]

    def _pointed(self, kind: str, text: str) -> str:
        if (kind, text) not in self.ids:
            raise NobodyCalled(name=text)
        return self.ids[kind, text]


def _age(text: str) -> list[object]:
    told, reckoning, word = text.rpartition(" (")
    age = parse_age(told or text)
    return [age.low, age.high, word.rstrip(")") if reckoning else age.reckoning.value]


def _name(text: str) -> list[str]:
    told = _NAME.fullmatch(text)
    return list(told.groups()) if told else [text, "", "", "own"]


class NobodyCalled(Refusal):
    """A cell names an entry that is not there, or several of that name."""

    code = "records.nobody-called"
    sentence = "No single entry is called «{name}»."
    hint = "Give every entry a name of its own, and export again."


def _days(text: str) -> list[str | None]:
    """The days of a cell: one, two ends of which one may be open, or words."""
    low, colon, high = text.partition(":")
    ends = [_SPAN.fullmatch(end.strip()) for end in (low, high if colon else low)]
    if (any(ends) and all(end or not said.strip() for end, said in zip(ends, (low, high), strict=True))) or (
        not colon and ends[0]
    ):
        days = [None if end is None else date(*map(int, end.groups())).isoformat() for end in ends]
        return [*days, ""]
    told = parse_date(text)
    return [*(None if day is None else day.isoformat() for day in (told.earliest, told.latest)), text]


def rows(accounts: Iterable[SentAccount], wording: Wording, names: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Accounts as rows: field to cell."""
    for one in accounts:
        known = specs(ACCOUNT_TYPES[one.kind])
        yield {name: cell(values, known[name], wording, names) for name, values in one.said.items()}
