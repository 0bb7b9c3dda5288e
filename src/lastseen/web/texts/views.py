"""The texts of an interview side by side, a new one, and who answers for one."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May
from lastseen.domain.texts import Credits, TextState
from lastseen.operations.files import file_list
from lastseen.operations.text_shelf import TRANSCRIPT, TRANSLATION, Shelf, TextHeld, shelf
from lastseen.operations.texts import add_text, credit_text
from lastseen.operations.translating import translations_begun
from lastseen.web.texts.forms import CreditsForm, NewTextForm
from lastseen.web.texts.showing import chains, reading
from lastseen.web.visiting import Request
from lastseen.web.words import language_name, told, words_in


def page(request: Request, name: str) -> HttpResponse:
    """The chain of texts, and two of them beside each other."""
    held = shelf(request.rights, name)
    left, right = _chosen(request, held)
    files = file_list(request.rights, name).files
    context = {
        "name": name,
        "held": held,
        "recordings": [one for one in files if one.decoded.is_recording and one.aside is None],
        "chains": chains(held, request.language),
        "choices": [(text, language_name(text.language, request.language)) for text in reversed(held.texts)],
        "reading": None if left is None else reading(held, left, right),
        "left_behind": [(passage, held.like(passage.text_digest)) for passage in held.left],
        "begun": [what for what, _ in translations_begun(request.rights) if what.source == name],
        "me": request.user.name,
        "may_collect": request.rights.may(May.COLLECT),
    }
    return render(request, "texts/page.html", context)


def _chosen(request: Request, held: Shelf) -> tuple[TextHeld | None, TextHeld | None]:
    """What is read on the left and on the right: as asked for, else the newest transcript and its first translation."""
    asked = {side: request.GET.get(side, "") for side in ("left", "right")}
    left = held.text(asked["left"]) if asked["left"] else next(iter(held.current), None)
    if left is None or asked["right"] == "none":
        return left, None
    if asked["right"]:
        return left, held.text(asked["right"])
    original = held.original(left)
    return left, original or next(iter(held.translations(left)), None)


def new(request: Request, name: str) -> HttpResponseBase:
    """A transcript or a translation, pasted or in a file."""
    request.rights.require(May.COLLECT)
    held = shelf(request.rights, name)
    of = request.GET.get("of", "")
    original = held.text(of) if of else None
    initial = {
        "role": TRANSCRIPT if original is None else TRANSLATION,
        "translates": of,
        "language": held.source.language if original is None else "",
        "author": request.user.name,
    }
    posted = request.POST if request.method == "POST" else None
    form = NewTextForm(posted, request.FILES if posted is not None else None, request.language, initial)
    if posted is not None and form.is_valid():
        try:
            added = add_text(name, form.new(), request.workspace, actor=request.user.pk, now=request.now)
        except Refusal as refusal:
            if not refusal.code.startswith("text."):
                raise
            form.add_error(
                "author" if refusal.code == "text.no-author" else "text", " ".join(told(refusal, request.language))
            )
        else:
            return _shown(request, name, added)
    context = {"name": name, "form": form, "originals": held.current, "languages": _languages(held)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "texts/new.html", context, status=status)


def _languages(held: Shelf) -> list[str]:
    return sorted({"en", "ko", *(text.language for text in held.texts)})


def _shown(request: Request, name: str, added: str) -> HttpResponseBase:
    """To the texts, with a word on whether a translation is aligned."""
    held = shelf(request.rights, name)
    text = held.text(added)
    original = held.original(text)
    words = words_in(request.language)["texts"]
    if original is not None and not held.between(original, text):
        messages.warning(request, words["entered_unaligned"])
        return redirect("texts:align", name=name, text=added)
    messages.success(request, words["entered"])
    return redirect("texts:page", name=name)


def who(request: Request, name: str, text: str) -> HttpResponseBase:
    """Who made and who checked a text, how far it is, and what was recorded of that before."""
    held = shelf(request.rights, name)
    one = held.text(text)
    posted = request.POST if request.method == "POST" else None
    form = CreditsForm(posted, request.language, one.credits, request.user.name)
    if posted is not None:
        request.rights.require(May.COLLECT)
        made = _checked_by(one, request.user.name) if "mine" in posted else form.credits()
        if made is not None:
            credit_text(name, text, made, actor=request.user.pk, now=request.now)
            messages.success(request, words_in(request.language)["texts"]["credited"])
            return redirect("texts:page", name=name)
    context = {
        "name": name,
        "text": one,
        "language_name": language_name(one.language, request.language),
        "form": form,
        "states": [state.value for state in TextState],
        "may_collect": request.rights.may(May.COLLECT),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "texts/who.html", context, status=status)


def _checked_by(text: TextHeld, me: str) -> Credits | None:
    """The text as checked by whoever looks at it; None where nobody is known to have made it."""
    return None if text.credits is None else Credits(author=text.credits.author, checker=me, state=TextState.CHECKED)
