"""The pages of figures: all of a snapshot, who is behind a number, what moved, a new snapshot, and the report."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lastseen.domain.errors import Refusal
from lastseen.domain.release import OF_FIGURES, Profile
from lastseen.domain.rights import May
from lastseen.figures.definitions import DefinitionSet
from lastseen.figures.encoding import label_in
from lastseen.figures.standard import standard_definitions
from lastseen.operations.figures import compare_snapshots, trace_row
from lastseen.operations.pages import Page
from lastseen.operations.reports import report_matter
from lastseen.operations.snapshots import describe_snapshots, find_snapshot, take_snapshot
from lastseen.reports.plan import standard_plan
from lastseen.reports.report.composing import report as composed
from lastseen.web.entry.freshness import fresh
from lastseen.web.figures import showing
from lastseen.web.figures.kept import shown_figures
from lastseen.web.paging import ways, window
from lastseen.web.people.views import FORMATS
from lastseen.web.visiting import Request
from lastseen.web.words import LANGUAGES, told, words_in

SIZE = 50


def index(request: Request) -> HttpResponse:
    """Every standard figure of the snapshot asked for, the newest where none is."""
    request.rights.require(May.ANALYSE)
    context: dict[str, Any] = {**_common(request), "may_trace": request.rights.may(May.IDENTIFY)}
    if context["taken"]:
        released = shown_figures(request, context["name"])
        context |= {
            "withheld": released.withheld,
            "found": released.content,
            "counts": showing.counts(released.content, request.language),
            "tables": showing.tables(released.content, request.language),
        }
    return render(request, "figures/index.html", context)


def _common(request: Request) -> dict[str, Any]:
    """What the pages of figures share: the snapshots there are, the newest first, and which is meant."""
    taken = describe_snapshots(request.workspace)[::-1]
    name = request.GET.get("snapshot", "") or (taken[0].name if taken else "")
    return {"taken": taken, "name": name}


@require_POST
def take(request: Request) -> HttpResponseBase:
    """A new snapshot of what is known now; where nothing has changed it is the same one."""
    manifest = take_snapshot(request.workspace, actor=request.rights.user, now=request.now)
    messages.success(request, words_in(request.language)["figures"]["taken"].format(n=manifest.name))
    return redirect("figures:index")


def behind(request: Request) -> HttpResponse:
    """Who stands behind one number: the certain first, with every source and the words that say it."""
    for needed in (May.ANALYSE, May.IDENTIFY):
        request.rights.require(needed)
    common, definitions = _common(request), _definitions(request)
    figure, row = request.GET.get("figure", ""), request.GET.get("row", "")
    snapshot = find_snapshot(request.workspace, common["name"] or None)
    actor, now = request.rights.user, request.now
    path = trace_row(snapshot, definitions, figure, row, request.workspace, actor=actor, now=now).content
    units = sorted(path.trace.units, key=lambda unit: (not unit.certain, unit.code))
    asked = window(request, SIZE)
    page = Page(items=tuple(units[asked.start : asked.start + asked.size]), total=len(units), window=asked)
    table = next(one for one in shown_figures(request, snapshot.manifest.name).content.figures if one.id == figure)
    context = {
        **common,
        "label": label_in(request.language, table.labels),
        "row": next((label_in(request.language, one.labels) for one in table.rows if one.code == row), row),
        "certain": (certain := sum(unit.certain for unit in units)),
        "total": len(units),
        "ends": {"n": certain, "high": len(units)},
        "units": showing.behind(path, page.items),
        "pages": ways(page),
    }
    return render(request, "figures/behind.html", context)


def moved(request: Request) -> HttpResponse:
    """What differs between two snapshots: who came and went, and which figures moved."""
    for needed in (May.ANALYSE, May.IDENTIFY):
        request.rights.require(needed)
    common, definitions = _common(request), _definitions(request)
    names = [one.name for one in common["taken"]]
    pair = [request.GET.get(end) or default for end, default in zip(("first", "second"), names[1::-1], strict=False)]
    context: dict[str, Any] = {**common, "pair": pair}
    if len(pair) == 2:
        first, second = (find_snapshot(request.workspace, name) for name in pair)
        actor, now = request.rights.user, request.now
        compared = compare_snapshots(first, second, definitions, request.workspace, actor=actor, now=now).content
        sets = [shown_figures(request, name).content for name in pair]
        context["compared"] = compared
        context["groups"] = [("persons", compared.persons), ("cases", compared.cases)]
        context["moves"] = showing.moves(compared, sets, definitions, request.language)
    return render(request, "figures/moved.html", context)


@fresh
def report(request: Request) -> HttpResponse:
    """The report of a snapshot, as a file; and the page on which it is chosen what it shall be."""
    for needed in (May.RELEASE, May.IDENTIFY):
        request.rights.require(needed)
    common = _common(request)
    context = {**common, "formats": FORMATS, "profiles": [one.value for one in OF_FIGURES], "spoken": LANGUAGES}
    if request.method != "POST":
        return render(request, "figures/report.html", context)
    try:
        return _written(request, request.POST.get("snapshot") or None)
    except Refusal as refusal:
        sentence, hint = told(refusal, request.language)
        refused = {**context, "refused": sentence, "hint": hint}
        return render(request, "figures/report.html", refused, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _written(request: Request, name: str | None) -> HttpResponse:
    chosen = request.POST
    ending = chosen["format"] if chosen.get("format") in FORMATS else "pdf"
    language = chosen["language"] if chosen.get("language") in LANGUAGES else request.language
    profile = Profile.INTERNAL if chosen.get("profile") == Profile.INTERNAL else Profile.PUBLIC
    workspace, definitions = request.workspace, _definitions(request)
    plan, snapshot = standard_plan(workspace.profile or None), find_snapshot(workspace, name)
    actor, now = request.rights.user, request.now
    released = report_matter(snapshot, definitions, plan, profile, workspace, actor=actor, now=now)
    kind, write = FORMATS[ending]
    content = write(composed(released, plan, definitions, language))
    file = f"{released.snapshot}.{profile}.{language}.{ending}"
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{file}"'})


def _definitions(request: Request) -> DefinitionSet:
    return standard_definitions(request.workspace.profile or None)
