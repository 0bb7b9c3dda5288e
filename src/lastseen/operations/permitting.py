"""What permits that single people leave: families asked, people cleared one by one, ways out approved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lastseen.domain.accounts import AccountId
from lastseen.domain.permitting import (
    Approval,
    Clearance,
    FamilyConsent,
    NoStanding,
    NothingSaid,
    Standing,
    TableClearance,
)
from lastseen.domain.rights import May, Rights
from lastseen.operations.pages.asked import founded
from lastseen.operations.users import authorised
from lastseen.operations.verdicts import check_accounts
from lastseen.operations.workspace import Workspace
from lastseen.storage.ledger import recording
from lastseen.storage.permitting import (
    approvals,
    clearances,
    family_consents,
    put_approval,
    put_clearance,
    put_family_consent,
    retract_permit,
    table_clearances,
)
from lastseen.storage.protection import same_people
from lastseen.storage.seen import known_to
from lastseen.storage.users import name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Permits:
    """What stands: what families answered, who is cleared, which ways out and tables are, and by whom.

    Each comes with the id by which it is taken back.
    """

    families: Mapping[UUID, FamilyConsent]
    clearances: Mapping[UUID, Clearance]
    approvals: Mapping[UUID, tuple[str, Approval]]
    tables: Mapping[UUID, tuple[str, TableClearance]]


def accounts_of_person(rights: Rights, code: str) -> frozenset[AccountId]:
    """The accounts of one person, named by code in any case, as verdicts join them now.

    Raises :class:`~lastseen.operations.pages.NotFound` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    return same_people([founded(rights, "person", code.strip().upper())])


def record_family_consent(consent: FamilyConsent, workspace: Workspace, *, actor: UUID, now: datetime) -> UUID:
    """Record what somebody answered who may speak for a person; gives the id.

    Raises :class:`~lastseen.domain.permitting.NoStanding` for who may not, as a friend or neighbour,
    :class:`~lastseen.domain.permitting.NothingSaid`, :class:`~lastseen.domain.vocabulary.UnknownTerm` and
    :class:`~lastseen.operations.verdicts.NoSuchAccount`.
    """
    rights = authorised(actor, May.COLLECT)
    workspace.vocabularies["consent-purpose"].term(consent.purpose)
    _check_standing(consent, workspace)
    with recording(actor, "record-family-consent", now) as pen:
        check_accounts(consent.accounts, rights)
        return put_family_consent(pen, consent)


def clear_person(clearance: Clearance, *, actor: UUID, now: datetime) -> UUID:
    """Judge that one person may be published; gives the id.

    Raises :class:`~lastseen.domain.permitting.NothingSaid` and :class:`~lastseen.operations.verdicts.NoSuchAccount`.
    """
    rights = authorised(actor, May.RELEASE)
    if not clearance.reason.strip():
        raise NothingSaid(what="Why the person may be published")
    with recording(actor, "clear-person", now) as pen:
        check_accounts(clearance.accounts, rights)
        return put_clearance(pen, clearance)


def approve(approval: Approval, workspace: Workspace, *, actor: UUID, now: datetime) -> UUID:
    """Say yes to one way out; gives the id. Raises :class:`~lastseen.domain.vocabulary.UnknownTerm`."""
    authorised(actor, May.RELEASE)
    workspace.vocabularies["consent-purpose"].term(approval.purpose)
    with recording(actor, "approve", now) as pen:
        return put_approval(pen, approval)


def take_back_permit(permit: UUID, *, actor: UUID, now: datetime) -> None:
    """Take back a consent of a family, a clearance of a person or table, or an approval, from now on.

    Raises :class:`~lastseen.storage.permitting.NoSuchPermit`.
    """
    authorised(actor, May.RELEASE)
    with recording(actor, "take-back-permit", now) as pen:
        retract_permit(pen, permit)


def permits(rights: Rights) -> Permits:
    """Everything of these that stands, of people seen. Raises :class:`~lastseen.domain.rights.NotAllowed`."""
    rights.require(May.RELEASE)
    families, cleared = family_consents(), clearances()
    hung = [one.accounts for one in families.values()] + [one.accounts for one in cleared.values()]
    known = known_to(rights, frozenset[AccountId]().union(*hung))
    return Permits(
        families={id_: one for id_, one in families.items() if one.accounts <= known},
        clearances={id_: one for id_, one in cleared.items() if one.accounts <= known},
        approvals={id_: (name_of(user), one) for id_, (user, one) in approvals().items()},
        tables={id_: (name_of(user), one) for id_, (user, one) in table_clearances().items()},
    )


def _check_standing(consent: FamilyConsent, workspace: Workspace) -> None:
    if not consent.who.strip():
        raise NothingSaid(what="Who it is that speaks for the person")
    if consent.standing is Standing.SELF:
        return
    relations = workspace.vocabularies["relation"]
    relations.term(consent.relation)
    if consent.standing is Standing.KIN and not relations.is_a(consent.relation, "family"):
        raise NoStanding(relation=relations.label(consent.relation, "en"))
