"""What the organisation itself did for somebody: before which forum, under which consent, what came back, what is due.

An effort hangs on an explicit set of accounts, as a finding does, so that taking a verdict back leaves it where it was
made. What a *source* tells of a search or a complaint is an account of that source, and stays beside it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lastseen.domain.errors import Refusal

SOON = timedelta(days=30)
"""How long before its day something is announced."""


class EffortStanding(StrEnum):
    """How an effort stands on a day: what is open may have something due by a day, and that day may have passed."""

    OPEN = "open"
    DUE = "due"
    """Something is due soon."""
    OVERDUE = "overdue"
    CLOSED = "closed"


class DueWithoutDay(Refusal):
    """What is to be done next is told without the day by which, or the day without what."""

    code = "effort.due-without-day"
    sentence = "The next step needs both what is due and the day by which it is."
    hint = "Give both, or neither."


class ClosedUnexplained(Refusal):
    """An effort is closed on a day and for a reason, and nothing is due of it any more."""

    code = "effort.closed-unexplained"
    sentence = "An effort is closed on a day and for a reason, and then nothing more is due."
    hint = "Say why it is closed, and leave the next step empty."


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What was done and how far it is: kind, forum, the words for it, the day, the number the forum gave it.

    ``consent`` is the purpose of the consents it was made under, empty where it needed none. ``state`` is where it
    stands there. ``due_what`` is to be done by ``due``. Whoever may not read free text gets its texts empty.
    """

    kind: str
    forum: str
    what: str
    day: date | None = None
    number: str = ""
    consent: str = ""
    state: str = ""
    due: date | None = None
    due_what: str = ""
    closed: date | None = None
    closed_why: str = ""

    def check(self) -> None:
        """Raise :class:`DueWithoutDay` or :class:`ClosedUnexplained` where its parts do not go together."""
        if (self.due is None) is not (self.due_what == ""):
            raise DueWithoutDay
        if (self.closed is None) is not (self.closed_why == "") or (self.closed is not None and self.due is not None):
            raise ClosedUnexplained

    def standing(self, today: date) -> EffortStanding:
        """How it stands on a day."""
        if self.closed is not None:
            return EffortStanding.CLOSED
        if self.due is None or self.due > today + SOON:
            return EffortStanding.OPEN
        return EffortStanding.OVERDUE if self.due < today else EffortStanding.DUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back for an effort: when, from whom, what kind of answer, in which words.

    ``source`` is the name of the source that holds it, empty where it is not among them: only what a source says can
    support an element of Art. 2.
    """

    day: date | None
    sender: str
    answer: str
    words: str = ""
    source: str = ""


EFFORT_VOCABULARIES = {
    "kind": "effort-kind",
    "forum": "effort-forum",
    "consent": "consent-purpose",
    "state": "effort-state",
}
"""The vocabulary of each coded part of an effort."""
