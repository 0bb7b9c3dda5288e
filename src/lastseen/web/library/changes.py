"""The changes of many that were made: their list, one of them with all its rows, and taking it back whole."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lastseen.domain.bulk import BulkKind
from lastseen.domain.protection import NoReason
from lastseen.domain.rights import May
from lastseen.operations.bulk import WITHDRAWS, ChangeMade, NothingStands, change_made, changes_made, withdraw_many
from lastseen.web.library.change_rows import Telling
from lastseen.web.library.views import labels_for
from lastseen.web.paging import ways, window
from lastseen.web.visiting import Request
from lastseen.web.words import say, told


def index(request: Request) -> HttpResponse:
    """The changes of many, newest first."""
    request.rights.require(May.CODE)
    found = changes_made(request.rights, window(request, 50))
    telling = Telling(labels=labels_for(request))
    context = {"changes": [_told(telling, one) for one in found.items], "pages": ways(found)}
    return render(request, "library/changes.html", context)


def made(request: Request, change: UUID) -> HttpResponse:
    """One change of many, and each of its rows."""
    request.rights.require(May.CODE)
    return _page(request, change)


def _page(request: Request, change: UUID, error: str = "", reason: str = "") -> HttpResponse:
    found, rows = change_made(request.rights, change)
    context = {
        "change": _told(Telling(labels=labels_for(request)), found),
        "rows": rows,
        "standing": sum(row.stands for row in rows),
        "is_of_people": found.kind is not BulkKind.DESCRIBE,
        "may_withdraw": request.rights.may(WITHDRAWS[found.kind]),
        "needs_reason": found.kind is BulkKind.HOLD,
        "error": error,
        "reason": reason,
    }
    return render(request, "library/made.html", context, status=422 if error else 200)


def _told(telling: Telling, change: ChangeMade) -> dict[str, Any]:
    subject = change.said[0]
    return {
        "id": change.id,
        "made": change.made,
        "head": telling.head(change.kind, subject),
        "value": telling.value(change.kind, change.said),
        "what": change.said[0] if change.kind is BulkKind.HOLD else "",
        "reason": change.reason,
        "written": change.written,
    }


@require_POST
def withdraw(request: Request, change: UUID) -> HttpResponse:
    """A change taken back as a whole; what cannot be is said on its page."""
    reason = request.POST.get("reason", "")
    try:
        count = withdraw_many(change, reason, request.workspace, actor=request.rights.user, now=request.now)
    except (NoReason, NothingStands) as refusal:
        return _page(request, change, " ".join(told(refusal, request.language)), reason)
    words = labels_for(request).words["change"]
    messages.success(request, say(words["withdrawn"], count, request.language))
    return redirect("library:made", change=change)
