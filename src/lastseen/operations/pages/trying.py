"""What became of an effort, step by step: what each entry of the ledger put in place of what."""

from collections.abc import Iterator
from dataclasses import dataclass

from lastseen.domain.efforts import Effort, Reply
from lastseen.storage.efforts import EffortKept
from lastseen.storage.seen import Deed


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortStep:
    """One entry's work on an effort: what it was known to be before (None where it was new) and after (None: gone)."""

    deed: Deed
    before: Effort | None
    after: Effort | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyStep:
    """A reply written down, or taken back."""

    deed: Deed
    reply: Reply
    is_undone: bool = False


def steps(kept: EffortKept) -> Iterator[EffortStep | ReplyStep]:
    """All that was done to an effort, in no order but that of each of its parts."""
    deeds = {d.number: d for v in kept.versions for d in (v.made, v.taken_back) if d is not None}
    begun = {version.made.number: version.effort for version in kept.versions}
    ended = {v.taken_back.number: v.effort for v in kept.versions if v.taken_back is not None}
    for number, deed in sorted(deeds.items()):
        yield EffortStep(deed=deed, before=ended.get(number), after=begun.get(number))
    for one in kept.replies:
        yield ReplyStep(deed=one.made, reply=one.reply)
        if one.taken_back is not None:
            yield ReplyStep(deed=one.taken_back, reply=one.reply, is_undone=True)
