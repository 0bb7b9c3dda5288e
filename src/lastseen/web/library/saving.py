"""Views saved, renamed and taken away: each by a form that gives back the page it was sent from."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from lastseen.operations.library import delete_view, save_view, saved_views
from lastseen.web.library.asking import Asking, read
from lastseen.web.visiting import Request
from lastseen.web.words import say, words_in


@require_POST
def save(request: Request) -> HttpResponse:
    """What is asked for, saved under a name: a new one, one there is already, or in place of another name."""
    asking = _asked(request)
    name, renamed = request.POST.get("name", ""), request.POST.get("renamed", "")
    kept = save_view(name, replace(asking.query, page=1), asking.shown, actor=request.rights.user, now=request.now)
    if renamed and renamed in {str(one.id) for one in saved_views(request.rights)} - {str(kept)}:
        delete_view(UUID(renamed), actor=request.rights.user, now=request.now)
    words = words_in(request.language)["library"]["views"]
    messages.success(request, say(words["saved"], " ".join(name.split()), request.language))
    return redirect(_page(replace(asking, view=str(kept))))


@require_POST
def delete(request: Request, view: UUID) -> HttpResponse:
    """A view taken away; what it asked for stays asked."""
    delete_view(view, actor=request.rights.user, now=request.now)
    messages.success(request, words_in(request.language)["library"]["views"]["deleted"])
    return redirect(_page(replace(_asked(request), view="")))


def _asked(request: Request) -> Asking:
    return read(QueryDict(request.POST.get("asked", "").removeprefix("?")))


def _page(asking: Asking) -> str:
    return reverse("library:index") + asking.address
