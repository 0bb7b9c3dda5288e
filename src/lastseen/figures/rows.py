"""Which rows of a figure each reading falls into, certainly or possibly."""

from collections.abc import Iterable, Mapping

import polars as pl

from lastseen.domain.derive.variables import Shape, Variable
from lastseen.figures.checking import FARTHEST, OTHER, bounded_rows, span
from lastseen.figures.definitions import Definition, Each
from lastseen.figures.lexicon import Lexicon
from lastseen.figures.variables import CODED, PLAIN, variable_of

TOTAL = "total"
UNKNOWN = "unknown"
UNDETERMINED = "undetermined"

_YEARS: Mapping[Each | None, int] = {Each.YEAR: 1, Each.FIVE_YEARS: 5}
"""How many years a row of years stands for."""

_WIDEST = 200
"""An interval over more years or whole numbers than this makes no rows; it may be in every row there is within it."""


def assign(readings: pl.DataFrame, definition: Definition, lexicon: Lexicon) -> pl.DataFrame:
    """One line for each reading (its number) and row it may be in: ``reading``, ``row``, ``certain``.

    A single-answer reading is certainly in a row if all that it leaves open lies in that row; a multiple-answer reading
    is certainly in every row it names. A reading nobody gave an answer for is certainly ``unknown``; what fits no row
    is ``other``.
    """
    variable = variable_of(definition)
    if variable is PLAIN:
        return readings.select("reading", row=pl.lit(TOTAL), certain=pl.lit(value=True))
    said = pl.col(f"{variable.name}_absence").is_null()
    unsaid = readings.filter(~said).select("reading", row=pl.lit(UNKNOWN), certain=pl.lit(value=True))
    given = readings if unsaid.is_empty() else readings.filter(said)
    if variable.shape in CODED:
        found = _codes(given, definition, variable, lexicon)
    else:
        found = _intervals(given, definition, variable)
    return found if unsaid.is_empty() else pl.concat([found, unsaid])


def rows_of_codes(codes: Iterable[str], definition: Definition, variable: Variable, lexicon: Lexicon) -> dict[str, str]:
    """The row each code counts in: its own or its top one's where every code makes a row; else that of the nearest code
    at or above it that a row names. Codes that no row names are left out."""
    named = {value: row.code for row in definition.rows for value in row.values}
    found: dict[str, str] = {}
    for code in codes:
        lineage = lexicon.lineage(variable.vocabulary, code)
        if definition.each is not None:
            found[code] = lineage[-1] if definition.each is Each.TOP else code
        else:
            row = next((named[step] for step in lineage if step in named), None)
            if row is not None:
                found[code] = row
    return found


def _codes(given: pl.DataFrame, definition: Definition, variable: Variable, lexicon: Lexicon) -> pl.DataFrame:
    several = pl.col(variable.name).list.len() > 1
    alone = given.filter(~several).select("reading", code=pl.col(variable.name).list.first())
    rest = given.filter(several).select("reading", code=pl.col(variable.name)).explode("code")
    codes = pl.concat([alone["code"], rest["code"]]).unique().drop_nulls()
    rows = rows_of_codes(codes, definition, variable, lexicon)
    in_row = pl.col("code").replace_strict(rows, default=OTHER, return_dtype=pl.String)
    several_rows = rest.select("reading", row=in_row).unique(maintain_order=True)
    certain = pl.lit(value=True) if variable.shape is Shape.MULTIPLE else pl.len().over("reading") == 1
    return pl.concat(
        [
            alone.select("reading", row=in_row, certain=pl.lit(value=True)),
            several_rows.with_columns(certain=certain),
        ]
    )


def _intervals(given: pl.DataFrame, definition: Definition, variable: Variable) -> pl.DataFrame:
    low, high = pl.col(f"{variable.name}_low"), pl.col(f"{variable.name}_high")
    years = _YEARS.get(definition.each)
    if years is not None:
        low, high = low.dt.year() // years, high.dt.year() // years
    ends = given.select("reading", low=low.cast(pl.Int32).cast(pl.Int64), high=high.cast(pl.Int32).cast(pl.Int64))
    if definition.each is not None:
        return _every_number(ends).with_columns(_named(pl.col("row"), years or 1))
    return _between(ends, {row.code: span(row) for row in bounded_rows(definition)})


def _named(number: pl.Expr, years: int) -> pl.Expr:
    """The code of a row: its number, or the first and the last of the years it stands for."""
    first = number * years
    return first.cast(pl.String) if years == 1 else pl.concat_str(first, first + years - 1, separator="-")


def _every_number(ends: pl.DataFrame) -> pl.DataFrame:
    """A row for each number that a closed interval covers; others may be in any of these they reach."""
    closed = (pl.col("high") - pl.col("low") < _WIDEST).fill_null(value=False)
    exact = ends.filter(pl.col("low") == pl.col("high"))
    within = (
        ends.filter(closed & (pl.col("low") != pl.col("high")))
        .select("reading", row=pl.int_ranges("low", pl.col("high") + 1))
        .explode("row")
    )
    rows = pl.concat([exact["low"].alias("row"), within["row"]]).unique().sort()
    wide = (
        ends.filter(~closed)
        .join(rows.to_frame(), how="cross")
        .filter((pl.col("low") <= pl.col("row")).fill_null(value=True))
        .filter((pl.col("high") >= pl.col("row")).fill_null(value=True))
    )
    possible = pl.concat([within, wide.select("reading", "row")])
    return pl.concat(
        [
            exact.select("reading", row="low", certain=pl.lit(value=True)),
            possible.select("reading", "row", certain=pl.lit(value=False)),
        ]
    )


def _between(ends: pl.DataFrame, spans: Mapping[str, tuple[int, int]]) -> pl.DataFrame:
    """Each interval in every row it reaches, certainly where it lies within; ``other`` for what no row covers."""
    low, high = pl.col("low"), pl.col("high")
    closed = ends.with_columns(low.fill_null(-FARTHEST), high.fill_null(FARTHEST))
    reached = [
        closed.filter((low <= last) & (high >= first)).select(
            "reading",
            row=pl.lit(code),
            certain=(low >= first) & (high <= last),
            days=pl.min_horizontal(high, pl.lit(last)) - pl.max_horizontal(low, pl.lit(first)) + 1,
        )
        for code, (first, last) in spans.items()
    ]
    found = pl.concat(reached)
    partly = found.filter(~pl.col("certain")).group_by("reading").agg(pl.col("days").sum())
    outside = (
        closed.join(found.filter("certain"), on="reading", how="anti")
        .join(partly, on="reading", how="left")
        .filter(pl.col("days").fill_null(0) < high - low + 1)
        .select("reading", row=pl.lit(OTHER), certain=pl.col("days").is_null())
    )
    return pl.concat([found.drop("days"), outside])
