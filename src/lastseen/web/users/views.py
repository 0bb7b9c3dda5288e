"""The pages of whoever administers users: they see who may what, and no case."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May, Rights, Role
from lastseen.domain.users import UserLine
from lastseen.operations.entries import EntryKind, note_entry
from lastseen.operations.passwords import password_to_tell
from lastseen.operations.users import (
    NoSuchUser,
    add_user,
    compartments,
    deactivate_user,
    reactivate_user,
    set_password,
    set_rights,
    users,
)
from lastseen.web.entry.freshness import fresh
from lastseen.web.users.forms import RightsForm, UserForm
from lastseen.web.visiting import Request
from lastseen.web.words import told, words_in

ROLES = tuple(role.value for role in Role)


def index(request: Request) -> HttpResponse:
    """Everybody who ever acted, with what each of them may."""
    lines = users(request.rights)
    with_factor = set(_factors().values_list("user_id", flat=True))
    context = {
        "acting": [_shown(line, line.rights, with_factor) for line in lines if line.rights is not None],
        "count": sum(line.rights is not None for line in lines),
        "gone": [line for line in lines if line.rights is None],
    }
    return render(request, "users/index.html", context)


def _shown(line: UserLine, rights: Rights, with_factor: set[UUID]) -> tuple[UserLine, list[str], list[str], bool]:
    roles = [role for role in ROLES if role in rights.roles]
    return line, roles, sorted(rights.compartments or ()), line.id in with_factor


@fresh
def new(request: Request) -> HttpResponseBase:
    """Somebody new, whose password is shown once, to be told them."""
    form = UserForm(request.POST or None, compartments(request.rights))
    if request.method != "POST" or not form.is_valid():
        return _form(request, "users/new.html", form)
    shown = password_to_tell(request.workspace.entropy)
    name, may, seen = form.cleaned_data["name"], form.chosen_roles(), form.chosen_compartments()
    try:
        id_ = add_user(name, may, seen, None, actor=request.rights.user, now=request.now)
    except Refusal as refusal:
        form.add_error("name", " ".join(told(refusal, request.language)))
        return _form(request, "users/new.html", form)
    set_password(id_, shown, actor=request.rights.user, now=request.now)
    return render(request, "users/password.html", {"line": _line(request, id_), "password": shown, "is_new": True})


@fresh
def user(request: Request, user: UUID) -> HttpResponseBase:
    """What one user may, to be changed."""
    line = _line(request, user)
    form = RightsForm(request.POST or None, compartments(request.rights), line.rights)
    if request.method == "POST" and form.is_valid():
        may, seen = form.chosen_roles(), form.chosen_compartments()
        try:
            set_rights(user, may, seen, actor=request.rights.user, now=request.now)
        except Refusal as refusal:
            form.add_error("roles", " ".join(told(refusal, request.language)))
        else:
            messages.success(request, _words(request)["done"]["rights"])
            return redirect("users:user", user=user)
    more = {"line": line, "is_me": user == request.rights.user, "factors": _factors().filter(user_id=user).count()}
    return _form(request, "users/user.html", form, more)


@require_POST
@fresh
def password(request: Request, user: UUID) -> HttpResponse:
    """A new password for somebody who has lost theirs: shown once, and to be changed by them at once."""
    line = _line(request, user)
    shown = password_to_tell(request.workspace.entropy)
    set_password(user, shown, actor=request.rights.user, now=request.now)
    return render(request, "users/password.html", {"line": line, "password": shown, "is_new": False})


@require_POST
@fresh
def change(request: Request, user: UUID) -> HttpResponseBase:
    """A user made to act no more, or again, or to set their second factors anew."""
    _line(request, user)
    deed = request.POST.get("deed", "")
    if deed in _DEEDS:
        try:
            _DEEDS[deed](request, user)
        except Refusal as refusal:
            messages.error(request, " ".join(told(refusal, request.language)))
        else:
            messages.success(request, _words(request)["done"][deed])
    return redirect("users:user", user=user)


def _deactivate(request: Request, user: UUID) -> None:
    deactivate_user(user, actor=request.rights.user, now=request.now)
    _end_sessions(user)


def _reactivate(request: Request, user: UUID) -> None:
    reactivate_user(user, actor=request.rights.user, now=request.now)


def _forget_factors(request: Request, user: UUID) -> None:
    note_entry(EntryKind.FACTORS_RESET, actor=request.rights.user, now=request.now)
    Authenticator.objects.filter(user_id=user).delete()
    _end_sessions(user)


_DEEDS: Mapping[str, Callable[[Request, UUID], None]] = {
    "deactivate": _deactivate,
    "reactivate": _reactivate,
    "factors": _forget_factors,
}


def _end_sessions(user: UUID) -> None:
    for session in UserSession.objects.filter(user_id=user):
        session.end()


def _factors() -> Any:
    return Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)


def _line(request: Request, user: UUID) -> UserLine:
    """The user of this id. Raises :class:`NoSuchUser`, or what asking for all of them raises."""
    request.rights.require(May.ADMINISTER)
    found = next((line for line in users(request.rights) if line.id == user), None)
    if found is None:
        raise NoSuchUser(name=user)
    return found


def _words(request: Request) -> Mapping[str, Any]:
    words: Mapping[str, Any] = words_in(request.language)["users"]
    return words


def _form(request: Request, template: str, form: RightsForm, more: Mapping[str, object] | None = None) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, template, {"form": form, "roles": ROLES, **(more or {})}, status=status)
