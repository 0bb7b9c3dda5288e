"""What may be decided on the page of a person: concluded, found, held, judged; and taken back at once or later."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lastseen.domain.derive.variables import SHAPES
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May
from lastseen.operations.pages import NotFound, PersonPage, person_page
from lastseen.operations.pages.parts import TakingSeen
from lastseen.operations.protections import judge_risk, lift_hold, place_hold
from lastseen.operations.verdicts import conclude, find, take_back
from lastseen.web.acting import Act
from lastseen.web.people.acts import Conclude, Find, JudgeRisk, PlaceHold
from lastseen.web.people.refusing import refusal_words
from lastseen.web.people.views import speech
from lastseen.web.visiting import Request
from lastseen.web.words import words_in


def conclude_on(request: Request, code: str, variable: str) -> HttpResponseBase:
    """The form of a conclusion on one variable, beside what each source leaves open of it."""
    page = _page(request, code, May.DECIDE)
    taking = _taking(request, page)
    if variable not in SHAPES or taking is None:
        raise NotFound(what=variable)
    said = speech(request, page)
    form = Conclude(said, (variable, page, taking), request.POST or None)
    answer = taking.answers[variable]
    context = {
        "head": said.words["variable"][variable],
        "readings": [(source, said.answer(variable, possible)) for source, possible in answer.readings],
        "case": taking.case or "",
    }

    def done() -> UUID:
        return conclude(form.made(), request.workspace, actor=request.rights.user, now=request.now)

    return _answered(request, page, form, ("conclude", context, done))


def find_on(request: Request, code: str) -> HttpResponseBase:
    """The form of a finding on one taking."""
    page = _page(request, code, May.DECIDE)
    taking = _taking(request, page)
    if taking is None:
        raise NotFound(what=code)
    form = Find(speech(request, page), page, taking, request.POST or None)

    def done() -> UUID | None:
        made = find([form.made()], request.workspace, actor=request.rights.user, now=request.now)
        return made[0] if made else None

    return _answered(request, page, form, ("find", {"case": taking.case or ""}, done))


def hold(request: Request, code: str) -> HttpResponseBase:
    """The form of a hold on a person."""
    page = _page(request, code, May.CODE, May.IDENTIFY)
    form = PlaceHold(speech(request, page), page, request.user.name, request.POST or None)

    def done() -> None:
        place_hold(form.made(), actor=request.rights.user, now=request.now)

    return _answered(request, page, form, ("hold", {}, done))


def risk(request: Request, code: str) -> HttpResponseBase:
    """The form of a judgement of risk, in place of an older one where one is judged again."""
    page = _page(request, code, May.RELEASE, May.IDENTIFY)
    form = JudgeRisk(speech(request, page), page, request.user.name, request.POST or None)
    replaced = request.POST.get("replaces") or request.GET.get("replaces") or ""

    def done() -> None:
        judge_risk(form.made(), _id(replaced) if replaced else None, actor=request.rights.user, now=request.now)

    return _answered(request, page, form, ("risk", {"replaces": replaced}, done))


@require_POST
def take_back_one(request: Request, code: str) -> HttpResponseBase:
    """A decision taken back; all that followed from it is as before."""
    _page(request, code, May.DECIDE)
    try:
        take_back(_id(request.POST.get("decision", "")), actor=request.rights.user, now=request.now)
    except Refusal as refusal:
        messages.error(request, " ".join(refusal_words(refusal, request.language)))
    else:
        messages.success(request, words_in(request.language)["people"]["done"]["take-back"])
    return redirect("people:person", code=code)


@require_POST
def lift(request: Request, code: str) -> HttpResponseBase:
    """A hold lifted: the consents decide again."""
    _page(request, code, May.RELEASE, May.IDENTIFY)
    why = request.POST.get("reason", "")
    lift_hold(_id(request.POST.get("hold", "")), why, actor=request.rights.user, now=request.now)
    messages.success(request, words_in(request.language)["people"]["done"]["lift"])
    return redirect(f"{reverse('people:person', args=[code])}#protection")


def _page(request: Request, code: str, *needed: May) -> PersonPage:
    """The page of the person, for whoever may decide there; somebody nobody sees is not found, whatever one may."""
    page = person_page(request.rights, code, request.workspace)
    for one in needed:
        request.rights.require(one)
    return page


def _taking(request: Request, page: PersonPage) -> TakingSeen | None:
    """The taking that is decided on: that of the case asked for, else the first."""
    case = request.POST.get("case") or request.GET.get("case") or ""
    return next((taking for taking in page.takings if not case or taking.case == case), None)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound(what=text) from error


Deciding = tuple[str, Mapping[str, Any], Callable[[], UUID | None]]
"""The name of what is decided, what its page is given beside the form, and what records it."""


def _answered(request: Request, page: PersonPage, form: Act, deciding: Deciding) -> HttpResponseBase:
    """The form, empty or with what was refused; once it is recorded, the page of the person, which offers the undo."""
    act, context, done = deciding
    if request.method == "POST" and form.is_valid():
        try:
            made = done()
        except Refusal as refusal:
            sentence, hint = refusal_words(refusal, request.language)
            form.add_error("value" if "value" in form.fields else None, f"{sentence} {hint}")
        else:
            return _recorded(request, page.code, act, made)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return _form(request, page, {**context, "form": form, "act": act}, status)


def _form(request: Request, page: PersonPage, context: Mapping[str, Any], status: HTTPStatus) -> HttpResponse:
    return render(request, "people/act.html", {**context, "page": page}, status=status)


def _recorded(request: Request, code: str, act: str, made: UUID | None) -> HttpResponseRedirect:
    messages.success(request, words_in(request.language)["people"]["done"][act])
    query = "" if made is None else f"?made={made}"
    place = "#protection" if act in ("hold", "risk") else ""
    return HttpResponseRedirect(f"{reverse('people:person', args=[code])}{query}{place}")
