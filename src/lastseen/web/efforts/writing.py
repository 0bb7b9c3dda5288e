"""What is written of an effort: recorded for a person or a case, changed, answered, taken back."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lastseen.domain.accounts import AccountId
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May
from lastseen.operations.efforts import (
    EffortSeen,
    NoSuchEffort,
    add_reply,
    change_effort,
    effort_page,
    record_effort,
    take_back_effort,
    take_back_reply,
)
from lastseen.operations.pages import NotFound, Window, case_page, person_page
from lastseen.web.acting import Act
from lastseen.web.efforts.forms import Answer, Try
from lastseen.web.efforts.views import speech
from lastseen.web.visiting import Request
from lastseen.web.words import told, words_in

Acting = tuple[str, Mapping[str, Any], Callable[[], UUID]]
"""The name of what is done, what its page is given beside the form, and what records it and gives the effort."""

_AT_FIELD = {"source.not-found": "source", "effort.due-without-day": "due", "effort.closed-unexplained": "closed_why"}
"""Where a refusal is shown: at the field that would mend it."""


def new(request: Request, code: str) -> HttpResponseBase:
    """The form of an effort for a person or a case."""
    code, accounts = _subject(request, code)
    request.rights.require(May.DECIDE)
    form = Try(speech(request), None, request.POST or None)

    def done() -> UUID:
        return record_effort(accounts, form.made(), request.workspace, actor=request.rights.user, now=request.now)

    return _answered(request, form, ("new", {"codes": (code,)}, done))


def change(request: Request, effort: UUID) -> HttpResponseBase:
    """The form of an effort as it stands, to be changed or closed."""
    seen = _seen(request, effort)
    form = Try(speech(request), seen.effort, request.POST or None)
    version = request.POST.get("version") or str(seen.version.id)

    def done() -> UUID:
        change_effort(_id(version), form.made(), request.workspace, actor=request.rights.user, now=request.now)
        return effort

    return _answered(request, form, ("change", {**_for(seen), "version": version}, done))


def reply(request: Request, effort: UUID) -> HttpResponseBase:
    """The form of something that came back."""
    seen = _seen(request, effort)
    form = Answer(speech(request), request.POST or None)

    def done() -> UUID:
        add_reply(effort, form.made(), request.workspace, actor=request.rights.user, now=request.now)
        return effort

    return _answered(request, form, ("reply", _for(seen), done))


@require_POST
def take_back(request: Request, effort: UUID) -> HttpResponseBase:
    """What was last recorded of the effort taken back, or the reply that is named."""
    seen, named = _seen(request, effort), request.POST.get("reply", "")
    if named:
        take_back_reply(_id(named), actor=request.rights.user, now=request.now)
    else:
        take_back_effort(effort, actor=request.rights.user, now=request.now)
    messages.success(request, words_in(request.language)["efforts"]["done"]["take-back"])
    try:
        _seen(request, effort)
    except NotFound:
        if not seen.codes:
            return redirect("efforts:index")
        return redirect("people:case" if seen.codes[0].startswith("C") else "people:person", code=seen.codes[0])
    return redirect("efforts:page", effort=effort)


def _subject(request: Request, code: str) -> tuple[str, frozenset[AccountId]]:
    """Whom an effort is made for: every account that tells who the person is, or of the case, and its code now."""
    if code.startswith("C-"):
        case = case_page(request.rights, code, request.workspace, Window(size=1))
        return case.code, frozenset(account.id for account in case.accounts)
    person = person_page(request.rights, code, request.workspace)
    return person.code, person.own


def _seen(request: Request, effort: UUID) -> EffortSeen:
    """The effort, for whoever may decide of it; what nobody sees is not found, whatever one may."""
    try:
        seen = effort_page(request.rights, effort, request.now.date()).seen
    except NoSuchEffort as refusal:
        raise NotFound(what=effort) from refusal
    request.rights.require(May.DECIDE)
    return seen


def _for(seen: EffortSeen) -> dict[str, object]:
    """The effort, for whom it was made, and which sources it answers."""
    return {"codes": seen.codes, "about": seen.sources, "effort": seen.id}


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound(what=text) from error


def _answered(request: Request, form: Act, acting: Acting) -> HttpResponse:
    """The form, empty or with what was refused; once it is recorded, the page of the effort."""
    act, context, done = acting
    if request.method == "POST" and form.is_valid():
        try:
            made = done()
        except Refusal as refusal:
            field = _AT_FIELD.get(refusal.code)
            form.add_error(field if field in form.fields else None, " ".join(told(refusal, request.language)))
        else:
            messages.success(request, words_in(request.language)["efforts"]["done"][act])
            return redirect("efforts:page", effort=made)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "efforts/act.html", {**context, "form": form, "act": act}, status=status)
