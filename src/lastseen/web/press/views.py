"""The pages of the press watch: the list of items, one of them with its numbers marked, a new one, all side by side."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lastseen.claims import LANGUAGES
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May
from lastseen.operations.claims import reference_from
from lastseen.operations.pages import Page
from lastseen.operations.press import Watch, next_name, press_watch, say_where_published, take_in_press
from lastseen.operations.snapshots import describe_snapshots
from lastseen.reports.claims import marked_text
from lastseen.web.efforts.views import speech
from lastseen.web.figures.kept import shown_figures
from lastseen.web.paging import ways, window
from lastseen.web.press import showing
from lastseen.web.press.forms import Appeared, NewPress
from lastseen.web.visiting import Request
from lastseen.web.words import told, words_in

SIZE = 50
_AT = {
    "source.name-taken": "name",
    "source.bad-name": "name",
    "source.no-compartment": "compartment",
    "source.out-of-reach": "compartment",
}
"""The field at which each refusal of a new item is shown."""


def watched(request: Request) -> tuple[Watch, dict[str, Any]]:
    """All items, measured by the snapshot asked for, the newest where none is; and what all these pages share."""
    for needed in (May.READ, May.IDENTIFY, May.ANALYSE):
        request.rights.require(needed)
    taken = describe_snapshots(request.workspace)[::-1]
    name = request.GET.get("snapshot", "") or (taken[0].name if taken else "")
    reference = reference_from(shown_figures(request, name).content) if name else None
    watch = press_watch(request.rights, reference, request.now.date())
    return watch, {"taken": taken, "name": name, "chosen": request.GET.get("snapshot", "")}


def index(request: Request) -> HttpResponse:
    """The press items somebody sees, the newest first, with what their numbers come to."""
    watch, common = watched(request)
    asked = window(request, SIZE)
    some = watch.items[asked.start : asked.start + asked.size]
    said = speech(request)
    context = {
        **common,
        "items": [showing.item_shown(one, said) for one in some],
        "total": len(watch.items),
        "wrong": sum(bool(one.wrong) for one in watch.items),
        "pages": ways(Page(items=some, total=len(watch.items), window=asked)),
        "may_collect": request.rights.may(May.COLLECT),
    }
    return render(request, "press/index.html", context)


def page(request: Request, name: str) -> HttpResponse:
    """One item: its text with every number marked, why, and the corrections asked for."""
    watch, common = watched(request)
    found = watch.item(name)
    context = {
        **common,
        "item": showing.item_shown(found, speech(request)),
        "compartment": found.item.compartment,
        "counts": [showing.verdict_shown(*one, request.language) for one in found.counts],
        "text": None if found.reading is None else marked_text(found.reading, request.language),
        "today": request.now.date(),
        "may_collect": request.rights.may(May.COLLECT),
        "medium": found.item.medium,
        "may_decide": request.rights.may(May.DECIDE),
        "may_release": request.rights.may(May.RELEASE),
    }
    return render(request, "press/page.html", context)


@require_POST
def published(request: Request, name: str) -> HttpResponseBase:
    """Where an item appeared, recorded anew; what cannot be an address is said and not recorded."""
    watch, _ = watched(request)
    watch.item(name)
    request.rights.require(May.COLLECT)
    form = Appeared(request.POST, request.language)
    if form.is_valid():
        typed = form.cleaned_data
        say_where_published(name, typed["medium"], typed["address"], actor=request.rights.user, now=request.now)
        messages.success(request, words_in(request.language)["press"]["published"])
    else:
        messages.error(request, " ".join(str(said) for errors in form.errors.values() for said in errors))
    return redirect("press:page", name=name)


def beside(request: Request) -> HttpResponse:
    """What all items say of each figure, the earliest item first, and who seems to follow whom."""
    watch, common = watched(request)
    context = {
        **common,
        "columns": showing.columns(watch, request.language),
        "rows": showing.rows(watch, speech(request)),
        "followings": list(showing.followings(watch, request.language)),
    }
    return render(request, "press/beside.html", context)


def new(request: Request) -> HttpResponseBase:
    """A new item: where and when it appeared, and its text."""
    watch, _ = watched(request)
    request.rights.require(May.COLLECT)
    compartments = sorted({one.item.compartment for one in watch.items} | set(request.rights.compartments or ()))
    initial = {"name": next_name(watch), "compartment": compartments[0] if compartments else ""}
    posted = request.POST if request.method == "POST" else None
    form = NewPress(posted, request.language, request.FILES if posted is not None else None, initial)
    if posted is not None and form.is_valid():
        try:
            name = take_in_press(form.item(), request.workspace, actor=request.rights.user, now=request.now)
        except Refusal as refusal:
            form.add_error(_AT.get(refusal.code, "text"), " ".join(told(refusal, request.language)))
        else:
            return redirect("press:page", name=name)
    context = {"form": form, "compartments": compartments, "languages": LANGUAGES}
    return render(request, "press/new.html", context, status=422 if form.errors else 200)
