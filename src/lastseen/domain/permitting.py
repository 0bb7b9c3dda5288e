"""What permits that single people leave: consent of families, a clearance of each person, an approval of each way out.

A source consents to the use of its words; it cannot consent for the family of whom it tells. So whoever is named, or
submitted to a procedure, needs a yes of somebody who may speak for them. Whoever is published needs a clearance
besides: a judgement of that one person. And a way out that shows single people is approved before it is used.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from lastseen.domain.accounts import AccountId
from lastseen.domain.decisions import Because, ConsentAnswer, Decision, IdentityLevel, Request, may_use
from lastseen.domain.errors import Refusal
from lastseen.domain.release import Profile


class Standing(StrEnum):
    """In which standing somebody speaks for a person."""

    SELF = "self"
    """They are the person."""
    KIN = "kin"
    """They are of the family."""
    GUARDIAN = "guardian"
    """They have authority over a minor."""
    MANDATE = "mandate"
    """The family gave them a mandate, which is on file."""


class NoStanding(Refusal):
    """Somebody who is not of the family, nor acts for it, cannot consent for it."""

    code = "family.no-standing"
    sentence = "Whoever is {relation} to the person cannot consent for the family."
    hint = "Ask the family; or record the guardianship or mandate by which they act for it."


class NothingSaid(Refusal):
    """A decision on a person says why, or who it is that speaks."""

    code = "permitting.nothing-said"
    sentence = "{what} is missing."
    hint = "Say it; it is kept with the decision."


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyConsent:
    """What somebody who may speak for a person answered: for one purpose, one recipient (or any), up to which identity.

    It hangs on accounts of the person. ``relation`` is what ``who`` is to the person; empty for the person themself.
    """

    accounts: frozenset[AccountId]
    who: str
    standing: Standing
    relation: str
    purpose: str
    recipient: str
    identity: IdentityLevel
    answer: ConsentAnswer
    until: date | None = None
    withdrawn: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """The judgement that one person may be published under a made-up name, or by name, and why.

    It covers these accounts and no other: once another account turns out to be of the same person, it is made again.
    """

    accounts: frozenset[AccountId]
    identity: IdentityLevel
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A yes to one way out, until a day: for this purpose, to this recipient (or to any), in this profile."""

    purpose: str
    recipient: str
    profile: Profile
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TableClearance:
    """One person's yes to publishing a table of one variable with its small rows, and why."""

    figure: str
    reason: str


APPROVALS = {Profile.PSEUDONYMOUS: 1, Profile.NAMED: 2}
"""How many people have to approve a way out that shows single people."""

PUBLISHING = frozenset({"anonymised-publication", "named-publication", "media", "research"})
"""Purposes by which a person comes before a public that nobody knows: each is cleared one by one."""


def family_permits(consents: Iterable[FamilyConsent], request: Request) -> Decision:
    """Whether a person may be named as requested, by everybody who may speak for them: the strictest wins."""
    decision = may_use(consents, request)
    if decision.allowed:
        return decision
    not_asked = decision.because in (Because.NOT_ASKED, Because.EXPIRED, Because.LESS_IDENTITY)
    return Decision(allowed=False, because=Because.FAMILY_NOT_ASKED if not_asked else Because.FAMILY_REFUSED)


def is_cleared(clearances: Iterable[Clearance], accounts: frozenset[AccountId], identity: IdentityLevel) -> bool:
    """Whether a clearance covers all accounts of a person, for this much of their identity."""
    levels = tuple(IdentityLevel)
    wanted = levels.index(identity)
    return any(accounts <= one.accounts and levels.index(one.identity) >= wanted for one in clearances)


def approved_by(approvals: Iterable[tuple[UUID, Approval]], request: Request, profile: Profile) -> frozenset[UUID]:
    """The people whose approvals, each with who gave it, hold for a request."""
    return frozenset(
        who
        for who, one in approvals
        if (one.purpose, one.profile) == (request.purpose, profile)
        and one.recipient in ("", request.recipient)
        and request.day <= one.until
    )
