"""Handing in what a source says: the source, its text and consent, and the accounts coded from it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lastseen.domain.accounts import AccountId
from lastseen.domain.coding import CodedSource
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Source
from lastseen.operations.coding_checks import check_coded, check_origins
from lastseen.operations.reach import check_writing, check_written
from lastseen.operations.users import authorised
from lastseen.operations.verdicts import record_findings
from lastseen.operations.workspace import Workspace
from lastseen.storage.ledger import Pen, recording
from lastseen.storage.search.keeping import reindex
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
    Raises the first refusal met: an unknown term, a reference to an account or a passage that is not there, a source
    coded by somebody else or out of reach.
    """
    rights = authorised(actor, May.CODE)
    outcomes: dict[AccountId, Outcome] = {}
    written: list[Source] = []
    with recording(actor, "hand-in", now) as pen:
        for coded in sources:
            outcomes |= write(pen, coded, workspace, rights)
            written.append(coded.source)
        check_origins(written, rights)
        reindex(pen.told, pen.described, workspace.frame)
    return Handed(outcomes)


def write(pen: Pen, coded: CodedSource, workspace: Workspace, rights: Rights) -> dict[AccountId, Outcome]:
    """Write one coded source within an operation that is already recording."""
    check_writing(rights, coded.source)
    check_coded(coded, workspace.vocabularies, rights)
    put_source(pen, coded.source, coded.text)
    put_passages(pen, coded.source.id, coded.passages)
    put_consents(pen, coded.consents)
    coding = put_coding(pen, coded.source.id, coded.coder)
    outcomes = put_accounts(pen, coding, coded.accounts)
    record_findings(pen, coded.findings, workspace, rights)
    check_written(rights, pen)
    return outcomes
