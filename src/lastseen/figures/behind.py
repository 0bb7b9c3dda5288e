"""Who stands behind each row of a figure, by the codes people know them by: for those inside only."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from lastseen.figures.figure import Tabulation
from lastseen.figures.following import codes_of
from lastseen.figures.units import Units


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """The units of one row: codes of those certainly in it and of those possibly, and how many more there are."""

    certain: tuple[str, ...]
    possible: tuple[str, ...]
    more: int


def behind(tabulation: Tabulation, units: Units, most: int) -> Mapping[str, Behind]:
    """The units behind every row that has any, in order of their codes; at most ``most`` of a row are named.

    ``units`` are those it was counted in.
    """
    members = tabulation.numbered
    first = members.sort("row", "unit").filter(pl.int_range(pl.len()).over("row") < most)
    named_first = first.join(tabulation.names, on="unit")
    codes = codes_of(tabulation.definition, named_first["name"], units)
    counts = dict(members.group_by("row").len().iter_rows())
    named: dict[str, dict[bool, list[str]]] = {}
    for unit, row, certain in named_first.select("name", "row", "certain").iter_rows():
        named.setdefault(row, {True: [], False: []})[certain].append(codes.get(unit, unit))
    return {
        row: Behind(
            certain=tuple(sorted(some[True])),
            possible=tuple(sorted(some[False])),
            more=max(0, counts[row] - most),
        )
        for row, some in named.items()
    }
