"""Accounts put together again: everything one source says of one person, stage, fate or tie, with its own words."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import polars as pl

from lastseen.snapshot import Snapshot

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value as coded: a code with the role it has, days or whole numbers with two ends, or why there is none.

    ``other`` is the code of the person or case that the value points at, or the name of whoever has none; empty where
    nobody named them.
    """

    code: str | None = None
    role: str | None = None
    days: tuple[date | None, date | None] = (None, None)
    numbers: tuple[int | None, int | None] = (None, None)
    other: str | None = None
    absence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The passage that says it: in which source, where, and its words, which may be empty; ``held`` says why they are.

    Third persons in the words are behind a bar, as :func:`lastseen.domain.markings.redact` sets it.
    """

    passage: str
    source: str
    place: str
    words: str
    held: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSaid:
    """What an account says for one field: its values, the words a date or remark was told in, and the passages."""

    values: tuple[Value, ...] = ()
    words: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether anything was said, be it that the source does not know."""
        return bool(self.values or self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAccount:
    """One account: its id, its kind, the source that gives it, whom it is about, and what it says, field by field.

    ``about`` is the code of the person, or of the case where it tells of no person.
    """

    id: str
    kind: str
    source: str
    about: str
    fields: Mapping[str, FieldSaid] = field(default_factory=dict)

    def said(self, name: str) -> FieldSaid:
        """What it says for a field; nothing where it was not told of."""
        return self.fields.get(name, FieldSaid())

    def code(self, name: str) -> str | None:
        """The first code it gives for a field."""
        return next((value.code for value in self.said(name).values if value.code is not None), None)


def told_accounts(view: Snapshot, wanted: Collection[str]) -> tuple[ToldAccount, ...]:
    """These accounts, in the order of the snapshot, each with all it says."""
    is_wanted = pl.col("account").is_in(list(wanted))
    rows = view.lazy("accounts").filter(is_wanted).select("account", "kind", "source").collect()
    said = view.lazy("said").filter(is_wanted).sort("account", "field", "position").collect()
    codes = codes_behind(view, (*wanted, *said["other"].drop_nulls()))
    values = _by_field(said, lambda line: _value(line, codes))
    words = _by_field(view.identity("texts").filter(is_wanted), lambda line: str(line["text"]))
    quotes = _by_field(view.identity("evidence").filter(is_wanted), _quote)
    fields: dict[str, dict[str, FieldSaid]] = {}
    for account, name in dict.fromkeys((*values, *words, *quotes)):
        key = (account, name)
        fields.setdefault(account, {})[name.partition(".")[2]] = FieldSaid(
            values=values.get(key, ()), words=words.get(key, ()), quotes=quotes.get(key, ())
        )
    return tuple(
        ToldAccount(id=id_, kind=kind, source=source, about=codes.get(id_, ""), fields=fields.get(id_, {}))
        for id_, kind, source in rows.iter_rows()
    )


def _by_field(lines: pl.DataFrame, made: Callable[[Mapping[str, Any]], T]) -> dict[tuple[str, str], tuple[T, ...]]:
    """What each line is made into, by account and field, in the order of the lines."""
    found: dict[tuple[str, str], list[T]] = {}
    for line in lines.iter_rows(named=True):
        found.setdefault((line["account"], line["field"]), []).append(made(line))
    return {key: tuple(several) for key, several in found.items()}


def _value(line: Mapping[str, Any], codes: Mapping[str, str]) -> Value:
    return Value(
        code=line["code"],
        role=line["role"],
        days=(line["low"], line["high"]),
        numbers=(line["number_low"], line["number_high"]),
        other=None if line["other"] is None else codes.get(line["other"], ""),
        absence=line["absence"],
    )


def _quote(line: Mapping[str, Any]) -> Quote:
    return Quote(
        passage=line["passage"], source=line["source"], place=line["locator"], words=line["quote"], held=line["held"]
    )


def codes_behind(view: Snapshot, wanted: Iterable[str]) -> dict[str, str]:
    """The code of the person behind each account, or of the case where it tells of no person.

    Whoever was not taken has no code, and goes by the first name told.
    """
    is_wanted = pl.col("account").is_in(list(wanted))
    accounts, names = view.lazy("accounts").filter(is_wanted), view.identity("names").filter(is_wanted)
    pairs = dict(names.unique("account", keep="first", maintain_order=True).select("account", "text").iter_rows())
    for table, key in (("cases", "case"), ("persons", "person")):
        known = view.lazy(table).select(key, "code")
        pairs |= dict(accounts.join(known, on=key).select("account", "code").collect().iter_rows())
    return pairs
