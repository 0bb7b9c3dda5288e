"""The page on which an entry handed in is withdrawn: what would go with it, what was decided on it, and why."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from lastseen.domain.accounts import ACCOUNT_TYPES
from lastseen.domain.errors import Refusal
from lastseen.operations.withdrawing import bring_back, withdraw_entry, withdrawable, withdrawn_entries
from lastseen.web.sources.fields import kind_label
from lastseen.web.visiting import Request
from lastseen.web.words import told, words_in

_HERE = frozenset({"withdrawal.no-reason", "withdrawal.named-by-others"})


def withdraw(request: Request, name: str, kind: str, entry: str) -> HttpResponseBase:
    """One entry to be withdrawn, with a reason."""
    found = withdrawable(request.rights, name, kind if kind in ACCOUNT_TYPES else "", entry)
    refused = None
    if request.method == "POST":
        try:
            withdraw_entry(
                name,
                (kind, entry),
                request.POST.get("reason", ""),
                request.workspace,
                together="together" in request.POST,
                actor=request.rights.user,
                now=request.now,
            )
        except Refusal as refusal:
            if refusal.code not in _HERE:
                raise
            refused = told(refusal, request.language)
        else:
            messages.success(request, words_in(request.language)["coding"]["withdrawing"]["done"])
            return redirect("coding:desk", name=name)
    context = {
        "name": name,
        "found": found,
        "label": kind_label(kind, request.language),
        "naming": [(kind_label(of, request.language), called) for of, called in found.naming],
        "reason": request.POST.get("reason", ""),
        "together": "together" in request.POST,
        "refused": refused,
    }
    status = HTTPStatus.OK if refused is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "coding/withdraw.html", context, status=status)


def withdrawn(request: Request, name: str) -> HttpResponseBase:
    """What somebody withdrew of their coding, each to be brought back."""
    found = withdrawn_entries(request.rights, name)
    refused = None
    if request.method == "POST":
        wanted = [one.account for one in found if str(one.account) in request.POST.getlist("account")]
        try:
            bring_back(name, wanted, request.workspace, actor=request.rights.user, now=request.now)
        except Refusal as refusal:
            if refusal.code != "withdrawal.names-withdrawn":
                raise
            refused = told(refusal, request.language)
        else:
            messages.success(request, words_in(request.language)["coding"]["withdrawing"]["back_done"])
            return redirect("coding:withdrawn", name=name)
    rows = [(one, kind_label(one.kind, request.language)) for one in found]
    status = HTTPStatus.OK if refused is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "coding/withdrawn.html", {"name": name, "rows": rows, "refused": refused}, status=status)
