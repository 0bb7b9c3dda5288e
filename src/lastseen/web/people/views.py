"""The page of a person, of a case, of all that became of a person, and the dossier to print."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from lastseen.domain.errors import Refusal
from lastseen.domain.rights import May
from lastseen.operations.dossiers import dossier as released_dossier
from lastseen.operations.efforts import EffortSeen, efforts_about
from lastseen.operations.pages import CasePage, PersonPage, Window, case_history, case_page, person_history, person_page
from lastseen.operations.snapshots import describe_snapshots, find_snapshot
from lastseen.operations.text_shelf import behind
from lastseen.reports.document.model import Document
from lastseen.reports.dossier import dossier as composed
from lastseen.reports.writers.docx import docx
from lastseen.reports.writers.page import page as written_page
from lastseen.reports.writers.pdf import pdf
from lastseen.web.efforts.showing import tried
from lastseen.web.entry.freshness import fresh
from lastseen.web.paging import ways, window
from lastseen.web.people.becoming import happened
from lastseen.web.people.decided import decided, judged
from lastseen.web.people.pictures import family, route
from lastseen.web.people.protecting import protecting
from lastseen.web.people.refusing import refusal_words
from lastseen.web.people.showing import CONSTITUTIVE, beside, made_now, takings, ties
from lastseen.web.people.showing_case import answer_heads, chain_of_events, people_taken
from lastseen.web.speech import Speech
from lastseen.web.visiting import Request
from lastseen.web.words import words_in

FORMATS: Mapping[str, tuple[str, Callable[[Document], bytes]]] = {
    "pdf": ("application/pdf", pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx),
    "html": ("text/html; charset=utf-8", lambda document: written_page(document).encode()),
}
"""The formats a dossier is written in, by the ending of the file's name."""


def speech(request: Request, page: PersonPage | CasePage) -> Speech:
    """How the values of a page are said to whoever reads it."""
    vocabularies = request.workspace.vocabularies
    quoted = behind(request.rights, page.passages.values())
    return Speech(language=request.language, vocabularies=vocabularies, passages=page.passages, behind=quoted)


def person(request: Request, code: str) -> HttpResponseBase:
    """Everything one may see of one person; an older code leads to the one the person has now."""
    page = person_page(request.rights, code, request.workspace)
    if page.code != code:
        return redirect("people:person", code=page.code)
    said, frame = speech(request, page), request.workspace.frame
    words = words_in(request.language)["people"]["map"]
    context = {
        "page": page,
        "takings": takings(said, page),
        "beside": beside(said, page),
        "family": family(said, page, frame),
        "route": route(said, page.takings, frame, words),
        "ties": list(ties(said, page)),
        "tried": tried(said, (*page.of("response"), *page.of("effort")), _efforts(request, page)),
        "blamed": [(one, {f: said.values(one, f) for f in _BLAMED}) for one in page.blamed if one.kind == "stage"],
        "verdicts": [judged(said, one) for one in page.verdicts],
        "made": made_now(said, page, request.GET.get("made", "")),
        "protections": protecting(said, page.protections, request.now.date()),
        "said": said,
        "labels": labels(said),
        **may(request),
    }
    return render(request, "people/person.html", context)


def _efforts(request: Request, page: PersonPage) -> list[EffortSeen]:
    """Our own efforts for the person, and those for everybody in a case of theirs."""
    hung = {*page.own, *(case.id for case in page.cases)}
    found = efforts_about(request.rights, hung, request.now.date())
    return [one for one in found if page.code in one.codes or not any(code.startswith("P") for code in one.codes)]


def _efforts_of_case(request: Request, page: CasePage) -> tuple[EffortSeen, ...]:
    """Our own efforts for the case, and those for the people shown."""
    hung = {*page.own, *(account.id for account in page.accounts)}
    return efforts_about(request.rights, hung, request.now.date())


_BLAMED = ("person", "stage", "start", "place")


_LABELLED = {
    "kind": "source-kind",
    "purpose": "consent-purpose",
    "identity": "identity-level",
    "script": "name-script",
    "name_kind": "name-kind",
}
"""What templates name by code, and the vocabulary each is of."""


def labels(said: Speech) -> dict[str, dict[str, str]]:
    """The labels of whatever templates name by code."""
    return {name: said.labels(vocabulary) for name, vocabulary in _LABELLED.items()}


def may(request: Request) -> dict[str, bool]:
    """What whoever reads a page may do there."""
    rights = request.rights
    return {
        "may_decide": rights.may(May.DECIDE),
        "may_identify": rights.may(May.IDENTIFY),
        "may_hold": rights.may(May.CODE) and rights.may(May.IDENTIFY),
        "may_judge": rights.may(May.RELEASE),
    }


def case(request: Request, code: str) -> HttpResponseBase:
    """Everything one may see of one case: who was taken, what followed from what, who tells of it."""
    page = case_page(request.rights, code, request.workspace, window(request, 50))
    if page.code != code:
        return redirect("people:case", code=page.code)
    said, words = speech(request, page), words_in(request.language)["people"]["map"]
    context = {
        "page": page,
        "people": people_taken(said, page),
        "heads": answer_heads(said),
        "elements": [said.label("element", element) for element in CONSTITUTIVE],
        "route": route(said, [one.taking for one in page.people.items if one.taking], request.workspace.frame, words),
        "protections": protecting(said, page.protections, request.now.date()),
        "chain": chain_of_events(said, page),
        "findings": [decided(said, one) for one in page.findings],
        "verdicts": [judged(said, one) for one in page.verdicts],
        "tried": tried(said, page.tried, _efforts_of_case(request, page)),
        "titles": [(one.source, said.values(one, "title")) for one in page.accounts if one.said("title")],
        "pages": ways(page.people),
        "said": said,
        "labels": labels(said),
        **may(request),
    }
    return render(request, "people/case.html", context)


def history(request: Request, code: str) -> HttpResponseBase:
    """Every change of every field one may read, and every decision, newest first."""
    page = person_page(request.rights, code, request.workspace)
    if page.code != code:
        return redirect("people:history", code=page.code)
    events = person_history(request.rights, page.code)
    return render(request, "people/history.html", {"page": page, "days": happened(speech(request, page), events)})


def history_of_case(request: Request, code: str) -> HttpResponseBase:
    """The same of a case itself: what was entered and decided of it, and not of its people."""
    page = case_page(request.rights, code, request.workspace, Window(size=1))
    if page.code != code:
        return redirect("people:case-history", code=page.code)
    events = case_history(request.rights, page.code)
    return render(request, "people/history.html", {"page": page, "days": happened(speech(request, page), events)})


@fresh
def dossier(request: Request, code: str) -> HttpResponse:
    """The dossier of a person or a case, from the newest snapshot, as a file; and the page that says from which."""
    request.rights.require(May.IDENTIFY)
    is_case = code.startswith("C-")
    found = (
        case_page(request.rights, code, request.workspace, Window(size=1)).code
        if is_case
        else person_page(request.rights, code, request.workspace).code
    )
    manifests = describe_snapshots(request.workspace)
    newest = {"name": manifests[-1].name, "day": manifests[-1].day} if manifests else None
    context = {"code": found, "is_case": is_case, "snapshot": newest, "formats": FORMATS}
    if request.method != "POST":
        return render(request, "people/dossier.html", context)
    try:
        return _written(request, found)
    except Refusal as refusal:
        sentence, hint = refusal_words(refusal, request.language)
        refused = {**context, "refused": sentence, "hint": hint}
        return render(request, "people/dossier.html", refused, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _written(request: Request, code: str) -> HttpResponse:
    ending = request.POST.get("format", "")
    kind, write = FORMATS.get(ending, FORMATS["pdf"])
    name = f"{code}.{ending if ending in FORMATS else 'pdf'}"
    actor: UUID = request.rights.user
    snapshot = find_snapshot(request.workspace, None)
    released = released_dossier(snapshot, code, request.workspace, actor=actor, now=request.now)
    content = write(composed(released, request.language))
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
