"""One pair after the other: both persons side by side, what was decided before, and the verdict with its reason."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lastseen.domain.accounts import AccountId
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.operations.pages import PersonPage, person_page
from lastseen.operations.reviewing import Asked, Pair, Queue, to_review
from lastseen.operations.verdicts import decide, take_back
from lastseen.reports.wording.linking import chance_in_words, estimate_in_words, reasons, score_in_words
from lastseen.web.people.refusing import refusal_words
from lastseen.web.review.side import Bar, heads, histories, side_by_side
from lastseen.web.speech import Speech
from lastseen.web.visiting import Request
from lastseen.web.words import words_in


class VerdictForm(forms.Form):
    """A verdict between two accounts, and why."""

    left = forms.UUIDField(widget=forms.HiddenInput)
    right = forms.UUIDField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=[(answer.value, answer.value) for answer in Answer])
    reason = forms.CharField(max_length=4000)

    def verdict(self) -> Verdict[AccountId]:
        """The verdict that was given."""
        ends = (AccountId(self.cleaned_data[end]) for end in ("left", "right"))
        return Verdict(left=next(ends), right=next(ends), answer=Answer(self.cleaned_data["answer"]))


def index(request: Request) -> HttpResponseBase:
    """The pair at the place asked for, the first where none is; a verdict on it, which leads to the next."""
    form = _form(request)
    queue = to_review(request.rights, request.workspace, Asked(at=_place(request), of=tuple(_ends(form))))
    if request.method == "POST" and (made := _decided(request, form)) is not None:
        return _next(queue, form, made)
    at, total = queue.at, queue.total
    context = {
        "queue": queue,
        "form": form,
        "last": _last(request),
        "at": at,
        "decided_of_kind": queue.decided[queue.kind],
        "place": {"at": at, "total": total},
        "previous": at - 1 if at > 1 else None,
        "next": at + 1 if at < total else None,
        **(_shown(request, queue.pair) if queue.pair else {}),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "review/index.html", context, status=status)


def _form(request: Request) -> VerdictForm:
    form = VerdictForm(request.POST or None)
    for name in ("answer", "reason"):
        form.fields[name].error_messages["required"] = words_in(request.language)["review"]["needed"]
    return form


def _place(request: Request) -> int:
    """Which pair the address asks for."""
    asked = request.GET.get("at", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1


def _ends(form: VerdictForm) -> list[AccountId]:
    """The accounts that were before whoever sent the form, whether or not it is taken."""
    form.is_valid()
    cleaned = getattr(form, "cleaned_data", {})
    return [AccountId(cleaned[end]) for end in ("left", "right") if end in cleaned]


_LAST = re.compile(r"(same|different|unsure)\.(P-\d{4,18})\.(P-\d{4,18})", re.ASCII)


def _last(request: Request) -> Mapping[str, str] | None:
    """The verdict given just before, to be shown and taken back: its id, and what it says of whom."""
    told, made = _LAST.fullmatch(request.GET.get("last", "")), request.GET.get("made", "")
    if told is None or not made:
        return None
    said: str = words_in(request.language)["review"]["said"][told[1]]
    return {"id": made, "text": said.format(older=told[2], younger=told[3])}


def _shown(request: Request, pair: Pair) -> dict[str, Any]:
    pages = [person_page(request.rights, code, request.workspace) for code in pair.codes]
    speech, words = _speech(request, pages), words_in(request.language)["review"]
    return {
        "pair": pair,
        "heads": heads(pages),
        "beside": side_by_side(speech, pages),
        "before": histories(speech, pages),
        **_why(request, pair),
        "answers": [(value, label, f"Key{value[0].upper()}") for value, label in words["answer"].items()],
    }


def _why(request: Request, pair: Pair) -> dict[str, Any]:
    """What speaks for and against the two being one, in words, and what it comes to."""
    if pair.probability is None:
        return {}
    language = request.language
    told = reasons(pair.because, request.workspace.vocabularies, language)
    return {
        "reasons": [(one, Bar.of(one.share)) for one in told],
        "score": score_in_words(pair.probability, language),
        "chance": chance_in_words(pair.probability, language),
        "estimate": estimate_in_words(language),
    }


def _speech(request: Request, pages: list[PersonPage]) -> Speech:
    passages = {id_: passage for page in pages for id_, passage in page.passages.items()}
    return Speech(language=request.language, vocabularies=request.workspace.vocabularies, passages=passages)


def _decided(request: Request, form: VerdictForm) -> UUID | None:
    """The id of the verdict given; None where it was refused, with the reason at its field."""
    if not form.is_valid():
        return None
    reason = form.cleaned_data["reason"]
    try:
        return decide(VerdictKind.PERSON, form.verdict(), reason, actor=request.rights.user, now=request.now)
    except Refusal as refusal:
        form.add_error("answer", " ".join(refusal_words(refusal, request.language)))
        return None


def _next(queue: Queue, form: VerdictForm, made: UUID) -> HttpResponseRedirect:
    """The way to the pair that now stands where the one decided stood, telling what was decided."""
    verdict, pair = form.verdict(), queue.pair
    codes = pair.codes if pair is not None and verdict.pair == set(pair.accounts) else ()
    last = ".".join((verdict.answer.value, *codes))
    query = urlencode({"at": queue.at, "made": made, "last": last})
    return HttpResponseRedirect(f"{reverse('review:index')}?{query}")


@require_POST
def undo(request: Request) -> HttpResponseBase:
    """The verdict just given, taken back: the two are as they were."""
    request.rights.require(May.DECIDE)
    request.rights.require(May.IDENTIFY)
    words = words_in(request.language)["review"]
    try:
        take_back(UUID(request.POST.get("decision", "")), actor=request.rights.user, now=request.now)
    except (Refusal, ValueError) as problem:
        gone = problem if isinstance(problem, Refusal) else None
        messages.error(request, words["gone"] if gone is None else " ".join(refusal_words(gone, request.language)))
    else:
        messages.success(request, words["undone"])
    return HttpResponseRedirect(reverse("review:index"))
