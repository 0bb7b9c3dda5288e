"""Verdicts, conclusions and findings: made with a reason, taken back exactly."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from lastseen.domain.accounts import AccountId
from lastseen.domain.decisions import Conclusion, Finding
from lastseen.domain.derive.variables import SHAPES
from lastseen.domain.errors import Refusal
from lastseen.domain.verdicts import Verdict, VerdictKind, cluster
from lastseen.operations.workspace import Workspace
from lastseen.storage.decisions import put_conclusion, put_findings, put_verdict, retract, standing_verdicts
from lastseen.storage.ledger import recording
from lastseen.storage.reading import kinds_of


class WrongKind(Refusal):
    """A verdict joins two accounts of its own kind, and nothing else."""

    code = "verdicts.wrong-kind"
    sentence = "A {kind} verdict is between two {kind} accounts; {account} is not one."
    hint = "Name two {kind} accounts of the registry by their ids."


class NoSuchVariable(Refusal):
    """A conclusion is about one of the variables figures count."""

    code = "conclusions.unknown-variable"
    sentence = "There is no variable {variable}."
    hint = "The variables are: {known}."


def decide(kind: VerdictKind, verdict: Verdict[AccountId], reason: str, *, actor: UUID, now: datetime) -> UUID:
    """Record a verdict between two accounts; gives its id, by which it can be taken back.

    Raises :class:`WrongKind`, or :class:`~lastseen.domain.verdicts.Contradiction` where it would hold two accounts to
    be different that other verdicts join, or the other way round.
    """
    kinds = kinds_of(verdict.pair)
    for account in (verdict.left, verdict.right):
        if kinds.get(account) != kind:
            raise WrongKind(kind=kind.value, account=account)
    with recording(actor, "decide", now) as pen:
        id_ = put_verdict(pen, kind, verdict, reason)
        standing = standing_verdicts(kind)
        cluster(sorted({node for v in standing for node in v.pair}), standing)
    return id_


def conclude(conclusion: Conclusion, *, actor: UUID, now: datetime) -> UUID:
    """Record the value the organisation stands by; gives its id. Raises :class:`NoSuchVariable`."""
    if conclusion.variable not in SHAPES:
        raise NoSuchVariable(variable=conclusion.variable, known=", ".join(sorted(SHAPES)))
    with recording(actor, "conclude", now) as pen:
        return put_conclusion(pen, conclusion)


def find(findings: Sequence[Finding], workspace: Workspace, *, actor: UUID, now: datetime) -> list[UUID]:
    """Record findings on disappearances; gives the ids of those that are new or say something else than before."""
    for finding in findings:
        workspace.vocabularies["finding-standard"].term(finding.standard)
        workspace.vocabularies["finding-outcome"].term(finding.outcome)
    with recording(actor, "find", now) as pen:
        return put_findings(pen, findings)


def take_back(decision: UUID, *, actor: UUID, now: datetime) -> None:
    """Take a verdict, conclusion or finding back; all that followed from it is exactly as it was before."""
    with recording(actor, "take-back", now) as pen:
        retract(pen, decision)
