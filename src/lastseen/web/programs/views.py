"""One's own programs, and everybody's for whoever administers users; the secret of a token is shown once."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May
from lastseen.domain.tokens import LONGEST, LONGEST_NAME
from lastseen.operations.tokens import NoSuchToken, end_token, make_token, tokens
from lastseen.web.entry.freshness import fresh
from lastseen.web.visiting import Request
from lastseen.web.words import told, words_in

_USUAL = timedelta(days=90)


class TokenForm(forms.Form):
    """What a program is called, what it may, and until when."""

    name = forms.CharField(max_length=LONGEST_NAME)
    scopes = forms.MultipleChoiceField()
    until = forms.DateField()

    def __init__(self, request: Request) -> None:
        """With the rights somebody has, and three months from now."""
        super().__init__(request.POST or None, initial={"until": request.now.date() + _USUAL, "scopes": []})
        words = words_in(request.language)["programs"]
        scopes: Any = self.fields["scopes"]
        scopes.choices = [(may.value, words["may"][may.value]) for may in May if request.rights.may(may)]
        self.fields["until"].error_messages["invalid"] = words["not_a_day"]
        for field in self.fields.values():
            field.error_messages["required"] = words["needed"]


def index(request: Request) -> HttpResponse:
    """The tokens that stand."""
    lines = [(line, [may.value for may in May if may in line.scopes]) for line in tokens(request.rights)]
    context = {"lines": lines, "today": request.now.date(), "sees_all": request.rights.may(May.ADMINISTER)}
    return render(request, "programs/index.html", context)


@fresh
def new(request: Request) -> HttpResponse:
    """A new program, and the secret it comes in by."""
    form = TokenForm(request)
    if form.is_valid():
        name, until = form.cleaned_data["name"], form.cleaned_data["until"]
        scopes = [May(scope) for scope in form.cleaned_data["scopes"]]
        try:
            secret = make_token(name, scopes, until, request.workspace, actor=request.rights.user, now=request.now)
        except Refusal as refusal:
            form.add_error(None, " ".join(told(refusal, request.language)))
        else:
            return render(request, "programs/made.html", {"secret": secret, "name": name})
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    last = request.now.date() + LONGEST
    return render(request, "programs/new.html", {"form": form, "last": last.isoformat()}, status=status)


@require_POST
@fresh
def end(request: Request, token: UUID) -> HttpResponseBase:
    """A program that comes in no more."""
    try:
        end_token(token, actor=request.rights.user, now=request.now)
    except NoSuchToken as refusal:
        messages.error(request, " ".join(told(refusal, request.language)))
    else:
        messages.success(request, words_in(request.language)["programs"]["ended"])
    return redirect("programs:index")
