"""The page on which third persons are marked in a text: what is sent to it marks, takes back, or says it was read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from lastseen.domain.errors import Refusal
from lastseen.domain.markings import VOCABULARY
from lastseen.domain.rights import May
from lastseen.operations.markings import (
    Chosen,
    TextOf,
    ThirdPersons,
    mark,
    read_again,
    read_through,
    third_persons,
    unmark,
)
from lastseen.operations.pages import NotFound
from lastseen.web.markings.showing import Shown
from lastseen.web.visiting import Request
from lastseen.web.words import say, told, words_in

_SHORT = 12
"""So much of its digest names a text in an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What is said after a step: what was done, or why it was not; what was typed stays where it was refused."""

    said: str = ""
    refused: tuple[str, str] = ("", "")
    typed: Mapping[str, str] | None = None


def page(request: Request, name: str) -> HttpResponseBase:
    """A text with what is marked in it; what is sent changes that, and is answered with how it stands then."""
    request.rights.require(May.CODE)
    held = third_persons(request.rights, name, request.GET.get("text", ""), request.workspace)
    if request.method != "POST":
        return _page(request, held, _Answer())
    where = TextOf(name, request.POST.get("text", ""))
    try:
        said = _taken(request, where)
    except NotFound:
        raise
    except Refusal as refusal:
        refused = told(refusal, request.language)
        held = third_persons(request.rights, name, where.digest, request.workspace)
        return _page(request, held, _Answer(refused=refused, typed=request.POST.dict()))
    if not request.htmx:
        return redirect(f"{reverse('markings:page', kwargs={'name': name})}?text={where.digest[:_SHORT]}")
    held = third_persons(request.rights, name, where.digest, request.workspace)
    kept = {"kind": request.POST.get("kind", "")} if request.POST.get("do") == "mark" else None
    return _page(request, held, _Answer(said=said, typed=kept))


def _taken(request: Request, where: TextOf) -> str:
    """Take the step that was sent; gives what is said of it. What is none changes nothing."""
    do, _, what = request.POST.get("do", "").partition(":")
    steps: Mapping[str, Callable[[], object]] = {
        "mark": lambda: mark(where, [_chosen(request.POST)], request.workspace, actor=request.user.pk, now=request.now),
        "unmark": lambda: unmark(where, _id(what), actor=request.user.pk, now=request.now),
        "read": lambda: read_through(where, what, actor=request.user.pk, now=request.now),
        "read-again": lambda: read_again(where, actor=request.user.pk, now=request.now),
    }
    if do not in steps:
        return ""
    made = steps[do]()
    return say(words_in(request.language)["markings"]["done"][do], made, request.language)


def _chosen(sent: QueryDict) -> Chosen:
    start, _, end = sent.get("place", "").partition("-")
    here = start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(start + end) < 20
    return Chosen(
        words=sent.get("words", ""),
        kind=sent.get("kind", ""),
        start=int(start) if here else None,
        end=int(end) if here else None,
        everywhere=bool(sent.get("everywhere")),
    )


def _id(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError as error:
        raise NotFound(what=written[:40]) from error


def _page(request: Request, held: ThirdPersons, answer: _Answer) -> HttpResponse:
    kinds = request.workspace.vocabularies[VOCABULARY]
    shown = Shown(held, kinds, request.language)
    context = {
        "name": held.source,
        "held": held,
        "shown": shown,
        "lines": shown.lines(),
        "marked": shown.by_kind(),
        "suggested": shown.suggested(),
        "past": shown.past(),
        "kinds": [(term.code, term.label(request.language)) for term in kinds.terms],
        "answer": answer,
        "typed": answer.typed or {},
        "address": reverse("markings:page", kwargs={"name": held.source}),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if answer.refused[0] else HTTPStatus.OK
    template = "markings/part.html" if request.htmx else "markings/page.html"
    return render(request, template, context, status=status)
