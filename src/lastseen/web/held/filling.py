"""The forms by which it is recorded how an interview was held: one for each particular, and one for the questions."""

from dataclasses import dataclass, replace
from http import HTTPStatus
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lastseen.domain.conduct import PARTICULARS, Asked, CallBack, Particular
from lastseen.domain.errors import Refusal
from lastseen.domain.questionnaire import Questionnaire
from lastseen.domain.rights import May
from lastseen.operations.callbacks import ask_back, people_told
from lastseen.operations.conduct import (
    ChangedMeanwhile,
    Entered,
    HeldPage,
    held_page,
    item_of_questions,
    record_particular,
    take_back_particular,
)
from lastseen.operations.conduct_forms import forms_of
from lastseen.operations.pages import NotFound
from lastseen.web.held.asking import sections, typed
from lastseen.web.held.forms import Offer, ParticularForm
from lastseen.web.held.views import asked_of, id_in, outcomes, part_of_page, telling_of, words_here
from lastseen.web.visiting import Request
from lastseen.web.words import told

_AT = {"passage.not-found": "quote", "source.not-found": "answered_in"}
"""The field at which each refusal of a particular is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filling:
    """One form as it is filled in: on which page, of which particular, in place of which version."""

    request: Request
    page: HeldPage
    part: type[Particular]
    item: UUID
    base: UUID | None = None
    held: Particular | None = None

    @property
    def name(self) -> str:
        return self.page.source.external_id

    def form(self) -> ParticularForm:
        data = self.request.POST if self.request.method == "POST" else None
        return ParticularForm(self.part, _offer(self.request, self.page, self.part), self.held, data)

    def record(self, particular: Particular) -> None:
        request, source = self.request, self.page.source.id
        entered = Entered(item=self.item, particular=particular, base=self.base, held_as=words_here(request)["held_as"])
        is_only_asked = self.base is None and not request.rights.may(May.COLLECT)
        operation = ask_back if self.part is CallBack and is_only_asked else record_particular
        operation(source, entered, request.workspace, actor=request.rights.user, now=request.now)


def new(request: Request, name: str, part: str) -> HttpResponseBase:
    """The form of a new particular. Its id comes with the form, so that sending it twice makes one."""
    found = held_page(request.rights, name, request.workspace)
    cls = PARTICULARS.get(part)
    if cls is None or cls is Asked:
        raise NotFound(what=part)
    request.rights.require(May.CODE if cls is CallBack else May.COLLECT)
    item, base = (id_in(request.POST.get(which, "")) for which in ("item", "base"))
    return _filled(_Filling(request=request, page=found, part=cls, item=item or uuid4(), base=base))


def change(request: Request, name: str, item: UUID) -> HttpResponseBase:
    """The form of a particular that is there: what is recorded takes the place of what stood when it was opened.

    Where it was taken back since, the form comes back with what was typed.
    """
    found = held_page(request.rights, name, request.workspace)
    request.rights.require(May.COLLECT)
    kept = found.version(item)
    cls = PARTICULARS.get(request.POST.get("part", "")) if kept is None else type(kept.particular)
    if cls is None or cls is Asked:
        raise NotFound(what=item)
    base = id_in(request.POST.get("base", "")) or (None if kept is None else kept.id)
    held = None if kept is None else kept.particular
    return _filled(_Filling(request=request, page=found, part=cls, item=item, base=base, held=held))


def _filled(filling: _Filling) -> HttpResponseBase:
    request, form, has_changed = filling.request, filling.form(), False
    if request.method == "POST" and form.is_valid():
        try:
            filling.record(form.particular())
        except ChangedMeanwhile as refusal:
            has_changed = True
            form.add_error(None, " ".join(told(refusal, request.language)))
            kept = filling.page.version(filling.item)
            filling = replace(filling, base=None, item=uuid4()) if kept is None else replace(filling, base=kept.id)
        except Refusal as refusal:
            _refuse(form, refusal, filling)
        else:
            return _recorded(filling)
    return _form(filling, form, has_changed=has_changed)


def _refuse(form: ParticularForm, refusal: Refusal, filling: _Filling) -> None:
    field = _AT.get(refusal.code)
    if field == "answered_in":
        sentence = words_here(filling.request)["refused"]["no_source"].format(name=filling.request.POST.get(field, ""))
    else:
        sentence = " ".join(told(refusal, filling.request.language))
    form.add_error(field if field in form.fields else None, sentence)


def _form(filling: _Filling, form: ParticularForm, *, has_changed: bool) -> HttpResponse:
    request = filling.request
    stands = filling.page.version(filling.item)
    telling = telling_of(request, filling.page)
    words = telling.words["fields"][filling.part.part]
    context = {
        "name": filling.name,
        "part": filling.part.part,
        "form": form,
        "item": filling.item,
        "base": filling.base,
        "stands": stands,
        "now": [(words[n], text) for n, text in telling.said(stands.particular)] if has_changed and stands else (),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "held/form.html", context, status=status)


def _recorded(filling: _Filling) -> HttpResponseRedirect:
    request, part = filling.request, filling.part.part
    on_hold = held_page(request.rights, filling.name, request.workspace).is_on_hold
    words = words_here(request)
    messages.success(request, words["hold_placed" if on_hold and not filling.page.is_on_hold else "recorded"])
    if "more" in request.POST:
        return HttpResponseRedirect(reverse("held:new", kwargs={"name": filling.name, "part": part}))
    return part_of_page(filling.name, part)


def _offer(request: Request, found: HeldPage, part: type[Particular]) -> Offer:
    telling = telling_of(request, found)
    people = people_told(request.rights, found.source.external_id) if part is CallBack else ()
    return Offer(
        language=request.language,
        statements=[(key, telling.form_label(key)) for key in telling.forms.statements],
        people=[(str(one.account), f"{one.code} {one.name}".strip()) for one in people],
        sources=found.sources,
        source_of=request.workspace.ids.source,
        is_settled_here=request.rights.may(May.COLLECT),
    )


@require_POST
def take_back(request: Request, name: str) -> HttpResponseBase:
    """A particular that was recorded by mistake is taken back."""
    found = held_page(request.rights, name, request.workspace)
    request.rights.require(May.COLLECT)
    version = id_in(request.POST.get("version", ""))
    kept = next((one for one in found.held if one.id == version), None)
    if kept is None:
        raise ChangedMeanwhile
    take_back_particular(found.source.id, kept.id, actor=request.rights.user, now=request.now)
    messages.success(request, words_here(request)["taken_back"])
    return part_of_page(name, kept.particular.part)


def questions(request: Request, name: str) -> HttpResponseBase:
    """The questions of the questionnaire that was used, each with what became of it."""
    found = held_page(request.rights, name, request.workspace)
    request.rights.require(May.COLLECT)
    asked, stands = asked_of(found), found.version(item_of_questions(found.source.id))
    base = None if stands is None else stands.id
    form = _questionnaire(request, asked)
    refusal: Refusal | None = None
    if request.method == "POST" and form is not None:
        asked = typed(form, request.POST)
        refusal = _record_questions(request, found, asked)
        if refusal is None:
            messages.success(request, words_here(request)["recorded"])
            return part_of_page(name, Asked.part)
    context = {"name": name, "base": base, **_questions(request, found, asked, form), **_told(request, refusal)}
    status = HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "held/questions.html", context, status=status)


def _questionnaire(request: Request, asked: Asked) -> Questionnaire | None:
    """The questionnaire that was chosen, else the one on record."""
    known = forms_of(request.workspace).questionnaires
    chosen = request.POST.get("questionnaire") or request.GET.get("questionnaire", "")
    return known.get(chosen) or known.get(asked.questionnaire)


def _record_questions(request: Request, found: HeldPage, asked: Asked) -> Refusal | None:
    source = found.source.id
    entered = Entered(item=item_of_questions(source), particular=asked, base=id_in(request.POST.get("base", "")))
    try:
        record_particular(source, entered, request.workspace, actor=request.rights.user, now=request.now)
    except Refusal as refusal:
        return refusal
    return None


def _questions(request: Request, found: HeldPage, asked: Asked, form: Questionnaire | None) -> dict[str, object]:
    telling = telling_of(request, found)
    return {
        "choices": [(key, telling.form_label(key)) for key in telling.forms.questionnaires],
        "chosen": form.key if form else "",
        "form": telling.form_label(form.key) if form else "",
        "sections": sections(form, asked, request.language) if form else (),
        "outcomes": outcomes(telling),
    }


def _told(request: Request, refusal: Refusal | None) -> dict[str, str]:
    """What was refused, and at which quote."""
    if refusal is None:
        return {}
    return {"refused": " ".join(told(refusal, request.language)), "quote": str(refusal.values.get("quote", ""))}
