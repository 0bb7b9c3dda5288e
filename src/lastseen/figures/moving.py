"""How the rows of one figure moved between two snapshots: which units entered or left, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from lastseen.figures.definitions import Unit
from lastseen.figures.figure import Row, Tabulation
from lastseen.figures.matching import Match
from lastseen.figures.rows import UNDETERMINED
from lastseen.figures.states import differences, states
from lastseen.figures.units import Units


class Why(StrEnum):
    """Why a unit moved into or out of a row."""

    NEW = "new"
    GONE = "gone"
    MERGED = "merged"
    SPLIT = "split"
    CHANGED = "changed"


class Place(StrEnum):
    """How a unit stands to a row."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedUnit:
    """One unit that moved, by its id in the second snapshot (or the first, where it is no more).

    ``because`` names what changed: variables of the figure, ``population`` (its findings, or who tells of it) or
    ``doubt`` (an *unsure* verdict, or those it stands in doubt with).
    """

    unit: str
    before: Place
    after: Place
    why: Why
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """A row's numbers; nought where it was not there."""

    n: int = 0
    low: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedRow:
    """One row that moved: in its numbers, or in who makes them up."""

    row: str
    before: Counts
    after: Counts
    units: tuple[MovedUnit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedFigure:
    """A figure with the rows that moved."""

    figure: str
    unit: Unit
    before: int
    after: int
    rows: tuple[MovedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One figure in one snapshot."""

    tabulation: Tabulation
    units: Units


def moved_figure(first: Side, second: Side, match: Match) -> MovedFigure | None:
    """The rows of a figure that moved, or None where none did."""
    lines = _moved_lines(first.tabulation, second.tabulation, match)
    before, after = first.tabulation.figure, second.tabulation.figure
    reasons = _reasons(lines["unit"].unique().to_list(), first, second, match)
    rows = []
    for code in dict.fromkeys(row.code for row in (*after.rows, *before.rows)):
        of_row = lines.filter(pl.col("row") == code).sort("unit").iter_rows(named=True)
        units = tuple(_moved_unit(line, reasons[line["unit"]]) for line in of_row)
        counts = (_counts(before.row(code)), _counts(after.row(code)))
        if units or counts[0] != counts[1]:
            told = units or _numbers_told(code, after.unit)
            rows.append(MovedRow(row=code, before=counts[0], after=counts[1], units=told))
    if not rows:
        return None
    return MovedFigure(figure=after.id, unit=after.unit, before=before.N, after=after.N, rows=tuple(rows))


def _counts(row: Row | None) -> Counts:
    return Counts() if row is None else Counts(n=row.n, low=row.low, high=row.high)


def _numbers_told(event: str, unit: Unit) -> tuple[MovedUnit, ...]:
    """A mass event that is there in both, told of with other numbers."""
    if unit is not Unit.UNNAMED or event == UNDETERMINED:
        return ()
    there = Place.CERTAIN
    return (MovedUnit(unit=event, before=there, after=there, why=Why.CHANGED, because=("lowest", "highest")),)


_PLACE = {True: Place.CERTAIN, False: Place.POSSIBLE, None: Place.OUT}


def _moved_unit(line: Mapping[str, object], reason: tuple[Why, tuple[str, ...]]) -> MovedUnit:
    places = [_PLACE[None if line[side] is None else bool(line[side])] for side in ("before", "after")]
    return MovedUnit(unit=str(line["unit"]), before=places[0], after=places[1], why=reason[0], because=reason[1])


def _moved_lines(first: Tabulation, second: Tabulation, match: Match) -> pl.DataFrame:
    """``unit``, ``row`` and whether certain ``before`` and ``after`` (null: not in the row), where these differ."""
    renamed = {unit: name for unit in first.names["name"] if (name := match.name_later(unit)) != unit}
    before = first.members.select(pl.col("unit").replace(renamed), "row", before="certain")
    after = second.members.select("unit", "row", after="certain")
    both = before.join(after, on=["unit", "row"], how="full", coalesce=True)
    return both.filter(~pl.col("before").eq_missing(pl.col("after")))


Reason = tuple[Why, tuple[str, ...]]


def _reasons(moved: Iterable[str], first: Side, second: Side, match: Match) -> dict[str, Reason]:
    """Why each unit moved; units are named as in the second snapshot where they are in it."""
    names = first.tabulation.names["name"]
    earlier = {later: name for name in names if (later := match.name_later(name)) != name}
    there = set(names)
    pairs = {unit: earlier.get(unit, unit) for unit in moved}
    before, after = (
        states(first.tabulation, first.units, pairs.values()),
        states(second.tabulation, second.units, pairs),
    )
    found: dict[str, Reason] = {}
    for later, one in pairs.items():
        regrouped = _regrouped(later, one, match)
        if regrouped is not None:
            found[later] = (regrouped, ())
        elif one not in match.later:
            found[later] = (Why.GONE if one in there else Why.NEW, ())
        else:
            found[later] = (Why.CHANGED, differences(before.get(one), after.get(later)))
    return found


def _regrouped(later: str, earlier: str, match: Match) -> Why | None:
    """Whether a unit was merged with others or split; None where it is one unit in both snapshots."""
    into, out_of = match.later.get(earlier, ()), match.earlier.get(later, ())
    if len(into) > 1 or any(len(match.later[one]) > 1 for one in out_of):
        return Why.SPLIT
    if len(out_of) > 1 or any(len(match.earlier[one]) > 1 for one in into):
        return Why.MERGED
    return None
