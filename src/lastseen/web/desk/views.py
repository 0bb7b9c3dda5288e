"""The first page after the log-in: what awaits whoever is here, and how far the registry is."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from lastseen.domain.conduct import CallBack, ParticularDue
from lastseen.domain.efforts import EffortStanding
from lastseen.domain.protection import Hold
from lastseen.domain.rights import May
from lastseen.operations.desk import DueProtection, Work, awaiting, changed_since
from lastseen.operations.double import awaited
from lastseen.operations.drafting import drafts
from lastseen.operations.efforts import EffortSeen
from lastseen.operations.snapshots import describe_snapshots
from lastseen.web.figures import showing
from lastseen.web.figures.kept import shown_figures
from lastseen.web.visiting import Request
from lastseen.web.words import words_in

MOST = 8
"""So many of each kind are named; the others are counted."""


def index(request: Request) -> HttpResponse:
    """What awaits whoever is here, by their roles; for analysts the newest snapshot, and what has changed since."""
    rights, today = request.rights, request.now.date()
    work = awaiting(rights, today, request.workspace)
    twice = awaited(rights)
    codes = rights.may(May.CODE) and rights.may(May.IDENTIFY)
    context = {
        "work": work,
        "twice": twice,
        "today": today,
        "drafts": drafts(rights) if codes else None,
        "ending": _ending(request, work),
        "due": [_due(request, one) for one in (work.protections or ())[:MOST]],
        "efforts": [_effort(request, one) for one in (work.efforts or ())[:MOST]],
        "calls": [_call(request, one) for one in (work.calls or ())[:MOST]],
        "most": MOST,
        "awaits": _awaits(work) or bool(codes and drafts(rights)) or bool(twice.to_read or twice.to_conclude),
        "newest": _newest(request) if rights.may(May.ANALYSE) else None,
    }
    return render(request, "desk/index.html", context)


def _awaits(work: Work) -> bool:
    """Whether anything is to be done."""
    return any((work.uncoded, work.submitted, work.pairs, work.doubts, work.ending, work.protections)) or bool(
        work.to_check
        or work.translations
        or work.tells
        or work.efforts
        or work.calls
        or work.without_password
        or (work.to_read and work.to_read[0])
    )


def _ending(request: Request, work: Work) -> list[dict[str, object]]:
    purposes = request.workspace.vocabularies["consent-purpose"]
    return [
        {
            "source": one.source,
            "purpose": purposes.label(one.purpose, request.language),
            "until": one.until,
            "over": one.until < request.now.date(),
        }
        for one in (work.ending or ())[:MOST]
    ]


def _due(request: Request, due: DueProtection) -> dict[str, object]:
    one = due.standing.protection
    words: Mapping[str, Any] = words_in(request.language)["desk"]["kinds"]
    return {
        "kind": words["hold" if isinstance(one, Hold) else "risk"],
        "source": due.source,
        "people": due.people,
        "review": one.review,
        "over": one.review <= request.now.date(),
    }


def _effort(request: Request, seen: EffortSeen) -> dict[str, object]:
    effort, vocabularies = seen.effort, request.workspace.vocabularies
    return {
        "id": seen.id,
        "what": effort.due_what or vocabularies["effort-kind"].label(effort.kind, request.language),
        "people": seen.codes,
        "due": effort.due,
        "over": seen.standing is EffortStanding.OVERDUE,
    }


def _call(request: Request, due: ParticularDue) -> dict[str, object]:
    """A question to ask, or a follow-up, as its day has it."""
    one, words = due.particular, words_in(request.language)["held"]
    return {
        "source": due.source,
        "item": due.item,
        "what": one.question if isinstance(one, CallBack) else words["parts"][one.part]["one"],
        "due": due.due,
        "over": due.due <= request.now.date(),
    }


def _newest(request: Request) -> dict[str, object]:
    """The newest snapshot with its plain counts, and how much has changed since; empty where there is none."""
    taken = describe_snapshots(request.workspace)
    if not taken:
        return {}
    newest = taken[-1]
    found = shown_figures(request, newest.name).content
    return {
        "name": newest.name,
        "day": newest.day,
        "counts": showing.counts(found, request.language),
        "changed": changed_since(request.rights, newest.ledger),
    }
