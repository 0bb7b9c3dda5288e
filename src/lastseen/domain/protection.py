"""Who could be harmed by what is recorded: holds, which stop everything, and judgements of risk, to be made again."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.errors import Refusal


class Harmed(StrEnum):
    """Who it is that could be harmed."""

    WITNESS = "witness"
    KIN = "kin"
    """Family still within reach of those who did it."""
    THIRD_PERSON = "third-person"
    """A broker, a neighbour, a guard: somebody named who was never asked."""


class RiskLevel(StrEnum):
    """How great the risk was judged to be."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class NoSubject(Refusal):
    """A protection hangs on one source or on accounts, and on nothing else."""

    code = "protection.no-subject"
    sentence = "A hold or a judgement of risk is about one source, or about accounts."
    hint = "Name a source or at least one account, and not both."


class NoReason(Refusal):
    """A hold is lifted for a reason, which is kept."""

    code = "protection.no-reason"
    sentence = "A hold is lifted only with a reason."
    hint = "Write why nothing has to be kept back any more."


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a protection hangs on: one source, or an explicit set of accounts and so the people they tell of.

    Raises :class:`NoSubject` where it is neither or both.
    """

    source: SourceId | None = None
    accounts: frozenset[AccountId] = frozenset()

    def __post_init__(self) -> None:
        if (self.source is None) is not bool(self.accounts):
            raise NoSubject


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Nothing of its subject leaves, whatever any consent says, until it is lifted.

    ``what`` is held and ``why``, as judged by somebody, who need not be a user; it does not end on its review day.
    """

    subject: Subject
    what: str
    why: str
    judged_by: str
    review: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """Who could be harmed by its subject, how, and how likely, as judged by somebody until the review day.

    Judged no more after that day, it keeps its subject from the public.
    """

    subject: Subject
    harmed: Harmed
    how: str
    level: RiskLevel
    judged_by: str
    review: date
