"""Files sent by a browser: piece by piece by the page's own script, or all at once by a form where scripts are off.

Between two pieces nothing is kept of an upload but its sealed pieces: what it is called and where it goes travels with
the browser, signed. So a network that was lost, a server that was started anew, or a press too many does no harm.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May
from lastseen.operations.failures import status_of
from lastseen.operations.files import source_of_files
from lastseen.operations.uploads import (
    PIECE,
    Coming,
    UploadGone,
    attach,
    begin_upload,
    cancel_upload,
    take_piece,
    take_whole,
)
from lastseen.web.visiting import Request
from lastseen.web.words import told

_SALT = "lastseen.files.coming"
_LONGEST = 24 * 3600


@require_POST
def send(request: Request, name: str) -> HttpResponseBase:
    """What a browser asks of an upload: to begin it, to take a piece, to attach the file, to forget it; or a form."""
    request.rights.require(May.COLLECT)
    source_of_files(request.rights, name)
    do = request.GET.get("do", "")
    if do not in _STEPS:
        return _form(request, name)
    try:
        return JsonResponse(_STEPS[do](request, name))
    except Refusal as refusal:
        sentence, hint = told(refusal, request.language)
        return JsonResponse(
            {"code": refusal.code, "sentence": sentence, "hint": hint},
            status=status_of(refusal),
        )


def _begin(request: Request, name: str) -> Mapping[str, Any]:
    asked = request.POST
    size = _number(asked.get("size", ""))
    coming = Coming(source=name, name=asked.get("name", ""), size=size, claimed=asked.get("type", ""))
    begun = begin_upload(request.rights, coming, request.workspace, at=request.now)
    signed = signing.dumps({**asdict(begun), "user": str(request.user.pk)}, salt=_SALT)
    return {"upload": signed, "at": 0, "piece": PIECE}


def _take(request: Request, name: str) -> Mapping[str, Any]:
    at = _number(request.GET.get("at", ""))
    return {"at": take_piece(request.rights, _coming(request, name), at, request.body, request.workspace)}


def _attach(request: Request, name: str) -> Mapping[str, Any]:
    file = attach(_coming(request, name), request.workspace, actor=request.user.pk, now=request.now)
    return {"file": file.short}


def _forget(request: Request, name: str) -> Mapping[str, Any]:
    cancel_upload(request.rights, _coming(request, name), request.workspace)
    return {}


_STEPS: Mapping[str, Callable[[Request, str], Mapping[str, Any]]] = {
    "begin": _begin,
    "piece": _take,
    "attach": _attach,
    "forget": _forget,
}


def _number(typed: str) -> int:
    """A number of bytes; nought where it is none."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else 0


def _coming(request: Request, name: str) -> Coming:
    """The upload that a browser goes on with, as it was signed when it began, for the same user and source."""
    try:
        held = signing.loads(request.GET.get("upload", ""), salt=_SALT, max_age=_LONGEST)
    except signing.BadSignature as error:
        raise UploadGone from error
    if (held.pop("user"), held["source"]) != (str(request.user.pk), name):
        raise UploadGone
    return Coming(**held)


def _form(request: Request, name: str) -> HttpResponse:
    """Every file of a form attached; what is refused is said, and does not keep the others out."""
    for sent in request.FILES.getlist("file"):
        try:
            _attach_whole(request, name, sent)
        except Refusal as refusal:
            messages.error(request, " ".join(told(refusal, request.language)))
    return redirect("files:page", name=name)


def _attach_whole(request: Request, name: str, sent: "UploadedFile[Any]") -> None:
    given = Coming(source=name, name=sent.name or "", size=sent.size or 0, claimed=sent.content_type or "")
    coming = take_whole(request.rights, given, sent, request.workspace, at=request.now)  # type: ignore[arg-type]  # it reads
    attach(coming, request.workspace, actor=request.user.pk, now=request.now)
