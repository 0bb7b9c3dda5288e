"""What is decided of what leaves: ways out approved, people and tables cleared, families' answers; taken back."""

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
from lastseen.figures.standard import standard_definitions
from lastseen.operations.clearing import clear_table
from lastseen.operations.pages import NotFound, person_page
from lastseen.operations.permitting import approve, clear_person, record_family_consent, take_back_permit
from lastseen.operations.served import Change, tell
from lastseen.web.acting import Act
from lastseen.web.entry.freshness import fresh
from lastseen.web.leaving.forms import Approving, Asking, Clearing, ClearingTable
from lastseen.web.leaving.views import one_way_tables, speech
from lastseen.web.visiting import Request
from lastseen.web.words import told, words_in

Acting = tuple[str, Mapping[str, Any], Callable[[], object]]
"""The name of what is done, what its page is given beside the form, and what records it."""

_AT_FIELD = {"family.no-standing": "relation", "vocabulary.unknown-term": "relation"}
"""Where a refusal is shown: at the field that would mend it."""


@fresh
def approve_one(request: Request) -> HttpResponseBase:
    """The form by which a way out is approved."""
    request.rights.require(May.RELEASE)
    form = Approving(speech(request), request.POST or None)

    def done() -> object:
        return approve(form.made(), request.workspace, actor=request.rights.user, now=request.now)

    return _answered(request, form, ("approve", {}, done))


@fresh
def clear(request: Request, code: str) -> HttpResponseBase:
    """The form by which one person is cleared for publication."""
    code, accounts = _person(request, code)
    form = Clearing(speech(request), accounts, request.POST or None)

    def done() -> object:
        return clear_person(form.made(), actor=request.rights.user, now=request.now)

    return _answered(request, form, ("clear", {"code": code}, done))


@fresh
def clear_one_table(request: Request) -> HttpResponseBase:
    """The form by which a table is cleared to be published with its small rows."""
    request.rights.require(May.RELEASE)
    definitions = standard_definitions(request.workspace.profile)
    form = ClearingTable(speech(request), one_way_tables(definitions, request.language), request.POST or None)

    def done() -> object:
        return clear_table(form.made(), definitions, actor=request.rights.user, now=request.now)

    return _answered(request, form, ("clear-table", {}, done))


@fresh
def family(request: Request, code: str) -> HttpResponseBase:
    """The form of what somebody answered who may speak for one person."""
    code, accounts = _person(request, code)
    form = Asking(speech(request), accounts, request.POST or None)

    def done() -> object:
        return record_family_consent(form.made(), request.workspace, actor=request.rights.user, now=request.now)

    return _answered(request, form, ("family", {"code": code}, done))


@require_POST
def take_back(request: Request) -> HttpResponseBase:
    """One permission taken back, from now on."""
    request.rights.require(May.RELEASE)
    take_back_permit(_id(request.POST.get("permit", "")), actor=request.rights.user, now=request.now)
    messages.success(request, words_in(request.language)["leaving"]["done"]["take-back"])
    code = request.POST.get("code", "")
    return redirect("leaving:person", code=code) if code else redirect("leaving:index")


@require_POST
def tell_one(request: Request) -> HttpResponseBase:
    """That a recipient was told of a change."""
    request.rights.require(May.RELEASE)
    typed = request.POST
    change = typed.get("change", "")
    if change not in set(Change):
        raise NotFound(what=change)
    release, account = _id(typed.get("release", "")), AccountId(_id(typed.get("account", "")))
    tell(release, account, Change(change), typed.get("sent", ""), actor=request.rights.user, now=request.now)
    messages.success(request, words_in(request.language)["leaving"]["done"]["tell"])
    return redirect("leaving:index")


def _person(request: Request, code: str) -> tuple[str, frozenset[AccountId]]:
    """The person's code now and every account that tells who they are, for whoever may let things leave."""
    page = person_page(request.rights, code, request.workspace)
    request.rights.require(May.RELEASE)
    return page.code, page.own


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound(what=text) from error


def _answered(request: Request, form: Act, acting: Acting) -> HttpResponse:
    """The form, empty or with what was refused; once it is recorded, the page it was asked for from."""
    act, context, done = acting
    if request.method == "POST" and form.is_valid():
        try:
            done()
        except Refusal as refusal:
            field = _AT_FIELD.get(refusal.code)
            form.add_error(field if field in form.fields else None, " ".join(told(refusal, request.language)))
        else:
            messages.success(request, words_in(request.language)["leaving"]["done"][act])
            code = context.get("code")
            return redirect("leaving:person", code=code) if code else redirect("leaving:index")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "leaving/act.html", {**context, "form": form, "act": act}, status=status)
