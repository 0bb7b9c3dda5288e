"""The lists of the library as they are shown: facets with their choices, and people with their values in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lastseen.domain.derive.lines import ABSENT
from lastseen.operations.library_choosing import FacetCount
from lastseen.operations.library_query import Query
from lastseen.operations.library_rows import PersonRow
from lastseen.operations.pages import Page, Window
from lastseen.web.library.asking import Asking
from lastseen.web.library.labels import Labels
from lastseen.web.paging import ways

_OPEN = ("sex", "province", "first", "last", "grounds", "fate")
"""The facets that are open before anybody opens one."""
_AT_FIRST = 6
"""So many choices of a facet are shown before all are."""
_CODED = ("role", "sex", "occupation", "place", "first", "last", "grounds", "fate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One code of a facet: how many would be found with it, and whether it is chosen."""

    code: str
    label: str
    n: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetShown:
    """A facet: the choices shown at once, and those that are shown when asked for."""

    name: str
    label: str
    first: tuple[Choice, ...]
    rest: tuple[Choice, ...]
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonShown:
    """One person of the list: the columns chosen, each with its values, and the address that shows them beside it."""

    code: str
    cells: tuple[tuple[str, tuple[str, ...]], ...]
    beside: str
    is_shown: bool


def facets(labels: Labels, counted: Iterable[FacetCount], query: Query) -> tuple[FacetShown, ...]:
    """The facets under which anybody is counted or anything is chosen."""
    shown = (_facet(labels, one, query.chosen.get(one.name, ())) for one in counted)
    return tuple(facet for facet in shown if facet.first)


def _facet(labels: Labels, counted: FacetCount, chosen: tuple[str, ...]) -> FacetShown:
    choices = tuple(choices_of(labels, counted, chosen))
    told = any(not choice.code.startswith(ABSENT) for choice in choices)
    shown = choices if told or chosen else ()
    asked = sum(choice.chosen for choice in shown)
    at_first = max(_AT_FIRST, asked)
    return FacetShown(
        name=counted.name,
        label=labels.words["facets"][counted.name],
        first=shown[:at_first],
        rest=shown[at_first:],
        is_open=bool(chosen) or counted.name in _OPEN,
    )


def choices_of(labels: Labels, counted: FacetCount, chosen: tuple[str, ...]) -> Iterator[Choice]:
    """What may be chosen: what is chosen first, then whatever most people have, what says nothing last."""
    numbers = {**counted.counts, **({ABSENT: counted.unrecorded} if counted.unrecorded else {})}
    codes = dict.fromkeys((*chosen, *sorted(numbers, key=lambda code: code.startswith(ABSENT))))
    for code in codes:
        yield Choice(code=code, label=labels.of(counted.name, code), n=numbers.get(code, 0), chosen=code in chosen)


def people(labels: Labels, rows: Iterable[PersonRow], asking: Asking) -> tuple[PersonShown, ...]:
    """The people found, each as the columns chosen tell of them."""
    return tuple(
        PersonShown(
            code=row.code,
            cells=tuple((column, cell(labels, row, column)) for column in asking.columns),
            beside=replace(asking, show=row.code).address,
            is_shown=row.code == asking.show,
        )
        for row in rows
    )


def cell(labels: Labels, row: PersonRow, column: str) -> tuple[str, ...]:
    """The values of one column for one person, in words; none where nothing is told."""
    if column in _CODED:
        return labels.all_of(column, getattr(row, column))
    match column:
        case "taken":
            return () if row.taken is None else (labels.wording.interval(row.taken.earliest, row.taken.latest),)
        case "age":
            return () if row.age is None else (_span(row.age),)
        case "sources":
            return (str(row.sources),)
        case _:
            return tuple(getattr(row, column))


def _span(ends: tuple[int | None, int | None]) -> str:
    low, high = ("" if end is None else str(end) for end in ends)
    return low if low == high else f"{low}–{high}"


def page(asking: Asking, total: int) -> dict[str, int | str | None]:
    """Where in the list of all who were found one is, and the addresses of the pages before and after, if any."""
    query = asking.query
    there = ways(Page(items=(), total=total, window=Window(number=query.page, size=query.size)))
    found = {way: there[way] for way in ("previous", "next")}
    return {**there, **{way: None if n is None else asking.asks(page=n).address for way, n in found.items()}}
