"""What went to partners and what came from them, in the order it did."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lastseen.domain.rights import Rights
from lastseen.operations.partners import PURPOSE
from lastseen.operations.served import outside
from lastseen.storage.partners import PartnerLine, happened, standing_partners


class Event(StrEnum):
    """What happened between us and a partner."""

    RECORDS_SENT = "records-sent"
    ANSWER_SENT = "answer-sent"
    OVERLAP_ASKED = "overlap-asked"
    OVERLAP_ANSWERED = "overlap-answered"
    OTHER_SENT = "other-sent"
    """Something left for them that is no bundle."""
    RECORDS_CAME = "records-came"
    ANSWER_CAME = "answer-came"
    WITHDRAWAL_CAME = "withdrawal-came"
    OVERLAP_APPROVED = "overlap-approved"
    OVERLAP_READ = "overlap-read"


_SENT: Mapping[tuple[str, str], Event] = {
    (PURPOSE, "bundle"): Event.RECORDS_SENT,
    (PURPOSE, "answer"): Event.ANSWER_SENT,
    (PURPOSE, "overlap ask"): Event.OVERLAP_ASKED,
    (PURPOSE, "overlap answer"): Event.OVERLAP_ANSWERED,
}
"""By the purpose of a release, and what it says it is but for its id."""
_CAME: Mapping[str, Event] = {
    "answer": Event.ANSWER_CAME,
    "withdrawal": Event.WITHDRAWAL_CAME,
    "overlap-approved": Event.OVERLAP_APPROVED,
    "overlap-read": Event.OVERLAP_READ,
}
"""By what was taken in or done; anything else is records, in whatever format they came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanged:
    """One event: how many people it showed or compared; and, of an answer read, how many are had by both."""

    at: datetime
    event: Event
    people: int | None = None
    found: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerHistory:
    """A partner, and what was exchanged with them, the last first."""

    partner: PartnerLine
    exchanged: tuple[Exchanged, ...]

    @property
    def last_asked(self) -> datetime | None:
        """When we last asked them how many people we have in common."""
        return next((one.at for one in self.exchanged if one.event is Event.OVERLAP_ASKED), None)


def partner_histories(rights: Rights) -> tuple[PartnerHistory, ...]:
    """What was exchanged with each partner, by name; of what left, what was made from sources somebody sees.

    A notice of withdrawal that we sent shows nobody and is no release: it stands in the log alone. Raises
    :class:`~lastseen.domain.rights.NotAllowed`.
    """
    every = sorted([*_sent(rights), *_came()], key=lambda told: told[1].at, reverse=True)
    return tuple(
        PartnerHistory(partner=partner, exchanged=tuple(one for name, one in every if name == partner.name))
        for partner in standing_partners()
    )


def _sent(rights: Rights) -> Iterator[tuple[str, Exchanged]]:
    """What left, by recipient."""
    for one in outside(rights):
        event = _SENT.get((one.purpose, one.what.rpartition(" ")[0]), Event.OTHER_SENT)
        yield one.recipient, Exchanged(at=one.at, event=event, people=one.people or None)


def _came() -> Iterator[tuple[str, Exchanged]]:
    """What came and what was done about overlap, by partner."""
    for one in happened():
        event = _CAME.get(one.what, Event.RECORDS_CAME)
        yield one.partner, Exchanged(at=one.at, event=event, people=one.compared, found=one.found)
