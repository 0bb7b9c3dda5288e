"""The readings of each unit of count that a population admits: what tabulation works on.

Every frame has ``unit`` (what is counted), ``doubt`` (units that may be one share it), ``sure`` (certainly in the
population) and one row per reading, with the columns of the unit's variables.
"""

from collections.abc import Callable

import polars as pl

from lastseen.figures.definitions import Population, Unit
from lastseen.snapshot import Snapshot


def readings_of(unit: Unit, population: Population, snapshot: Snapshot) -> pl.DataFrame:
    """The admitted readings of one unit of count."""
    return _BUILDERS[unit](_admitted(population, snapshot), snapshot).collect()


def _admitted(population: Population, snapshot: Snapshot) -> pl.LazyFrame:
    """Disappearances that the population certainly (``sure``) or possibly admits, with their people and cases.

    Certainly: there is a finding, and every finding that stands is admitted; possibly: some finding is.
    """
    table = snapshot.lazy("disappearances")
    sure = pl.lit(value=True)
    perhaps = pl.lit(value=True)
    for column, allowed in (("outcome", population.outcomes), ("standard", population.standards)):
        if allowed:
            fits = pl.col(column).list.eval(pl.element().is_in(list(allowed)))
            sure &= (pl.col(column).list.len() > 0) & fits.list.all()
            perhaps &= fits.list.any()
    if population.source_kinds:
        told = pl.col("source_kinds").list.eval(pl.element().is_in(list(population.source_kinds))).list.any()
        sure, perhaps = sure & told, perhaps & told
    people = snapshot.lazy("persons").select("person", "doubt", "family")
    cases = snapshot.lazy("cases").select("case", case_doubt="doubt")
    return (
        table.filter(perhaps)
        .with_columns(sure=sure)
        .join(people, on="person")
        .join(cases, on="case", how="left")
        .with_columns(case=pl.coalesce("case", "disappearance"), case_doubt=pl.coalesce("case_doubt", "disappearance"))
    )


def _victims(admitted: pl.LazyFrame, snapshot: Snapshot) -> pl.LazyFrame:
    """A victim stands in their latest admitted disappearance; one that may be later still stands beside it."""
    latest = pl.when("sure").then("sequence").otherwise(0).max().over("person")
    last = admitted.filter(pl.col("sequence") >= latest).with_columns(sure=pl.col("sure").any().over("person"))
    return _with_readings(last, snapshot, unit="person", doubt="doubt")


def _disappearances(admitted: pl.LazyFrame, snapshot: Snapshot) -> pl.LazyFrame:
    both = admitted.with_columns(doubt=pl.concat_str("doubt", "case_doubt", separator="|"))
    return _with_readings(both, snapshot, unit="disappearance", doubt="doubt")


def _cases(admitted: pl.LazyFrame, snapshot: Snapshot) -> pl.LazyFrame:
    whole = admitted.with_columns(sure=pl.col("sure").any().over("case"))
    return _with_readings(whole, snapshot, unit="case", doubt="case_doubt")


def _with_readings(admitted: pl.LazyFrame, snapshot: Snapshot, *, unit: str, doubt: str) -> pl.LazyFrame:
    keys = admitted.select("disappearance", "sure", unit=pl.col(unit), doubt=pl.col(doubt))
    return keys.join(snapshot.lazy("readings"), on="disappearance")


def _interviews(admitted: pl.LazyFrame, snapshot: Snapshot) -> pl.LazyFrame:
    """Interviews that tell of somebody admitted."""
    return _speakers(admitted, snapshot, "source")


def _interviewees(admitted: pl.LazyFrame, snapshot: Snapshot) -> pl.LazyFrame:
    """Interviewees who tell of somebody admitted."""
    return _speakers(admitted, snapshot, "interviewee")


def _speakers(admitted: pl.LazyFrame, snapshot: Snapshot, unit: str) -> pl.LazyFrame:
    people = admitted.group_by("person").agg(pl.col("sure").any())
    told = (
        snapshot.lazy("accounts")
        .filter(pl.col("kind") == "person")
        .select("person", "source")
        .join(people, on="person")
    )
    interviews = snapshot.lazy("sources").filter(pl.col("kind") == "interview")
    return (
        interviews.join(told, on="source")
        .group_by(unit=pl.col(unit))
        .agg(pl.col("sure").any())
        .with_columns(doubt=pl.col("unit"))
    )


def _pairs(admitted: pl.LazyFrame, snapshot: Snapshot) -> pl.LazyFrame:
    people = admitted.group_by("person").agg(pl.col("sure").any(), pl.col("doubt").first())
    return (
        snapshot.lazy("pairs")
        .join(people, on="person")
        .with_columns(
            unit=pl.concat_str("interviewee", "person", separator="|"),
            doubt=pl.concat_str("interviewee", "doubt", separator="|"),
        )
    )


def _stages(admitted: pl.LazyFrame, snapshot: Snapshot) -> pl.LazyFrame:
    keys = admitted.select("disappearance", "sure")
    return (
        snapshot.lazy("stages").join(keys, on="disappearance").with_columns(unit=pl.col("stage"), doubt=pl.col("stage"))
    )


def _families(admitted: pl.LazyFrame, snapshot: Snapshot) -> pl.LazyFrame:
    """Families of which two or more people were taken, with how many."""
    del snapshot
    people = admitted.group_by("person").agg(pl.col("sure").any(), pl.col("family", "doubt").first())
    size = people.group_by(unit=pl.col("family")).agg(
        victims_low=pl.col("doubt").filter("sure").n_unique(), victims_high=pl.len()
    )
    return size.filter(pl.col("victims_high") > 1).with_columns(
        doubt=pl.col("unit"),
        sure=pl.col("victims_low") > 1,
        victims_low=pl.col("victims_low").cast(pl.Int64),
        victims_high=pl.col("victims_high").cast(pl.Int64),
        victims_absence=pl.lit(None, dtype=pl.String),
    )


_BUILDERS: dict[Unit, Callable[[pl.LazyFrame, Snapshot], pl.LazyFrame]] = {
    Unit.VICTIM: _victims,
    Unit.DISAPPEARANCE: _disappearances,
    Unit.CASE: _cases,
    Unit.INTERVIEW: _interviews,
    Unit.INTERVIEWEE: _interviewees,
    Unit.PAIR: _pairs,
    Unit.STAGE: _stages,
    Unit.FAMILY: _families,
}
