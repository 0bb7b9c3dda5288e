"""All efforts, narrowed and counted; and one of them with its replies, its consents and its history."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from lastseen.domain.decisions import Consent, ConsentAnswer
from lastseen.domain.efforts import EffortStanding
from lastseen.domain.rights import May
from lastseen.operations.efforts import EffortsWanted, NoSuchEffort, effort_page, efforts
from lastseen.operations.pages import NotFound
from lastseen.operations.pages.parts import SourceShort
from lastseen.web.efforts.showing import became_of, own_shown, part_said
from lastseen.web.paging import ways, window
from lastseen.web.speech import Speech
from lastseen.web.visiting import Request
from lastseen.web.words import words_in

SIZE = 50


def speech(request: Request) -> Speech:
    """How efforts are said to whoever reads them: no passage stands in them."""
    return Speech(language=request.language, vocabularies=request.workspace.vocabularies, passages={})


def index(request: Request) -> HttpResponse:
    """The efforts that are as wanted: what is overdue and due first."""
    wanted, said = _wanted(request), speech(request)
    found = efforts(request.rights, wanted, request.now.date(), window(request, SIZE))
    standings = words_in(request.language)["efforts"]["standing"]
    context = {
        "lines": [own_shown(said, one) for one in found.page.items],
        "wanted": wanted,
        "standings": [(one, standings[one], n) for one, n in found.counts["standing"].items()],
        "forums": [(one, said.label("effort-forum", one), n) for one, n in found.counts["forum"].items()],
        "kinds": [(one, said.label("effort-kind", one), n) for one, n in found.counts["kind"].items()],
        "total": found.page.total,
        "pages": ways(found.page),
    }
    return render(request, "efforts/index.html", context)


def _wanted(request: Request) -> EffortsWanted:
    standing = request.GET.get("standing", "")
    return EffortsWanted(
        standing=standing if standing in set(EffortStanding) else "",
        forum=request.GET.get("forum", ""),
        kind=request.GET.get("kind", ""),
    )


def page(request: Request, effort: UUID) -> HttpResponse:
    """One effort."""
    try:
        found = effort_page(request.rights, effort, request.now.date())
    except NoSuchEffort as refusal:
        raise NotFound(what=effort) from refusal
    said, purpose = speech(request), found.seen.effort.consent
    consents = [(one, _asked(one, purpose)) for one in found.sources]
    context = {
        "own": own_shown(said, found.seen),
        "consent": part_said(said, found.seen.effort, "consent"),
        "consents": consents,
        "is_gone": not all(any(map(_is_yes, asked)) for _, asked in consents),
        "history": [became_of(said, step) for step in found.history],
        "labels": {"identity": said.labels("identity-level")},
        "may_decide": request.rights.may(May.DECIDE),
    }
    return render(request, "efforts/page.html", context)


def _asked(source: SourceShort, purpose: str) -> list[Consent]:
    """What a source answered when asked for this purpose, for whichever recipient."""
    return [kept.consent for kept in source.consents if kept.consent.purpose == purpose]


def _is_yes(consent: Consent) -> bool:
    return consent.answer is ConsentAnswer.YES and consent.withdrawn is None
