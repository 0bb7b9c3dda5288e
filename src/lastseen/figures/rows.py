"""Which rows of a figure each reading falls into, certainly or possibly."""

from collections.abc import Mapping

import polars as pl

from lastseen.domain.derive.variables import VARIABLES, Shape
from lastseen.figures.definitions import BadDefinition, Definition, Each, RowDefinition
from lastseen.snapshot import Snapshot

TOTAL = "total"
OTHER = "other"
UNKNOWN = "unknown"
UNDETERMINED = "undetermined"

_WIDEST = 200
"""An interval over more years or whole numbers than this names no row."""

_STAGE_VARIABLES = {
    "stage_kind": (Shape.SINGLE, "stage-kind"),
    "holder": (Shape.SINGLE, "authority"),
    "basis": (Shape.SINGLE, "basis"),
    "start": (Shape.DATE, ""),
    "days_to_next": (Shape.NUMBER, ""),
    "victims": (Shape.NUMBER, ""),
}
_SHAPES = {v.name: (v.shape, v.vocabulary) for v in VARIABLES} | _STAGE_VARIABLES


def shape_of(definition: Definition) -> tuple[Shape, str]:
    """The shape and vocabulary of a figure's variable. Raises :class:`BadDefinition` for one that does not exist."""
    variable = definition.variable
    if variable is None:
        return Shape.SINGLE, ""
    if variable not in _SHAPES:
        known = ", ".join(sorted(_SHAPES))
        raise BadDefinition(figure=definition.id, why=f"there is no variable {variable!r}; there are {known}")
    return _SHAPES[variable]


def assign(readings: pl.DataFrame, definition: Definition, snapshot: Snapshot) -> pl.DataFrame:
    """One line for each reading (``reading``, its row number) and row it may be in: ``row``, ``certain``.

    A single-answer reading is certainly in a row if all that it leaves open lies in that row; a multiple-answer reading
    is certainly in every row it names. A reading nobody gave an answer for is certainly ``unknown``; one that fits no
    row is ``other``.
    """
    if definition.variable is None:
        return readings.select("reading", row=pl.lit(TOTAL), certain=pl.lit(value=True))
    shape, vocabulary = shape_of(definition)
    said = pl.col(f"{definition.variable}_absence").is_null()
    unsaid = readings.filter(~said).select("reading", row=pl.lit(UNKNOWN), certain=pl.lit(value=True))
    given = readings.filter(said)
    if shape in (Shape.SINGLE, Shape.MULTIPLE):
        found = _codes(given, definition, _row_of_code(definition, vocabulary, snapshot), shape)
    else:
        found = _intervals(given, definition)
    return pl.concat([found, unsaid])


def _codes(given: pl.DataFrame, definition: Definition, rows: Mapping[str, str], shape: Shape) -> pl.DataFrame:
    named = (
        given.lazy()
        .select("reading", code=pl.col(str(definition.variable)))
        .explode("code")
        .with_columns(row=pl.col("code").replace_strict(rows, default=OTHER, return_dtype=pl.String))
        .select("reading", "row")
        .unique()
    )
    certain = pl.lit(value=True) if shape is Shape.MULTIPLE else pl.len().over("reading") == 1
    return named.with_columns(certain=certain).collect()


def _row_of_code(definition: Definition, vocabulary: str, snapshot: Snapshot) -> dict[str, str]:
    """The row each code of the vocabulary counts in; the first row that names a code or one above it takes it."""
    terms = snapshot.table("terms").filter(pl.col("vocabulary") == vocabulary)
    parent = dict(terms.select("code", "parent").iter_rows())
    observed = set(parent) | _observed(definition, snapshot)
    named = {value: row.code for row in reversed(definition.rows) for value in row.values}
    found: dict[str, str] = {}
    for code in observed:
        lineage = _lineage(code, parent)
        if definition.each is not None:
            found[code] = lineage[-1] if definition.each is Each.TOP else code
        else:
            row = next((named[step] for step in lineage if step in named), None)
            if row is not None:
                found[code] = row
    return found


def _observed(definition: Definition, snapshot: Snapshot) -> set[str]:
    """Codes that stand in the readings but in no vocabulary, such as hand-overs; only asked for when rows are made of
    every code found."""
    if definition.each is None or definition.variable not in snapshot.lazy("readings").collect_schema():
        return {value for row in definition.rows for value in row.values}
    column = snapshot.lazy("readings").select(code=pl.col(str(definition.variable))).explode("code")
    return set(column.unique().drop_nulls().collect()["code"])


def _lineage(code: str, parent: Mapping[str, str | None]) -> list[str]:
    lineage = [code]
    while (above := parent.get(lineage[-1])) is not None:
        lineage.append(above)
    return lineage


def _intervals(given: pl.DataFrame, definition: Definition) -> pl.DataFrame:
    name = definition.variable
    ends = given.select("reading", low=pl.col(f"{name}_low"), high=pl.col(f"{name}_high"))
    if definition.each is not None:
        return _every_number(ends, definition.each)
    parts = [_within(ends, row) for row in definition.rows]
    fitted = pl.concat(parts)
    outside = ends.join(fitted, on="reading", how="anti")
    return pl.concat([fitted, outside.select("reading", row=pl.lit(OTHER), certain=pl.lit(value=True))])


def _within(ends: pl.DataFrame, row: RowDefinition) -> pl.DataFrame:
    possible = certain = pl.lit(value=True)
    if row.low is not None:
        possible &= pl.col("high").is_null() | (pl.col("high") >= row.low)
        certain &= pl.col("low").is_not_null() & (pl.col("low") >= row.low)
    if row.high is not None:
        possible &= pl.col("low").is_null() | (pl.col("low") <= row.high)
        certain &= pl.col("high").is_not_null() & (pl.col("high") <= row.high)
    return ends.filter(possible).select("reading", row=pl.lit(row.code), certain=certain)


def _every_number(ends: pl.DataFrame, each: Each) -> pl.DataFrame:
    """A row for each year or whole number an interval covers; one with an open end names none and stays undetermined."""
    if each is Each.YEAR:
        ends = ends.with_columns(pl.col("low").dt.year().cast(pl.Int64), pl.col("high").dt.year().cast(pl.Int64))
    closed = ends.filter((pl.col("high") - pl.col("low")) < _WIDEST)
    return (
        closed.with_columns(certain=pl.col("low") == pl.col("high"), row=pl.int_ranges("low", pl.col("high") + 1))
        .explode("row")
        .select("reading", row=pl.col("row").cast(pl.String), certain="certain")
    )
