"""The words of interviews: a page that finds them, and the way to each place in its interview."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from lastseen.operations.library_sayings import SourceSaying, find_words
from lastseen.operations.pages import Wanted
from lastseen.web.library.views import labels_for
from lastseen.web.paging import ways, window
from lastseen.web.visiting import Request

_SIZE = 20
_NAMED = 12
"""Of so many letters of its digest is the name by which addresses call a text."""


def words(request: Request) -> HttpResponse:
    """The interviews that say what is asked for, with the words around each place."""
    asked = request.GET
    text = asked.get("q", "").strip()
    found = find_words(request.rights, text, _wanted(asked), window(request, _SIZE))
    labels = labels_for(request)
    context = {
        "asked": {name: asked.get(name, "") for name in ("kind", "language", "since", "until")},
        "text": text,
        "found": [
            {"saying": one, "kind": labels.of("kind", one.source.kind), **_ways(one, text)} for one in found.page.items
        ],
        "total": found.page.total,
        "pages": ways(found.page),
        "kinds": [(kind, labels.of("kind", kind)) for kind in found.kinds],
        "languages": found.languages,
    }
    return render(request, "library/words.html", context)


def _ways(one: SourceSaying, text: str) -> dict[str, object]:
    """The address of the interview with the words highlighted, and of each place in it."""
    page = f"{reverse('sources:page', kwargs={'name': one.source.external_id})}?{urlencode({'words': text})}"
    places = ((snippet, f"{page}&text={snippet.digest[:_NAMED]}#p-w-{snippet.start}") for snippet in one.snippets)
    return {"page": page, "snippets": list(places)}


def _wanted(asked: QueryDict) -> Wanted:
    return Wanted(
        kinds=tuple(filter(None, asked.getlist("kind"))),
        languages=tuple(filter(None, asked.getlist("language"))),
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", "")),
    )


def _day(text: str) -> date | None:
    """A day; None where it is none, as no interview is asked for by it then."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
