"""The fields of a mapping's parts: each a text, a table that says more, or a list of either."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from lastseen.domain.accounts import ACCOUNT_TYPES, FieldSpec, ValueKind, specs
from lastseen.domain.answers import Absence
from lastseen.domain.dates import Reckoning
from lastseen.exchange.mapping.model import (
    FINDING,
    NOTHING,
    Ages,
    Authorities,
    Band,
    Codes,
    Condition,
    Dates,
    Feed,
    Names,
    Plain,
    Precision,
    Reading,
    References,
)
from lastseen.exchange.mapping.table import Table
from lastseen.exchange.tables.sheets import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What holds for every field of a mapping unless the field says otherwise."""

    absent: Mapping[str, Absence]
    terms: Mapping[str, Mapping[str, str]]
    day_first: bool | None


FieldReader = Callable[[Table, str, Defaults], tuple[Feed, ...]]

REQUIRED = {
    "stage": ("person",),
    "fate": ("person",),
    "relation": ("person", "other"),
    "response": ("person",),
    "effort": ("person",),
    FINDING: ("person", "outcome", "standard", "reason"),
}
"""Fields without which an account of the kind would hang in the air."""

_OF_FINDING = {
    "person": FieldSpec(ValueKind.ACCOUNT, "person"),
    "case": FieldSpec(ValueKind.ACCOUNT, "case"),
    "outcome": FieldSpec(ValueKind.CODE, "finding-outcome"),
    "standard": FieldSpec(ValueKind.CODE, "finding-standard"),
    "reason": FieldSpec(ValueKind.TEXT),
}
_CONDITION_KEYS = ("column", "is", "is_not", "contains", "filled", "between")
_ALWAYS = ("text", "when", "absent")


def key_names() -> tuple[str, ...]:
    """Every key a field or a condition takes, for the reference page."""
    keys = (*_ALWAYS, "split", *(key for keys in _KEYS.values() for key in keys), *_CONDITION_KEYS)
    return tuple(dict.fromkeys(keys))


def fields_of(kind: str) -> dict[str, FieldReader]:
    """How each field of a kind of part is read."""
    found = _OF_FINDING if kind == FINDING else specs(ACCOUNT_TYPES[kind])
    return {name: _reader(spec) for name, spec in found.items()}


def _reader(spec: FieldSpec) -> FieldReader:
    def read(table: Table, name: str, defaults: Defaults) -> tuple[Feed, ...]:
        value = table.data[name]
        several = value if isinstance(value, list) else [value]
        if not several:
            raise table.malformed(f"{name!r} is an empty list")
        return tuple(_feed(Table(f"{table.where}, {name}", _spelled_out(one)), spec, defaults) for one in several)

    return read


def _spelled_out(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {"text": value}


def _feed(table: Table, spec: FieldSpec, defaults: Defaults) -> Feed:
    keys = (*_ALWAYS, *_KEYS[spec.kind], *(("split",) if spec.many else ()))
    table.only(*keys)
    from_ends = "earliest" in table.data or "latest" in table.data
    return Feed(
        text=table.template("text", NOTHING if from_ends else None),
        reading=_READINGS[spec.kind](table, spec, defaults),
        when=conditions(table, defaults),
        absent={**defaults.absent, **table.table("absent").absences()},
        split=_separator(table),
    )


def _separator(table: Table) -> str:
    value = table.get("split", str, "a text")
    if value == "":
        raise table.malformed("'split' is empty")
    return value or ""


_KEYS: dict[ValueKind, tuple[str, ...]] = {
    ValueKind.CODE: ("terms", "bands"),
    ValueKind.AUTHORITY: ("terms", "bands", "role"),
    ValueKind.DATE: ("earliest", "latest", "precision", "day_first"),
    ValueKind.AGE: ("reckoning",),
    ValueKind.NAME: ("script", "system", "kind"),
    ValueKind.ACCOUNT: ("interviewee",),
    ValueKind.NUMBER: (),
    ValueKind.TEXT: (),
}


def _codes(table: Table, spec: FieldSpec, defaults: Defaults) -> Codes:
    words = {**defaults.terms.get(spec.vocabulary, {}), **table.table("terms").words()}
    return Codes(vocabulary=spec.vocabulary, words=words, bands=tuple(_band(band) for band in table.tables("bands")))


def _band(table: Table) -> Band:
    table.only("from", "to", "code")
    low, high = _decimal(table, "from"), _decimal(table, "to")
    if low is not None and high is not None and low >= high:
        raise table.malformed("'from' is not below 'to'")
    return Band(low=low, high=high, code=table.required("code"))


def _decimal(table: Table, key: str) -> float | None:
    value = table.data.get(key)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise table.malformed(f"{key!r} is not a number")
    return None if value is None else float(value)


def _dates(table: Table, defaults: Defaults) -> Dates:
    day_first = table.truth("day_first")
    return Dates(
        earliest=table.template("earliest", NOTHING),
        latest=table.template("latest", NOTHING),
        precision=_word(table, "precision", Precision.DAY),
        day_first=defaults.day_first if day_first is None else day_first,
    )


def _authorities(table: Table, spec: FieldSpec, defaults: Defaults) -> Reading:
    return Authorities(codes=_codes(table, spec, defaults), role=table.required("role"))


def _ages(table: Table, _: FieldSpec, __: Defaults) -> Reading:
    return Ages(reckoning=_word(table, "reckoning", Reckoning.UNSTATED))


def _names(table: Table, _: FieldSpec, __: Defaults) -> Reading:
    return Names(script=table.text("script") or "", system=table.text("system") or "", kind=table.text("kind") or "own")


def _references(table: Table, spec: FieldSpec, _: Defaults) -> Reading:
    return References(kind=spec.vocabulary, interviewee=_folded(table, "interviewee") or frozenset())


_READINGS: dict[ValueKind, Callable[[Table, FieldSpec, Defaults], Reading]] = {
    ValueKind.CODE: _codes,
    ValueKind.AUTHORITY: _authorities,
    ValueKind.DATE: lambda table, _, defaults: _dates(table, defaults),
    ValueKind.AGE: _ages,
    ValueKind.NAME: _names,
    ValueKind.ACCOUNT: _references,
    ValueKind.NUMBER: lambda *_: Plain.NUMBER,
    ValueKind.TEXT: lambda *_: Plain.TEXT,
}


def conditions(table: Table, defaults: Defaults) -> tuple[Condition, ...]:
    """The conditions under ``when``: one table, or a list of tables that must all be met."""
    value = table.data.get("when")
    several = table.tables("when") if isinstance(value, list) else [table.table("when")] if value is not None else []
    return tuple(_condition(one, defaults) for one in several)


def _condition(table: Table, defaults: Defaults) -> Condition:
    table.only(*_CONDITION_KEYS)
    if len(table.data) < 2:
        raise table.malformed("it tests nothing; it takes is, is_not, contains, filled or between")
    return Condition(
        column=table.required("column"),
        is_any=_folded(table, "is"),
        is_none=_folded(table, "is_not"),
        contains=None if (words := table.texts("contains")) is None else tuple(map(folded, words)),
        filled=table.truth("filled"),
        between=_between(table),
        blank=frozenset(defaults.absent),
    )


def _folded(table: Table, key: str) -> frozenset[str] | None:
    words = table.texts(key)
    return None if words is None else frozenset(map(folded, words))


def _between(table: Table) -> tuple[float | None, float | None] | None:
    ends = table.get("between", list, "two numbers")
    if ends is None:
        return None
    if len(ends) != 2:
        raise table.malformed("'between' takes two numbers, or \"\" for an open end")
    low, high = (None if end == "" else _decimal(Table(table.where, {"between": end}), "between") for end in ends)
    return low, high


_Word = TypeVar("_Word", bound=StrEnum)


def _word(table: Table, key: str, default: _Word) -> _Word:
    value = table.text(key)
    if value is None:
        return default
    words = type(default)
    try:
        return words(value)
    except ValueError as error:
        raise table.malformed(f"{key!r} is not one of {', '.join(words)}") from error
