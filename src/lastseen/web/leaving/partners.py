"""Partners: the fingerprint each is known by, and what went to them and came from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render

from lastseen.operations.partners import own_keys
from lastseen.operations.partners_history import Exchanged, PartnerHistory, partner_histories
from lastseen.web.visiting import Request
from lastseen.web.words import say, words_in

SHOWN = 20
"""How many events of a partner are listed, the last first; the command has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventShown:
    """One event in words."""

    at: datetime
    text: str
    people: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerShown:
    """A partner in words; ``earlier`` counts the events that are not listed."""

    name: str
    fingerprint: str
    since: datetime
    asked: datetime | None
    events: tuple[EventShown, ...]
    earlier: int


def partners(request: Request) -> HttpResponse:
    """The partners there are, each with the last that was exchanged with them."""
    shown = _shown(partner_histories(request.rights), request.language)
    own = own_keys(request.workspace).public.fingerprint
    return render(request, "leaving/partners.html", {"partners": list(shown), "own": own})


def _shown(histories: Iterable[PartnerHistory], language: str) -> Iterable[PartnerShown]:
    for one in histories:
        yield PartnerShown(
            name=one.partner.name,
            fingerprint=one.partner.keys.fingerprint,
            since=one.partner.since,
            asked=one.last_asked,
            events=tuple(_event(event, language) for event in one.exchanged[:SHOWN]),
            earlier=max(0, len(one.exchanged) - SHOWN),
        )


def _event(one: Exchanged, language: str) -> EventShown:
    words = words_in(language)["partners"]
    numbers = {"n": one.people, "found": one.found}
    people = "" if one.people is None else say(words["people" if one.found is None else "in_common"], numbers, language)
    return EventShown(at=one.at, text=words["event"][one.event.value], people=people)
