"""The pages of the entry. What is checked is checked by allauth; ours are the words, the looks and the way between."""

from typing import Any

from allauth.account import views as account
from allauth.account.internal.decorators import login_not_required
from allauth.mfa.base import views as base
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lastseen.domain.errors import Refusal
from lastseen.operations.entries import EntryKind, note_entry
from lastseen.operations.users import set_password
from lastseen.web.entry.adapters import refuse_last, word
from lastseen.web.entry.forms import (
    NameForm,
    NewPasskeyForm,
    PasskeyAgainForm,
    PasskeyForm,
    PasskeyLogInForm,
    PasswordForm,
)
from lastseen.web.entry.freshness import fresh, with_told_password
from lastseen.web.visiting import LANGUAGE, Request
from lastseen.web.words import LANGUAGES, told

_YEAR = 365 * 24 * 3600


class LogIn(account.LoginView):
    """Name and password, or a passkey."""

    form_class = NameForm
    template_name = "entry/login.html"


class SecondFactor(base.AuthenticateView):
    """A code or a passkey, after the password."""

    webauthn_form_class = PasskeyForm
    template_name = "entry/factor.html"


class PasskeyLogIn(webauthn.LoginWebAuthnView):
    """A passkey alone: it asks for a finger, a face or a number of its own."""

    form_class = PasskeyLogInForm


class PasswordAgain(account.ReauthenticateView):
    """The password again, before a grave step."""

    template_name = "entry/again.html"


class CodeAgain(base.ReauthenticateView):
    """A code, before a grave step."""

    template_name = "entry/again_code.html"


class PasskeyAgain(webauthn.ReauthenticateWebAuthnView):
    """A passkey, before a grave step."""

    form_class = PasskeyAgainForm
    template_name = "entry/again_passkey.html"


class Factors(base.IndexView):
    """The second factors one has, and which one may add."""

    template_name = "entry/factors.html"


class AddApp(totp.ActivateTOTPView):
    """An app that makes codes: its drawing to be photographed, and the first code to be typed."""

    template_name = "entry/add_app.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """The code just typed is the first use of the factor."""
        response: HttpResponse = super().form_valid(form)
        _note_first_use(self.request, Authenticator.Type.TOTP)
        return response


class RemoveApp(totp.DeactivateTOTPView):
    """An app taken away."""

    template_name = "entry/remove_app.html"


class AddPasskey(webauthn.AddWebAuthnView):
    """A passkey that serves for logging in without a password, too."""

    form_class = NewPasskeyForm
    template_name = "entry/add_passkey.html"

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """With what the browser has to ask the passkey for: to know its holder, and to be found without a name."""
        context: dict[str, Any] = super().get_context_data(**named)
        return {**context, "js_data": {"creation_options": begin_registration(self.request.user, passwordless=True)}}

    def form_valid(self, form: Any) -> HttpResponse:
        """Making a passkey is its first use."""
        response: HttpResponse = super().form_valid(form)
        _note_first_use(self.request, Authenticator.Type.WEBAUTHN)
        return response


class RemovePasskey(webauthn.RemoveWebAuthnView):
    """A passkey taken away."""

    template_name = "entry/remove_passkey.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        """Not the last factor of whoever needs one."""
        refuse_last(self.get_object())
        response: HttpResponse = super().form_valid(form)
        return response


class Codes(codes.ViewRecoveryCodesView):
    """The recovery codes that are left."""

    template_name = "entry/codes.html"


class NewCodes(codes.GenerateRecoveryCodesView):
    """New recovery codes in place of all old ones."""

    template_name = "entry/new_codes.html"


@require_POST
@login_not_required
def log_out(request: Request) -> HttpResponseBase:
    """Out, or away from a log-in half done, and back at its beginning."""
    logout(request)
    return redirect(settings.LOGIN_URL)


def sessions(request: Request) -> HttpResponseBase:
    """Where one is logged in; each of them can be ended, and all others at once."""
    there = sorted(UserSession.objects.purge_and_list(request.user), key=lambda one: one.created_at, reverse=True)
    if request.method != "POST":
        return render(request, "entry/sessions.html", {"sessions": there})
    chosen = request.POST.get("session", "")
    ended = [one for one in there if not one.is_current() and chosen in ("others", str(one.pk))]
    for one in ended:
        one.end()
    if ended:
        note_entry(EntryKind.SESSIONS_ENDED, actor=request.rights.user, now=request.now)
        messages.success(request, word("done", "sessions_ended"))
    return redirect("entry_sessions")


@with_told_password
def password(request: Request) -> HttpResponseBase:
    """One's own password, changed; every session ends with it. Whoever was told theirs has just shown it."""
    return _new_password(request) if request.user.password_once else fresh(_new_password)(request)


def _new_password(request: Request) -> HttpResponseBase:
    form, me = PasswordForm(request.POST or None), request.rights.user
    if request.method == "POST" and form.is_valid():
        try:
            set_password(me, form.cleaned_data["password"], actor=me, now=request.now)
        except Refusal as refusal:
            form.add_error("password", " ".join(told(refusal, request.language)))
        else:
            messages.success(request, word("done", "password_changed"))
            return redirect(settings.LOGIN_URL)
    return render(request, "entry/password.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@login_not_required
def language(request: Request) -> HttpResponseBase:
    """The language one reads in: in this session, and for the next log-in in this browser."""
    chosen, back = request.POST.get("language", ""), request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if here else "/")
    if chosen in LANGUAGES:
        request.session[LANGUAGE] = chosen
        response.set_cookie(
            LANGUAGE, chosen, max_age=_YEAR, samesite="Strict", httponly=True, secure=request.is_secure()
        )
    return response


def _note_first_use(request: HttpRequest, type_: Any) -> None:
    factor = Authenticator.objects.filter(user=request.user, type=type_).latest("created_at")
    post_authentication(request, factor, reauthenticated=True)
