"""The codings of one interview: who reads it, both readings side by side, the conclusion and what came of it."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from lastseen.domain.errors import Refusal
from lastseen.figures.agreement import agreement
from lastseen.operations.concluded import agreement_table
from lastseen.operations.concluding import Codings, codings_of_two, conclude_codings, save_choices
from lastseen.operations.double import end_double, readers, sample_uncoded, set_double
from lastseen.web.agreement.forms import sent
from lastseen.web.agreement.showing import Showing, lists_of
from lastseen.web.agreement.table import found_rows, valued_rows
from lastseen.web.visiting import Request
from lastseen.web.words import say, told, words_in

_ABOUT_READERS = frozenset(
    {"double.same-reader", "double.no-reader", "double.first-given", "double.first-missing", "double.set-already"}
)
"""Refusals shown at the choice of readers."""


def page(request: Request, name: str) -> HttpResponseBase:
    """The codings of an interview; what is sent is kept, and something may be done with it."""
    held = codings_of_two(request.rights, name, request.workspace)
    if request.method != "POST":
        return _page(request, name, held)
    do = request.POST.get("do", "").partition(":")[0]
    try:
        return _done(request, name, do)
    except Refusal as refusal:
        if not (refusal.code.startswith("double.") or refusal.code == "withdrawal.named-by-others"):
            raise
        typed = None if do in ("set", "end") else sent(request.POST, request.workspace.vocabularies).picks
        held = codings_of_two(request.rights, name, request.workspace, typed)
        return _page(request, name, held, refusal)


def _done(request: Request, name: str, do: str) -> HttpResponseBase:
    actor, now, words = request.rights.user, request.now, words_in(request.language)["agreement"]
    if do == "set":
        first, second = (request.POST.get(reader, "") for reader in ("first", "second"))
        set_double([name], first or None, second, actor=actor, now=now)
        messages.success(request, words["set_done"])
    elif do == "end":
        end_double(name, actor=actor, now=now)
        messages.success(request, words["ended"])
    else:
        form = sent(request.POST, request.workspace.vocabularies)
        version = save_choices(request.rights, name, form.picks, form.base, at=now)
        if do == "conclude":
            conclude_codings(name, version, request.workspace, actor=actor, now=now)
            messages.success(request, words["concluded"])
        elif request.htmx and not do:
            held = codings_of_two(request.rights, name, request.workspace)
            return render(request, "agreement/kept.html", _context(request, name, held))
    return redirect("agreement:page", name=name)


def _page(request: Request, name: str, held: Codings, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        **_context(request, name, held),
        "refused": None if refusal is None else told(refusal, request.language),
        "at_readers": refusal is not None and refusal.code in _ABOUT_READERS,
        "typed": request.POST if refusal is not None else {},
    }
    status = HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY
    if request.htmx and refusal is not None:
        response = render(request, "agreement/kept.html", context, status=status)
        response["HX-Retarget"], response["HX-Reswap"] = "#kept", "outerHTML"
        return response
    return render(request, "agreement/page.html", context, status=status)


def _context(request: Request, name: str, held: Codings) -> dict[str, object]:
    context: dict[str, object] = {
        "name": name,
        "held": held,
        "address": reverse("agreement:page", kwargs={"name": name}),
        "past": [
            {"made": one.made, "coders": one.coders, "units": _showing(request, held, one.coders).units(one.units)}
            for one in held.past
        ],
    }
    if held.double is None:
        return {**context, "readers": readers(request.rights, held.source.compartment)}
    double = held.double
    context["reading"] = [(coder, coder in double.readings) for coder in double.coders]
    context["may_end"] = not any(coder in double.readings and coder != held.agreed_by for coder in double.coders)
    if held.beside is not None:
        units = _showing(request, held, double.coders).units(held.beside.units)
        found = agreement([tuple(one.unit for one in held.beside.units)])
        context |= {
            "beside": held.beside,
            "coders": double.coders,
            "disagreeing": [one for one in units if one.needs_choice],
            "agreeing": [one for one in units if not one.needs_choice],
            "reasons": sorted({r for one in units for r in (one.reason, *(f.reason for f in one.differing)) if r}),
            "lists": lists_of(units, request.workspace.vocabularies, request.language).items(),
            "fixed": _fixed(held),
            "found": found_rows(found, request.language),
            "valued": valued_rows(found, request.language),
        }
    return context


def _fixed(held: Codings) -> list[tuple[str, str]]:
    """The corrections of the alignment, as the form keeps them."""
    assert held.beside is not None  # noqa: S101  # asked where there is one
    fixed = held.beside.fixed
    pairs = (("together", fixed.together), ("apart", fixed.apart))
    return [(how, f"{a.hex}.{b.hex}") for how, held_pairs in pairs for a, b in sorted(held_pairs)]


def _showing(request: Request, held: Codings, coders: tuple[str, str]) -> Showing:
    return Showing(
        coders=coders,
        language=request.language,
        vocabularies=request.workspace.vocabularies,
        passages=held.passages,
    )


def over_all(request: Request) -> HttpResponseBase:
    """How far coders agree over everything concluded, and a share of the uncoded interviews set to be coded twice."""
    rights, words = request.rights, words_in(request.language)["agreement"]
    table = agreement_table(rights)
    asked = request.POST if request.method == "POST" else request.GET
    percent = asked.get("percent", "")
    share = int(percent) if percent.isascii() and percent.isdigit() and len(percent) < 4 else None
    drawn = () if share is None else sample_uncoded(rights, share, asked.get("seed", ""))
    refused = None
    if request.method == "POST" and drawn:
        try:
            first, second = asked.get("first", ""), asked.get("second", "")
            set_double(drawn, first or None, second, actor=rights.user, now=request.now)
        except Refusal as refusal:
            refused = told(refusal, request.language)
        else:
            messages.success(request, say(words["draw"]["done"], len(drawn), request.language))
            return redirect("review:agreement")
    context = {
        "table": table,
        "found": found_rows(table.agreement, request.language),
        "valued": valued_rows(table.agreement, request.language),
        "readers": readers(rights),
        "asked": {name: asked.get(name, "") for name in ("percent", "seed", "first", "second")},
        "drawn": drawn,
        "is_drawn": share is not None,
        "refused": refused,
    }
    status = HTTPStatus.OK if refused is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "agreement/over_all.html", context, status=status)
