"""Records of a partner as coded sources of our own registry: new accounts, never in place of ours.

A code we do not know is kept as told beside the account, not in it. An account that we sent, or its source, is known by
the id we gave it: it is told apart and not made a second time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from lastseen.domain.accounts import ACCOUNT_TYPES, Account, AccountId, FieldSpec, SourceId, ValueKind, specs
from lastseen.domain.answers import PassageId
from lastseen.domain.coding import CodedSource, Ids
from lastseen.domain.decisions import Consent, ConsentAnswer
from lastseen.domain.encoding import decode
from lastseen.domain.errors import Refusal
from lastseen.domain.release import Profile
from lastseen.domain.sources import Derivation, Passage, Source
from lastseen.domain.vocabulary import Vocabulary
from lastseen.exchange.bundles.bag import MalformedBundle
from lastseen.exchange.bundles.contents import Contents, SentAccount, SentSource

KIND = "partner-record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A code of a partner's that is no term of ours: of which account and field, and what the partner calls it."""

    account: AccountId
    field: str
    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoded:
    """What a bundle of records comes to here; ``ids`` are by the sender's id of an account."""

    sources: tuple[CodedSource, ...]
    returned: tuple[Account, ...]
    unknown: tuple[Unknown, ...]
    ids: Mapping[str, AccountId]
    purposes: frozenset[str]
    """Purposes of consent that are none of ours, and permit nothing here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """Where records are received: from whom, into which compartment, and what is known of ids given to them."""

    partner: str
    compartment: str
    ids: Ids
    vocabularies: Mapping[str, Vocabulary]
    our_accounts: Mapping[str, AccountId] = field(default_factory=dict)
    our_sources: Mapping[str, SourceId] = field(default_factory=dict)

    @property
    def coder(self) -> str:
        """As whose reading the accounts are kept."""
        return coder_of(self.partner)

    def source_name(self, alias: str) -> str:
        """What a source of theirs is called here."""
        return f"{self.partner} {alias}"


def coder_of(partner: str) -> str:
    """As whose reading accounts of a partner are kept."""
    return f"partner {partner}"


def recode(contents: Contents, reception: Reception) -> Recoded:
    """What records come to here. Raises :class:`~.bag.MalformedBundle` for what no account can say."""
    return _Recoding(contents=contents, reception=reception).recoded()


@dataclass(frozen=True, kw_only=True)
class _Recoding:
    contents: Contents
    reception: Reception
    unknown: list[Unknown] = field(default_factory=list)

    def recoded(self) -> Recoded:
        by_source: dict[str, list[tuple[Account, list[Passage]]]] = {one.id: [] for one in self.contents.sources}
        returned = []
        for one in self.contents.accounts:
            if one.source not in by_source:
                raise MalformedBundle(why=f"account {one.id} is of a source that is not in it")
            account, passages = self._account(one)
            if self._ours(one) is not None:
                returned.append(account)
            else:
                by_source[one.source].append((account, passages))
        return Recoded(
            sources=(*self._origins(), *(self._coded(one, by_source[one.id]) for one in self.contents.sources)),
            returned=tuple(returned),
            unknown=tuple(self.unknown),
            ids=self._ids,
            purposes=frozenset(
                cell.purpose
                for one in self.contents.sources
                for cell in one.consents
                if cell.purpose not in self._purposes
            ),
        )

    @cached_property
    def _ids(self) -> dict[str, AccountId]:
        found: dict[str, AccountId] = {}
        for one in self.contents.accounts:
            if one.id in found:
                raise MalformedBundle(why=f"account {one.id} is in it twice")
            ours = self._ours(one)
            found[one.id] = ours if ours is not None else self._own_id(one)
        return found

    def _ours(self, one: SentAccount) -> AccountId | None:
        known = self.reception.our_accounts
        return known.get(one.yours) or known.get(one.id)

    def _own_id(self, one: SentAccount) -> AccountId:
        return self.reception.ids.account(self._source_id(one.source), self.reception.coder, one.kind, one.id)

    def _source_id(self, alias: str) -> SourceId:
        return self.reception.ids.source(self.reception.source_name(alias))

    @property
    def _purposes(self) -> Vocabulary:
        return self.reception.vocabularies["consent-purpose"]

    @cached_property
    def _labels(self) -> dict[tuple[str, str], str]:
        return {(one.vocabulary, one.code): one.labels.get("en", one.code) for one in self.contents.terms}

    def _origins(self) -> Iterator[CodedSource]:
        """Sources that others repeat and that are not in the bundle themselves: known by name alone."""
        there = {one.id for one in self.contents.sources}
        for origin in sorted({one.origin for one in self.contents.sources} - there):
            yield CodedSource(source=self._described(origin), coder=self.reception.coder)

    def _described(self, alias: str, derived_from: SourceId | None = None) -> Source:
        return Source(
            id=self._source_id(alias),
            external_id=self.reception.source_name(alias),
            kind=KIND,
            language="",
            compartment=self.reception.compartment,
            derived_from=derived_from,
            derivation=None if derived_from is None else Derivation.PARAPHRASE,
        )

    def _coded(self, one: SentSource, made: list[tuple[Account, list[Passage]]]) -> CodedSource:
        ours = self.reception.our_sources
        origin = ours.get(one.yours) or ours.get(one.id)
        if origin is None and one.origin != one.id:
            origin = self._source_id(one.origin)
        source = self._described(one.id, origin)
        return CodedSource(
            source=source,
            coder=self.reception.coder,
            consents=tuple(self._consents(one, source.id)),
            passages=tuple(passage for _, passages in made for passage in passages),
            accounts=tuple(account for account, _ in made),
        )

    def _consents(self, one: SentSource, source: SourceId) -> Iterator[Consent]:
        """The terms of a source; and that whoever sent it may be told of it."""
        head = self.contents.head
        cells = [cell for cell in one.consents if cell.purpose in self._purposes]
        named = {(cell.purpose, cell.recipient) for cell in cells}
        if len(named) != len(cells):
            raise MalformedBundle(why=f"source {one.id} answers one question twice")
        for cell in cells:
            yield replace(cell, source=source)
        if (head.purpose, self.reception.partner) not in named:
            yield Consent(
                source=source,
                purpose=head.purpose,
                recipient=self.reception.partner,
                identity=Profile(head.profile).identity,
                answer=ConsentAnswer.YES,
            )

    def _account(self, one: SentAccount) -> tuple[Account, list[Passage]]:
        id_, source = self._ids[one.id], self._source_id(one.source)
        known = specs(ACCOUNT_TYPES[one.kind])
        passages = list(self._passages(one, source))
        cited: dict[str, list[str]] = {}
        for of, passage in passages:
            cited.setdefault(of, []).append(str(passage.id))
        said: dict[str, list[dict[str, Any]]] = {}
        for name, values in one.said.items():
            if name not in known:
                raise MalformedBundle(why=f"{one.kind} {one.id} has no field {name!r}")
            kept = [self._value(one, name, known[name], value) for value in values]
            said[name] = [{**v, **({"p": cited[name]} if name in cited else {})} for v in kept if v is not None]
        try:
            account = decode(one.kind, id_, source, one.id, [{name: v for name, v in said.items() if v}])
        except (Refusal, ValueError, TypeError, IndexError) as error:
            raise MalformedBundle(why=f"{one.kind} {one.id} says what cannot be read") from error
        return account, [passage for _, passage in passages]

    def _passages(self, one: SentAccount, source: SourceId) -> Iterator[tuple[str, Passage]]:
        for name, words in one.quotes.items():
            for number, quote in enumerate(words, start=1):
                place = f"{one.id}|{name}|{number}|{quote}"
                id_: PassageId = self.reception.ids.passage(source, place)
                yield name, Passage(id=id_, source=source, quote=quote, locator=f"{one.id} {name} {number}")

    def _value(self, one: SentAccount, name: str, spec: FieldSpec, value: Mapping[str, Any]) -> dict[str, Any] | None:
        """A value as storage keeps it; None for a code we do not know, which is kept apart."""
        if "a" in value:
            return dict(value)
        plain = value["v"]
        if not _fits(plain, spec.kind):
            raise MalformedBundle(why=f"{one.kind} {one.id}: {name} is not what it takes")
        if spec.kind is ValueKind.ACCOUNT:
            if plain not in self._ids:
                raise MalformedBundle(why=f"{one.kind} {one.id}: {name} points at nobody in it")
            return {"v": str(self._ids[plain])}
        for vocabulary, code in _codes(plain, spec):
            if code not in self.reception.vocabularies.get(vocabulary, ()):
                label = self._labels.get((vocabulary, code), code)
                self.unknown.append(Unknown(account=self._ids[one.id], field=name, code=code, label=label))
                return None
        return {"v": plain}


def _codes(plain: Any, spec: FieldSpec) -> tuple[tuple[str, str], ...]:
    if spec.kind is ValueKind.CODE:
        return ((spec.vocabulary, plain),)
    if spec.kind is ValueKind.AUTHORITY:
        return ((spec.vocabulary, plain[0]), ("authority-role", plain[1]))
    return ()


_SHAPES: Mapping[ValueKind, tuple[type, ...]] = {
    ValueKind.DATE: (object, object, str),
    ValueKind.AGE: (int, int, str),
    ValueKind.NAME: (str, str, str, str),
    ValueKind.AUTHORITY: (str, str),
}
"""The kinds of value that are written as several, each with what it is made of."""


def _fits(plain: object, kind: ValueKind) -> bool:
    if kind in _SHAPES:
        shape = _SHAPES[kind]
        return isinstance(plain, list) and len(plain) == len(shape) and all(map(isinstance, plain, shape))
    return type(plain) is (int if kind is ValueKind.NUMBER else str)
