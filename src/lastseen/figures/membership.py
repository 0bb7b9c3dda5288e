"""Which units a figure counts in which row, from the rows that their readings may be in."""

import polars as pl

from lastseen.domain.answers import Absence
from lastseen.domain.derive.variables import Shape, Variable
from lastseen.figures.definitions import INSIDE, Definition
from lastseen.figures.lexicon import Lexicon
from lastseen.figures.rows import UNDETERMINED, UNKNOWN, assign, rows_of_codes
from lastseen.figures.units import Counted
from lastseen.figures.variables import PLAIN, variable_of

_STRONGEST = {Absence.REFUSED: 0, Absence.UNKNOWN: 1, Absence.NOT_ASKED: 2}


def narrowed(readings: pl.DataFrame, definition: Definition, lexicon: Lexicon) -> pl.DataFrame:
    """Only readings that may meet every condition; a unit is sure only if all of its readings certainly meet them.

    ``reading`` numbers the lines that are left. Where a condition is on the variable counted itself, what a reading
    leaves open outside the condition is taken off it.
    """
    for name, codes in definition.where.items():
        condition = definition.where_figure(name, codes)
        met = assign(readings, condition, lexicon).filter(pl.col("row") == INSIDE).select("reading", met="certain")
        readings = (
            readings.join(met, on="reading", how="left", maintain_order="left")
            .with_columns(sure=pl.col("sure") & pl.col("met").fill_null(value=False).all().over("doubt"))
            .filter(pl.col("met").is_not_null())
            .drop("reading", "met")
            .with_row_index("reading")
        )
        variable = variable_of(definition)
        if name == variable.name and variable.shape is Shape.SINGLE:
            readings = _inside_only(readings, condition, variable, lexicon)
    return readings


def _inside_only(readings: pl.DataFrame, condition: Definition, variable: Variable, lexicon: Lexicon) -> pl.DataFrame:
    codes = readings[variable.name].explode().unique().drop_nulls()
    inside = list(rows_of_codes(codes, condition, variable, lexicon))
    kept = pl.col(variable.name).list.eval(pl.element().filter(pl.element().is_in(inside)))
    return readings.with_columns(kept)


def units_left(counted: Counted, readings: pl.DataFrame) -> pl.DataFrame:
    """The units that have a reading left, as :class:`~lastseen.figures.units.Counted` lists them."""
    left = counted.units.filter(pl.col("unit").is_in(readings["unit"].drop_nulls().unique().implode()))
    if not counted.doubtful or left.height == counted.total:
        return left
    return left.sort(~pl.col("first"), "unit").with_columns(first=pl.col("doubt").is_first_distinct()).sort("unit")


def members(readings: pl.DataFrame, assigned: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """``unit``, ``row``, ``certain``: one line for each row a unit may be in, and for those certainly in none the row
    ``undetermined``."""
    whole = readings.lazy().group_by("doubt").agg(total=pl.len(), sure=pl.col("sure").all())
    alone = units["first"].all() and readings["unit"].null_count() == 0
    fits = pl.col("fits") if alone else pl.col("fits").sum().over("doubt", "row")
    found = (
        assigned.lazy()
        .with_columns(
            unit=readings["unit"].gather(assigned["reading"]), doubt=readings["doubt"].gather(assigned["reading"])
        )
        .group_by("unit", "doubt", "row")
        .agg(fits=pl.col("certain").sum())
        .with_columns(fits=fits)
        .join(whole, on="doubt")
        .join(units.lazy().select("unit", "first"), on="unit")
        .select("unit", "row", certain=pl.col("sure") & pl.col("first") & (pl.col("fits") == pl.col("total")))
        .collect()
    )
    settled = found.filter("certain")["unit"].unique().implode()
    open_ = units.filter(~pl.col("unit").is_in(settled))
    return pl.concat(
        [found, open_.select("unit", row=pl.lit(UNDETERMINED), certain=pl.lit(value=True))], how="vertical"
    )


def unsaid(readings: pl.DataFrame, found: pl.DataFrame, units: pl.DataFrame, variable: Variable) -> dict[str, int]:
    """Why nothing is said of the units certainly in the row ``unknown``: how many unknown, refused, not asked.

    Of several reasons a refusal outranks *unknown*, and *unknown* outranks *not asked*.
    """
    counts = {absence.value: 0 for absence in Absence}
    nobody = found.filter(pl.col("certain") & (pl.col("row") == UNKNOWN)).select("unit")
    if variable is PLAIN or nobody.is_empty():
        return counts
    rank = pl.col(f"{variable.name}_absence").replace_strict(_STRONGEST, return_dtype=pl.Int8)
    strongest = (
        nobody.join(units.select("unit", "doubt"), on="unit")
        .join(readings.select("doubt", why=rank), on="doubt")
        .group_by("unit")
        .agg(pl.col("why").min())
    )
    by_rank = {rank: absence.value for absence, rank in _STRONGEST.items()}
    found_counts = dict(strongest.group_by("why").len().iter_rows())
    return counts | {by_rank[why]: number for why, number in found_counts.items()}
