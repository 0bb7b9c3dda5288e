"""What permits that something leaves, written and read: families' consents, clearances, approvals."""

from typing import Any
from uuid import UUID

from lastseen.domain.accounts import AccountId
from lastseen.domain.decisions import ConsentAnswer, IdentityLevel
from lastseen.domain.errors import Refusal
from lastseen.domain.permitting import Approval as DomainApproval
from lastseen.domain.permitting import Clearance as DomainClearance
from lastseen.domain.permitting import FamilyConsent as DomainFamilyConsent
from lastseen.domain.permitting import Standing
from lastseen.domain.permitting import TableClearance as DomainTableClearance
from lastseen.domain.release import Profile
from lastseen.storage.ledger import Pen
from lastseen.storage.permitting_models import (
    Approval,
    Clearance,
    ClearanceAccount,
    FamilyConsent,
    FamilyConsentAccount,
    TableClearance,
)


class NoSuchPermit(Refusal):
    """There is no such standing consent of a family, clearance or approval."""

    code = "permitting.not-found"
    sentence = "No consent of a family, clearance or approval {permit} stands."
    hint = "Look the id up among those that stand; one taken back or replaced stands no more."


def family_consents() -> dict[UUID, DomainFamilyConsent]:
    """What families answered, as it stands now, the oldest first."""
    return {row.id: _family(row) for row in _standing(FamilyConsent)}


def clearances() -> dict[UUID, DomainClearance]:
    """Every clearance that stands, the oldest first."""
    return {
        row.id: DomainClearance(accounts=_accounts(row), identity=IdentityLevel(row.identity), reason=row.reason)
        for row in _standing(Clearance)
    }


def approvals() -> dict[UUID, tuple[UUID, DomainApproval]]:
    """Every approval that stands with who gave it, the oldest first."""
    rows = Approval.objects.filter(retracted__isnull=True).select_related("entry").order_by("entry__number", "id")
    return {
        row.id: (
            row.entry.actor_id,
            DomainApproval(purpose=row.purpose, recipient=row.recipient, profile=Profile(row.profile), until=row.until),
        )
        for row in rows
    }


def table_clearances() -> dict[UUID, tuple[UUID, DomainTableClearance]]:
    """Every clearance of a table that stands with who gave it, the oldest first."""
    rows = TableClearance.objects.filter(retracted__isnull=True).select_related("entry").order_by("entry__number", "id")
    return {row.id: (row.entry.actor_id, DomainTableClearance(figure=row.figure, reason=row.reason)) for row in rows}


def put_family_consent(pen: Pen, consent: DomainFamilyConsent) -> UUID:
    """Write what a family answered; gives its id."""
    row = FamilyConsent(
        who=consent.who,
        standing=consent.standing,
        relation=consent.relation,
        purpose=consent.purpose,
        recipient=consent.recipient,
        identity=consent.identity,
        answer=consent.answer,
        until=consent.until,
        withdrawn=consent.withdrawn,
    )
    pen.sign(row).save(force_insert=True)
    for account in sorted(consent.accounts):
        pen.sign(FamilyConsentAccount(consent=row, account_id=account)).save(force_insert=True)
    pen.touched[f"family-consent.{consent.purpose}"] += 1
    return row.id


def put_clearance(pen: Pen, clearance: DomainClearance) -> UUID:
    """Write a clearance; gives its id."""
    row = pen.sign(Clearance(identity=clearance.identity, reason=clearance.reason))
    row.save(force_insert=True)
    for account in sorted(clearance.accounts):
        pen.sign(ClearanceAccount(clearance=row, account_id=account)).save(force_insert=True)
    pen.touched[f"clearance.{clearance.identity}"] += 1
    return row.id


def put_approval(pen: Pen, approval: DomainApproval) -> UUID:
    """Write an approval; gives its id."""
    row = pen.sign(
        Approval(purpose=approval.purpose, recipient=approval.recipient, profile=approval.profile, until=approval.until)
    )
    row.save(force_insert=True)
    pen.touched[f"approval.{approval.profile}"] += 1
    return row.id


def put_table_clearance(pen: Pen, clearance: DomainTableClearance) -> UUID:
    """Write one person's clearance of a table; gives its id."""
    row = pen.sign(TableClearance(figure=clearance.figure, reason=clearance.reason))
    row.save(force_insert=True)
    pen.touched["table-clearance.given"] += 1
    return row.id


def retract_permit(pen: Pen, permit: UUID) -> None:
    """Take any of them back. Raises :class:`NoSuchPermit`."""
    tables: tuple[Any, ...] = (FamilyConsent, Clearance, Approval, TableClearance)
    for table in tables:
        if pen.retract(table.objects.filter(id=permit, retracted__isnull=True)):
            pen.touched[f"{table.__name__.lower()}.taken-back"] += 1
            return
    raise NoSuchPermit(permit=permit)


def _standing(table: Any) -> Any:
    return table.objects.filter(retracted__isnull=True).order_by("entry__number", "id").prefetch_related("accounts")


def _accounts(row: Any) -> frozenset[AccountId]:
    return frozenset(AccountId(account.id) for account in row.accounts.all())


def _family(row: FamilyConsent) -> DomainFamilyConsent:
    return DomainFamilyConsent(
        accounts=_accounts(row),
        who=row.who,
        standing=Standing(row.standing),
        relation=row.relation,
        purpose=row.purpose,
        recipient=row.recipient,
        identity=IdentityLevel(row.identity),
        answer=ConsentAnswer(row.answer),
        until=row.until,
        withdrawn=row.withdrawn,
    )
