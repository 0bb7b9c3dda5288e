"""Translating a text paragraph by paragraph, and aligning a translation with what it was made from."""

import re
from collections.abc import Iterator
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May
from lastseen.domain.texts import Credits, Rows, guessed, paragraphs, rows_of, segments
from lastseen.operations.text_shelf import Shelf, TextHeld, shelf
from lastseen.operations.texts import NoTranslation, align_texts
from lastseen.operations.translating import (
    Translating,
    TranslationDesk,
    TypedBox,
    discard_translation,
    finish_translation,
    save_boxes,
    translation_desk,
)
from lastseen.web.texts.aligning import read, stepped, written
from lastseen.web.texts.forms import is_language
from lastseen.web.visiting import Request
from lastseen.web.words import language_name, told, words_in

_BOX = re.compile(r"words:(\d{1,5})", re.ASCII)
_LONGEST = 50_000
"""So many letters are kept of one box."""


def translate(request: Request, name: str, text: str) -> HttpResponseBase:
    """The desk of a translation; what is sent to it is kept, and finished where that is asked for."""
    request.rights.require(May.COLLECT)
    language = request.GET.get("language", "").strip()
    if not is_language(language):
        return _which(request, name, shelf(request.rights, name).text(text), language)
    what = Translating(name, text, language)
    if request.method != "POST":
        return _desk(request, what)
    do = request.POST.get("do", "")
    if do == "discard":
        discard_translation(request.rights, what)
        return redirect("texts:page", name=name)
    typed = tuple(_typed(request.POST))
    rivals = save_boxes(request.rights, what, typed, at=request.now)
    if rivals or do != "finish":
        return _kept(request, what, typed, rivals)
    return _finish(request, what)


def _which(request: Request, name: str, text: TextHeld, typed: str) -> HttpResponse:
    """Into which language somebody wants to translate."""
    context = {
        "name": name,
        "text": text,
        "language_name": language_name(text.language, request.language),
        "typed": typed,
        "error": words_in(request.language)["texts"]["refused"]["not_a_language"] if typed else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if typed else HTTPStatus.OK
    return render(request, "texts/which.html", context, status=status)


def _typed(data: QueryDict) -> Iterator[TypedBox]:
    for field, value in data.items():
        match = _BOX.fullmatch(field)
        if match is not None:
            base = data.get(f"base:{match[1]}", "")
            yield TypedBox(
                number=int(match[1]),
                words=str(value).replace("\r\n", "\n")[:_LONGEST],
                joined=f"joined:{match[1]}" in data,
                base=int(base) if base.isascii() and base.isdigit() and len(base) < 9 else 0,
            )


def _kept(request: Request, what: Translating, typed: tuple[TypedBox, ...], rivals: frozenset[int]) -> HttpResponse:
    """What became of the boxes that were sent; in those that another window has changed, what is typed stays."""
    if not request.htmx:
        return _desk(request, what, typed=typed, rivals=rivals)
    sent = {one.number for one in typed}
    context = _context(request, translation_desk(request.rights, what), what, typed, rivals)
    context["boxes"] = [box for box in context["boxes"] if box["box"].number in sent]  # type: ignore[attr-defined]  # a list
    return render(request, "texts/kept.html", context)


def _finish(request: Request, what: Translating) -> HttpResponseBase:
    author = request.POST.get("author", "").strip()
    try:
        made = Credits(author=author)
        finish_translation(what, made, request.workspace, actor=request.user.pk, now=request.now)
    except Refusal as refusal:
        if not refusal.code.startswith(("text.", "translation.")):
            raise
        return _desk(request, what, refusal=refusal)
    messages.success(request, words_in(request.language)["texts"]["translate"]["finished"])
    return redirect("texts:page", name=what.source)


def _desk(
    request: Request,
    what: Translating,
    *,
    typed: tuple[TypedBox, ...] = (),
    rivals: frozenset[int] = frozenset(),
    refusal: Refusal | None = None,
) -> HttpResponse:
    desk = translation_desk(request.rights, what)
    context = _context(request, desk, what, typed, rivals)
    gap = next((box.number for box in desk.boxes if not box.is_done), None)
    context |= {
        "refused": None if refusal is None else told(refusal, request.language),
        "gap": gap if refusal is not None and refusal.code == "translation.gaps" else None,
        "author": request.POST.get("author", request.user.name),
        "there": [one for one in desk.held.translations(desk.text) if one.language == what.language],
    }
    bad = refusal is not None or rivals
    status = HTTPStatus.UNPROCESSABLE_ENTITY if bad else HTTPStatus.OK
    return render(request, "texts/translate.html", context, status=status)


def _context(
    request: Request, desk: TranslationDesk, what: Translating, typed: tuple[TypedBox, ...], rivals: frozenset[int]
) -> dict[str, object]:
    mine = {one.number: one for one in typed}
    return {
        "name": what.source,
        "desk": desk,
        "from": language_name(desk.text.language, request.language),
        "into": language_name(what.language, request.language),
        "address": f"{reverse('texts:translate', args=(what.source, what.text))}?language={what.language}",
        "boxes": [
            {
                "box": box,
                "original": box.original.of(desk.text.text),
                "words": mine[box.number].words if box.number in rivals else box.words,
                "rival": box.number in rivals,
            }
            for box in desk.boxes
        ],
    }


def align(request: Request, name: str, text: str) -> HttpResponseBase:
    """A translation beside what it renders, row by row: joined, split and moved, and then recorded."""
    request.rights.require(May.COLLECT)
    held = shelf(request.rights, name)
    one = held.text(text)
    original = held.original(one)
    if original is None:
        raise NoTranslation
    rows = _rows(request, held, original, one)
    if request.POST.get("do") == "save":
        align_texts(name, text, segments(original.text, one.text, rows), actor=request.user.pk, now=request.now)
        messages.success(request, words_in(request.language)["texts"]["align"]["done"])
        return redirect("texts:page", name=name)
    rows = stepped(rows, request.POST.get("do", ""))
    context = {
        "name": name,
        "text": one,
        "original": original,
        "from": language_name(original.language, request.language),
        "into": language_name(one.language, request.language),
        "rows": list(_beside(original, one, rows)),
        "written": written(rows),
        "address": reverse("texts:align", args=(name, text)),
    }
    return render(request, "texts/align_part.html" if request.htmx else "texts/align.html", context)


def _rows(request: Request, held: Shelf, original: TextHeld, text: TextHeld) -> Rows:
    """The rows that were sent, else those recorded, else a guess."""
    sizes = len(paragraphs(original.text)), len(paragraphs(text.text))
    sent = read(request.POST.get("rows", ""), sizes)
    if sent is not None:
        return sent
    pairs = held.between(original, text)
    return rows_of(original.text, text.text, pairs) if pairs else guessed(original.text, text.text)


def _beside(original: TextHeld, text: TextHeld, rows: Rows) -> Iterator[tuple[list[str], list[str]]]:
    sides = [[place.of(one.text) for place in paragraphs(one.text)] for one in (original, text)]
    at = [0, 0]
    for row in rows:
        taken = [sides[side][at[side] : at[side] + row[side]] for side in (0, 1)]
        at = [at[side] + row[side] for side in (0, 1)]
        yield taken[0], taken[1]
