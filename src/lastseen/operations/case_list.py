"""All cases one user sees, narrowed by whom the library finds in them, each with what is told of it in short."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import polars as pl

from lastseen.domain.dates import IntervalDate
from lastseen.domain.derive.lines import ABSENT
from lastseen.domain.rights import May, Rights
from lastseen.operations.library_choosing import chosen, conditions
from lastseen.operations.library_contents import library_of
from lastseen.operations.library_query import Query
from lastseen.operations.library_rows import CaseRow, case_rows
from lastseen.operations.library_view import View
from lastseen.operations.library_words import worded
from lastseen.operations.pages.asked import Page, Window
from lastseen.operations.workspace import Workspace

NARROWING = ("grounds", "province")
"""The facets by which cases are chosen and counted."""


class CaseSort(StrEnum):
    """The order cases are listed in; of two alike the older code comes first."""

    CODE = "code"
    TAKEN = "taken"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case in a list: when its people may have been taken, and the codes any source tells of how.

    ``case`` has its code, its titles and how many people were taken in it; ``sources`` counts those that tell of it.
    """

    case: CaseRow
    taken: IntervalDate | None
    province: tuple[str, ...]
    grounds: tuple[str, ...]
    first: tuple[str, ...]
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesFound:
    """Part of the cases in which somebody as asked for was taken; how many cases there are under each code of a facet,
    its own choice left out."""

    page: Page[CaseLine]
    counts: Mapping[str, Mapping[str, int]]


def find_cases(
    rights: Rights, query: Query, order: tuple[CaseSort, int], workspace: Workspace, window: Window
) -> CasesFound:
    """The cases in which somebody as asked for was taken, in an order, with at least so many people.

    Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.READ)
    view = library_of(rights, workspace)
    sort, least = order
    cases = _summed(view, _lines(view, query, rights, workspace), least)
    shown = _in_order(cases, sort)[window.start :][: window.size]
    counts = {
        facet: _counted(view, _lines(view, _without(query, facet), rights, workspace), facet, least)
        for facet in NARROWING
    }
    return CasesFound(
        page=Page(items=_rows(rights, view, shown), total=cases.height, window=window),
        counts=counts,
    )


def _without(query: Query, facet: str) -> Query:
    return replace(query, chosen={name: codes for name, codes in query.chosen.items() if name != facet})


def _lines(view: View, query: Query, rights: Rights, workspace: Workspace) -> pl.DataFrame:
    """The lines of takings in a case that are as asked for."""
    vocabularies = workspace.vocabularies
    among = chosen(view, [*worded(view, query, rights, vocabularies), *conditions(view, query, vocabularies)])
    kept = among.people.gather(view.lines["person"])
    if among.lines is not None:
        kept &= among.lines
    return view.lines.filter(kept).filter(pl.col("case").is_not_null())


def _summed(view: View, found: pl.DataFrame, least: int) -> pl.DataFrame:
    """The cases of these lines, each summed over all its lines: people, sources, first and last day."""
    every = view.lines.join(found.select("case").unique(), on="case", how="semi")
    cases = every.group_by("case").agg(
        people=pl.col("person").n_unique(),
        sources=pl.col("source").n_unique(),
        low=pl.col("taken_low").min(),
        high=pl.col("taken_high").max(),
    )
    return cases.filter(pl.col("people") >= least)


def _counted(view: View, found: pl.DataFrame, facet: str, least: int) -> dict[str, int]:
    """How many of the cases of these lines there are under each code of a facet, the most first."""
    cases = _summed(view, found, least)
    told = _told(view, facet, cases["case"])
    counts = told.group_by("code").len().sort(["len", "code"], descending=[True, False])
    return dict(counts.iter_rows())


def _told(view: View, column: str, cases: pl.Series) -> pl.DataFrame:
    """Every code of a column told in each of these cases, once."""
    lines = view.lines.select("line", "case").filter(pl.col("case").is_in(cases.implode()))
    told = view.counted[column].join(lines, on="line").select("case", pl.col("code").cast(pl.String))
    return told.filter(~pl.col("code").str.starts_with(ABSENT)).unique().sort("case", "code")


def _in_order(cases: pl.DataFrame, sort: CaseSort) -> pl.DataFrame:
    match sort:
        case CaseSort.CODE:
            return cases.sort("case")
        case CaseSort.TAKEN:
            return cases.sort("low", "case", nulls_last=True)
        case CaseSort.PEOPLE:
            return cases.sort("people", "case", descending=[True, False])


def _rows(rights: Rights, view: View, shown: pl.DataFrame) -> tuple[CaseLine, ...]:
    numbers = shown["case"].to_list()
    described = case_rows(rights, view, numbers)
    told = {
        column: {
            case: tuple(codes)
            for case, codes in _told(view, column, shown["case"]).group_by("case").agg("code").iter_rows()
        }
        for column in ("province", "grounds", "first")
    }
    return tuple(
        CaseLine(
            case=case,
            taken=_taken(row["low"], row["high"]),
            sources=row["sources"],
            **{column: tuple(sorted(codes.get(row["case"], ()))) for column, codes in told.items()},
        )
        for case, row in zip(described, shown.iter_rows(named=True), strict=True)
    )


def _taken(low: int | None, high: int | None) -> IntervalDate | None:
    if low is None and high is None:
        return None
    earliest, latest = (None if end is None else date.fromordinal(end) for end in (low, high))
    return IntervalDate(earliest=earliest, latest=latest)
