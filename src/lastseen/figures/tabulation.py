"""Tabulation: how many units are certainly in a row, and how many possibly."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from lastseen.domain.derive.variables import Shape
from lastseen.figures.definitions import Definition, Order, Unit
from lastseen.figures.labels import labels_of
from lastseen.figures.mass_events import mass_events
from lastseen.figures.rows import OTHER, TOTAL, UNDETERMINED, UNKNOWN, assign, shape_of
from lastseen.figures.units import readings_of
from lastseen.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: ``n`` units are certainly in it (``low`` is the same), ``high`` at most; ``percent`` is n of N."""

    code: str
    labels: Mapping[str, str]
    n: int
    low: int
    high: int
    percent: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One tabulated figure.

    ``N`` counts the units in the population, those only possibly so included; these, and those that may be another unit
    counted already, stand in the row ``undetermined``. A single-answer figure sums to N; one with ``multiple`` answers
    does not.
    """

    id: str
    labels: Mapping[str, str]
    unit: Unit
    N: int
    multiple: bool
    rows: tuple[Row, ...]

    def row(self, code: str) -> Row | None:
        """The row of this code, if there is one."""
        return next((row for row in self.rows if row.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabulation:
    """A figure with its members: ``unit``, ``row`` and whether ``certain``, one line for each row a unit may be in."""

    figure: Figure
    members: pl.DataFrame


def tabulate(definition: Definition, snapshot: Snapshot) -> Tabulation:
    """Tabulate one figure from a snapshot.

    A unit is certainly in a row if every reading of it is, and possibly if any reading may be. Units that may be one and
    the same (an *unsure* verdict) count once, and only for a row that all of them are certainly in.
    """
    if definition.unit is Unit.MASS_EVENT:
        rows, members = mass_events(snapshot)
        return Tabulation(figure=_figure(definition, len(rows), _mass_rows(rows)), members=members)
    readings = _narrowed(readings_of(definition.unit, definition.population, snapshot), definition, snapshot)
    assigned = assign(readings, definition, snapshot)
    members = _members(readings, assigned)
    total = readings["unit"].n_unique()
    counted = _counted(members)
    settled = members.filter("certain")["doubt"].n_unique() if shape_of(definition)[0] is Shape.MULTIPLE else None
    figure = _figure(definition, total, _rows(definition, counted, total, settled, snapshot))
    return Tabulation(figure=figure, members=members.select("unit", "row", "certain"))


def _narrowed(readings: pl.DataFrame, definition: Definition, snapshot: Snapshot) -> pl.DataFrame:
    """Only readings that may meet every condition; a unit is sure only if all of its readings certainly meet them."""
    readings = readings.drop("reading", strict=False).with_row_index("reading")
    for variable, codes in definition.where.items():
        inside = definition.where_figure(variable, codes)
        met = assign(readings, inside, snapshot).filter(pl.col("row") == "in").select("reading", met="certain")
        readings = (
            readings.join(met, on="reading", how="left")
            .with_columns(sure=pl.col("sure") & (pl.col("met").fill_null(value=False).all().over("unit")))
            .filter(pl.col("met").is_not_null())
            .drop("met")
        )
    return readings


def _members(readings: pl.DataFrame, assigned: pl.DataFrame) -> pl.DataFrame:
    """``unit``, ``doubt``, ``row``, ``certain``: the last over all readings of all units that may be one."""
    doubts = readings.lazy().group_by("doubt").agg(total=pl.len(), sure=pl.col("sure").any())
    in_row = (
        assigned.lazy()
        .join(readings.lazy().select("reading", "unit", "doubt"), on="reading")
        .group_by("unit", "doubt", "row")
        .agg(fits=pl.col("certain").sum())
    )
    return (
        in_row.join(doubts, on="doubt")
        .with_columns(certain=(pl.col("fits").sum().over("doubt", "row") == pl.col("total")) & pl.col("sure"))
        .select("unit", "doubt", "row", "certain")
        .collect()
    )


def _counted(members: pl.DataFrame) -> dict[str, tuple[int, int]]:
    """Row to how many certainly and how many possibly."""
    counts = members.group_by("row").agg(n=pl.col("doubt").filter("certain").n_unique(), high=pl.col("unit").n_unique())
    return {row: (n, high) for row, n, high in counts.iter_rows()}


def _rows(
    definition: Definition, counted: Mapping[str, tuple[int, int]], total: int, settled: int | None, snapshot: Snapshot
) -> list[Row]:
    named = [row.code for row in definition.rows]
    found = sorted(set(counted) - {*named, OTHER, UNKNOWN}, key=_natural)
    codes = [*named, *found]
    if definition.order is Order.DESCENDING:
        codes.sort(key=lambda code: -counted.get(code, (0, 0))[0])
    if OTHER in counted:
        codes.append(OTHER)
    if definition.variable is not None:
        codes.append(UNKNOWN)
    labels = labels_of(definition, codes, snapshot)
    rows = [_row(code, labels[code], *counted.get(code, (0, 0)), total) for code in codes]
    if definition.variable is None and not rows:
        rows = [_row(TOTAL, labels_of(definition, [TOTAL], snapshot)[TOTAL], 0, 0, total)]
    open_ = total - (sum(row.n for row in rows) if settled is None else settled)
    labels = labels_of(definition, [UNDETERMINED], snapshot)
    return [*rows, _row(UNDETERMINED, labels[UNDETERMINED], open_, open_, total)]


def _natural(code: str) -> tuple[int, str]:
    return (int(code), "") if code.isdigit() else (0, code)


def _row(code: str, labels: Mapping[str, str], n: int, high: int, total: int) -> Row:
    percent = round(100 * n / total, 1) if total else None
    return Row(code=code, labels=labels, n=n, low=n, high=high, percent=percent)


def _mass_rows(rows: Mapping[str, tuple[int, int]]) -> list[Row]:
    return [
        Row(code=event, labels={"en": event}, n=low, low=low, high=high, percent=None)
        for event, (low, high) in rows.items()
    ]


def _figure(definition: Definition, total: int, rows: list[Row]) -> Figure:
    return Figure(
        id=definition.id,
        labels=definition.labels,
        unit=definition.unit,
        N=total,
        multiple=shape_of(definition)[0] is Shape.MULTIPLE,
        rows=tuple(rows),
    )
