"""Handing in what a source says: the source, its text and consent, and the accounts coded from it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lastseen.domain.accounts import Account, AccountId
from lastseen.domain.coding import CodedSource, DanglingReference, check_codes, check_distinct, references
from lastseen.operations.workspace import Workspace
from lastseen.storage.decisions import put_findings
from lastseen.storage.ledger import Pen, recording
from lastseen.storage.reading import kinds_of
from lastseen.storage.writing import Outcome, put_accounts, put_coding, put_consents, put_passages, put_source


@dataclass(frozen=True, slots=True)
class Handed:
    """What handing in came to: how many accounts were new, changed, the same."""

    outcomes: dict[AccountId, Outcome]

    @property
    def counts(self) -> dict[str, int]:
        """Accounts by outcome."""
        counted = Counter(self.outcomes.values())
        return {outcome.value: counted[outcome] for outcome in Outcome}


def hand_in(sources: Iterable[CodedSource], workspace: Workspace, *, actor: UUID, now: datetime) -> Handed:
    """Record coded sources in one transaction: all of them, or none.

    Accounts already there are revised where they say something else; what they said before is kept.
    Raises the first refusal met: an unknown term, a reference to an account that is not there.
    """
    outcomes: dict[AccountId, Outcome] = {}
    with recording(actor, "hand-in", now) as pen:
        for coded in sources:
            outcomes |= write(pen, coded, workspace)
    return Handed(outcomes)


def write(pen: Pen, coded: CodedSource, workspace: Workspace) -> dict[AccountId, Outcome]:
    """Write one coded source within an operation that is already recording."""
    check_distinct(coded.accounts)
    for account in coded.accounts:
        check_codes(account, workspace.vocabularies)
    _check_references(coded.accounts)
    put_source(pen, coded.source, coded.text)
    put_passages(coded.source.id, coded.passages)
    put_consents(pen, coded.consents)
    coding = put_coding(pen, coded.source.id, coded.coder)
    outcomes = put_accounts(pen, coding, coded.accounts)
    put_findings(pen, coded.findings)
    return outcomes


def _check_references(accounts: Sequence[Account]) -> None:
    here = {account.id for account in accounts}
    outside = [(a, name, target) for a in accounts for name, target in references(a) if target not in here]
    there = kinds_of({target for _, _, target in outside})
    for account, name, target in outside:
        if target not in there:
            raise DanglingReference(account=account.external_id, field=name)
