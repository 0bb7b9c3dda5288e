"""The mass events of the newest snapshot: what each origin says, who was identified, and how many are left."""

from django.http import HttpResponse
from django.shortcuts import render

from lastseen.domain.rights import May
from lastseen.operations.snapshots import describe_snapshots
from lastseen.reports.records.events import MassEvent
from lastseen.reports.wording import wording
from lastseen.web.figures.kept import shown_events
from lastseen.web.visiting import Request
from lastseen.web.words import words_in


def index(request: Request) -> HttpResponse:
    """Every event, the earliest first."""
    request.rights.require(May.ANALYSE)
    taken = describe_snapshots(request.workspace)
    found = shown_events(request, taken[-1].name).content if taken else ()
    context = {"events": [_event(request, event) for event in found], "count": len(found), "snapshot": bool(taken)}
    return render(request, "events/index.html", context)


def _event(request: Request, event: MassEvent) -> dict[str, object]:
    language, vocabularies = request.language, request.workspace.vocabularies
    kinds, stages = vocabularies["source-kind"], vocabularies["stage-kind"]
    words = words_in(language)["events"]
    is_told = any(origin.lowest is not None or origin.highest is not None for origin in event.origins)
    is_open = any(origin.lowest is not None and origin.highest is None for origin in event.origins)
    return {
        "title": ", ".join(stages.label(stage, language) for stage in event.stages) or words["event"],
        "when": wording(language).interval(*event.start) if event.start != (None, None) else words["undated"],
        "told": said((event.low, event.high), words, is_open=is_open) if is_told else words["no_number"],
        "left": said(remainder(event), words, is_open=is_open) if is_told else words["no_number"],
        "is_open": is_open,
        "identified": event.identified,
        "origins": [
            {
                "kind": kinds.label(origin.kind, language),
                "day": origin.day,
                "lowest": origin.lowest,
                "highest": origin.highest,
                "repeated": origin.repeated,
            }
            for origin in event.origins
        ],
    }


def remainder(event: MassEvent) -> tuple[int, int]:
    """How many of the people in an event nobody has identified, at least and at most: they are among those told."""
    return max(0, event.low - event.identified), max(0, event.high - event.identified)


def said(ends: tuple[int, int], words: dict[str, str], *, is_open: bool) -> str:
    """A range in words; an open end stays open."""
    low, high = ends
    span = str(low) if low == high else words["range"].format(low=low, high=high)
    return words["or_more"].format(n=span) if is_open else span
