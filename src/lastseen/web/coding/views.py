"""The workspace in which one interview is coded: every change is sent, kept, and answered with what was understood."""

from collections.abc import Iterable
from dataclasses import replace
from http import HTTPStatus

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from lastseen.domain.errors import Refusal
from lastseen.domain.texts import parse_text_place
from lastseen.exchange.drafts import Basis, Draft, Place, Span, Step, edited, read_draft, recalled
from lastseen.exchange.drafts.editing import FIRST
from lastseen.operations.drafting import (
    CodingDesk,
    RegistryChanged,
    coding_desk,
    discard,
    hand_in_draft,
    keep_own,
    save_draft,
    step,
    take,
    versions,
)
from lastseen.operations.pages import TextKept
from lastseen.web.coding.comparing import differences
from lastseen.web.coding.forms import Sent, sent
from lastseen.web.coding.showing import Showing
from lastseen.web.coding.terms import terms
from lastseen.web.sources.transcript import Mark, lines
from lastseen.web.visiting import Request
from lastseen.web.words import told


def desk(request: Request, name: str) -> HttpResponseBase:
    """The workspace; what is sent to it is a draft, with a step to be taken or without one."""
    held = coding_desk(request.rights, name, request.workspace)
    if request.method != "POST":
        return _page(request, name, held)
    form = sent(request.POST, _basis(request, held))
    do = request.POST.get("do", "").partition(":")
    settled = _settled(request, name, held, do)
    if settled is not None:
        return settled
    if do[0] == "hand-in" and _is_handed(form.draft, held, _basis(request, held)):
        return redirect("sources:page", name=name)
    saved = save_draft(request.rights, name, form.draft, form.base, at=request.now)
    if saved.rival is not None:
        return _rivals(request, name, saved.version, saved.rival)
    return _after(request, name, form, saved.version)


def _settled(request: Request, name: str, held: CodingDesk, do: tuple[str, str, str]) -> HttpResponseBase | None:
    """What follows once somebody has chosen among versions, whatever stands in the form; None where that is not so."""
    match do[0]:
        case "take":
            take(request.rights, name, int(do[2]) if do[2].isdigit() else 0, at=request.now)
        case "discard":
            discard(request.rights, name)
        case "own":
            keep_own(request.rights, name)
            return _handed(request, name, held.version)
        case _:
            return None
    return _again(request, name)


def _is_handed(draft: Draft, held: CodingDesk, basis: Basis) -> bool:
    """Whether a draft was handed in already, as it is: it was sent twice."""
    read = read_draft(draft, basis)
    again = recalled(read.accounts, {one.id: one for one in read.passages}, held.text.digest if held.text else "")
    same = not read.problems and again == held.draft
    return same and not held.version and bool(held.handed)


def _after(request: Request, name: str, form: Sent, version: int) -> HttpResponseBase:
    """What follows once the draft is kept."""
    match form.step.do:
        case "":
            return _state(request, name)
        case "undo" | "redo":
            step(request.rights, name, version, back=form.step.do == "undo")
            return _again(request, name)
        case "hand-in":
            return _handed(request, name, version)
    taken = coding_desk(request.rights, name, request.workspace).taken if form.step.do == "add" else frozenset()
    draft = edited(form.draft, replace(form.step, taken=taken))
    save_draft(request.rights, name, draft, version, at=request.now)
    return _again(request, name, _led_to(form.step, draft))


def _led_to(asked: Step, draft: Draft) -> Place | None:
    """Where somebody goes on after a step."""
    match asked.do:
        case "add":
            return Place(len(draft.entries) - 1, FIRST[asked.kind]) if asked.kind in FIRST else None
        case "more":
            return Place(asked.entry, asked.field, len(draft.entries[asked.entry].cells(asked.field)) - 1)
        case "attach" | "detach" | "drop":
            return Place(asked.entry, asked.field, asked.cell)
    return None


def _handed(request: Request, name: str, version: int) -> HttpResponseBase:
    """Handed in, and the way to what is now in the registry; or the draft again with what stands in the way."""
    try:
        hand_in_draft(name, version, request.workspace, actor=request.user.pk, now=request.now)
    except RegistryChanged as refusal:
        return _stood(request, name, refusal)
    except Refusal as refusal:
        held = coding_desk(request.rights, name, request.workspace)
        first = held.problems[0].place if held.problems else None
        if first is None:
            first = _blamed(refusal, held.draft)
        return _page(request, name, held, focus=first, refusal=refusal)
    return redirect("sources:page", name=name)


def _stood(request: Request, name: str, refusal: Refusal | None = None) -> HttpResponse:
    """One's draft beside what is in the registry of it, where they differ; with a refusal, to choose between them."""
    held = coding_desk(request.rights, name, request.workspace)
    basis = _basis(request, held)
    shown = [Showing(draft=draft, basis=basis, language=request.language) for draft in (held.draft, held.standing)]
    context = {
        "name": name,
        "desk": held,
        "address": reverse("coding:desk", kwargs={"name": name}),
        "differences": differences(*shown),
        "refused": None if refusal is None else told(refusal, request.language),
    }
    if refusal is None or not request.htmx:
        status = HTTPStatus.OK if refusal is None else HTTPStatus.CONFLICT
        return render(request, "coding/difference.html", context, status=status)
    response = render(request, "coding/stood.html", context, status=HTTPStatus.CONFLICT)
    response["HX-Retarget"], response["HX-Reswap"] = "#rivals", "outerHTML"
    return response


def difference(request: Request, name: str) -> HttpResponse:
    """Where one's draft differs from what one handed in before; nothing is changed by looking."""
    return _stood(request, name)


def _blamed(refusal: Refusal, draft: Draft) -> Place | None:
    """The place that a refusal of what was read speaks of: it names the account and the field."""
    account, field = (str(refusal.values.get(value, "")) for value in ("account", "field"))
    named = (at for at, entry in enumerate(draft.entries) if entry.name == account.partition("/")[0])
    at = next(named, None)
    return None if at is None else Place(at, field)


def _again(request: Request, name: str, focus: Place | None = None) -> HttpResponse:
    return _page(request, name, coding_desk(request.rights, name, request.workspace), focus=focus)


def _page(
    request: Request, name: str, held: CodingDesk, *, focus: Place | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    """The whole page or, for a step taken in it, all of it that a step can change."""
    context = {
        **_context(request, name, held, focus),
        "refused": None if refusal is None else told(refusal, request.language),
    }
    status = HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY
    if request.htmx:
        return render(request, "coding/stepped.html", context, status=status)
    vocabularies = terms(request.workspace.vocabularies, request.language)
    return render(request, "coding/desk.html", {**context, "terms": vocabularies}, status=status)


def _state(request: Request, name: str) -> HttpResponse:
    """How far the draft is kept, and what was understood of each date and age; nothing that is being typed in."""
    held = coding_desk(request.rights, name, request.workspace)
    if not request.htmx:
        return _page(request, name, held)
    return render(request, "coding/kept.html", _context(request, name, held, None))


def _context(request: Request, name: str, held: CodingDesk, focus: Place | None) -> dict[str, object]:
    showing = Showing(
        draft=held.draft,
        basis=_basis(request, held),
        language=request.language,
        problems=held.problems,
        handed=held.handed,
        focus=focus,
    )
    cited = {span for entry in held.draft.entries for cells in entry.fields.values() for c in cells for span in c.spans}
    shown = _shown(request, held)
    return {
        "desk": held,
        "name": name,
        "showing": showing,
        "kinds": list(FIRST),
        "problem_count": len(held.problems),
        "lines": [] if shown is None else lines(shown.text, _marks(cited, held, shown)),
        "shown": shown,
        "prefix": "" if shown == held.text or shown is None else f"text:{shown.digest[:12]}:",
        "texts": [(one, one.digest[:12]) for one in held.texts],
        "text_name": "" if held.text is None else held.text.digest[:12],
        "address": reverse("coding:desk", kwargs={"name": name}) + _asking(request),
    }


def _asking(request: Request) -> str:
    """The part of the address that says which text is read."""
    asked = request.GET.get("text", "")
    return f"?text={asked}" if asked.isalnum() and asked.isascii() else ""


def _shown(request: Request, held: CodingDesk) -> TextKept | None:
    """The text that is read: the one that is asked for, else the transcript that is coded."""
    asked = request.GET.get("text", "")
    return next((one for one in held.texts if asked and one.digest.startswith(asked)), held.text)


def _marks(cited: Iterable[Span], held: CodingDesk, shown: TextKept) -> list[Mark]:
    """The places that are cited in the text that is read."""
    if shown == held.text:
        return [Mark(span.start, span.end, span.place) for span in cited if not span.locator]
    found = ((span, parse_text_place(span.locator)) for span in cited)
    return [
        Mark(one.place.start, one.place.end, span.place)
        for span, one in found
        if one is not None and shown.digest.startswith(one.text)
    ]


def _basis(request: Request, held: CodingDesk) -> Basis:
    return Basis(
        source=held.source.id,
        text=_text(held),
        day=held.source.day,
        coder=held.coder,
        ids=request.workspace.ids,
        vocabularies=request.workspace.vocabularies,
        files=held.files,
        texts=held.every_text,
    )


def _rivals(request: Request, name: str, mine: int, theirs: int) -> HttpResponse:
    """Two versions made from one, side by side where they differ: both are kept, one is chosen to go on with."""
    held = coding_desk(request.rights, name, request.workspace)
    ours, others = versions(request.rights, name, mine, theirs)
    shown = [Showing(draft=draft, basis=_basis(request, held), language=request.language) for draft in (ours, others)]
    context = {**_context(request, name, held, None), "mine": mine, "theirs": theirs}
    context["differences"] = differences(shown[0], shown[1])
    if not request.htmx:
        return render(request, "coding/rivals_page.html", context, status=HTTPStatus.CONFLICT)
    response = render(request, "coding/rivals.html", context, status=HTTPStatus.CONFLICT)
    response["HX-Retarget"], response["HX-Reswap"] = "#kept", "outerHTML"
    return response


def _text(held: CodingDesk) -> str:
    return "" if held.text is None else held.text.text
