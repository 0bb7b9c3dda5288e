"""Letters to editors, as a text to copy or a file, and the record that a correction was asked for."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lastseen.claims import WRONG, Reading, check
from lastseen.domain.efforts import Effort
from lastseen.domain.release import Profile
from lastseen.domain.rights import May
from lastseen.figures.standard import standard_definitions
from lastseen.operations.claims import reference_of
from lastseen.operations.press import CORRECTION, FORUM, Watched, ask_correction
from lastseen.operations.snapshots import find_snapshot
from lastseen.reports.claims import correction_letter, letter_text
from lastseen.reports.document.model import Document
from lastseen.reports.writers.docx import docx
from lastseen.web.efforts.views import speech
from lastseen.web.entry.freshness import fresh
from lastseen.web.press.showing import item_shown, wrong_words
from lastseen.web.press.views import watched
from lastseen.web.visiting import Request
from lastseen.web.words import say, words_in

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@fresh
def letter(request: Request, name: str) -> HttpResponse:
    """The letter on one item, to be read, copied or taken as a file; it says only what may be published."""
    watch, common = watched(request)
    found = watch.item(name)
    request.rights.require(May.RELEASE)
    context = {**common, "item": item_shown(found, speech(request)), "wrong": found.wrong}
    if request.method != "POST" or not common["name"]:
        return render(request, "press/letter.html", context)
    written = _letter(request, found, common["name"])
    if written is None:
        return render(request, "press/letter.html", {**context, "nothing": True})
    if request.POST.get("as") == "docx":
        headers = {"Content-Disposition": f'attachment; filename="{common["name"]}.{found.item.id}.docx"'}
        return HttpResponse(docx(written), _DOCX, headers=headers)
    return render(request, "press/letter.html", {**context, "letter": letter_text(written)})


def _letter(request: Request, found: Watched, snapshot: str) -> Document | None:
    """The letter, measured by what may be published; None where nothing can be put right by that."""
    if found.reading is None:
        return None
    workspace, actor, now = request.workspace, request.rights.user, request.now
    definitions = standard_definitions(workspace.profile or None)
    taken = find_snapshot(workspace, snapshot)
    reference = reference_of(taken, definitions, Profile.PUBLIC, workspace, actor=actor, now=now)
    text = found.reading.text
    reading = Reading(text=text, claims=check(text, reference))
    if not any(claim.verdict in WRONG for claim in reading.claims):
        return None
    return correction_letter(reading, reference, found.item.title or found.item.medium or found.item.name)


@require_POST
def correction(request: Request, name: str) -> HttpResponseBase:
    """Recorded that a correction was asked for, on a day, and by when to look whether it was made."""
    watch, _ = watched(request)
    found = watch.item(name)
    request.rights.require(May.DECIDE)
    words = words_in(request.language)["press"]
    due = _day(request.POST.get("due", ""))
    effort = Effort(
        kind=CORRECTION,
        forum=FORUM,
        what=say(
            words["asked_of"], {"medium": found.item.medium or name, "numbers": wrong_words(found)}, request.language
        ),
        day=_day(request.POST.get("day", "")) or request.now.date(),
        due=due,
        due_what=words["look_again"] if due else "",
    )
    ask_correction(name, effort, request.workspace, actor=request.rights.user, now=request.now)
    messages.success(request, words["asked"])
    return redirect("press:page", name=name)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        return None
