"""Verdicts, conclusions and findings: made with a reason, taken back exactly."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lastseen.domain.accounts import AccountId
from lastseen.domain.decisions import Conclusion, Finding
from lastseen.domain.derive.variables import SHAPES, VARIABLES, Shape
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights
from lastseen.domain.verdicts import Verdict, VerdictKind, cluster
from lastseen.domain.vocabulary import Vocabulary
from lastseen.exchange.decisions import DecisionFile
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.compartments import seen_kinds
from lastseen.storage.decisions import (
    NoSuchDecision,
    accounts_of,
    put_conclusion,
    put_findings,
    put_verdict,
    retract,
    standing_verdicts,
)
from lastseen.storage.ledger import Pen, recording

_VOCABULARIES = {variable.name: variable.vocabulary for variable in VARIABLES}


class WrongKind(Refusal):
    """A verdict joins two accounts of its own kind, and nothing else."""

    code = "verdicts.wrong-kind"
    sentence = "A {kind} verdict is between two {kind} accounts; {account} is not one."
    hint = "Name two {kind} accounts of the registry."


class NoSuchAccount(Refusal):
    """A decision hangs on an account that is not in the registry."""

    code = "decisions.unknown-account"
    sentence = "There is no account {account} in the registry."
    hint = "Hand in the source that holds it first, and name its coder: of an import it is import:MAPPING."


class NoSuchVariable(Refusal):
    """A conclusion is about one of the variables figures count."""

    code = "conclusions.unknown-variable"
    sentence = "There is no variable {variable}."
    hint = "The variables are: {known}."


class BadConclusion(Refusal):
    """The value concluded cannot be one of this variable."""

    code = "conclusions.bad-value"
    sentence = "{values} is not a value of {variable}."
    hint = "Give codes of the variable's vocabulary, two days in ISO, or two whole numbers."


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The ids of decisions made, by which each can be taken back."""

    verdicts: tuple[UUID, ...]
    conclusions: tuple[UUID, ...]
    findings: tuple[UUID, ...]


def decide(kind: VerdictKind, verdict: Verdict[AccountId], reason: str, *, actor: UUID, now: datetime) -> UUID:
    """Record a verdict between two accounts; gives its id, by which it can be taken back.

    Raises :class:`WrongKind`, or :class:`~lastseen.domain.verdicts.Contradiction` where it would hold two accounts to
    be different that other verdicts join, or the other way round.
    """
    rights = authorised(actor, May.DECIDE)
    with recording(actor, "decide", now) as pen:
        id_ = _decide(pen, kind, verdict, reason, rights)
        _check_standing(kind)
        return id_


def decide_all(file: DecisionFile, workspace: Workspace, *, actor: UUID, now: datetime) -> Decided:
    """Record everything a file decides: all of it, or nothing. What stands already is left as it is.

    Raises :class:`NoSuchAccount` by the name the file gives, and what the single decisions raise.
    """
    rights = authorised(actor, May.DECIDE)
    here = seen_kinds(file.names, rights.compartments)
    missing = sorted(name for id_, name in file.names.items() if id_ not in here)
    if missing:
        raise NoSuchAccount(account=missing[0])
    with recording(actor, "decide-all", now) as pen:
        decided = Decided(
            verdicts=tuple(_decide(pen, v.kind, v.verdict, v.reason, rights) for v in file.verdicts),
            conclusions=tuple(_conclude(pen, conclusion, workspace, rights) for conclusion in file.conclusions),
            findings=tuple(record_findings(pen, file.findings, workspace, rights)),
        )
        for kind in {v.kind for v in file.verdicts}:
            _check_standing(kind)
        return decided


def conclude(conclusion: Conclusion, workspace: Workspace, *, actor: UUID, now: datetime) -> UUID:
    """Record the value the organisation stands by; gives its id.

    Raises :class:`NoSuchVariable`, :class:`BadConclusion` or :class:`NoSuchAccount`.
    """
    rights = authorised(actor, May.DECIDE)
    with recording(actor, "conclude", now) as pen:
        return _conclude(pen, conclusion, workspace, rights)


def find(findings: Sequence[Finding], workspace: Workspace, *, actor: UUID, now: datetime) -> list[UUID]:
    """Record findings on disappearances; gives the ids of those that are new or say something else than before.

    Raises :class:`NoSuchAccount` or :class:`~lastseen.domain.vocabulary.UnknownTerm`.
    """
    rights = authorised(actor, May.DECIDE)
    with recording(actor, "find", now) as pen:
        return record_findings(pen, findings, workspace, rights)


def take_back(decision: UUID, *, actor: UUID, now: datetime) -> UUID | None:
    """Take a verdict, conclusion or finding back; all that followed from it is exactly as it was before.

    What it had replaced, if anything, stands again under the id given. Raises
    :class:`~lastseen.storage.decisions.NoSuchDecision`, or :class:`~lastseen.domain.verdicts.Contradiction` where that
    does not go with what was decided since.
    """
    rights = authorised(actor, May.DECIDE)
    with recording(actor, "take-back", now) as pen:
        hangs_on = accounts_of(decision)
        if len(seen_kinds(hangs_on, rights.compartments)) < len(hangs_on):
            raise NoSuchDecision(decision=decision)
        again = retract(pen, decision)
        for kind in VerdictKind:
            _check_standing(kind)
        return again


def _decide(pen: Pen, kind: VerdictKind, verdict: Verdict[AccountId], reason: str, rights: Rights) -> UUID:
    kinds = seen_kinds(verdict.pair, rights.compartments)
    for account in (verdict.left, verdict.right):
        if kinds.get(account) != kind:
            raise WrongKind(kind=kind.value, account=account)
    return put_verdict(pen, kind, verdict, reason)


def _check_standing(kind: VerdictKind) -> None:
    standing = standing_verdicts(kind)
    cluster(sorted({node for v in standing for node in v.pair}), standing)


def _conclude(pen: Pen, conclusion: Conclusion, workspace: Workspace, rights: Rights) -> UUID:
    check_value(conclusion, workspace)
    check_accounts(conclusion.accounts, rights)
    return put_conclusion(pen, conclusion)


def check_value(conclusion: Conclusion, workspace: Workspace) -> None:
    """The value is one of the variable. Raises :class:`NoSuchVariable` or :class:`BadConclusion`."""
    if conclusion.variable not in SHAPES:
        raise NoSuchVariable(variable=conclusion.variable, known=", ".join(sorted(SHAPES)))
    _check_values(conclusion, workspace.vocabularies)


def record_findings(pen: Pen, findings: Sequence[Finding], workspace: Workspace, rights: Rights) -> list[UUID]:
    """Write findings within an operation that is already recording; gives and raises as :func:`find`."""
    for finding in findings:
        workspace.vocabularies["finding-standard"].term(finding.standard)
        workspace.vocabularies["finding-outcome"].term(finding.outcome)
    check_accounts((account for finding in findings for account in finding.accounts), rights)
    return put_findings(pen, findings)


def check_accounts(accounts: Iterable[AccountId], rights: Rights) -> None:
    """All of these accounts are in the registry and seen. Raises :class:`NoSuchAccount`, the same for either."""
    wanted = frozenset(accounts)
    missing = sorted(wanted - seen_kinds(wanted, rights.compartments).keys())
    if missing:
        raise NoSuchAccount(account=missing[0])


def _check_values(conclusion: Conclusion, vocabularies: Mapping[str, Vocabulary]) -> None:
    shape, vocabulary = SHAPES[conclusion.variable], _VOCABULARIES[conclusion.variable]
    try:
        match shape:
            case Shape.SINGLE | Shape.MULTIPLE:
                fits = bool(conclusion.values) and all(_is_term(v, vocabularies[vocabulary]) for v in conclusion.values)
            case Shape.DATE:
                first, last = (date.fromisoformat(day) for day in conclusion.values)
                fits = first <= last
            case Shape.NUMBER:
                low, high = (int(number) for number in conclusion.values)
                fits = low <= high
    except ValueError:
        fits = False
    if not fits:
        raise BadConclusion(values=", ".join(conclusion.values) or "nothing", variable=conclusion.variable)


def _is_term(code: str, vocabulary: Vocabulary) -> bool:
    """Whether a code, each part of a pair such as ``border-guard>mss``, or a row of figures' own, is known."""
    return all(part in vocabulary or part in ("several", "not-handed-over") for part in code.split(">"))
