"""How an interview was held: its page, and the sheets to print and take along."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lastseen.domain.answers import Absence
from lastseen.domain.conduct import Asked
from lastseen.domain.questionnaire import Questionnaire
from lastseen.domain.rights import May
from lastseen.operations.conduct import (
    HeldPage,
    held_page,
)
from lastseen.operations.conduct_forms import Forms, forms_of
from lastseen.web.held.asking import ANSWERED, counts, sections
from lastseen.web.held.sheets import sheets
from lastseen.web.held.showing import Telling
from lastseen.web.visiting import Request
from lastseen.web.words import LANGUAGES, words_in

_AT = {"passage.not-found": "quote", "source.not-found": "answered_in"}
"""The field at which each refusal of a particular is shown."""


_FIRST = ("session", "reading", "present", "interruption")
_SECOND = ("callback", "contact", "distress", "referral")
"""The parts of the page in its two columns: what happened, and what is to be done for the interviewee."""


def page(request: Request, name: str) -> HttpResponse:
    """Everything on record of how one interview was held, and what became of it."""
    found = held_page(request.rights, name, request.workspace)
    telling = telling_of(request, found)
    asked = asked_of(found)
    form = telling.forms.questionnaires.get(asked.questionnaire)
    may_collect = request.rights.may(May.COLLECT)
    parts = telling.parts(may_collect=may_collect, may_code=request.rights.may(May.CODE))
    context = {
        "name": name,
        "source": found.source,
        "kind": request.workspace.vocabularies["source-kind"].label(found.source.kind, request.language),
        "first": [parts[part] for part in _FIRST],
        "second": [parts[part] for part in _SECOND if part in parts],
        "misfits": [telling.words["misfits"][misfit] for misfit in found.misfits],
        "is_on_hold": found.is_on_hold,
        "asked": asked,
        "form": telling.form_label(asked.questionnaire) if asked.questionnaire else "",
        "sections": sections(form, asked, request.language) if form else (),
        "counts": counts(form, asked) if form else {},
        "outcomes": dict(outcomes(telling)),
        "never": telling.never_asked(),
        "changes": list(telling.changes()),
        "may_collect": may_collect,
    }
    return render(request, "held/page.html", context)


def telling_of(request: Request, found: HeldPage) -> Telling:
    """How a page is told to whoever asks."""
    return Telling(page=found, forms=forms_of(request.workspace), language=request.language, today=request.now.date())


def asked_of(found: HeldPage) -> Asked:
    """What was asked; nothing where that is not on record."""
    return next((one.particular for one in found.held if isinstance(one.particular, Asked)), Asked())


def outcomes(telling: Telling) -> list[tuple[str, str]]:
    """What may become of a question, each with its words."""
    absences = [(absence.value, telling.outcome(absence)) for absence in Absence]
    return [(ANSWERED, telling.outcome(None)), *absences]


def printed(request: Request, name: str) -> HttpResponse:
    """The sheets to take along: what is read, what is consented to, and the questions, in one language or two."""
    found = held_page(request.rights, name, request.workspace)
    forms = forms_of(request.workspace)
    form = _to_print(request, found, forms)
    asked_for = request.GET.get("language", "")
    languages = (
        tuple(LANGUAGES) if asked_for == "both" else (asked_for if asked_for in LANGUAGES else request.language,)
    )
    telling = telling_of(request, found)
    context = {
        "name": name,
        "named": {"name": name},
        "sheets": [sheets(language, forms, form, request.workspace.vocabularies) for language in languages],
        "chosen": form.key,
        "language_chosen": "both" if asked_for == "both" else languages[0],
        "choices": [(key, telling.form_label(key)) for key in forms.questionnaires],
    }
    return render(request, "held/print.html", context)


def _to_print(request: Request, found: HeldPage, forms: Forms) -> Questionnaire:
    """The questionnaire asked for, else the one that was used, else the profile's own, else the first."""
    known = forms.questionnaires
    wanted = (request.GET.get("questionnaire", ""), asked_of(found).questionnaire)
    own = [key for key, one in known.items() if one.id == request.workspace.profile]
    return next(known[key] for key in (*wanted, *own, *known) if key in known)


def words_here(request: Request) -> Any:
    """The words of these pages, as they are in TOML."""
    return words_in(request.language)["held"]


def part_of_page(name: str, part: str) -> HttpResponseRedirect:
    """The way to a part of the page of an interview."""
    return HttpResponseRedirect(f"{reverse('held:page', kwargs={'name': name})}#{part}")


def id_in(text: str) -> UUID | None:
    """An id as a form gives it back; None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
