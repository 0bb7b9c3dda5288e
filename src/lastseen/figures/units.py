"""The units of count of one snapshot, worked out once for all figures that count them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from lastseen.figures.counting import TABLE, readings_of
from lastseen.figures.definitions import Population, Unit
from lastseen.figures.lexicon import Lexicon, read_lexicon
from lastseen.figures.populations import Admitted, admitted
from lastseen.figures.variables import ADDED_UP
from lastseen.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The readings of one unit of count in one population, in whole numbers.

    ``readings`` has one line per reading: ``unit`` (none for a shadow) and ``doubt`` as numbers, ``sure``, and ``row``,
    the line in ``table``, or else variables of the unit's own. ``units`` has one line per unit: its number, its
    ``doubt``, its ``name``, and ``first``: whether it is the one that its doubt counts as.
    """

    table: str | None
    readings: pl.DataFrame
    units: pl.DataFrame

    @property
    def total(self) -> int:
        """How many units there are, those only possibly in the population included."""
        return self.units.height

    @property
    def doubtful(self) -> bool:
        """Whether any unit may be another, or somebody outside the population."""
        return not self.units["first"].all() or self.readings["unit"].null_count() > 0


@dataclass(frozen=True, slots=True)
class Units:
    """The units of one snapshot. What is worked out or read once is kept."""

    snapshot: Snapshot
    _columns: dict[tuple[str, str], pl.Series] = field(default_factory=dict, repr=False)
    _whole: dict[str, pl.DataFrame] = field(default_factory=dict, repr=False)
    _admitted: dict[Population, Admitted] = field(default_factory=dict, repr=False)
    _counted: dict[tuple[Unit, Population], Counted] = field(default_factory=dict, repr=False)
    _lexicon: list[Lexicon] = field(default_factory=list, repr=False)

    @property
    def lexicon(self) -> Lexicon:
        """The vocabularies of the snapshot."""
        if not self._lexicon:
            self._lexicon.append(read_lexicon(self.snapshot))
        return self._lexicon[0]

    def counted(self, unit: Unit, population: Population) -> Counted:
        """The readings of a unit of count in a population."""
        key = (unit, population)
        if key not in self._counted:
            if population not in self._admitted:
                self._admitted[population] = admitted(population, self.lazy)
            readings = readings_of(unit, self._admitted[population], self.lazy).collect()
            self._counted[key] = _numbered(readings, TABLE.get(unit))
        return self._counted[key]

    def readings(self, unit: Unit, population: Population, columns: Sequence[str]) -> pl.DataFrame:
        """``reading`` (its number), ``unit``, ``doubt``, ``sure`` and these columns, one line per reading."""
        counted = self.counted(unit, population)
        own = [name for name in columns if name in counted.readings.columns]
        frame = counted.readings.select("unit", "doubt", "sure", *own)
        if counted.table is not None:
            lines = counted.readings["row"]
            frame = frame.with_columns(
                self._column(counted.table, name).gather(lines) for name in columns if name not in own
            )
        if counted.doubtful:
            frame = frame.with_columns(counted.readings["member"])
            frame = frame.with_columns(_added_up(name) for name in ADDED_UP if f"{name}_high" in columns).drop("member")
        return frame.with_row_index("reading")

    def lazy(self, table: str) -> pl.LazyFrame:
        """A table of the snapshot, its lines always in one order.

        Where sources are withheld the rest is found by joins, which promise no order: the table is then read once, as a
        whole.
        """
        if not self.snapshot.withheld:
            return self.snapshot.lazy(table)
        if table not in self._whole:
            self._whole[table] = self.snapshot.table(table)
        return self._whole[table].lazy()

    def _column(self, table: str, name: str) -> pl.Series:
        key = (table, name)
        if key not in self._columns:
            self._columns[key] = self.lazy(table).select(name).collect().to_series()
        return self._columns[key]


def _numbered(readings: pl.DataFrame, table: str | None) -> Counted:
    """Numbers in place of ids: units in the order of their ids, the one that leads its doubt first in it."""
    names = (
        readings.lazy().select("unit", "doubt").drop_nulls().unique().sort(pl.col("unit") != pl.col("doubt"), "unit")
    )
    doubts = readings.lazy().select("doubt").unique().collect().with_row_index("doubt_number")
    units = (
        names.with_columns(first=pl.col("doubt").is_first_distinct())
        .sort("unit")
        .with_row_index("number")
        .join(doubts.lazy(), on="doubt", maintain_order="left")
        .select("number", name="unit", doubt="doubt_number", first="first")
        .collect()
    )
    numbers = units.select("number", unit="name")
    member = pl.col("member" if "member" in readings.columns else "unit").hash()
    found = (
        readings.with_columns(member=member)
        .join(numbers, on="unit", how="left")
        .join(doubts, on="doubt")
        .drop("unit", "doubt")
        .rename({"number": "unit", "doubt_number": "doubt"})
    )
    return Counted(table=table, readings=found, units=units.rename({"number": "unit"}))


def _added_up(name: str) -> pl.Expr:
    """The high end of a number that adds up over all units that may be one, and their shadows."""
    most = pl.col(f"{name}_high").max().over("member")
    once = pl.when(pl.col("member").is_first_distinct()).then(most)
    return once.sum().over("doubt").alias(f"{name}_high")
