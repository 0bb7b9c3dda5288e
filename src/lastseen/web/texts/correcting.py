"""Correcting a text: typed anew, looked at beside what it was, its passages placed, and then recorded."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render

from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May
from lastseen.domain.texts import Range
from lastseen.operations.correcting import Corrected, CorrectionSeen, PassageCarried, correct_text, weigh_correction
from lastseen.operations.text_shelf import TextHeld, shelf
from lastseen.web.texts.forms import chosen_places
from lastseen.web.texts.showing import around
from lastseen.web.texts.uploads import UnreadableFile, pasted, with_line_ends
from lastseen.web.visiting import Request
from lastseen.web.words import language_name, told, words_in

_AT_THE_TEXT = ("text.empty", "text.there-already", "text.corrected-meanwhile", "text.read-apart")
"""Refusals of what was typed: the text is shown again with them."""


def correct(request: Request, name: str, text: str) -> HttpResponseBase:
    """The text to be typed over; once it was, what that changes; and the correction recorded."""
    request.rights.require(May.COLLECT)
    one = shelf(request.rights, name).text(text)
    if request.method != "POST":
        return _typing(request, name, one, one.text)
    typed = request.POST.get("text", "")
    if request.POST.get("do") == "edit":
        return _typing(request, name, one, typed)
    try:
        seen = weigh_correction(request.rights, name, text, with_line_ends(pasted(typed), one.text))
    except UnreadableFile as error:
        return _typing(request, name, one, typed, words_in(request.language)["texts"]["refused"][str(error)])
    except Refusal as refusal:
        if refusal.code not in _AT_THE_TEXT:
            raise
        return _typing(request, name, one, typed, " ".join(told(refusal, request.language)))
    if request.POST.get("do") != "save":
        return _weighing(request, name, seen, {})
    return _save(request, name, seen)


def _save(request: Request, name: str, seen: CorrectionSeen) -> HttpResponseBase:
    """The correction recorded, or looked at again where a passage has no place."""
    places, errors = chosen_places(seen, name, request.POST, request.language)
    missing = words_in(request.language)["texts"]["correct"]["choose"]
    errors |= {one.passage.id: missing for one in seen.undecided if one.passage.id not in places | errors}
    if errors:
        return _weighing(request, name, seen, errors)
    corrected = Corrected(name=seen.old.name, text=seen.text, author=request.user.name, places=places)
    correct_text(name, corrected, request.workspace, actor=request.user.pk, now=request.now)
    messages.success(request, words_in(request.language)["texts"]["corrected"])
    return redirect("texts:page", name=name)


def _typing(request: Request, name: str, one: TextHeld, typed: str, error: str = "") -> HttpResponse:
    context = {
        "name": name,
        "text": one,
        "language_name": language_name(one.language, request.language),
        "typed": typed,
        "error": error,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render(request, "texts/correct.html", context, status=status)


def _weighing(request: Request, name: str, seen: CorrectionSeen, errors: dict[UUID, str]) -> HttpResponse:
    context = {
        "name": name,
        "text": seen.old,
        "language_name": language_name(seen.old.language, request.language),
        "seen": seen,
        "moving": len(seen.passages) - len(seen.undecided),
        "doubtful": [_doubtful(seen, one, request.POST, errors) for one in seen.undecided],
        "problems": len(errors),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return render(request, "texts/weigh.html", context, status=status)


def _doubtful(seen: CorrectionSeen, one: PassageCarried, data: QueryDict, errors: dict[UUID, str]) -> dict[str, object]:
    """A passage as it stood, the places it can stand at, and what was chosen."""
    id_ = one.passage.id
    return {
        "id": id_,
        "was": around(seen.old.text, Range(one.passage.start, one.passage.end)),
        "places": [(str(number), around(seen.text, place)) for number, place in enumerate(one.places)],
        "chosen": data.get(f"place:{id_}", ""),
        "words": data.get(f"words:{id_}", ""),
        "error": errors.get(id_, ""),
    }
