"""What the organisation decides on top of the accounts: conclusions, findings, consent, and what may be released.

Every decision hangs on an explicit set of accounts (or on a source), never on a computed person, so that taking a
verdict back leaves each decision where it was made.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from lastseen.domain.accounts import AccountId, SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """The value the organisation stands by for one variable where accounts differ, with its reason.

    ``values`` are codes, or for dates and ages the two ends of an interval in ISO or whole numbers.
    """

    accounts: frozenset[AccountId]
    variable: str
    values: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The organisation's finding on one disappearance: standard of proof met, and outcome."""

    accounts: frozenset[AccountId]
    standard: str
    outcome: str
    reason: str


class ConsentAnswer(StrEnum):
    """What a source answered when asked; *not asked* permits nothing."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not-asked"


class IdentityLevel(StrEnum):
    """How much of an identity may be shown, from nothing to the name."""

    NONE = "none"
    PSEUDONYM = "pseudonym"
    NAME = "name"


_LEVELS = tuple(IdentityLevel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One cell of the consent matrix of one source.

    An empty ``recipient`` means every recipient for that purpose. ``until`` is the last day it holds.
    """

    source: SourceId
    purpose: str
    recipient: str
    identity: IdentityLevel
    answer: ConsentAnswer
    until: date | None = None
    withdrawn: date | None = None


class Cell(Protocol):
    """What any answer to a request says: a cell of the matrix of a source, or of a family."""

    @property
    def purpose(self) -> str:
        """What it is about."""

    @property
    def recipient(self) -> str:
        """For whom; empty for everybody."""

    @property
    def identity(self) -> IdentityLevel:
        """Up to how much of an identity."""

    @property
    def answer(self) -> ConsentAnswer:
        """What was answered."""

    @property
    def until(self) -> date | None:
        """The last day it holds, where it has one."""

    @property
    def withdrawn(self) -> date | None:
        """The day from which it holds no more, where it was withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody wants to release: for which purpose, to whom, showing how much identity, on which day."""

    purpose: str
    recipient: str
    identity: IdentityLevel
    day: date


class Because(StrEnum):
    """Why what a source says, or what is told of a person, may or may not be used."""

    CONSENTED = "consented"
    REFUSED = "refused"
    NOT_ASKED = "not-asked"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    LESS_IDENTITY = "less-identity"
    REVIEW_OVERDUE = "review-overdue"
    HELD = "held"
    RISK_NOT_JUDGED = "risk-not-judged"
    RISK_HIGH = "risk-high"
    NOT_CLEARED = "not-cleared"
    FAMILY_NOT_ASKED = "family-not-asked"
    FAMILY_REFUSED = "family-refused"
    LINKABLE = "linkable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Whether something is allowed, and why; the sentence is made at the door in the reader's language."""

    allowed: bool
    because: Because


def may_use(consents: Iterable[Cell], request: Request) -> Decision:
    """Whether one source's words may be used as requested, by its own consents.

    Rules: only a *yes* for the same purpose and for this recipient (or for every recipient) permits anything; an answer
    naming the recipient outranks the general one; a withdrawn or expired yes is no; a yes to less identity than
    requested is no; nothing on record means not asked, and not asked means no.
    """
    fitting = [c for c in consents if c.purpose == request.purpose and c.recipient in ("", request.recipient)]
    named = [c for c in fitting if c.recipient] or fitting
    if not named:
        return Decision(allowed=False, because=Because.NOT_ASKED)
    reasons = [_judge(consent, request) for consent in named]
    because = next((reason for reason in reasons if reason is not Because.CONSENTED), Because.CONSENTED)
    return Decision(allowed=because is Because.CONSENTED, because=because)


def _judge(consent: Cell, request: Request) -> Because:
    if consent.withdrawn is not None and consent.withdrawn <= request.day:
        return Because.WITHDRAWN
    if consent.answer is ConsentAnswer.NOT_ASKED:
        return Because.NOT_ASKED
    if consent.answer is ConsentAnswer.NO:
        return Because.REFUSED
    if consent.until is not None and consent.until < request.day:
        return Because.EXPIRED
    if _LEVELS.index(consent.identity) < _LEVELS.index(request.identity):
        return Because.LESS_IDENTITY
    return Because.CONSENTED


def withheld_sources(
    sources: Iterable[SourceId], consents: Mapping[SourceId, tuple[Consent, ...]], request: Request
) -> dict[SourceId, Because]:
    """The sources whose words may not be used as requested, each with the reason."""
    decisions = {source: may_use(consents.get(source, ()), request) for source in sources}
    return {source: decision.because for source, decision in decisions.items() if not decision.allowed}
