"""The mass events of the newest snapshot: what each origin says, who was identified, and how many are left."""

from django.http import HttpResponse
from django.shortcuts import render

from lastseen.domain.rights import May
from lastseen.operations.snapshots import describe_snapshots
from lastseen.web.events.showing import event_shown
from lastseen.web.figures.kept import shown_events
from lastseen.web.speech import Speech
from lastseen.web.visiting import Request


def index(request: Request) -> HttpResponse:
    """Every event, the earliest first."""
    request.rights.require(May.ANALYSE)
    taken = describe_snapshots(request.workspace)
    found = shown_events(request, taken[-1].name).content if taken else ()
    said = Speech(language=request.language, vocabularies=request.workspace.vocabularies, passages={})
    context = {"events": [event_shown(said, one) for one in found], "count": len(found), "snapshot": bool(taken)}
    return render(request, "events/index.html", context)
