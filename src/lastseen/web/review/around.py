"""What stands in the way of a verdict, as the review shows it: from account to account, with each verdict between."""

from dataclasses import dataclass
from uuid import UUID

from lastseen.operations.contradicting import Conflict
from lastseen.operations.pages.parts import AccountKey, VerdictSeen
from lastseen.web.people.decided import judged
from lastseen.web.speech import Speech


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShown:
    """A verdict on the way, under the account it leads from."""

    id: UUID
    start: AccountKey
    answer: str
    text: str
    reason: str
    who: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The way from one end of a verdict to the other, and the account it ends at; no steps where they are hidden."""

    steps: tuple[StepShown, ...]
    end: AccountKey | None

    @property
    def rests(self) -> bool:
        """Whether the way goes through an entry withdrawn: the verdicts on it rest until it is brought back."""
        return any(step.start.is_withdrawn for step in self.steps) or bool(self.end and self.end.is_withdrawn)


def around(speech: Speech, conflict: Conflict) -> Around:
    """What stands in the way of a verdict."""
    end = None if conflict.is_hidden else conflict.steps[-1].ends[1]
    return Around(steps=tuple(_step(speech, one) for one in conflict.steps), end=end)


def _step(speech: Speech, seen: VerdictSeen) -> StepShown:
    said = judged(speech, seen)
    return StepShown(
        id=seen.id,
        start=seen.ends[0],
        answer=seen.answer,
        text=said.text,
        reason=said.reason,
        who=said.who,
        when=said.when,
    )
