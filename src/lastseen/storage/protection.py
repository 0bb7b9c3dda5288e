"""Protections written and read: holds, judgements of risk, and whom they reach."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import Q

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.errors import Refusal
from lastseen.domain.protection import Harmed, Risk, RiskLevel, Subject
from lastseen.domain.protection import Hold as DomainHold
from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.storage.ledger import Pen
from lastseen.storage.models import Description, Verdict
from lastseen.storage.protection_models import Hold, HoldAccount, Lifting, RiskAccount, RiskJudgement

Protections: TypeAlias = "dict[UUID, DomainHold | Risk]"
"""Protections that stand, by the id by which each can be lifted or replaced."""


class NoSuchProtection(Refusal):
    """There is no standing hold or judgement of this id."""

    code = "protection.not-found"
    sentence = "There is no standing hold or judgement of risk {protection}."
    hint = "Look the id up among those that stand; one that was lifted or replaced stands no more."


def standing() -> Protections:
    """Every hold and judgement of risk that stands, the first to be reviewed first."""
    return _standing(lambda _: Q())


def standing_on(sources: Iterable[SourceId], accounts: Iterable[AccountId]) -> Protections:
    """Those that stand and hang on any of these sources or accounts."""
    named, hung = set(sources), set(accounts)

    def on(table: Any) -> Q:
        hanging = table.accounts.through.objects.filter(account_id__in=hung)
        return Q(source_id__in=named) | Q(id__in=hanging.values("protection_id"))

    return _standing(on)


def standing_due(day: date) -> Protections:
    """Those that stand and are to be judged again on this day or before."""
    return _standing(lambda _: Q(review__lte=day))


def standing_one(protection: UUID) -> Protections:
    """The one of this id, if it stands."""
    return _standing(lambda _: Q(id=protection))


def _standing(asked: Callable[[Any], Q]) -> Protections:
    """Those for which what is asked of each of the two tables is true."""
    found: Protections = {}
    for hold in _rows(Hold, asked):
        found[hold.id] = DomainHold(subject=_subject(hold), what=hold.what, why=hold.why, **_judged(hold))
    for risk in _rows(RiskJudgement, asked):
        words: dict[str, Any] = {"harmed": Harmed(risk.harmed), "how": risk.how, "level": RiskLevel(risk.level)}
        found[risk.id] = Risk(subject=_subject(risk), **words, **_judged(risk))
    return dict(sorted(found.items(), key=lambda item: (item[1].review, item[0])))


def _rows(table: Any, asked: Callable[[Any], Q]) -> Any:
    return table.objects.filter(asked(table), retracted__isnull=True).prefetch_related("accounts")


def _judged(row: Hold | RiskJudgement) -> dict[str, Any]:
    return {"judged_by": row.judged_by, "review": row.review}


def _subject(row: Hold | RiskJudgement) -> Subject:
    source = None if row.source_id is None else SourceId(row.source_id)
    return Subject(source=source, accounts=frozenset(AccountId(account.id) for account in row.accounts.all()))


def put_hold(pen: Pen, hold: DomainHold) -> UUID:
    """Write a hold; gives its id."""
    row = Hold(source_id=hold.subject.source, what=hold.what, why=hold.why, **_judged_anew(hold))
    pen.sign(row).save(force_insert=True)
    for account in sorted(hold.subject.accounts):
        pen.sign(HoldAccount(protection=row, account_id=account)).save(force_insert=True)
    pen.touched["hold.placed"] += 1
    return row.id


def put_risk(pen: Pen, risk: Risk) -> UUID:
    """Write a judgement of risk; gives its id."""
    words = {"harmed": risk.harmed, "how": risk.how, "level": risk.level}
    row = RiskJudgement(source_id=risk.subject.source, **words, **_judged_anew(risk))
    pen.sign(row).save(force_insert=True)
    for account in sorted(risk.subject.accounts):
        pen.sign(RiskAccount(protection=row, account_id=account)).save(force_insert=True)
    pen.touched["risk.judged"] += 1
    return row.id


def _judged_anew(protection: DomainHold | Risk) -> dict[str, Any]:
    return {"judged_by": protection.judged_by, "review": protection.review}


def retract_hold(pen: Pen, hold: UUID, reason: str) -> None:
    """Take a standing hold back, and keep why. Raises :class:`NoSuchProtection`."""
    _retract(pen, hold, Hold)
    pen.sign(Lifting(hold_id=hold, reason=reason)).save(force_insert=True)
    pen.touched["hold.lifted"] += 1


def retract_risk(pen: Pen, risk: UUID) -> None:
    """Take a standing judgement of risk back. Raises :class:`NoSuchProtection`."""
    _retract(pen, risk, RiskJudgement)


def _retract(pen: Pen, protection: UUID, table: Any) -> None:
    if not pen.retract(table.objects.filter(id=protection, retracted__isnull=True)):
        raise NoSuchProtection(protection=protection)


def repeating(sources: Iterable[SourceId]) -> frozenset[SourceId]:
    """These sources, and all that repeat any of them, however far."""
    found = set(sources)
    fresh = set(found)
    standing_ = Description.objects.filter(retracted__isnull=True)
    while fresh:
        repeats = standing_.filter(derived_from__in=fresh).values_list("source_id", flat=True)
        fresh = set(map(SourceId, repeats)) - found
        found |= fresh
    return frozenset(found)


def same_people(accounts: Iterable[AccountId]) -> frozenset[AccountId]:
    """These accounts, and all that standing verdicts of sameness join to them, however far."""
    found = set(accounts)
    fresh: set[AccountId] = set(found)
    joined = Verdict.objects.filter(kind=VerdictKind.PERSON, answer=Answer.SAME, retracted__isnull=True)
    while fresh:
        pairs = joined.filter(Q(left__in=fresh) | Q(right__in=fresh)).values_list("left_id", "right_id")
        fresh = {AccountId(end) for pair in pairs for end in pair} - found
        found |= fresh
    return frozenset(found)
