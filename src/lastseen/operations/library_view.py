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
    """Everything the library is made of, whoever sees it.

    ``lines`` are told apart by ``row``; ``codes`` has, by column, the codes of each row, also of rows that are no more.
    ``rows`` is how many there ever were.
    """

    rows: int
    lines: pl.DataFrame
    codes: Mapping[str, pl.DataFrame]
    sources: pl.DataFrame
    verdicts: pl.DataFrame
    conclusions: pl.DataFrame
    findings: pl.DataFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The library as one user sees it. People and lines are known by their place in their tables.

    ``people`` have their ``serial`` (that of their oldest account), the number of independent ``sources``, and the
    first and last day they may have been taken (``low``, ``high``). ``lines`` have the ``serial`` and ``account`` that
    tells it, its ``person``, ``case`` (the serial of its oldest account), ``source`` and the ``name`` of that, and the
    ends of its spans. ``counted`` has, by facet, which person is counted under which code, and by which line where the
    facet is of a taking; absences only of people of whom nobody says more.
    """

    people: pl.DataFrame
    lines: pl.DataFrame
    counted: Mapping[str, pl.DataFrame]
    cases: Mapping[int, int]


def make_view(contents: Contents, compartments: Collection[str] | None, unread: Collection[str], frame: Frame) -> View:
    """The library as it is to who sees these compartments (with None, all of them), but for the sources unread."""
    sources = contents.sources.filter(~pl.col("source").is_in(sorted(unread)))
    if compartments is not None:
        sources = sources.filter(pl.col("compartment").is_in(sorted(compartments)))
    persons, cases = (_founders(contents.verdicts, kind, sources) for kind in ("person", "case"))
    lines = _placed(contents.lines.join(_described(sources), on="source"), persons, cases)
    concluded, found = (_of_people(_seen(d, sources), lines, cases) for d in (contents.conclusions, contents.findings))
    put = _put(lines, concluded, frame)
    told = {column: _told(table, lines, put.get(column)) for column, table in contents.codes.items()}
    told["kind"] = lines.select("person", "line", code=pl.col("kind").cast(pl.Categorical))
    for place, name in enumerate(("outcome", "standard")):
        of_finding = pl.col("value").list.get(place).cast(pl.Categorical)
        told[name] = found.select("person", line=pl.lit(None, pl.UInt32), code=of_finding)
    lines = _with_spans(lines, put)
    return View(
        people=_people(lines),
        lines=lines,
        counted={name: _counted(told[name], of_taking=facet.of_taking) for name, facet in FACETS.items()},
        cases=cases,
    )


def codes_of(table: pl.DataFrame) -> tuple[str, ...]:
    """The codes anybody is counted under in a table of :class:`View`."""
    return tuple(map(str, table["code"].unique()))


def _described(sources: pl.DataFrame) -> pl.DataFrame:
    """The sources with their independent origin as far as it is seen: one derived from a hidden one is its own."""
    derived = sources.filter(pl.col("derived_from").is_in(sources["source"].implode()))
    far = origins(dict(derived.select("source", "derived_from").iter_rows()))
    schema = dict.fromkeys(("source", "origin"), pl.String)
    origin = pl.DataFrame({"source": list(far), "origin": list(far.values())}, schema=schema)
    named = sources.select("source", "name", "kind").join(origin, on="source", how="left")
    return named.with_columns(pl.col("origin").fill_null(pl.col("source")))


def _founders(verdicts: pl.DataFrame, kind: str, sources: pl.DataFrame) -> dict[int, int]:
    """The oldest account of each that is joined to another by verdicts between accounts that are seen."""
    pairs = verdicts.filter(pl.col("kind") == kind)
    for end in ("left", "right"):
        pairs = pairs.join(sources, left_on=f"{end}_source", right_on="source", how="semi")
    same = [Verdict(left=a, right=b, answer=Answer.SAME) for a, b in pairs.select("left", "right").iter_rows()]
    return dict(cluster(sorted({node for verdict in same for node in verdict.pair}), same).founder)


def _placed(lines: pl.DataFrame, persons: Mapping[int, int], cases: Mapping[int, int]) -> pl.DataFrame:
    """The lines in the order of people's codes, each with its place, its person's place and its case."""
    led = lines.with_columns(founder=pl.col("serial").replace(persons), case=pl.col("case").replace(cases))
    ordered = led.sort("founder", "serial", "row")
    return ordered.with_columns(person=pl.col("founder").rle_id()).with_row_index("line")


def _told(table: pl.DataFrame, lines: pl.DataFrame, put: Mapping[int, list[str]] | None) -> pl.DataFrame:
    """The codes of a column with the line and person they are told of; what is put in their place, where it is."""
    told = table.join(lines.select("row", "line", "person"), on="row").select("person", "line", "code")
    if put is None:
        return told
    stood_by = pl.DataFrame({"line": list(put), "code": list(put.values())}).explode("code")
    stood_by = stood_by.cast({"line": lines.schema["line"]})
    instead = stood_by.join(lines.select("line", "person"), on="line").select(
        "person", "line", pl.col("code").cast(pl.Categorical)
    )
    return pl.concat([told.join(stood_by, on="line", how="anti"), instead])


def _people(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.group_by("person", maintain_order=True).agg(
        serial=pl.col("founder").first(),
        sources=pl.col("origin").n_unique(),
        low=pl.col("taken_low").min(),
        high=pl.col("taken_high").max(),
    )


def _counted(told: pl.DataFrame, *, of_taking: bool) -> pl.DataFrame:
    """Who is counted under which code, those of one code and person one after another."""
    is_absent = pl.col("code").cast(pl.String).str.starts_with(ABSENT)
    said, unsaid = told.filter(~is_absent), told.filter(is_absent)
    rows = pl.concat([said, unsaid.join(said, on="person", how="anti")]) if unsaid.height else said
    together = pl.col("code").to_physical().cast(pl.UInt64) * 2**32 + pl.col("person")
    rows = rows.sort(together, maintain_order=True)
    return rows if of_taking else rows.filter(~repeated(rows))


def repeated(rows: pl.DataFrame) -> pl.Series:
    """Which rows of a table of :class:`View` count somebody under the code that the row before counts them under."""
    again = (rows["code"] == rows["code"].shift()) & (rows["person"] == rows["person"].shift())
    return again.fill_null(value=False)


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
_Cell = list[str]


def _put(lines: pl.DataFrame, concluded: pl.DataFrame, frame: Frame) -> dict[str, dict[int, _Cell]]:
    """What the organisation stands by, by column and line; of two conclusions the later prevails."""
    put: dict[str, dict[int, _Cell]] = {}
    held = lines.select("line", "person", "case").filter(pl.col("person").is_in(concluded["person"].implode()))
    of_person: dict[int, list[tuple[int, int | None]]] = {}
    for line, person, case in held.iter_rows():
        of_person.setdefault(person, []).append((line, case))
    for person, case, variable, values in concluded.iter_rows():
        for column, cell in _cells(variable, values, frame):
            those = (line for line, taken_in in of_person[person] if case is None or case == taken_in)
            put.setdefault(column, {}).update(dict.fromkeys(those, cell))
    return put


def _cells(variable: str, values: _Cell, frame: Frame) -> list[tuple[str, _Cell]]:
    """The columns a conclusion is about; the part of a country and the country follow from a place."""
    column = _COLUMN.get(variable)
    if column is None:
        return []
    if column == "place":
        provinces = [str(frame.province(code) or UNNAMED_PART) for code in values]
        countries = [str(frame.country(code)) for code in values]
        return [(column, values), ("province", provinces), ("country", countries)]
    return [(column, values)]


def _with_spans(lines: pl.DataFrame, put: Mapping[str, Mapping[int, _Cell]]) -> pl.DataFrame:
    for span in SPANS:
        for line, ends in put.get(span, {}).items():
            for end, value in zip(("low", "high"), ends, strict=True):
                lines[line, f"{span}_{end}"] = _whole(value)
    return lines


def _whole(value: str) -> int:
    return int(value) if value.isdecimal() else date.fromisoformat(value).toordinal()
