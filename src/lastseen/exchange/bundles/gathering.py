"""Records of people for a partner, gathered from a snapshot that the gate shows outward.

By name everything is as told. Under aliases everything is coarse, and there is no more than in any release that shows
people so: years, provinces, no names, no family, no words.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from lastseen.domain.accounts import ACCOUNT_TYPES, FieldSpec, ValueKind, specs
from lastseen.domain.dates import Reckoning
from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.exchange.bundles.contents import SentAccount, SentTerm, SentVerdict
from lastseen.snapshot import Snapshot

COARSE: Mapping[str, frozenset[str]] = {
    "person": frozenset({"role", "sex", "age", "occupation"}),
    "stage": frozenset(
        {"person", "order", "stage", "authorities", "place_from", "place", "start", "end", "grounds"},
    ),
    "fate": frozenset({"person", "status"}),
    "response": frozenset({"person", "response"}),
}
"""What is sent of whom only an alias is shown: by kind of account its fields."""

_KINDS = frozenset(ACCOUNT_TYPES) - {"mass-event"}
"""Numbers of unnamed people are no records of people."""

_POINTING = {
    "relation": frozenset({"person", "other"}),
    **dict.fromkeys(("stage", "fate", "response", "effort"), frozenset({"person"})),
}
"""Whom an account has to point at to be sent: one tied to the interviewee, or to nobody shown, would tell of them."""

Value = Mapping[str, Any]
_Fields = dict[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Accounts of people, what was decided between them, and the terms they use."""

    accounts: tuple[SentAccount, ...]
    verdicts: tuple[SentVerdict, ...]
    terms: tuple[SentTerm, ...]


def gather(view: Snapshot) -> Gathered:
    """Everybody in a view; by name where it lets names be read."""
    return _Gathering(view=view, named=view.vault is not None).gathered()


@dataclass(frozen=True, kw_only=True)
class _Gathering:
    view: Snapshot
    named: bool

    def gathered(self) -> Gathered:
        """All of it."""
        told = self._told()
        said, quotes, cases = self._said(told), self._quotes(told), self._cases(told)
        kept = told.filter(pl.col("person").is_not_null() | pl.col("account").is_in(cases))
        accounts = tuple(
            SentAccount(
                id=id_,
                source=source,
                kind=kind,
                said=said.get(id_, {}),
                quotes={of: words for of, words in quotes.get(id_, {}).items() if of in said.get(id_, {})},
            )
            for id_, source, kind in kept.select("account", "source", "kind").iter_rows()
            if said.get(id_, {}).keys() >= _POINTING.get(kind, frozenset())
        )
        return Gathered(accounts=accounts, verdicts=tuple(_verdicts(kept)), terms=tuple(self._terms(accounts)))

    def _told(self) -> pl.DataFrame:
        """The accounts of everybody in the view, and by name those of cases."""
        kinds = _KINDS if self.named else COARSE.keys()
        accounts = self.view.table("accounts").filter(pl.col("kind").is_in(list(kinds)))
        people = self.view.table("persons")["person"].implode()
        return accounts.filter(pl.col("person").is_in(people) | ((pl.col("kind") == "case") & self.named))

    def _cases(self, told: pl.DataFrame) -> list[str]:
        """The accounts of cases that stages of these people point at."""
        stages = told.filter(pl.col("kind") == "stage").select("account")
        pointed = self.view.table("said").filter(pl.col("field") == "stage.case").join(stages, on="account")
        return pointed["other"].drop_nulls().unique().to_list()

    def _said(self, told: pl.DataFrame) -> dict[str, _Fields]:
        rows = self.view.table("said").join(told.select("account"), on="account", how="semi")
        there = set(told["account"])
        values: defaultdict[tuple[str, str], list[Value]] = defaultdict(list)
        for row in rows.sort("account", "field", "position").iter_rows(named=True):
            kind, _, field = row["field"].partition(".")
            spec = self._shown(kind, field)
            # whoever is pointed at and not sent, as whoever was interviewed, is not told of at all
            pointing = spec is not None and spec.kind is ValueKind.ACCOUNT and row["absence"] is None
            if spec is not None and (not pointing or row["other"] in there):
                values[row["account"], field].append(self._value(row, spec))
        for key, value in self._words(told):
            values[key].append(value)
        self._retell(values)
        found: defaultdict[str, _Fields] = defaultdict(dict)
        for (account, field), given in values.items():
            found[account][field] = tuple(given)
        return found

    def _shown(self, kind: str, field: str) -> FieldSpec | None:
        """What a field holds, where it is sent."""
        if not self.named and field not in COARSE[kind]:
            return None
        return specs(ACCOUNT_TYPES[kind])[field]

    def _value(self, row: Mapping[str, Any], spec: FieldSpec) -> Value:
        if row["absence"] is not None:
            return {"a": row["absence"]}
        return {"v": self._plain(row, spec)}

    def _plain(self, row: Mapping[str, Any], spec: FieldSpec) -> object:
        match spec.kind:
            case ValueKind.DATE:
                return [*(self._day(row[end], end) for end in ("low", "high")), ""]
            case ValueKind.AGE:
                return [row["number_low"], row["number_high"], Reckoning.FULL.value]
            case ValueKind.AUTHORITY:
                return [row["code"], row["role"]]
            case ValueKind.NUMBER | ValueKind.ACCOUNT:
                return row["number_low"] if spec.kind is ValueKind.NUMBER else row["other"]
            case _:
                coarse = spec.vocabulary == "place" and not self.named
                return self._province(row["code"]) if coarse else row["code"]

    def _day(self, day: date | None, end: str) -> str | None:
        if day is None or self.named:
            return None if day is None else day.isoformat()
        return f"{day.year:04d}-{'01-01' if end == 'low' else '12-31'}"

    def _province(self, code: str) -> str:
        """The place below the country that a place lies in; a country is itself."""
        lineage = [code]
        while (parent := self._parents.get(lineage[-1])) is not None and parent not in lineage:
            lineage.append(parent)
        return lineage[-2:][0]

    @cached_property
    def _parents(self) -> dict[str, str | None]:
        places = self.view.table("terms").filter(pl.col("vocabulary") == "place")
        return dict(places.select("code", "parent").iter_rows())

    def _words(self, told: pl.DataFrame) -> Iterator[tuple[tuple[str, str], Value]]:
        """Names and free words, where they may be read."""
        if not self.named:
            return
        names = self.view.identity("names").join(told.select("account"), on="account", how="semi")
        for account, *name in names.select("account", "text", "script", "system", "kind").iter_rows():
            yield (account, "names"), {"v": [part or "" for part in name]}
        for account, kind, field, text in self._texts(told):
            if specs(ACCOUNT_TYPES[kind])[field].kind is ValueKind.TEXT:
                yield (account, field), {"v": text}

    def _texts(self, told: pl.DataFrame) -> Iterator[tuple[str, str, str, str]]:
        texts = self.view.identity("texts").join(told.select("account"), on="account", how="semi")
        for account, of, text in texts.select("account", "field", "text").iter_rows():
            kind, _, field = of.partition(".")
            yield account, kind, field, text

    def _retell(self, values: dict[tuple[str, str], list[Value]]) -> None:
        """Give dates the words they were told in, where it is plain which words are of which."""
        if not self.named:
            return
        told: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for account, kind, field, text in self._texts(self._told()):
            if specs(ACCOUNT_TYPES[kind])[field].kind is ValueKind.DATE:
                told[account, field].append(text)
        for key, words in told.items():
            given = values.get(key, [])
            if len(words) == len(given) == 1 and "v" in given[0]:
                given[0] = {"v": [*given[0]["v"][:2], words[0]]}

    def _quotes(self, told: pl.DataFrame) -> dict[str, dict[str, tuple[str, ...]]]:
        """The words that support each field, where they may be read."""
        found: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        if self.named:
            evidence = self.view.identity("evidence").join(told.select("account"), on="account", how="semi")
            for account, of, quote in evidence.select("account", "field", "quote").iter_rows():
                field = of.partition(".")[2]
                if quote:
                    found[account][field] = (*found[account].get(field, ()), quote)
        return found

    def _terms(self, accounts: tuple[SentAccount, ...]) -> Iterator[SentTerm]:
        """The terms these accounts use, with their labels."""
        used = {pair for one in accounts for pair in _codes(one)}
        labels: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for vocabulary, code, language, label in self.view.table("labels").iter_rows():
            labels[vocabulary, code][language] = label
        for vocabulary, code in sorted(used):
            yield SentTerm(vocabulary=vocabulary, code=code, labels=labels[vocabulary, code])


def _codes(account: SentAccount) -> Iterator[tuple[str, str]]:
    known = specs(ACCOUNT_TYPES[account.kind])
    for field, values in account.said.items():
        for value in values:
            if known[field].kind is ValueKind.CODE and "v" in value:
                yield known[field].vocabulary, value["v"]
            elif known[field].kind is ValueKind.AUTHORITY and "v" in value:
                yield known[field].vocabulary, value["v"][0]


def _verdicts(told: pl.DataFrame) -> Iterator[SentVerdict]:
    """What the sender holds to be one: of each cluster every other account with the first."""
    for kind in VerdictKind:
        of_it = told.filter(pl.col("kind") == kind.value).drop_nulls(kind.value)
        for members in of_it.group_by(kind.value, maintain_order=True).agg("account")["account"]:
            first, *others = sorted(members)
            for other in others:
                yield SentVerdict(kind=kind, left=first, right=other, answer=Answer.SAME)
