"""What became of a person, day by day: who entered or changed what, from what to what, and every decision."""

from collections.abc import Iterable
from dataclasses import dataclass

from lastseen.operations.efforts import EffortStep, ReplyStep
from lastseen.operations.pages import Change, Event
from lastseen.operations.pages.parts import DecisionSeen
from lastseen.web.efforts.showing import became_of
from lastseen.web.people.decided import decided, judged
from lastseen.web.sources.fields import kind_label
from lastseen.web.speech import Speech, Value
from lastseen.web.words import words_in


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShown:
    """One thing that was done: ``what`` it was done to, ``how`` in the words of the page, from what, to what.

    ``before`` is None where what stood there is not known any more.
    """

    what: str
    how: str
    field: str
    before: tuple[Value, ...] | None
    after: tuple[Value, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the ledger that touched the person, with all it did."""

    number: int
    when: str
    who: str
    changes: tuple[ChangeShown, ...]


def happened(speech: Speech, events: Iterable[Event]) -> list[Entry]:
    """Every entry that touched the person, newest first."""
    found: dict[int, list[Event]] = {}
    for event in events:
        found.setdefault(event.deed.number, []).append(event)
    return [
        Entry(
            number=number,
            when=speech.moment(together[0].deed.at),
            who=together[0].deed.user,
            changes=tuple(_shown(speech, event) for event in together),
        )
        for number, together in sorted(found.items(), reverse=True)
    ]


def _shown(speech: Speech, event: Event) -> ChangeShown:
    what = event.what
    if isinstance(what, Change):
        return _changed(speech, what)
    if isinstance(what, EffortStep | ReplyStep):
        return _tried(speech, what)
    made = decided(speech, what) if isinstance(what, DecisionSeen) else judged(speech, what)
    how = "taken-back" if event.is_undone else "decided"
    text = (Value(text=made.text),)
    before, after = (text, ()) if event.is_undone else ((), text)
    reason = "" if event.is_undone else made.reason
    return ChangeShown(what=made.head, how=how, field="", before=before, after=after, reason=reason)


def _tried(speech: Speech, step: EffortStep | ReplyStep) -> ChangeShown:
    """What became of an effort in one line for each of its parts; all of it stands on the page of the effort."""
    became = became_of(speech, step)
    before, after = ([f"{part}: {ends[side]}" for part, *ends in became.parts if ends[side]] for side in (0, 1))
    return ChangeShown(
        what=words_in(speech.language)["efforts"]["one"],
        how="",
        field=became.how,
        before=tuple(Value(text=line) for line in before),
        after=tuple(Value(text=line) for line in after),
        reason="",
    )


def _changed(speech: Speech, change: Change) -> ChangeShown:
    account = change.account
    kind = account.kind

    def said(values: object) -> tuple[Value, ...]:
        return speech.said(kind, change.field, values, account.source) if change.field else ()  # type: ignore[arg-type]

    return ChangeShown(
        what=f"{kind_label(kind, speech.language)} {account.source}/{account.name}",
        how=change.how.value,
        field=speech.field(kind, change.field) if change.field else "",
        before=None if change.before is None else said(change.before),
        after=said(change.after),
        reason="",
    )
