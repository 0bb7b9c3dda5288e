"""An interview erased for good: first what would go and what stays, then its name typed."""

from contextlib import suppress
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from lastseen.operations.consents import NothingToWithdraw, withdraw_consent
from lastseen.operations.erasing import Erasable, erasable, erase_source
from lastseen.web.entry.freshness import fresh
from lastseen.web.visiting import Request
from lastseen.web.words import say, words_in


class EraseForm(forms.Form):
    """The name of the interview as it was typed, and whether what repeats it goes with it."""

    typed = forms.CharField(required=False, max_length=200)
    together = forms.BooleanField(required=False)

    def __init__(self, request: Request, going: Erasable) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self.going, self.language = going, request.language

    def clean_typed(self) -> str:
        """It has to be the name of the interview."""
        typed: str = self.cleaned_data["typed"]
        if typed != self.going.source:
            raise forms.ValidationError(say(self._words["not_typed"], self.going.source, self.language))
        return typed

    def clean_together(self) -> bool:
        """What repeats it would still tell who it is about."""
        together: bool = self.cleaned_data["together"]
        if self.going.repeating and not together:
            raise forms.ValidationError(self._words["not_together"])
        return together

    @property
    def _words(self) -> dict[str, str]:
        words: dict[str, str] = words_in(self.language)["sources"]["erase"]
        return words


@fresh
def erase(request: Request, name: str) -> HttpResponseBase:
    """What erasing an interview would take and leave; once its name is typed, its consent is withdrawn and it goes."""
    going = erasable(request.rights, name)
    form = EraseForm(request, going)
    if form.is_valid():
        actor, together = request.user.pk, form.cleaned_data["together"]
        with suppress(NothingToWithdraw):
            withdraw_consent(request.workspace.ids.source(name), None, actor=actor, now=request.now)
        erase_source(name, request.workspace, together=together, actor=actor, now=request.now)
        messages.success(request, say(words_in(request.language)["sources"]["erase"]["done"], name, request.language))
        return redirect("sources:consents", name=name)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "sources/erase.html", {"name": name, "going": going, "form": form}, status=status)
