"""The library as one user sees it: people, their takings as told, and what each of them is counted under."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from lastseen.domain.derive.frame import Frame
from lastseen.domain.derive.lines import ABSENT, CODES, SPANS
from lastseen.domain.derive.variables import UNNAMED_PART
from lastseen.domain.sources import origins
from lastseen.domain.verdicts import Answer, Verdict, cluster
from lastseen.operations.library_query import FACETS


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything the library is made of, whoever sees it, as storage gives it."""

    lines: pl.DataFrame
    sources: pl.DataFrame
    verdicts: pl.DataFrame
    conclusions: pl.DataFrame
    findings: pl.DataFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The library as one user sees it. People and lines are known by their place in their tables.

    ``people`` have their ``serial`` (that of their oldest account), the number of independent ``sources``, and the
    first and last day they may have been taken (``low``, ``high``). ``lines`` have ``person``, ``case`` (the serial of
    its oldest account), and every column of a line. ``counted`` has, by facet, which person is counted under which
    code, and by which line where the facet is of a taking; absences only of people of whom nobody says more.
    """

    people: pl.DataFrame
    lines: pl.DataFrame
    counted: Mapping[str, pl.DataFrame]
    cases: Mapping[int, int]


def make_view(contents: Contents, compartments: Collection[str] | None, frame: Frame) -> View:
    """The library as it is to who sees these compartments; with None, all of them."""
    sources = contents.sources
    if compartments is not None:
        sources = sources.filter(pl.col("compartment").is_in(sorted(compartments)))
    persons, cases = (_founders(contents.verdicts, kind, sources) for kind in ("person", "case"))
    lines = _placed(contents.lines.join(_described(sources), on="source"), persons, cases)
    concluded, found = (_of_people(_seen(d, sources), lines, cases) for d in (contents.conclusions, contents.findings))
    lines = _replaced(lines, concluded, frame)
    told = {name: lines.select("person", "line", code=name) for name in FACETS if name in lines.columns}
    for place, name in enumerate(("outcome", "standard")):
        told[name] = found.select("person", line=pl.lit(None, pl.UInt32), code=pl.col("value").list.slice(place, 1))
    return View(
        people=_people(lines),
        lines=lines,
        counted={name: _counted(table, of_taking=FACETS[name].of_taking) for name, table in told.items()},
        cases=cases,
    )


def _described(sources: pl.DataFrame) -> pl.DataFrame:
    """The sources with their independent origin as far as it is seen: one derived from a hidden one is its own."""
    derived = sources.filter(pl.col("derived_from").is_in(sources["source"].implode()))
    far = origins(dict(derived.select("source", "derived_from").iter_rows()))
    origin = pl.DataFrame(
        {"source": list(far), "origin": list(far.values())}, schema=dict.fromkeys(("source", "origin"), pl.String)
    )
    named = sources.select("source", "name", kind=pl.concat_list("kind"))
    return named.join(origin, on="source", how="left").with_columns(pl.col("origin").fill_null(pl.col("source")))


def _founders(verdicts: pl.DataFrame, kind: str, sources: pl.DataFrame) -> dict[int, int]:
    """The oldest account of each that is joined to another by verdicts between accounts that are seen."""
    pairs = verdicts.filter(pl.col("kind") == kind)
    for end in ("left", "right"):
        pairs = pairs.join(sources, left_on=f"{end}_source", right_on="source", how="semi")
    same = [Verdict(left=a, right=b, answer=Answer.SAME) for a, b in pairs.select("left", "right").iter_rows()]
    return dict(cluster(sorted({node for verdict in same for node in verdict.pair}), same).founder)


def _placed(lines: pl.DataFrame, persons: Mapping[int, int], cases: Mapping[int, int]) -> pl.DataFrame:
    """The lines in the order of people's codes, each with its place, its person's place and its case."""
    led = lines.with_columns(
        founder=pl.col("serial").replace(persons),
        case=pl.col("case").replace(cases),
        **{f"{span}_{end}": pl.col(span).list.get(at, null_on_oob=True) for span in SPANS for at, end in _ENDS},
    )
    return led.sort("founder", "serial").with_columns(person=pl.col("founder").rle_id()).with_row_index("line")


_ENDS = ((0, "low"), (1, "high"))


def _people(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.group_by("person", maintain_order=True).agg(
        serial=pl.col("founder").first(),
        sources=pl.col("origin").n_unique(),
        low=pl.col("taken_low").min(),
        high=pl.col("taken_high").max(),
    )


def _counted(told: pl.DataFrame, *, of_taking: bool) -> pl.DataFrame:
    """Who is counted under which code, in the order of codes and people."""
    rows = told.filter(pl.col("code").list.len() > 0).explode("code")
    is_absent = pl.col("code").str.starts_with(ABSENT)
    said = rows.filter(~is_absent)
    unsaid = rows.filter(is_absent).join(said, on="person", how="anti")
    rows = pl.concat([said, unsaid])
    rows = rows if of_taking else rows.unique(["person", "code"])
    codes = pl.Enum(rows["code"].unique().sort())
    return rows.with_columns(pl.col("code").cast(codes)).sort("code", "person")


def codes_of(table: pl.DataFrame) -> tuple[str, ...]:
    """The codes anybody is counted under in a table of :class:`View`."""
    kind = table.schema["code"]
    return tuple(kind.categories) if isinstance(kind, pl.Enum) else ()


def _seen(decisions: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """The decisions that hang on nothing hidden."""
    hidden = decisions.join(sources, on="source", how="anti")
    return decisions.join(hidden, on="decision", how="anti")


def _of_people(decisions: pl.DataFrame, lines: pl.DataFrame, cases: Mapping[int, int]) -> pl.DataFrame:
    """Each decision once for each person it is about, and for each case where it names any."""
    hung = decisions.with_row_index("order")
    people = hung.filter(pl.col("kind") == "person").join(lines.select("serial", "person").unique(), on="serial")
    of_case = pl.col("serial").replace(cases)
    in_case = hung.filter(pl.col("kind") == "case").select("decision", case=of_case).unique()
    return people.join(in_case, on="decision", how="left").sort("order").select("person", "case", "subject", "value")


_COLUMN = {variable: column for columns in (CODES, SPANS) for column, variable in columns.items()}


def _replaced(lines: pl.DataFrame, concluded: pl.DataFrame, frame: Frame) -> pl.DataFrame:
    """The lines with what the organisation stands by in place of what was told; the later conclusion prevails."""
    put: dict[str, dict[tuple[int, int | None], list[str] | list[int]]] = {}
    for person, case, variable, values in concluded.iter_rows():
        for column, cell in _cells(variable, values, frame):
            put.setdefault(column, {})[person, case] = cell
    for column, cells in put.items():
        lines = _put(lines, column, cells)
    return lines


def _cells(variable: str, values: list[str], frame: Frame) -> list[tuple[str, list[str] | list[int]]]:
    """The columns a conclusion is about; the part of a country and the country follow from a place."""
    column = _COLUMN.get(variable)
    if column is None:
        return []
    if column in SPANS:
        return [(column, [_whole(value) for value in values])]
    if column == "place":
        provinces = [str(frame.province(code) or UNNAMED_PART) for code in values]
        countries = [str(frame.country(code)) for code in values]
        return [(column, values), ("province", provinces), ("country", countries)]
    return [(column, values)]


def _whole(value: str) -> int:
    return int(value) if value.lstrip("-").isdigit() else date.fromisoformat(value).toordinal()


def _put(
    lines: pl.DataFrame, column: str, cells: Mapping[tuple[int, int | None], list[str] | list[int]]
) -> pl.DataFrame:
    for keys in (["person"], ["person", "case"]):
        mine = [(person, case, cell) for (person, case), cell in cells.items() if (case is None) == (len(keys) == 1)]
        schema: dict[str, pl.DataType] = {
            "person": lines.schema["person"],
            "case": lines.schema["case"],
            "put": lines.schema[column],
        }
        table = pl.DataFrame(mine, schema=schema, orient="row").select(*keys, "put")
        joined = lines.join(table, on=keys, how="left", maintain_order="left")
        lines = joined.with_columns(pl.coalesce("put", column).alias(column)).drop("put")
    if column in SPANS:
        ends = {f"{column}_{end}": pl.col(column).list.get(at, null_on_oob=True) for at, end in _ENDS}
        lines = lines.with_columns(**ends)
    return lines
