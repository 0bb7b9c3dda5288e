"""One pair after the other: both side by side, what was decided before, and the verdict with its reason."""

import re
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lastseen.domain.accounts import AccountId
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May
from lastseen.domain.verdicts import Answer, Contradiction, Verdict, VerdictKind
from lastseen.operations.contradicting import conflict_with
from lastseen.operations.pages import NotFound, PersonPage, person_page
from lastseen.operations.reviewing import Asked, Pair, Queue, reasons_before, to_review, two_of
from lastseen.operations.verdicts import decide, take_back
from lastseen.web.people.refusing import refusal_words
from lastseen.web.review.around import around
from lastseen.web.review.asking import Place, orders, place_in, tabs
from lastseen.web.review.explaining import explained
from lastseen.web.review.side import sides_of
from lastseen.web.speech import Speech
from lastseen.web.visiting import Request
from lastseen.web.words import told, words_in


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
    place, form = place_in(request.GET), _form(request)
    is_freed = "back" in request.POST and _freed(request)
    of = _ends(form) or _two(request, place)
    queue = to_review(request.rights, request.workspace, _asked(place, of))
    pair = queue.pair
    if pair is not None and pair.codes[0] == pair.codes[1] and pair.kind is not VerdictKind.STAGE and not form.is_bound:
        return redirect("review:joined", code=pair.codes[0])
    if request.method == "POST" and not is_freed and (made := _decided(request, place.kind, form)) is not None:
        return _next(place, queue, form, made)
    return _page(request, replace(place, at=max(queue.at, 1)), queue, form)


def _page(request: Request, place: Place, queue: Queue, form: VerdictForm) -> HttpResponseBase:
    pair, at = queue.pair, queue.at
    context = {
        "queue": queue,
        "kind": place.kind.value,
        "here": place.address(),
        "place": place,
        "form": form,
        "last": _last(request, place.kind),
        "tabs": tabs(request, queue.waiting, place.kind.value),
        "orders": orders(place, request.language),
        "decided": queue.decided[place.kind],
        "given": queue.decided[place.kind] + queue.total,
        "position": {"at": at, "total": queue.total},
        "previous": replace(place, at=at - 1).address() if at > 1 else None,
        "next": replace(place, at=at + 1).address() if 0 < at < queue.total else None,
        "past_reasons": reasons_before(request.rights, place.kind),
        **(_shown(request, pair) if pair else {}),
        **_in_the_way(request, place.kind, form),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "review/index.html", context, status=status)


def _form(request: Request) -> VerdictForm:
    form = VerdictForm(request.POST or None)
    for name in ("answer", "reason"):
        form.fields[name].error_messages["required"] = words_in(request.language)["review"]["needed"]
    return form


def _asked(place: Place, of: tuple[AccountId, ...]) -> Asked:
    return Asked(kind=place.kind, order=place.order, at=place.at, of=of)


def _ends(form: VerdictForm) -> tuple[AccountId, ...]:
    """The accounts that were before whoever sent the form, whether or not it is taken."""
    form.is_valid()
    cleaned = getattr(form, "cleaned_data", {})
    return tuple(AccountId(cleaned[end]) for end in ("left", "right") if end in cleaned)


def _two(request: Request, place: Place) -> tuple[AccountId, ...]:
    """The accounts of two that were asked for by their codes; none where a code is nobody's here."""
    try:
        return two_of(request.rights, place.kind, place.codes)
    except NotFound as refusal:
        messages.error(request, " ".join(told(refusal, request.language)))
        return ()


_LAST = re.compile(r"(same|different|unsure)(?:\.([PC]-\d{4,18})\.([PC]-\d{4,18}))", re.ASCII)


def _last(request: Request, kind: VerdictKind) -> Mapping[str, str] | None:
    """The verdict given just before, to be shown and taken back: its id, and what it says of whom."""
    said, made = _LAST.fullmatch(request.GET.get("last", "")), request.GET.get("made", "")
    if said is None or not made:
        return None
    text: str = words_in(request.language)["review"]["said"][kind.value][said[1]]
    return {"id": made, "text": text.format(older=said[2], younger=said[3])}


def _shown(request: Request, pair: Pair) -> dict[str, Any]:
    codes = dict.fromkeys(pair.codes if pair.kind is VerdictKind.PERSON else [pair.person])
    words = words_in(request.language)["review"]
    shown: dict[str, Any] = {
        "pair": pair,
        "answers": [(value, label, f"Key{value[0].upper()}") for value, label in words["answer"].items()],
    }
    if not all(codes):
        return shown
    pages = [person_page(request.rights, code, request.workspace) for code in codes]
    sides = sides_of(_speech(request, pages), pair, pages, words["people_taken"])
    return {**shown, "sides": sides, **explained(request, pair)}


def _speech(request: Request, pages: list[PersonPage]) -> Speech:
    passages = {id_: passage for page in pages for id_, passage in page.passages.items()}
    return Speech(language=request.language, vocabularies=request.workspace.vocabularies, passages=passages)


def _in_the_way(request: Request, kind: VerdictKind, form: VerdictForm) -> dict[str, Any]:
    """What the verdict that was refused contradicts."""
    if not form.is_bound or not form.has_error("answer", Contradiction.code):
        return {}
    conflict = conflict_with(request.rights, kind, _verdict(form))
    return {"conflict": None if conflict is None else around(_speech(request, []), conflict)}


def _verdict(form: VerdictForm) -> Verdict[AccountId]:
    """What was chosen, also where it was refused since."""
    left, right = (AccountId(form.cleaned_data[end]) for end in ("left", "right"))
    return Verdict(left=left, right=right, answer=Answer(form.data["answer"]))


def _decided(request: Request, kind: VerdictKind, form: VerdictForm) -> UUID | None:
    """The id of the verdict given; None where it was refused, with the reason at its field."""
    if not form.is_valid():
        return None
    reason = form.cleaned_data["reason"]
    try:
        return decide(kind, form.verdict(), reason, actor=request.rights.user, now=request.now)
    except Refusal as refusal:
        said = " ".join(refusal_words(refusal, request.language))
        form.add_error("answer", forms.ValidationError(said, code=refusal.code))
        return None


def _next(place: Place, queue: Queue, form: VerdictForm, made: UUID) -> HttpResponseRedirect:
    """The way to the pair that now stands where the one decided stood, telling what was decided."""
    verdict, pair = form.verdict(), queue.pair
    codes = pair.codes if pair is not None and verdict.pair == set(pair.accounts) else ()
    last = ".".join((verdict.answer.value, *codes))
    return HttpResponseRedirect(replace(place, at=max(queue.at, 1)).address(made=made, last=last))


def _freed(request: Request) -> bool:
    """Whether what stood in the way of a verdict was asked to be taken back; what was chosen is not decided yet."""
    words = words_in(request.language)["review"]
    _taken_back(request, request.POST.get("back", ""), words["conflict"]["taken_back"])
    return True


@require_POST
def undo(request: Request) -> HttpResponseBase:
    """The verdict just given, taken back: the two are as they were."""
    words = words_in(request.language)["review"]
    _taken_back(request, request.POST.get("decision", ""), words["undone"])
    return HttpResponseRedirect(replace(place_in(request.POST), codes=()).address())


def _taken_back(request: Request, decision: str, said: str) -> None:
    request.rights.require(May.DECIDE)
    request.rights.require(May.IDENTIFY)
    words = words_in(request.language)["review"]
    try:
        take_back(UUID(decision), actor=request.rights.user, now=request.now)
    except Refusal as refusal:
        messages.error(request, " ".join(refusal_words(refusal, request.language)))
    except ValueError:
        messages.error(request, words["gone"])
    else:
        messages.success(request, said)
