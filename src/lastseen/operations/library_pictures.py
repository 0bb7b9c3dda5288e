"""Those whom a query finds, counted for a map and for a timeline: by province, and by year of being taken."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from lastseen.domain.derive.lines import ABSENT
from lastseen.domain.rights import May, Rights
from lastseen.operations.library_choosing import Chosen, chosen, conditions
from lastseen.operations.library_contents import library_of
from lastseen.operations.library_query import Query
from lastseen.operations.library_view import View
from lastseen.operations.library_words import worded
from lastseen.operations.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """How many people are found; how many were taken in each province, certainly in each year, and possibly in each.

    Whoever is told of in several provinces counts in each. ``placed`` are those of whom a province is told. ``undated``
    are those of whom no year is told, or none after which or before which it cannot have been.
    """

    total: int
    provinces: Mapping[str, int]
    placed: int
    certain: Mapping[int, int]
    possible: Mapping[int, int]
    undated: int


def picture_people(rights: Rights, query: Query, workspace: Workspace) -> Pictured:
    """The people a query finds, counted by where and when they were taken, as one user sees them.

    Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.READ)
    view = library_of(rights, workspace)
    vocabularies = workspace.vocabularies
    asked = [*worded(view, query, rights, vocabularies), *conditions(view, query, vocabularies)]
    among = chosen(view, asked)
    provinces = _provinces(view, among)
    certain, possible, dated = _years(view, among)
    return Pictured(
        total=among.total,
        provinces=dict(provinces["code"].value_counts(sort=True).iter_rows()),
        placed=provinces["person"].n_unique(),
        certain=certain,
        possible=possible,
        undated=among.total - dated,
    )


def _provinces(view: View, among: Chosen) -> pl.DataFrame:
    """Every province told of those found, once for each person; of the takings asked for, where any are."""
    table = view.counted["province"]
    kept = among.people.gather(table["person"])
    if among.lines is not None:
        kept &= among.lines.gather(table["line"])
    told = table.filter(kept).select("person", pl.col("code").cast(pl.String))
    return told.filter(~pl.col("code").str.starts_with(ABSENT)).unique(maintain_order=True)


def _years(view: View, among: Chosen) -> tuple[Counter[int], Counter[int], int]:
    """How many were certainly, and how many possibly, taken in each year; and of how many both ends are told."""
    kept = among.people.gather(view.lines["person"])
    if among.lines is not None:
        kept &= among.lines
    spans = view.lines.filter(kept).group_by("person").agg(pl.col("taken_low").min(), pl.col("taken_high").max())
    whole = spans.drop_nulls()
    certain, possible = Counter[int](), Counter[int]()
    for low, high in whole.select("taken_low", "taken_high").iter_rows():
        first, last = (date.fromordinal(day).year for day in (low, high))
        possible.update(range(first, last + 1))
        certain.update([first] if first == last else ())
    return certain, possible, whole.height
