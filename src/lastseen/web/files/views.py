"""The list of an interview's files, the page of one, its marks, and both beside the coding of the interview."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lastseen.domain.file_places import FilePlace
from lastseen.domain.rights import May
from lastseen.operations.files import (
    FilePage,
    NoReasonAside,
    NoSuchPlace,
    bring_file_back,
    file_list,
    file_page,
    mark_place,
    set_file_aside,
    unmark_place,
)
from lastseen.web.file_words import address_of, in_words, typed_place
from lastseen.web.files.showing import described, marks_of
from lastseen.web.visiting import Request
from lastseen.web.words import words_in


def page(request: Request, name: str) -> HttpResponse:
    """The files of an interview, and where more are added."""
    found = file_list(request.rights, name)
    context = {
        "name": name,
        "source": found.source,
        "files": [described(file, request.language) for file in found.files],
        "may_collect": request.rights.may(May.COLLECT),
        "hint_values": {"limit": request.workspace.largest_file},
        "limit": request.workspace.largest_file,
    }
    return render(request, "files/page.html", context)


def file(request: Request, name: str, short: str) -> HttpResponse:
    """One file: shown page by page or played, its marks, and what is known of it."""
    return _file(request, name, file_page(request.rights, name, short))


def _file(
    request: Request, name: str, found: FilePage, status: HTTPStatus = HTTPStatus.OK, **more: object
) -> HttpResponse:
    context = {**_viewed(request, name, found), **more, "may_collect": request.rights.may(May.COLLECT)}
    if found.file.aside is not None:
        context["aside_values"] = {"reason": found.file.aside.reason}
    return render(request, "files/file.html", context, status=status)


def _viewed(request: Request, name: str, found: FilePage) -> dict[str, object]:
    """What the viewer of a file needs: which page of it, or from when to when."""
    decoded = found.file.decoded
    pages = max(decoded.pages, 1)
    asked = request.GET.get("page", "")
    number = min(max(int(asked), 1), pages) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    start, _, end = request.GET.get("t", "").partition("-")
    place = typed_place(found.file.short, "", start, end)
    here = FilePlace(file=found.file.short, page=number if decoded.pages else None)
    return {
        "name": name,
        "source": found.source,
        **described(found.file, request.language),
        "number": number,
        "pages": pages,
        "previous": number - 1 if number > 1 else None,
        "next": number + 1 if number < pages else None,
        "page_values": {"page": number, "pages": pages},
        "picture_values": {"name": found.file.shown, "page": number},
        "place": place,
        "start": start,
        "end": end,
        "here": str(here),
        "here_words": in_words(str(here), request.language, found.file.shown),
        "marks": marks_of(found, request.language),
        "may_code": request.rights.may(May.CODE),
    }


def beside(request: Request, name: str) -> HttpResponse:
    """The files of an interview that can be opened beside its coding, as part of that page."""
    found = file_list(request.rights, name)
    shown = [described(file, request.language) for file in found.files if file.aside is None and not file.decoded.why]
    return render(request, "files/beside.html", {"name": name, "files": shown})


def file_beside(request: Request, name: str, short: str) -> HttpResponse:
    """One file beside the coding of its interview, as part of that page."""
    found = file_page(request.rights, name, short)
    return render(request, "files/viewer.html", {**_viewed(request, name, found), "citing": True})


@require_POST
def marks(request: Request, name: str, short: str) -> HttpResponse:
    """A mark made or taken away; a place that there is not is said at its field, and the note is kept."""
    request.rights.require(May.CODE)
    found = file_page(request.rights, name, short)
    taken = request.POST.get("remove")
    if taken is not None:
        unmark_place(name, short, _id(taken), actor=request.user.pk, now=request.now)
        return redirect("files:file", name=name, short=short)
    typed = {part: request.POST.get(part, "") for part in ("page", "start", "end", "note")}
    place = typed_place(short, typed["page"], typed["start"], typed["end"])
    try:
        if place is None:
            raise NoSuchPlace
        mark_place(name, place, typed["note"], actor=request.user.pk, now=request.now)
    except NoSuchPlace:
        told = words_in(request.language)["files"]["marks"]["bad_place"]
        return _file(request, name, found, HTTPStatus.UNPROCESSABLE_ENTITY, typed=typed, mark_error=told)
    return redirect(address_of(name, str(place)))


def _id(typed: str) -> UUID:
    """The id that was sent; nobody's where it is none."""
    try:
        return UUID(typed)
    except ValueError:
        return UUID(int=0)


@require_POST
def aside(request: Request, name: str, short: str) -> HttpResponse:
    """A file set aside for a reason, or brought back."""
    request.rights.require(May.COLLECT)
    found = file_page(request.rights, name, short)
    if "back" in request.POST:
        bring_file_back(name, short, actor=request.user.pk, now=request.now)
        return redirect("files:file", name=name, short=short)
    try:
        set_file_aside(name, short, request.POST.get("reason", ""), actor=request.user.pk, now=request.now)
    except NoReasonAside:
        told = words_in(request.language)["files"]["aside"]["no_reason"]
        return _file(request, name, found, HTTPStatus.UNPROCESSABLE_ENTITY, aside_error=told)
    return redirect(reverse("files:page", kwargs={"name": name}))
