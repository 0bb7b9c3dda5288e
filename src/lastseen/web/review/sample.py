"""The random sample: one pair after the other, blind, and a judgement of it; nothing is joined or parted by it."""

import secrets
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May
from lastseen.domain.verdicts import Answer
from lastseen.operations.judging import SamplePage, judge, sample_page, take_back_judgement
from lastseen.operations.quality import LARGEST, SMALLEST, BadSampleSize, NoSample, draw_sample
from lastseen.web.review.asking import tabs
from lastseen.web.review.sample_side import side_by_side
from lastseen.web.speech import Speech
from lastseen.web.visiting import Request
from lastseen.web.words import told, words_in

_USUAL = 200
"""How many pairs are drawn where nobody says how many."""
_SEEDS = 2**31


def sample(request: Request) -> HttpResponseBase:
    """The pair to be judged next; a judgement of the one before, which leads to the next."""
    if request.method == "POST":
        return _judged(request)
    return _page(request)


def _judged(request: Request) -> HttpResponseBase:
    request.rights.require(May.DECIDE)
    request.rights.require(May.IDENTIFY)
    try:
        answer = Answer(request.POST.get("answer", ""))
        made = judge(UUID(request.POST.get("pair", "")), answer, actor=request.rights.user, now=request.now)
    except (Refusal, ValueError) as problem:
        _complain(request, problem)
        return HttpResponseRedirect(reverse("review:sample"))
    query = urlencode({"made": made, "last": answer.value})
    return HttpResponseRedirect(f"{reverse('review:sample')}?{query}")


@require_POST
def unjudge(request: Request) -> HttpResponseBase:
    """The judgement just given, taken back: its pair comes up again."""
    request.rights.require(May.DECIDE)
    request.rights.require(May.IDENTIFY)
    try:
        take_back_judgement(UUID(request.POST.get("judgement", "")), actor=request.rights.user, now=request.now)
    except (Refusal, ValueError) as problem:
        _complain(request, problem)
    else:
        messages.success(request, words_in(request.language)["sample"]["undone"])
    return HttpResponseRedirect(reverse("review:sample"))


@require_POST
def draw(request: Request) -> HttpResponseBase:
    """A new sample of so many pairs, in place of the one before."""
    asked = request.POST.get("size", "")
    size = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 0
    try:
        draw_sample(size, secrets.randbelow(_SEEDS), request.workspace, actor=request.rights.user, now=request.now)
    except Refusal as refusal:
        if not refusal.code.startswith("quality."):
            raise
        return _page(request, refusal)
    messages.success(request, words_in(request.language)["sample"]["drawn"])
    return HttpResponseRedirect(reverse("review:sample"))


def _complain(request: Request, problem: Refusal | ValueError) -> None:
    gone = words_in(request.language)["sample"]["gone"]
    said = " ".join(told(problem, request.language)) if isinstance(problem, Refusal) else gone
    messages.error(request, said)


def _page(request: Request, refusal: Refusal | None = None) -> HttpResponseBase:
    try:
        shown = _shown(request, sample_page(request.rights))
    except NoSample:
        shown = {"page": None}
    context = {
        **shown,
        "tabs": tabs(request, {}, "sample"),
        "last": _last(request),
        "refused": None if refusal is None else told(refusal, request.language),
        "at_size": isinstance(refusal, BadSampleSize),
        "size": request.POST.get("size", _USUAL),
        "sizes": {"smallest": SMALLEST, "largest": LARGEST},
    }
    status = HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "review/sample.html", context, status=status)


def _shown(request: Request, page: SamplePage) -> dict[str, Any]:
    words = words_in(request.language)["review"]
    speech = Speech(language=request.language, vocabularies=request.workspace.vocabularies, passages=page.passages)
    return {
        "page": page,
        "progress": {"judged": page.judged, "total": page.total},
        "beside": side_by_side(speech, page.sides) if page.sides else None,
        "answers": [(value, label, f"Key{value[0].upper()}") for value, label in words["answer"].items()],
    }


def _last(request: Request) -> dict[str, str] | None:
    """The judgement given just before, to be shown and taken back."""
    answer, made = request.GET.get("last", ""), request.GET.get("made", "")
    said = words_in(request.language)["sample"]["said"]
    return {"id": made, "text": said[answer]} if made and answer in said else None
