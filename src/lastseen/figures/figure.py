"""What tabulation gives: figures, their rows, and the units behind them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from lastseen.figures.definitions import Definition, Population, Unit


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
    does not. ``unsaid`` splits the row ``unknown`` by why nothing is said: not known, refused, not asked. All
    numbers are ``rounded_to`` multiples of one that is not 1 only in what is published.
    """

    id: str
    labels: Mapping[str, str]
    unit: Unit
    population: Population
    N: int
    multiple: bool
    rows: tuple[Row, ...]
    unsaid: Mapping[str, int]
    rounded_to: int = 1

    def row(self, code: str) -> Row | None:
        """The row of this code, if there is one."""
        return next((row for row in self.rows if row.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabulation:
    """A figure with the units it was counted from.

    Of the lines of ``members`` in a row, those that are certain make its n, all of them its high. Of units that may be
    one and the same only the first is certain.
    """

    definition: Definition
    figure: Figure
    numbered: pl.DataFrame = field(repr=False)
    names: pl.DataFrame = field(repr=False)

    @property
    def members(self) -> pl.DataFrame:
        """One line for each row a unit may be in, with the unit's id, in the order of ids and rows."""
        named = self.numbered.join(self.names, on="unit")
        return named.select("row", "certain", unit="name").select("unit", "row", "certain").sort("unit", "row")


def row_of(code: str, labels: Mapping[str, str], n: int, high: int, total: int) -> Row:
    """A row of these counts, its share taken of the total."""
    return Row(code=code, labels=labels, n=n, low=n, high=high, percent=percentage(n, total))


def percentage(n: int, total: int) -> float | None:
    """A share in percent with one decimal, halves rounded up, exactly; None of nothing."""
    return (2000 * n + total) // (2 * total) / 10 if total else None
