"""What would leave and what left; what is approved; who has to be told; and what permits that one person is shown."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from lastseen.domain.accounts import AccountId
from lastseen.domain.release import Profile
from lastseen.domain.rights import May
from lastseen.figures import DefinitionSet
from lastseen.figures.encoding import label_in
from lastseen.figures.protections import is_one_way
from lastseen.figures.standard import standard_definitions
from lastseen.operations.clearing import cleared_figures
from lastseen.operations.pages import NotFound, Page, Window, person_page, source_page
from lastseen.operations.permitting import permits
from lastseen.operations.release import PURPOSES, Asked
from lastseen.operations.served import letter_about, outside, served_with, tells_awaiting
from lastseen.operations.showing import Counted, Preview, preview
from lastseen.operations.snapshots import describe_snapshots, find_snapshot
from lastseen.reports.letters import withdrawal_letter
from lastseen.reports.writers.docx import docx
from lastseen.web.leaving.forms import Looking
from lastseen.web.paging import ways, window
from lastseen.web.people.protecting import protecting
from lastseen.web.speech import Speech
from lastseen.web.visiting import Request
from lastseen.web.words import words_in

SIZE = 50
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewShown:
    """What would leave, in words: the lines of what is kept back and of what is to be weighed, each with its number."""

    seen: Preview
    withheld: tuple[tuple[str, int], ...]
    risks: tuple[tuple[str, int], ...]


def speech(request: Request) -> Speech:
    """How codes are said to whoever reads them: no passage stands here."""
    return Speech(language=request.language, vocabularies=request.workspace.vocabularies, passages={})


def index(request: Request) -> HttpResponse:
    """What would leave as it is asked for, what is approved, who has to be told what, and all that left."""
    request.rights.require(May.RELEASE)
    taken = describe_snapshots(request.workspace)
    form = Looking(speech(request), request.GET if "profile" in request.GET else None)
    releases, asked = outside(request.rights), window(request, SIZE)
    shown = Page(items=releases[asked.start : asked.start + asked.size], total=len(releases), window=asked)
    held, definitions = permits(request.rights), standard_definitions(request.workspace.profile)
    context = {
        "form": form,
        "snapshot": taken[-1] if taken else None,
        "looked": _looked(request, form) if taken and form.is_valid() else None,
        "approvals": held.approvals.items(),
        "tables": held.tables.items(),
        "cleared": cleared_figures(definitions),
        "figures": one_way_tables(definitions, request.language),
        "tells": tells_awaiting(request.rights, request.workspace),
        "releases": shown.items,
        "pages": ways(shown),
        "purposes": speech(request).labels("consent-purpose"),
        "today": request.now.date(),
    }
    return render(request, "leaving/index.html", context)


def one_way_tables(definitions: DefinitionSet, language: str) -> dict[str, str]:
    """The tables that can be cleared, by id with their names."""
    return {one.id: label_in(language, one.labels) for one in definitions.figures if is_one_way(one)}


def _looked(request: Request, form: Looking) -> PreviewShown:
    profile = Profile(form.cleaned_data["profile"])
    asked = Asked(
        what="preview",
        profile=profile,
        purpose=form.cleaned_data["purpose"] or PURPOSES[profile],
        recipient=form.cleaned_data["recipient"],
        single_people=profile.shows_people,
    )
    seen = preview(request.rights, find_snapshot(request.workspace, None), asked, request.workspace, request.now)
    because = words_in(request.language)["leaving"]["because"]
    return PreviewShown(seen=seen, withheld=_lines(seen.withheld, because), risks=_lines(seen.risks, because))


def _lines(counted: tuple[Counted, ...], because: Mapping[str, Mapping[str, str]]) -> tuple[tuple[str, int], ...]:
    return tuple((because[one.what][one.why].format(**asdict(one)), one.n) for one in counted)


def letter(request: Request, release: UUID, name: str) -> HttpResponse:
    """The letter that tells one who was served that a source withdrew, as a DOCX."""
    request.rights.require(May.COLLECT)
    source_page(request.rights, name, Window(size=1))
    served = served_with(request.rights, request.workspace.ids.source(name), request.workspace)
    one = next((one for one in served if one.release == release), None)
    if one is None:
        raise NotFound(what=release)
    about = letter_about(one, request.workspace, request.language, request.now.date())
    content = docx(withdrawal_letter(about, request.language))
    file = f"withdrawal-{str(release)[:8]}.docx"
    return HttpResponse(content, DOCX, headers={"Content-Disposition": f'attachment; filename="{file}"'})


def person(request: Request, code: str) -> HttpResponse:
    """What permits that one person is shown to outsiders, and what still stands in the way."""
    page = person_page(request.rights, code, request.workspace)
    request.rights.require(May.RELEASE)
    held, said = permits(request.rights), speech(request)
    context: dict[str, Any] = {
        "code": page.code,
        "families": _of(page.own, held.families),
        "clearances": _of(page.own, held.clearances),
        "own": page.own,
        "protections": protecting(said, page.protections, request.now.date()),
        "purposes": said.labels("consent-purpose"),
        "relations": said.labels("relation"),
        "today": request.now.date(),
    }
    return render(request, "leaving/person.html", context)


def _of(accounts: frozenset[AccountId], hung: Mapping[UUID, Any]) -> list[tuple[UUID, Any, bool]]:
    """Those that hang on any of these accounts, and whether they cover all of them."""
    return [(id_, one, accounts <= one.accounts) for id_, one in hung.items() if accounts & one.accounts]
