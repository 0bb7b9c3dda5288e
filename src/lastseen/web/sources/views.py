"""The list of interviews, the page of one, a new one, its consents, and the history of what was coded."""

from http import HTTPStatus
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from lastseen.domain.accounts import ACCOUNT_TYPES, AccountId, specs
from lastseen.domain.decisions import ConsentAnswer
from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May
from lastseen.operations.collecting import collect
from lastseen.operations.consents import set_consent, withdraw_consent
from lastseen.operations.drafting import drafts
from lastseen.operations.erasing import is_erased, may_erase
from lastseen.operations.pages import Change, How, SourcePage, Wanted, Window, history, source_page, sources
from lastseen.operations.served import served_with
from lastseen.operations.text_shelf import shelf
from lastseen.web.entry.freshness import fresh
from lastseen.web.file_words import in_files
from lastseen.web.paging import ways, window
from lastseen.web.sources.asking import STATES, wanted
from lastseen.web.sources.fields import field_label
from lastseen.web.sources.forms import NewInterview, changed_cells, consent_rows, typed_rows
from lastseen.web.sources.reading import TextShown, text_shown
from lastseen.web.sources.showing import cases, speech
from lastseen.web.sources.telling import Speech, ValueTold
from lastseen.web.visiting import Request
from lastseen.web.words import told, words_in

_AT = {
    "source.name-taken": "name",
    "source.bad-name": "name",
    "source.no-compartment": "compartment",
    "source.out-of-reach": "compartment",
    "vocabulary.unknown-term": "kind",
}
"""The field at which each refusal of a new interview is shown."""


def index(request: Request) -> HttpResponse:
    """The interviews somebody sees that are as wanted, and where new ones are entered."""
    asked = request.GET
    kept = [(name, one) for name, values in asked.lists() for one in values if name != "page"]
    found = sources(request.rights, wanted(asked), window(request, 50))
    kinds = request.workspace.vocabularies["source-kind"]
    context = {
        "found": found,
        "pages": ways(found.page),
        "kinds": [(kind, kinds.label(kind, request.language)) for kind in found.kinds],
        "kind_labels": {kind: kinds.label(kind, request.language) for kind in found.kinds},
        "states": STATES,
        "asked": {name: asked.get(name, "") for name in ("text", "kind", "language", "compartment", "state")},
        "may_collect": request.rights.may(May.COLLECT),
        "may_change": request.rights.may(May.COLLECT) and request.rights.may(May.IDENTIFY),
        "kept": kept,
        "change_all": f"{reverse('library:describe')}?{urlencode(kept)}",
        "may_code": _may_code(request),
        "drafts": dict(drafts(request.rights)),
    }
    return render(request, "sources/index.html", context)


def _may_code(request: Request) -> bool:
    return request.rights.may(May.CODE) and request.rights.may(May.IDENTIFY)


def page(request: Request, name: str) -> HttpResponse:
    """One interview: its words, and what was coded from them."""
    found = source_page(request.rights, name, window(request, 60))
    speaking = speech(found, request.language, request.workspace.vocabularies)
    vocabularies = request.workspace.vocabularies
    context = {
        "page": found,
        "source": found.source,
        "name": name,
        "kind": vocabularies["source-kind"].label(found.source.kind, request.language),
        "text": _text(request, found),
        "in_files": in_files(name, (cited.passage for cited in found.cited), request.language),
        "cases": cases(found, speaking),
        "loose": [speaking.told(one) for one in found.loose],
        "consents": [
            {
                "cell": kept.consent,
                "purpose": vocabularies["consent-purpose"].label(kept.consent.purpose, request.language),
                "identity": vocabularies["identity-level"].label(kept.consent.identity, request.language),
                "entered": kept.entered,
            }
            for kept in found.source.consents
        ],
        "pages": ways(found),
        "may_collect": request.rights.may(May.COLLECT),
        "may_code": _may_code(request),
        "may_erase": may_erase(request.rights),
        "is_erased": is_erased(request.rights, name),
        "draft": dict(drafts(request.rights)).get(name),
    }
    return render(request, "sources/page.html", context)


def _text(request: Request, found: SourcePage) -> TextShown | None:
    """The text that is read beside what was coded, for who may read texts."""
    if not request.rights.may(May.IDENTIFY):
        return None
    held, asked = shelf(request.rights, found.source.name), request.GET.get("text", "")
    words = request.GET.get("words", "")
    return text_shown(found, held, asked, words, with_other="beside" in request.GET)


def new(request: Request) -> HttpResponseBase:
    """A new interview: what it is, its transcript, and what was consented to."""
    request.rights.require(May.COLLECT)
    posted = request.POST if request.method == "POST" else None
    form = NewInterview(posted, request.FILES if posted is not None else None, request.language)
    blank = consent_rows((), request.workspace.vocabularies["consent-purpose"], request.language)
    rows = blank if posted is None else typed_rows(blank, posted, request.language)
    if posted is not None and form.is_valid() and not any(row.error for row in rows):
        collected = form.collected(list(changed_cells(blank, rows)))
        try:
            name = collect(collected, request.workspace, actor=request.user.pk, now=request.now)
        except Refusal as refusal:
            if refusal.code not in _AT:
                raise
            form.add_error(_AT[refusal.code], " ".join(told(refusal, request.language)))
        else:
            return redirect("sources:page", name=name)
    choices = sources(request.rights, Wanted(), Window(size=1))
    context = {
        "form": form,
        "rows": rows,
        **_consent_words(request),
        "kinds": [(t.code, t.label(request.language)) for t in request.workspace.vocabularies["source-kind"].terms],
        "compartments": sorted({*choices.compartments, *(request.rights.compartments or ())}),
        "languages": choices.languages,
    }
    is_refused = form.errors or any(row.error for row in rows)
    return render(request, "sources/new.html", context, status=422 if is_refused else 200)


def _consent_words(request: Request) -> dict[str, object]:
    levels = request.workspace.vocabularies["identity-level"].terms
    return {
        "answers": [(a.value, words_in(request.language)["sources"]["consent"]["answers"][a]) for a in ConsentAnswer],
        "levels": [(term.code, term.label(request.language)) for term in levels],
    }


@fresh
def consents(request: Request, name: str) -> HttpResponseBase:
    """What a source consented to: recorded anew, or withdrawn as of today."""
    request.rights.require(May.COLLECT)
    found = source_page(request.rights, name, Window(size=1))
    source = request.workspace.ids.source(name)
    words = words_in(request.language)["sources"]["consent"]
    held = [kept.consent for kept in found.source.consents]
    before = consent_rows(held, request.workspace.vocabularies["consent-purpose"], request.language)
    rows = before
    if request.method == "POST":
        withdrawn = request.POST.get("withdraw")
        if withdrawn is not None:
            withdraw_consent(source, withdrawn or None, actor=request.user.pk, now=request.now)
            messages.success(request, words["withdrawn_done"])
            return redirect("sources:consents", name=name)
        rows = typed_rows(before, request.POST, request.language)
        if not any(row.error for row in rows):
            cells = list(changed_cells(before, rows))
            if cells:
                set_consent(source, cells, request.workspace, actor=request.user.pk, now=request.now)
            messages.success(request, words["done"])
            return redirect("sources:page", name=name)
    served = served_with(request.rights, source, request.workspace)
    context = {"name": name, "rows": rows, "held": held, "served": served, **_consent_words(request)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if any(row.error for row in rows) else HTTPStatus.OK
    return render(request, "sources/consents.html", context, status=status)


def changes(request: Request, name: str, account: UUID) -> HttpResponse:
    """What became of one account, or of one field of it: by whom, when, from what to what."""
    found = source_page(request.rights, name, Window(size=1))
    wanted = request.GET.get("field", "")
    told_by = [c for c in history(request.rights, AccountId(account)) if not wanted or c.field in ("", wanted)]
    speaking = Speech(language=request.language, vocabularies=request.workspace.vocabularies)
    context = {
        "name": name,
        "source": found.source,
        "label": field_label(told_by[0].account.kind, wanted, request.language) if wanted and told_by else "",
        "changes": [_change(change, speaking) for change in told_by],
        "back": f"{reverse('sources:page', kwargs={'name': name})}#a-{account}",
    }
    return render(request, "sources/changes_part.html" if request.htmx else "sources/changes.html", context)


def _change(change: Change, speaking: Speech) -> dict[str, object]:
    def said(values: object) -> list[ValueTold] | None:
        if values is None or not change.field:
            return None
        known = specs(ACCOUNT_TYPES[change.account.kind])[change.field]
        return list(speaking.said(values, known))  # type: ignore[arg-type]  # what a change holds of a field

    return {
        "deed": change.deed,
        "how": words_in(speaking.language)["sources"]["changes"][change.how.value],
        "label": field_label(change.account.kind, change.field, speaking.language) if change.field else "",
        "before": said(change.before),
        "after": said(change.after),
        "gone": change.how is How.CHANGED and change.before is None,
    }
