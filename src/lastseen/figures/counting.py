"""The readings of each unit of count that a population admits.

Every frame made here has ``unit`` (what is counted; none for a shadow), ``doubt`` (units that may be one share it),
``sure`` (certainly in the population) and one line per reading: either the number of its line in a table of the
snapshot (``row``), or its variables. Where there are shadows, ``member`` tells units and shadows apart.
"""

from collections.abc import Callable

import polars as pl

from lastseen.domain.verdicts import Answer, Verdict, cluster
from lastseen.figures.definitions import Unit
from lastseen.figures.populations import Admitted, Read

Readings = pl.LazyFrame

TABLE = {
    Unit.VICTIM: "readings",
    Unit.DISAPPEARANCE: "readings",
    Unit.CASE: "readings",
    Unit.STAGE: "stages",
    Unit.PAIR: "pairs",
}
"""The table that the readings of a unit stand in; other units have variables of their own."""


def readings_of(unit: Unit, admitted: Admitted, read: Read) -> Readings:
    """The readings of one unit of count in one population."""
    return _BUILDERS[unit](admitted, read)


def _lines(table: pl.LazyFrame, *columns: str) -> pl.LazyFrame:
    """Some columns of a table with the number of each line."""
    return table.select(columns).with_row_index("row")


def _victims(admitted: Admitted, read: Read) -> Readings:
    """A victim stands in their latest disappearance; one that may be later, or may be the same, stands beside it."""
    inside, whole = pl.col("inside"), ("person_doubt", "case_doubt")
    latest = pl.when(inside & pl.col("sure")).then("sequence").otherwise(0).max().over("person")
    standing = (
        admitted.disappearances.lazy()
        .with_columns(stands=inside & (pl.col("sequence") >= latest))
        .with_columns(stands=inside & pl.col("stands").any().over("person", "case_doubt"))
        .with_columns(shared=pl.col("stands").any().over(whole), alone=~inside.any().over("person"))
        .filter(pl.col("stands") | (~inside & (pl.col("shared") | pl.col("alone"))))
        .filter(pl.col("stands").any().over("person_doubt"))
        .with_columns(
            unit=pl.when("stands").then("person"),
            member=pl.col("person"),
            doubt=pl.col("person_doubt"),
            sure=pl.when("stands")
            .then((pl.col("stands") & pl.col("sure")).any().over("person"))
            .otherwise(pl.col("sure") | ~pl.col("shared")),
        )
    )
    return _with_lines(standing, read).join(_how_often(admitted), on="unit", how="left", maintain_order="left")


def _how_often(admitted: Admitted) -> pl.LazyFrame:
    """How many disappearances each victim has: cases that may be one count once at least."""
    return (
        admitted.disappearances.lazy()
        .filter("inside")
        .group_by(unit=pl.col("person"))
        .agg(
            disappearances_low=pl.col("case_doubt").filter("sure").n_unique().cast(pl.Int64),
            disappearances_high=pl.len().cast(pl.Int64),
            disappearances_absence=pl.lit(None, dtype=pl.String).first(),
        )
    )


def _disappearances(admitted: Admitted, read: Read) -> Readings:
    doubt = pl.concat_str("person_doubt", "case_doubt", separator="|")
    both = (
        admitted.disappearances.lazy()
        .with_columns(unit=pl.when("inside").then("disappearance"), member=pl.col("disappearance"), doubt=doubt)
        .filter(pl.col("inside").any().over("doubt"))
    )
    return _with_lines(both, read)


def _cases(admitted: Admitted, read: Read) -> Readings:
    """A case is as sure as its surest disappearance; one told outside any case is a case of its own."""
    own = pl.coalesce("case", "disappearance")
    doubt = pl.when(pl.col("case").is_null()).then(pl.col("person_doubt")).otherwise("case_doubt")
    whole = (
        admitted.disappearances.lazy()
        .filter("inside")
        .with_columns(unit=own, member=own, doubt=doubt)
        .with_columns(sure=pl.col("sure").any().over("doubt"))
    )
    return _with_lines(whole, read)


def _with_lines(judged: pl.LazyFrame, read: Read) -> Readings:
    lines = _lines(read("readings"), "disappearance")
    return judged.select("unit", "member", "doubt", "sure", "disappearance").join(lines, on="disappearance")


def _interviews(admitted: Admitted, read: Read) -> Readings:
    """Interviews that tell of somebody inside."""
    return _speakers(admitted, read, "source")


def _interviewees(admitted: Admitted, read: Read) -> Readings:
    """Interviewees who tell of somebody inside."""
    return _speakers(admitted, read, "interviewee")


def _speakers(admitted: Admitted, read: Read, unit: str) -> Readings:
    people = admitted.people.lazy().filter("inside").select("person", "sure")
    told = read("accounts").filter(pl.col("kind") == "person").select("person", "source")
    interviews = read("sources").filter((pl.col("kind") == "interview") & pl.col(unit).is_not_null())
    return (
        interviews.join(told, on="source")
        .join(people, on="person")
        .group_by(unit=pl.col(unit))
        .agg(pl.col("sure").any())
        .with_columns(doubt=pl.col("unit"))
    )


def _pairs(admitted: Admitted, read: Read) -> Readings:
    people = admitted.people.lazy().select("person", "person_doubt", "inside", "sure")
    return (
        _lines(read("pairs"), "interviewee", "person")
        .join(people, on="person")
        .with_columns(
            unit=pl.when("inside").then(pl.concat_str("interviewee", "person", separator="|")),
            doubt=pl.concat_str("interviewee", "person_doubt", separator="|"),
        )
        .filter(pl.col("unit").is_not_null().any().over("doubt"))
    )


def _authority_pairs(admitted: Admitted, read: Read) -> Readings:
    """Every authority that certainly or possibly held a victim, with that victim."""
    named = read("readings").select("authorities_ever").with_row_index("row")
    readings = _victims(admitted, read).select("unit", "doubt", "sure", "row")
    whole = readings.group_by("doubt").agg(total=pl.len(), sure=pl.col("sure").all())
    return (
        readings.drop("sure")
        .join(named, on="row")
        .filter(pl.col("authorities_ever").list.len() > 0)
        .explode("authorities_ever")
        .with_columns(by=pl.len().over("doubt", "authorities_ever"))
        .filter(pl.col("unit").is_not_null())
        .unique(["unit", "authorities_ever"])
        .join(whole, on="doubt")
        .select(
            unit=pl.concat_str("authorities_ever", "unit", separator="|"),
            doubt=pl.concat_str("authorities_ever", "doubt", separator="|"),
            sure=pl.col("sure") & (pl.col("by") == pl.col("total")),
            authority=pl.concat_list("authorities_ever"),
            authority_absence=pl.lit(None, dtype=pl.String),
        )
    )


def _stages(admitted: Admitted, read: Read) -> Readings:
    keys = admitted.disappearances.lazy().filter("inside").select("disappearance", "sure")
    last = pl.col("position") == pl.col("position").max().over("disappearance", "source")
    together = _unsure_stages(read)
    return (
        _lines(read("stages"), "stage", "disappearance", "source", "position")
        .with_columns(followed=pl.concat_list(pl.when(last).then(pl.lit("last")).otherwise(pl.lit("followed"))))
        .join(keys, on="disappearance")
        .with_columns(
            unit=pl.col("stage"), doubt=pl.col("stage").replace(together), followed_absence=pl.lit(None, pl.String)
        )
    )


def _unsure_stages(read: Read) -> dict[str, str]:
    """Each stage that an unsure verdict touches, with the one that leads those it may be."""
    unsure = read("verdicts").filter((pl.col("kind") == "stage") & (pl.col("answer") == "unsure")).collect()
    if unsure.is_empty():
        return {}
    stage = dict(read("accounts").drop_nulls("stage").select("account", "stage").collect().iter_rows())
    pairs = [(stage[a], stage[b]) for a, b in unsure.select("left", "right").iter_rows() if a in stage and b in stage]
    return _together(pairs)


def _together(pairs: list[tuple[str, str]]) -> dict[str, str]:
    ends = sorted({end for pair in pairs for end in pair})
    ties = [Verdict(left=a, right=b, answer=Answer.SAME) for a, b in pairs]
    return dict(cluster(ends, ties).founder)


def _families(admitted: Admitted, read: Read) -> Readings:
    """Families of which two or more people were taken, with how many."""
    del read
    people = admitted.people.filter("inside")
    bridges = people.select("person_doubt", "family").unique().filter(pl.len().over("person_doubt") > 1)
    groups = bridges.group_by("person_doubt").agg("family")["family"].to_list()
    together = _together([(group[0], other) for group in groups for other in group[1:]])
    size = (
        people.lazy()
        .group_by(unit=pl.col("family"))
        .agg(
            victims_low=pl.col("person_doubt").filter("sure").n_unique().cast(pl.Int64),
            victims_high=pl.len().cast(pl.Int64),
        )
    )
    return size.filter(pl.col("victims_high") > 1).with_columns(
        doubt=pl.col("unit").replace(together),
        sure=pl.col("victims_low") > 1,
        victims_absence=pl.lit(None, dtype=pl.String),
    )


_BUILDERS: dict[Unit, Callable[[Admitted, Read], Readings]] = {
    Unit.VICTIM: _victims,
    Unit.DISAPPEARANCE: _disappearances,
    Unit.CASE: _cases,
    Unit.INTERVIEW: _interviews,
    Unit.INTERVIEWEE: _interviewees,
    Unit.PAIR: _pairs,
    Unit.AUTHORITY_PAIR: _authority_pairs,
    Unit.STAGE: _stages,
    Unit.FAMILY: _families,
}
