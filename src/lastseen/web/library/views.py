"""The library: whom somebody looks for, what they may mean while they type, and one person beside the list."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lastseen.domain.rights import May
from lastseen.operations.library import Found, find_people, saved_views, suggest
from lastseen.operations.library_pictures import picture_people
from lastseen.operations.library_query import Sort
from lastseen.operations.pages import NotFound, person_page
from lastseen.web.library.asking import COLUMNS, Asking, Layout, read
from lastseen.web.library.hops import hops
from lastseen.web.library.labels import Labels
from lastseen.web.library.pictures import Picture, map_of, timeline_of
from lastseen.web.library.preview import Preview, preview_of
from lastseen.web.library.saved import views_shown
from lastseen.web.library.showing import facets, page, people
from lastseen.web.library.suggesting import suggested
from lastseen.web.library.titles import parts, title
from lastseen.web.visiting import Request

SIZES = (25, 50, 100, 200)
_SUGGESTED = 6
"""How many of each kind are suggested."""


def labels_for(request: Request) -> Labels:
    """How codes are called to whoever asks."""
    return Labels(language=request.language, vocabularies=request.workspace.vocabularies)


def index(request: Request) -> HttpResponse:
    """Those who are as asked for; for HTMX only what changes with that, and the address it now has."""
    asking = read(request.GET)
    found = find_people(request.rights, asking.query, request.workspace, facets=True)
    if asking.query.page > found.pages:
        asking = replace(asking, query=replace(asking.query, page=found.pages))
        found = find_people(request.rights, asking.query, request.workspace, facets=True)
    is_part = bool(request.htmx) and not request.htmx.history_restore_request
    template = "library/part.html" if is_part else "library/index.html"
    response = render(request, template, _context(request, asking, found))
    if is_part:
        response["HX-Push-Url"] = reverse("library:index") + asking.address
    return response


def _context(request: Request, asking: Asking, found: Found) -> dict[str, Any]:
    labels = labels_for(request)
    words, query = labels.words, asking.query
    return {
        "asking": asking,
        "title": title(labels, query, found.total),
        "total": found.total,
        "parts": parts(labels, asking),
        "facets": facets(labels, found.facets, query),
        "hops": hops(labels, found.facets, asking),
        "people": people(labels, found.rows, asking),
        "page": page(asking, found.total),
        "layouts": [(one, replace(asking, layout=one).address) for one in Layout],
        "sorts": [(one.value, words["sorts"][one.value]) for one in Sort],
        "sizes": sorted({*SIZES, query.size}),
        "columns": [(one, words["columns"][one], one in asking.columns) for one in COLUMNS],
        "kept": [pair for pair in asking.pairs if pair[0] in (*_KEPT, *(_LISTED if asking.is_pictured else ()))],
        "closed": replace(asking, show="").address,
        "preview": _beside(request, asking.show) if asking.show else None,
        "saved": views_shown(((one.id, one.name, one.asked) for one in saved_views(request.rights)), asking),
        "picture": _picture(request, asking) if found.total else None,
        "may_change": request.rights.may(May.CODE),
        "change_all": reverse("library:change") + replace(asking, show="").address,
        "may_export": request.rights.may(May.RELEASE),
        "may_identify": request.rights.may(May.IDENTIFY),
    }


_KEPT = ("since", "until", "youngest", "oldest", "told_by", "case", "source", "said", "layout", "view")
"""What the form of facets asks for without showing it."""
_LISTED = ("columns", "sort", "size")
"""What it asks for beside where a map or a timeline stands in place of the list."""


def _beside(request: Request, code: str) -> Preview | None:
    """The preview of a person who lies open; None where there is none of this code any more."""
    try:
        return preview_of(labels_for(request), person_page(request.rights, code, request.workspace))
    except NotFound:
        return None


def _picture(request: Request, asking: Asking) -> Picture | None:
    """The map or the timeline, where one of these is asked for."""
    if not asking.is_pictured:
        return None
    counted = picture_people(request.rights, asking.query, request.workspace)
    if asking.layout is Layout.MAP:
        return map_of(labels_for(request), counted, asking, request.workspace.frame)
    return timeline_of(labels_for(request), counted, asking)


def preview(request: Request, code: str) -> HttpResponse:
    """One person in short, to be shown beside the list."""
    shown = preview_of(labels_for(request), person_page(request.rights, code, request.workspace))
    return render(request, "library/preview.html", {"preview": shown})


def suggestions(request: Request) -> HttpResponse:
    """What somebody may mean by what they have typed so far."""
    text = request.GET.get("text", request.GET.get("q", ""))
    found = suggest(request.rights, text, request.workspace, _SUGGESTED)
    groups = suggested(labels_for(request), found, text, may_identify=request.rights.may(May.IDENTIFY))
    return render(request, "library/suggestions.html", {"groups": groups})
