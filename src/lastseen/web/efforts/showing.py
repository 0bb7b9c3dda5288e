"""Efforts as pages show them: those a source tells of and our own on one line of time, and what became of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from lastseen.domain.answers import values
from lastseen.domain.dates import IntervalDate
from lastseen.domain.efforts import EFFORT_VOCABULARIES, Effort, EffortStanding, Reply
from lastseen.operations.efforts import EffortSeen, EffortStep, ReplyStep
from lastseen.operations.pages import AccountTold
from lastseen.web.speech import Speech, Value
from lastseen.web.words import words_in


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyShown:
    """What came back, in words. ``is_denial`` where the fate or whereabouts were denied or kept back."""

    id: UUID
    day: date | None
    sender: str
    answer: str
    words: str
    source: str
    is_denial: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnShown:
    """An effort of our own in words; ``for_`` those it was made for, ``about`` the sources it answers."""

    id: UUID
    kind: str
    forum: str
    state: str
    effort: Effort
    standing: str
    for_: tuple[str, ...]
    about: tuple[str, ...]
    replies: tuple[ReplyShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldShown:
    """An effort, or an answer of an authority, as one source tells of it."""

    kind: str
    what: tuple[Value, ...]
    who: tuple[Value, ...]
    when: tuple[Value, ...]
    basis: tuple[Value, ...]
    person: tuple[Value, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One line of time's entry: our own effort, or one told of; exactly one of the two is there."""

    day: date | None
    own: OwnShown | None = None
    told: ToldShown | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """One entry's work on an effort: each part that changed, by its name, from what and to what."""

    when: str
    who: str
    how: str
    parts: tuple[tuple[str, str, str], ...]


_DENIALS = frozenset({"denied", "refused-to-tell", "silent"})
_DATED = ("day", "due", "closed")
_PARTS = ("kind", "forum", "what", "day", "number", "consent", "state", "due", "due_what", "closed", "closed_why")


def tried(speech: Speech, told: Iterable[AccountTold], own: Iterable[EffortSeen]) -> list[Tried]:
    """All that was tried and answered, by day; what has no day comes last."""
    lines = [Tried(day=seen.effort.day, own=own_shown(speech, seen)) for seen in own]
    lines += [Tried(day=day, told=one) for day, one in _together(speech, told)]
    return sorted(lines, key=lambda line: line.day or date.max)


def _together(speech: Speech, told: Iterable[AccountTold]) -> Iterator[tuple[date | None, ToldShown]]:
    """What a source tells in the same words of several people stands once, with all of them."""
    alike: dict[ToldShown, tuple[date | None, dict[Value, None]]] = {}
    for account in told:
        shown = _told(speech, account)
        _, people = alike.setdefault(replace(shown, person=()), (_day(account), {}))
        people.update(dict.fromkeys(shown.person))
    for shown, (day, people) in alike.items():
        yield day, replace(shown, person=tuple(people))


def own_shown(speech: Speech, seen: EffortSeen) -> OwnShown:
    """An effort of our own."""
    effort = seen.effort
    return OwnShown(
        id=seen.id,
        kind=part_said(speech, effort, "kind"),
        forum=part_said(speech, effort, "forum"),
        state=part_said(speech, effort, "state"),
        effort=effort,
        standing="" if seen.standing is EffortStanding.OPEN else seen.standing.value,
        for_=seen.codes,
        about=seen.sources,
        replies=tuple(_reply(speech, kept.id, kept.reply) for kept in seen.replies),
    )


def _reply(speech: Speech, id_: UUID, reply: Reply) -> ReplyShown:
    return ReplyShown(
        id=id_,
        day=reply.day,
        sender=reply.sender,
        answer=speech.label("reply-kind", reply.answer),
        words=reply.words,
        source=reply.source,
        is_denial=reply.answer in _DENIALS,
    )


def _told(speech: Speech, account: AccountTold) -> ToldShown:
    is_effort = account.kind == "effort"
    return ToldShown(
        kind=account.kind,
        what=speech.values(account, "effort" if is_effort else "response"),
        who=() if is_effort else speech.values(account, "authority"),
        when=speech.values(account, "start"),
        basis=() if is_effort else speech.values(account, "basis"),
        person=speech.values(account, "person"),
        source=account.source,
    )


def _day(account: AccountTold) -> date | None:
    found = next((v for v in values(account.said("start")) if isinstance(v, IntervalDate)), None)
    return None if found is None else found.earliest or found.latest


def part_said(speech: Speech, effort: Effort, part: str) -> str:
    """One part of an effort in words; empty where there is nothing to say."""
    value = getattr(effort, part)
    if part in EFFORT_VOCABULARIES and value:
        return speech.label(EFFORT_VOCABULARIES[part], value)
    return value.isoformat() if part in _DATED and value is not None else value or ""


def became_of(speech: Speech, step: EffortStep | ReplyStep) -> Became:
    """What one entry of the ledger did to an effort."""
    words = words_in(speech.language)["efforts"]
    if isinstance(step, ReplyStep):
        how, parts = ("reply-taken-back" if step.is_undone else "answered"), [_answered(speech, step)]
    else:
        how, parts = _how(step), list(_changes(speech, step, words["act"]["label"]))
    when, who = speech.moment(step.deed.at), step.deed.user
    return Became(when=when, who=who, how=words["how"][how], parts=tuple(parts))


def _how(step: EffortStep) -> str:
    if step.before is None:
        return "recorded"
    if step.after is None:
        return "taken-back"
    return "undone" if step.deed.operation == "take-back-effort" else "changed"


def _changes(speech: Speech, step: EffortStep, labels: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for part in _PARTS:
        before, after = ("" if one is None else part_said(speech, one, part) for one in (step.before, step.after))
        if before != after:
            yield labels[part], before, after


def _answered(speech: Speech, step: ReplyStep) -> tuple[str, str, str]:
    reply, head = step.reply, words_in(speech.language)["efforts"]["answered_by"]
    when = "" if reply.day is None else reply.day.isoformat()
    said = " · ".join(filter(None, (speech.label("reply-kind", reply.answer), reply.sender, when, reply.words)))
    return (head, said, "") if step.is_undone else (head, "", said)
