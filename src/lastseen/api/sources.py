"""Sources: listed, taken in with what they consented to, and handed in coded."""

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from typing import Any

from ninja import Router, Schema, Status

from lastseen.api.entry import Asking, Number, Size, acting, answers
from lastseen.api.sending import CodingIn, ConsentCell, SourceIn
from lastseen.api.shapes import Account, Listed, SourceLine, SourceShort
from lastseen.domain.accounts import SourceId
from lastseen.domain.decisions import Consent
from lastseen.domain.rights import May
from lastseen.exchange.codings import coded_source
from lastseen.operations.coding import hand_in
from lastseen.operations.collecting import Collected, collect
from lastseen.operations.consents import set_consent
from lastseen.operations.pages import SourcePage, Wanted, Window, source_page
from lastseen.operations.pages import sources as listed
from lastseen.operations.workspace import Workspace

router = Router(tags=["sources"])

_DAYS = ("date", "earliest", "latest", "until", "withdrawn")


class SourceTaken(Schema):
    """The name under which a source is kept."""

    name: str


class CodingTaken(Schema):
    """How many accounts were new, changed, or as they were."""

    accounts: dict[str, int]


class Source(Schema):
    """Everything seen of one source: what it is, and what it says of nobody in particular apart (``loose``)."""

    source: SourceShort
    people: list[Account]
    loose: list[Account]
    total: int

    @staticmethod
    def resolve_people(page: SourcePage) -> list[object]:
        """What it says of people, and of each the stages and the rest."""
        told = [taken for together in page.told for taken in together.people]
        return [account for taken in told for account in (taken.person, *taken.stages, *taken.rest)]


@router.get("/sources", response=answers(Listed[SourceLine]), summary="Sources")
def sources(request: Asking, text: str = "", page: Number = 1, size: Size = 100) -> dict[str, object]:
    """The sources seen, oldest first; ``text`` stands in their names."""
    found = listed(request.rights, Wanted(text=text), Window(number=page, size=size)).page
    return {"total": found.total, "page": page, "size": size, "items": found.items}


@router.get("/sources/{name}", response=answers(Source), summary="One source")
def source(request: Asking, name: str, page: Number = 1) -> SourcePage:
    """What one source says, as it was coded; of very many people a page of a hundred."""
    return source_page(request.rights, name, Window(number=page))


@router.post("/sources", response=answers(SourceTaken, HTTPStatus.CREATED), summary="Take a source in")
@acting(May.COLLECT)
def take_in(request: Asking, given: SourceIn) -> Status[dict[str, str]]:
    """Take a source in that is not there yet, with what it consented to: what is not said permits nothing."""
    told = given.dict(exclude={"consents"})
    collected = Collected(**told, consents=_cells(given.consents, request.workspace, given.name))
    name = collect(collected, request.workspace, actor=request.rights.user, now=request.now)
    return Status(HTTPStatus.CREATED, {"name": name})


@router.put("/sources/{name}/consents", response=answers(None, HTTPStatus.NO_CONTENT), summary="Record consent")
@acting(May.COLLECT)
def consent(request: Asking, name: str, cells: list[ConsentCell]) -> Status[None]:
    """Record what a source answered, in place of what it said before on the same purpose and recipient."""
    kept = _cells(cells, request.workspace, name)
    source = request.workspace.ids.source(name)
    set_consent(source, kept, request.workspace, actor=request.rights.user, now=request.now)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post("/codings", response=answers(CodingTaken), summary="Hand a coded source in")
@acting(May.CODE)
def code(request: Asking, given: CodingIn) -> dict[str, object]:
    """Hand a coded source in; what was handed in before and says something else now is revised."""
    workspace = request.workspace
    coded = coded_source(_with_days(given.coded), given.transcript, workspace.ids, given.coder, "coded")
    handed = hand_in([coded], workspace, actor=request.rights.user, now=request.now)
    return {"accounts": handed.counts}


def _cells(cells: list[ConsentCell], workspace: Workspace, name: str) -> tuple[Consent, ...]:
    source: SourceId = workspace.ids.source(name)
    return tuple(Consent(source=source, **cell.dict()) for cell in cells)


def _with_days(told: Any) -> Any:
    """The same with its days as days: JSON has none, and files of codings do."""
    match told:
        case Mapping():
            return {key: _day(value) if key in _DAYS else _with_days(value) for key, value in told.items()}
        case list():
            return [_with_days(one) for one in told]
        case _:
            return told


def _day(value: object) -> object:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value
