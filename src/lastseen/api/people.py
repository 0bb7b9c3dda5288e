"""People and cases: found as in the library, and each as its page has it."""

from collections.abc import Iterator, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from ninja import Query as Asked
from ninja import Router, Schema
from pydantic import Field, create_model

from lastseen.api.entry import Asking, Number, answers
from lastseen.api.shapes import Case, CaseLine, Listed, Person, PersonLine
from lastseen.operations.case_list import CaseSort, find_cases
from lastseen.operations.library import find_people
from lastseen.operations.library_query import FACETS, LARGEST_PAGE, Query
from lastseen.operations.pages import CasePage, PersonPage, Window, case_page, person_page

router = Router(tags=["people"])


class _Wanted(Schema):
    """What is looked for; what is left out is not asked for."""

    text: str = Field("", description="Who or where: names in any spelling, places, authorities, codes.")
    said: str = Field("", description="Words of the sources' texts.")
    since: date | None = Field(None, description="Taken on this day or later.")
    until: date | None = Field(None, description="Taken on this day or before.")
    youngest: int = Field(0, ge=0, le=150)
    oldest: int = Field(150, ge=0, le=150)
    told_by: int = Field(1, ge=1, le=10**6, description="Told by so many independent sources.")
    page: int = Field(1, ge=1, le=10**6)
    size: int = Field(50, ge=1, le=LARGEST_PAGE)


_codes: dict[str, Any] = {
    facet.name: (list[str], Field([], description=f"Codes of the vocabulary {facet.vocabulary}, of which any is so."))
    for facet in FACETS.values()
}
Wanted = create_model("Wanted", __base__=_Wanted, **_codes)
"""What is looked for, with every facet of the library."""


@router.get("/people", response=answers(Listed[PersonLine]), summary="People as asked for")
def people(request: Asking, wanted: Asked[Wanted]) -> dict[str, object]:  # type: ignore[valid-type]  # made above
    """People as the sources seen tell of them, counted and listed page by page."""
    query = _query(request)
    found = find_people(request.rights, query, request.workspace)
    del wanted
    return {"total": found.total, "page": query.page, "size": query.size, "items": found.rows}


@router.get("/people/{code}", response=answers(Person), summary="One person")
def person(request: Asking, code: str) -> PersonPage:
    """Everything seen of the person of this code, or of the person it was joined to."""
    return person_page(request.rights, code, request.workspace)


@router.get("/cases", response=answers(Listed[CaseLine]), summary="Cases of people as asked for")
def cases(
    request: Asking,
    wanted: Asked[Wanted],  # type: ignore[valid-type]  # made above
    order: CaseSort = CaseSort.CODE,
    people: Number = 1,
) -> dict[str, object]:
    """The cases in which somebody as asked for was taken, with at least so many people."""
    query = _query(request, "order", "people")
    window = Window(number=query.page, size=query.size)
    found = find_cases(request.rights, query, (order, people), request.workspace, window)
    del wanted
    return {"total": found.page.total, "page": query.page, "size": query.size, "items": found.page.items}


@router.get("/cases/{code}", response=answers(Case), summary="One case")
def case(request: Asking, code: str, page: Number = 1) -> CasePage:
    """Everything seen of the case of this code, or of the case it was joined to; of its people a page of a hundred."""
    return case_page(request.rights, code, request.workspace, Window(number=page))


def _query(request: Asking, *own: str) -> Query:
    """What the address asks for. Raises :class:`~lastseen.operations.library_query.BadQuery` for what nobody knows."""
    return Query.from_params(_given(request, own))


_EVERYBODY = MappingProxyType({"youngest": "0", "oldest": "150"})


def _given(request: Asking, own: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name, given in request.GET.lists():
        if name not in own:
            yield from ((name, value) for value in given if _EVERYBODY.get(name) != value)
