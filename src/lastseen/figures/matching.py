"""Which unit of one snapshot is which of another: by the accounts they are made of, never by their ids alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from lastseen.figures.definitions import Unit
from lastseen.snapshot import Snapshot

Keys = pl.LazyFrame
"""``unit`` and ``key``: what a unit is made of and is known by again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """``later`` holds the units of the second snapshot that a unit of the first went into, ``earlier`` the reverse."""

    later: Mapping[str, tuple[str, ...]]
    earlier: Mapping[str, tuple[str, ...]]

    def name_later(self, unit: str) -> str:
        """What a unit of the first snapshot is called in the second, if it is one unit in both; else as it was."""
        later = self.later.get(unit, ())
        return later[0] if len(later) == 1 and len(self.earlier[later[0]]) == 1 else unit


def match(unit: Unit, first: Snapshot, second: Snapshot) -> Match:
    """Match every unit of a kind, whether a population admits it or not."""
    keys = _KEYS[unit]
    before = keys(first).unique().rename({"unit": "before"})
    after = keys(second).unique().rename({"unit": "after"})
    both = before.join(after, on="key").select("before", "after").unique().sort("before", "after").collect()
    later: dict[str, tuple[str, ...]] = {}
    earlier: dict[str, tuple[str, ...]] = {}
    for one, other in both.iter_rows():
        later[one] = (*later.get(one, ()), other)
        earlier[other] = (*earlier.get(other, ()), one)
    return Match(later=later, earlier=earlier)


def units_of(unit: Unit, snapshot: Snapshot) -> list[str]:
    """Every unit of a kind, in order."""
    return _KEYS[unit](snapshot).select("unit").unique().sort("unit").collect()["unit"].to_list()


def _accounts(snapshot: Snapshot, kind: str) -> pl.LazyFrame:
    return snapshot.lazy("accounts").filter(pl.col("kind") == kind)


def _victims(snapshot: Snapshot) -> Keys:
    people = snapshot.lazy("persons").select("person")
    return _accounts(snapshot, "person").join(people, on="person").select(unit="person", key="account")


def _disappearances(snapshot: Snapshot) -> Keys:
    taken = snapshot.lazy("disappearances").select("disappearance", "person", "case")
    stages = _accounts(snapshot, "stage").select("account", "person", "case")
    told = taken.join(stages, on=["person", "case"], how="left", nulls_equal=True)
    return told.select(unit="disappearance", key=pl.coalesce("account", "disappearance"))


def _cases(snapshot: Snapshot) -> Keys:
    told = _accounts(snapshot, "case").select(unit="case", key="account")
    alone = snapshot.lazy("disappearances").filter(pl.col("case").is_null()).select(unit="disappearance")
    bare = snapshot.lazy("cases").join(told, left_on="case", right_on="unit", how="anti").select(unit="case")
    return pl.concat([told, *(own.with_columns(key="unit") for own in (alone, bare))])


def _stages(snapshot: Snapshot) -> Keys:
    return _accounts(snapshot, "stage").select(unit="stage", key="account")


def _pairs(snapshot: Snapshot) -> Keys:
    interviews = snapshot.lazy("sources").drop_nulls("interviewee").select("source", "interviewee")
    told = _accounts(snapshot, "person").join(interviews, on="source")
    return told.select(unit=pl.concat_str("interviewee", "person", separator="|"), key="account")


def _authority_pairs(snapshot: Snapshot) -> Keys:
    held = snapshot.lazy("readings").select("disappearance", "authorities_ever")
    taken = snapshot.lazy("disappearances").select("disappearance", "person")
    named = (
        held.filter(pl.col("authorities_ever").list.len() > 0)
        .explode("authorities_ever")
        .join(taken, on="disappearance")
    )
    people = _victims(snapshot).rename({"unit": "person"})
    return named.join(people, on="person").select(
        unit=pl.concat_str("authorities_ever", "person", separator="|"),
        key=pl.concat_str("authorities_ever", "key", separator="|"),
    )


def _families(snapshot: Snapshot) -> Keys:
    people = snapshot.lazy("persons").select("person", "family")
    return _victims(snapshot).join(people, left_on="unit", right_on="person").select(unit="family", key="key")


def _named(table: str, column: str) -> Callable[[Snapshot], Keys]:
    return lambda snapshot: snapshot.lazy(table).drop_nulls(column).select(unit=column, key=column)


_KEYS: dict[Unit, Callable[[Snapshot], Keys]] = {
    Unit.VICTIM: _victims,
    Unit.DISAPPEARANCE: _disappearances,
    Unit.CASE: _cases,
    Unit.STAGE: _stages,
    Unit.PAIR: _pairs,
    Unit.AUTHORITY_PAIR: _authority_pairs,
    Unit.FAMILY: _families,
    Unit.INTERVIEW: _named("sources", "source"),
    Unit.INTERVIEWEE: _named("sources", "interviewee"),
    Unit.MASS_EVENT: _named("mass_events", "event"),
    Unit.UNNAMED: _named("mass_events", "event"),
}
