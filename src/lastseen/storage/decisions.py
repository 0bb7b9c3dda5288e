"""Decisions written and taken back: verdicts, conclusions, findings."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from lastseen.domain.accounts import AccountId
from lastseen.domain.decisions import Conclusion as DomainConclusion
from lastseen.domain.decisions import Finding as DomainFinding
from lastseen.domain.errors import Refusal
from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.domain.verdicts import Verdict as DomainVerdict
from lastseen.storage.commitments import content
from lastseen.storage.ledger import Pen
from lastseen.storage.models import Conclusion, ConclusionAccount, Finding, FindingAccount, Verdict
from lastseen.storage.rows import Decided

_CHUNK = 1000


class NoSuchDecision(Refusal):
    """There is no standing decision with this id."""

    code = "decision.not-found"
    sentence = "There is no standing decision {decision}."
    hint = (
        "Look the id up in the answer of the command that made the decision; one taken back cannot be taken back again."
    )


def standing_verdicts(kind: VerdictKind) -> list[DomainVerdict[AccountId]]:
    """All verdicts of a kind that stand."""
    rows = Verdict.objects.filter(kind=kind, retracted__isnull=True)
    return [
        DomainVerdict(left=AccountId(left), right=AccountId(right), answer=Answer(answer))
        for left, right, answer in rows.values_list("left_id", "right_id", "answer")
    ]


def put_verdict(pen: Pen, kind: VerdictKind, verdict: DomainVerdict[AccountId], reason: str) -> UUID:
    """Write a verdict in place of the standing one on the same pair; an equal one is left as it is."""
    left, right = sorted((verdict.left, verdict.right))
    standing = Verdict.objects.filter(kind=kind, left_id=left, right_id=right, retracted__isnull=True)
    held = standing.first()
    if held is not None and (held.answer, held.reason) == (verdict.answer, reason):
        return held.id
    if held is not None:
        pen.retract(standing)
    row = pen.sign(
        Verdict(kind=kind, left_id=left, right_id=right, answer=verdict.answer, reason=reason, replaces=held)
    )
    row.save(force_insert=True)
    pen.touched[f"verdict.{kind}"] += 1
    return row.id


def standing_conclusions() -> list[DomainConclusion]:
    """All conclusions that stand, oldest first, so that a later one on the same variable prevails."""
    rows = (
        Conclusion.objects.filter(retracted__isnull=True).order_by("entry__number", "id").prefetch_related("accounts")
    )
    return [
        DomainConclusion(
            accounts=frozenset(AccountId(a.id) for a in row.accounts.all()),
            variable=row.variable,
            values=tuple(row.values),
            reason=row.reason,
        )
        for row in rows
    ]


def put_conclusion(pen: Pen, conclusion: DomainConclusion) -> UUID:
    """Write a conclusion on an explicit set of accounts; an equal one that stands is left as it is."""
    equal = _equal_conclusion(conclusion)
    if equal is not None:
        return equal
    values = list(conclusion.values)
    row = pen.sign(Conclusion(variable=conclusion.variable, values=values, reason=conclusion.reason))
    row.save(force_insert=True)
    for account in sorted(conclusion.accounts):
        pen.sign(ConclusionAccount(conclusion_id=row.id, account_id=account)).save(force_insert=True)
    pen.touched[f"conclusion.{conclusion.variable}"] += 1
    return row.id


def _equal_conclusion(conclusion: DomainConclusion) -> UUID | None:
    standing = Conclusion.objects.filter(
        variable=conclusion.variable, reason=conclusion.reason, retracted__isnull=True
    ).prefetch_related("accounts")
    for row in standing:
        same_accounts = {account.id for account in row.accounts.all()} == conclusion.accounts
        if same_accounts and tuple(row.values) == conclusion.values:
            return row.id
    return None


def standing_findings() -> list[DomainFinding]:
    """All findings that stand, oldest first."""
    held = FindingAccount.objects.filter(finding__retracted__isnull=True)
    accounts: dict[UUID, list[AccountId]] = {}
    for finding, account in held.values_list("finding_id", "account_id").iterator():
        accounts.setdefault(finding, []).append(AccountId(account))
    rows = Finding.objects.filter(retracted__isnull=True).order_by("entry__number", "id")
    return [
        DomainFinding(accounts=frozenset(accounts.get(id_, ())), standard=standard, outcome=outcome, reason=reason)
        for id_, standard, outcome, reason in rows.values_list("id", "standard", "outcome", "reason").iterator()
    ]


def put_findings(pen: Pen, findings: Sequence[DomainFinding]) -> list[UUID]:
    """Write findings in place of the standing ones on exactly the same accounts; an equal one is left as it is."""
    held = _findings_on(account for finding in findings for account in finding.accounts)
    fresh: list[tuple[Finding, frozenset[AccountId]]] = []
    for accounts, finding in {finding.accounts: finding for finding in findings}.items():
        replaced, *said = held.get(accounts, (None,))
        if said != [finding.standard, finding.outcome, finding.reason]:
            described = {"standard": finding.standard, "outcome": finding.outcome, "reason": finding.reason}
            fresh.append((pen.sign(Finding(replaces_id=replaced, **described)), accounts))
    replaced_ids = [row.replaces_id for row, _ in fresh if row.replaces_id is not None]
    for start in range(0, len(replaced_ids), _CHUNK):
        pen.retract(Finding.objects.filter(id__in=replaced_ids[start : start + _CHUNK]))
    _insert_findings(pen, fresh)
    return [row.id for row, _ in fresh]


def _insert_findings(pen: Pen, fresh: Sequence[tuple[Finding, frozenset[AccountId]]]) -> None:
    Finding.objects.bulk_create([row for row, _ in fresh], batch_size=_CHUNK)
    FindingAccount.objects.bulk_create(
        (
            pen.sign(FindingAccount(finding_id=row.id, account_id=account))
            for row, accounts in fresh
            for account in sorted(accounts)
        ),
        batch_size=_CHUNK,
    )
    if fresh:
        pen.touched["finding.outcome"] += len(fresh)


def _findings_on(accounts: Iterable[AccountId]) -> dict[frozenset[AccountId], tuple[UUID, str, str, str]]:
    wanted = list(accounts)
    near: set[UUID] = set()
    for start in range(0, len(wanted), 1000):
        some = wanted[start : start + 1000]
        rows = FindingAccount.objects.filter(account_id__in=some, finding__retracted__isnull=True)
        near |= set(rows.values_list("finding_id", flat=True))
    members: dict[UUID, set[AccountId]] = {}
    about: dict[UUID, tuple[UUID, str, str, str]] = {}
    ids = list(near)
    for start in range(0, len(ids), 1000):
        rows = FindingAccount.objects.filter(finding_id__in=ids[start : start + 1000])
        for id_, standard, outcome, reason, account in rows.values_list(
            "finding_id", "finding__standard", "finding__outcome", "finding__reason", "account_id"
        ):
            members.setdefault(id_, set()).add(AccountId(account))
            about[id_] = (id_, standard, outcome, reason)
    return {frozenset(members[id_]): about[id_] for id_ in near}


def accounts_of(decision: UUID) -> frozenset[AccountId]:
    """The accounts a decision hangs on; none where there is no such decision."""
    verdict = Verdict.objects.filter(id=decision).first()
    if verdict is not None:
        return frozenset({AccountId(verdict.left_id), AccountId(verdict.right_id)})
    concluded = ConclusionAccount.objects.filter(conclusion=decision).values_list("account", flat=True)
    found = FindingAccount.objects.filter(finding=decision).values_list("account", flat=True)
    return frozenset(map(AccountId, [*concluded, *found]))


def retract(pen: Pen, decision: UUID) -> UUID | None:
    """Take a standing decision back; the one it replaced, if any, stands again under the id given.

    Raises :class:`NoSuchDecision`.
    """
    kinds: tuple[type[Decided], ...] = (Verdict, Conclusion, Finding)
    for kind in kinds:
        held = kind._default_manager.filter(id=decision, retracted__isnull=True)  # noqa: SLF001  # of any of the three
        row = held.select_related("replaces").first()
        if row is not None:
            pen.retract(held)
            pen.touched[f"{kind.__name__.lower()}.retracted"] += 1
            return None if row.replaces is None else _stand_again(pen, row.replaces)
    raise NoSuchDecision(decision=decision)


def _stand_again(pen: Pen, old: Decided) -> UUID:
    """Write a replaced decision anew, so that its first life stays on record as it was."""
    said = {name: getattr(old, name) for name in content(type(old)) if name != "id"}
    row = pen.sign(type(old)(**said))
    row.save(force_insert=True)
    if isinstance(row, Finding):
        for account in FindingAccount.objects.filter(finding_id=old.id).values_list("account_id", flat=True):
            pen.sign(FindingAccount(finding_id=row.id, account_id=account)).save(force_insert=True)
    return row.id
