"""What is handed to the registry: a source with its text, consent and passages, and the accounts coded from it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from lastseen.domain.accounts import INTERVIEWEE, Account, AccountId, Involved, SourceId, ValueKind, specs
from lastseen.domain.answers import PassageId, values
from lastseen.domain.decisions import Consent, Finding
from lastseen.domain.errors import Refusal
from lastseen.domain.sources import Passage, Source
from lastseen.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedSource:
    """One source and everything one coder (or one import) says it says."""

    source: Source
    coder: str
    text: str = ""
    consents: tuple[Consent, ...] = ()
    passages: tuple[Passage, ...] = ()
    accounts: tuple[Account, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids that follow from what they name, so that coding or importing the same thing twice finds the same row."""

    registry: UUID

    def source(self, external_id: str) -> SourceId:
        """The id of the source a partner or a file calls by this name."""
        return SourceId(uuid5(self.registry, f"source|{external_id}"))

    def account(self, source: SourceId, coder: str, kind: str, external_id: str) -> AccountId:
        """The id of one account in one coder's reading of a source."""
        return AccountId(uuid5(source, f"{coder}|{kind}|{external_id}"))

    def passage(self, source: SourceId, place: str) -> PassageId:
        """The id of a place in a source."""
        return PassageId(uuid5(source, f"passage|{place}"))


class DanglingReference(Refusal):
    """An account points at another account that does not exist."""

    code = "coding.dangling-reference"
    sentence = "Account {account}: {field} points at an account that is not there."
    hint = "Code that person, case or stage first, or take the reference out."


class DuplicateAccount(Refusal):
    """Two accounts of one coding have the same name."""

    code = "coding.duplicate-account"
    sentence = "{kind} {account} is coded twice from one source."
    hint = "Give one of the two another id."


def check_distinct(accounts: Iterable[Account]) -> None:
    """No two accounts of one coding share an id. Raises :class:`DuplicateAccount`."""
    seen: set[AccountId] = set()
    for account in accounts:
        if account.id in seen:
            raise DuplicateAccount(kind=account.kind, account=account.external_id)
        seen.add(account.id)


def references(account: Account) -> Iterator[tuple[str, AccountId]]:
    """Every other account this one points at, with the field that does."""
    for name, spec in specs(type(account)).items():
        if spec.kind is ValueKind.ACCOUNT:
            for target in values(getattr(account, name)):
                if target != INTERVIEWEE:
                    yield name, target


def check_codes(account: Account, vocabularies: Mapping[str, Vocabulary]) -> None:
    """Every code of an account is a term of the vocabulary its field names.

    Raises :class:`~lastseen.domain.vocabulary.UnknownTerm`.
    """
    for name, spec in specs(type(account)).items():
        for value in values(getattr(account, name)):
            for vocabulary, code in _codes(value, spec.kind, spec.vocabulary):
                vocabularies[vocabulary].term(code)


def _codes(value: Any, kind: ValueKind, vocabulary: str) -> Iterable[tuple[str, str]]:
    if kind is ValueKind.CODE:
        return ((vocabulary, value),)
    if isinstance(value, Involved):
        return ((vocabulary, value.authority), ("authority-role", value.role))
    return ()
