"""What was done to find a person, and what authorities answered: told by sources, and by the organisation itself."""

from collections.abc import Iterator

from lastseen.domain.submitting import NO_SEARCH, SUBMITTED
from lastseen.reports.submissions.facts import Matter, Tried
from lastseen.reports.submissions.saying import Speech


def search(voice: Speech, content: Matter) -> list[str]:
    """Each step once, or why none was possible. Words only of the organisation: those of a source may point at it."""
    told = (account.code("effort") for account in content.person.of("effort"))
    named = (voice.label("effort-kind", kind) for kind in told if kind is not None)
    own = (_tried(voice, one) for one in content.case.tried if one.effort.kind != SUBMITTED)
    return list(dict.fromkeys((*named, *own)))


def answers(voice: Speech, content: Matter) -> list[str]:
    """What authorities answered, to relatives and to the organisation."""
    return list(dict.fromkeys((*_told(voice, content), *_replied(voice, content))))


def _tried(voice: Speech, tried: Tried) -> str:
    effort = tried.effort
    if effort.kind == NO_SEARCH:
        return f"{voice.label('effort-kind', effort.kind)}: {effort.what}"
    parts = [voice.label("effort-kind", effort.kind), voice.label("effort-forum", effort.forum)]
    parts += [voice.words.day(effort.day)] if effort.day is not None else []
    parts += [effort.number] if effort.number else []
    return ", ".join(parts)


def _told(voice: Speech, content: Matter) -> Iterator[str]:
    for account in content.person.of("response"):
        authority = voice.told(account, "authority", "authority")
        answer, when = voice.told(account, "response", "response-kind"), voice.when(account.said("start").values)
        if answer:
            said = f"{authority}: {answer}" if authority else answer
            yield f"{said} ({when})" if when else said


def _replied(voice: Speech, content: Matter) -> Iterator[str]:
    for reply in (reply for one in content.case.tried for reply in one.replies):
        day = "" if reply.day is None else f" ({voice.words.day(reply.day)})"
        yield f"{reply.sender}: {voice.label('reply-kind', reply.answer)}{day}"
