"""Lines and texts as they follow from what the registry holds now: of some people and sources, or of all."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, product
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from lastseen.domain.accounts import Account as DomainAccount
from lastseen.domain.accounts import (
    AccountId,
    CaseAccount,
    FateAccount,
    PersonAccount,
    RelationAccount,
    ResponseAccount,
    SourceId,
    StageAccount,
)
from lastseen.domain.answers import values
from lastseen.domain.derive.frame import Frame
from lastseen.domain.derive.lines import Line, lines
from lastseen.domain.encoding import decode
from lastseen.domain.searching import pieces, tokens
from lastseen.names.cleaning import cleaned
from lastseen.names.index import tokens_of
from lastseen.storage.models import Account, Description, Pointer, Revision, SourceText
from lastseen.storage.unsaid import withdrawn

CHUNK = 500
_SEARCHED = (PersonAccount.kind, CaseAccount.kind)
_TELLING = (StageAccount.kind, FateAccount.kind, ResponseAccount.kind)

NAME, NAME_KEYS, CASE, TITLE, LABEL, TEXT = "name", "name-keys", "case", "title", "label", "text"
"""The fields of texts. Only a source's label (its external id) may be searched by who may not see identities.

What is derived in another way than before gets another field: what holds none of these was made by an earlier version.
"""
FIELDS = (NAME, NAME_KEYS, CASE, TITLE, LABEL, TEXT)

_SPELLED, _LONGEST_NAME = "= ", 200

Text = tuple[SourceId, AccountId | None, str, str]
"""The source, the account if it is one's, the field, and the tokens with spaces between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What follows from some accounts or sources: lines with the serials of person and case, and texts."""

    lines: list[tuple[Line, SourceId, int, int | None]] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)


def derived_of_accounts(accounts: Collection[AccountId], frame: Frame) -> Derived:
    """What follows from those of these accounts that are of people and cases, as agreed codings now have them."""
    own = _decoded(accounts, _SEARCHED)
    people = [account for _, account in own if isinstance(account, PersonAccount)]
    told: dict[AccountId, list[DomainAccount]] = {account.id: [] for account in people}
    naming = Pointer.objects.filter(field="person", target_id__in=told).values_list("account_id", flat=True)
    for _, account in _decoded(naming, _TELLING):
        for person in values(account.person):  # type: ignore[attr-defined]  # every kind asked for has a person
            told[person].append(account)
    kin = _kin(told.keys(), frame)
    made = {account.id: lines(account, told[account.id], frame, kin.get(account.id, ())) for account in people}
    cases = _serials({line.case for of_one in made.values() for line in of_one if line.case is not None})
    found = Derived()
    for serial, account in own:
        found.texts.extend(_texts(account))
        for line in made.get(account.id, ()):
            found.lines.append((line, account.source, serial, None if line.case is None else cases[line.case]))
    return found


def _kin(people: Collection[AccountId], frame: Frame) -> dict[AccountId, list[int]]:
    """The serials of those that each of these people is told to be related to by family."""
    naming = Pointer.objects.filter(field__in=("person", "other"), target_id__in=people)
    related: dict[AccountId, set[AccountId]] = {}
    for _, account in _decoded(naming.values_list("account_id", flat=True), (RelationAccount.kind,)):
        is_kin = any(frame.is_kin(code) for code in values(account.relation))  # type: ignore[attr-defined]  # so kept
        for one, other in product(values(account.person), values(account.other)) if is_kin else ():  # type: ignore[attr-defined]
            related.setdefault(one, set()).add(other)
            related.setdefault(other, set()).add(one)
    serials = _serials({other for others in related.values() for other in others})
    return {one: [serials[other] for other in others if other in serials] for one, others in related.items()}


def _decoded(accounts: Iterable[UUID], kinds: Collection[str]) -> list[tuple[int, DomainAccount]]:
    """Those of these accounts that are of these kinds and said by agreed codings, with their serials, in their order.

    They are put in order here: a database asked to do so reads all accounts of a kind.
    """
    rows = Revision.objects.filter(account_id__in=list(accounts), current=True, account__coding__state="agreed")
    rows = rows.exclude(account__in=withdrawn())
    columns = ("kind", "serial", "id", "coding__source_id", "external_id")
    cells = rows.values_list(*(f"account__{column}" for column in columns), "values")
    ordered = sorted((row for row in cells if row[0] in kinds), key=itemgetter(0, 1))
    return [
        (head[1], _account(head, [part[5] for part in parts if part[5] is not None]))
        for head, parts in groupby(ordered, key=itemgetter(0, 1, 2, 3, 4))
    ]


def _account(head: Sequence[Any], parts: list[Any]) -> DomainAccount:
    kind, _, id_, source, external_id = head
    return decode(kind, AccountId(id_), SourceId(source), external_id, parts)


def _serials(accounts: Collection[UUID]) -> dict[UUID, int]:
    return dict(Account.objects.filter(id__in=accounts).values_list("id", "serial"))


def _texts(account: DomainAccount) -> Iterator[Text]:
    if isinstance(account, PersonAccount):
        for name in dict.fromkeys(name.text for name in values(account.names)):
            yield account.source, account.id, NAME, " ".join(tokens(name))
            yield account.source, account.id, NAME_KEYS, _keyed(name)
    else:
        for title in values(account.title):  # type: ignore[attr-defined]  # of a case
            yield account.source, account.id, CASE, " ".join(tokens(title))


def _keyed(name: str) -> str:
    """The keys of a name, and after them the name itself, cleaned: by the one it is found, by the other compared."""
    held = " ".join(cleaned(name).replace("\\", " ").split())[:_LONGEST_NAME]
    return f"{' '.join((*tokens_of(held), _SPELLED))}{held.strip()}"


def spelled(keyed: str) -> str:
    """The name that stands after its keys."""
    return keyed.partition(_SPELLED)[2]


def derived_of_sources(sources: Collection[SourceId]) -> Derived:
    """The texts that follow from what these sources themselves are and hold."""
    described = Description.objects.filter(source_id__in=sources, retracted__isnull=True)
    texts: list[Text] = []
    for source, name, title in described.values_list("source_id", "source__external_id", "title"):
        texts.append((SourceId(source), None, LABEL, " ".join(tokens(name))))
        texts.append((SourceId(source), None, TITLE, " ".join(tokens(title))))
    standing = SourceText.objects.filter(source_id__in=sources, corrected__isnull=True)
    for source, text in standing.values_list("source_id", "text"):
        texts += [(SourceId(source), None, TEXT, " ".join(piece)) for piece in pieces(text)]
    return Derived(texts=[text for text in texts if text[3]])


def searched_accounts() -> "QuerySet[Account]":
    """The accounts something is derived from: those of people and of cases that agreed codings say."""
    said = Account.objects.filter(kind__in=_SEARCHED, coding__state="agreed").exclude(id__in=withdrawn())
    return said.order_by("kind", "serial")


def everything(frame: Frame) -> Iterator[Derived]:
    """All that follows from what the registry holds, some at a time."""
    for some in _chunks(AccountId(id_) for id_ in list(searched_accounts().values_list("id", flat=True))):
        yield derived_of_accounts(some, frame)
    standing = Description.objects.filter(retracted__isnull=True).order_by("source__external_id")
    for sources in _chunks(SourceId(id_) for id_ in list(standing.values_list("source_id", flat=True))):
        yield derived_of_sources(sources)


def _chunks(ids: Iterable[Any]) -> Iterator[list[Any]]:
    held = list(ids)
    return (held[start : start + CHUNK] for start in range(0, len(held), CHUNK))
