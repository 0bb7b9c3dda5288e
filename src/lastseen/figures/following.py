"""From units of count to the accounts they rest on, and to the codes people know them by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from lastseen.figures.definitions import Definition, Unit
from lastseen.figures.mass_events import mass_events
from lastseen.figures.units import Units
from lastseen.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """``accounts`` has a line for each unit and account behind it: ``unit``, ``account``, ``source``, ``kind``;
    ``codes`` gives the code of each unit."""

    accounts: pl.DataFrame
    codes: Mapping[str, str]


Lines = pl.LazyFrame
_COLUMNS = ("unit", "account", "source", "kind")


def followed(definition: Definition, units: pl.Series, snapshot: Snapshot) -> Followed:
    """Follow units of a figure, given by their ids, to their accounts."""
    lines, codes = _FOLLOW[definition.unit](definition, _wanted(units), Units(snapshot))
    return Followed(accounts=lines.select(_COLUMNS).unique().collect(), codes=_by_unit(codes))


def codes_of(definition: Definition, wanted: pl.Series, units: Units) -> Mapping[str, str]:
    """The codes alone, of ``wanted`` units given by their ids; worked out over units that others work with too."""
    _, codes = _FOLLOW[definition.unit](definition, _wanted(wanted), units)
    return _by_unit(codes)


def _wanted(units: pl.Series) -> Lines:
    return pl.DataFrame({"unit": units.cast(pl.String)}).lazy().unique()


def _by_unit(codes: Lines) -> dict[str, str]:
    return dict(codes.select("unit", "code").collect().iter_rows())


def _of_readings(definition: Definition, wanted: Lines, units: Units) -> tuple[Lines, Lines]:
    """Accounts of the person, of the sources that have a reading; of custody stages those of the case only."""
    counted = units.counted(definition.unit, definition.population)
    readings = units.readings(definition.unit, definition.population, ("disappearance", "source")).lazy()
    names = counted.units.lazy().select("unit", "name")
    taken = units.lazy("disappearances").select("disappearance", "person", "case")
    told = (
        readings.join(names, on="unit")
        .select("disappearance", "source", unit="name")
        .join(wanted, on="unit")
        .join(taken, on="disappearance")
    )
    of_case = pl.col("kind").is_in(["stage", "case"])
    accounts = units.lazy("accounts").rename({"case": "told_case"})
    of_person = told.join(accounts, on=["person", "source"]).filter(
        ~of_case | pl.col("case").eq_missing(pl.col("told_case"))
    )
    cases = accounts.filter(pl.col("kind") == "case").select("account", "kind", "source", case="told_case")
    of_cases = told.join(cases, on=["case", "source"])
    lines = pl.concat([of_person.select(_COLUMNS), of_cases.select(_COLUMNS)])
    return lines, _codes_of_readings(definition.unit, told, units)


def _codes_of_readings(unit: Unit, told: Lines, units: Units) -> Lines:
    people = units.lazy("persons").select("person", person_code="code")
    cases = units.lazy("cases").select("case", case_code="code")
    known = told.unique("unit").join(people, on="person", how="left").join(cases, on="case", how="left")
    person, case = pl.col("person_code"), pl.coalesce("case_code", pl.lit("–"))
    code = {Unit.VICTIM: person, Unit.CASE: pl.coalesce("case_code", "person_code")}.get(
        unit, pl.concat_str(person, case, separator=" · ")
    )
    return known.select("unit", code=code)


def _of_pairs(definition: Definition, wanted: Lines, units: Units) -> tuple[Lines, Lines]:
    del definition
    interviews = units.lazy("sources").select("source", "interviewee")
    people = units.lazy("persons").select("person", person_code="code")
    halves = wanted.with_columns(
        interviewee=pl.col("unit").str.split("|").list.first(), person=pl.col("unit").str.split("|").list.last()
    )
    told = units.lazy("accounts").filter(pl.col("kind") == "person").join(interviews, on="source")
    codes = halves.join(people, on="person").select(
        "unit", code=pl.concat_str("interviewee", "person_code", separator=" · ")
    )
    return halves.join(told, on=["interviewee", "person"]), codes


def _of_authority_pairs(definition: Definition, wanted: Lines, units: Units) -> tuple[Lines, Lines]:
    halves = wanted.with_columns(
        pair="unit",
        authority=pl.col("unit").str.split("|").list.first(),
        unit=pl.col("unit").str.split("|").list.last(),
    )
    victims = Definition(id=definition.id, labels={}, unit=Unit.VICTIM, population=definition.population)
    lines, codes = _of_readings(victims, halves.select("unit").unique(), units)
    paired = halves.select("pair", "authority", "unit")
    code = pl.concat_str("authority", "code", separator=" · ")
    return (
        lines.join(paired, on="unit").with_columns(unit="pair"),
        codes.join(paired, on="unit").select(unit="pair", code=code),
    )


def _of_stages(definition: Definition, wanted: Lines, units: Units) -> tuple[Lines, Lines]:
    del definition
    people = units.lazy("persons").select("person", person_code="code")
    told = units.lazy("accounts").filter(pl.col("kind") == "stage").with_columns(unit="stage").join(wanted, on="unit")
    place = units.lazy("stages").group_by(unit=pl.col("stage")).agg(pl.col("position").min())
    codes = told.join(people, on="person").join(place, on="unit").unique("unit")
    return told, codes.select("unit", code=pl.concat_str("person_code", "position", separator=" · "))


def _of_families(definition: Definition, wanted: Lines, units: Units) -> tuple[Lines, Lines]:
    inside = units.counted(Unit.VICTIM, definition.population).units.lazy().select(person="name")
    people = units.lazy("persons").join(inside, on="person").select("person", "code", unit="family")
    told = units.lazy("accounts").filter(pl.col("kind").is_in(["person", "relation"]))
    members = people.join(wanted, on="unit")
    codes = members.sort("code").group_by("unit").agg(code=pl.col("code").str.join(" · "))
    return members.join(told, on="person"), codes


def _of_speakers(definition: Definition, wanted: Lines, units: Units) -> tuple[Lines, Lines]:
    column = "source" if definition.unit is Unit.INTERVIEW else "interviewee"
    inside = units.counted(Unit.VICTIM, definition.population).units.lazy().select(person="name")
    interviews = units.lazy("sources").select("source", "interviewee").with_columns(unit=column).join(wanted, on="unit")
    told = units.lazy("accounts").filter(pl.col("kind") == "person").join(inside, on="person", how="semi")
    codes = interviews.unique("unit").select("unit", code=pl.coalesce("interviewee", "source"))
    return interviews.join(told, on="source"), codes


def _of_events(definition: Definition, wanted: Lines, units: Units) -> tuple[Lines, Lines]:
    _, behind = mass_events(definition.population, units.snapshot)
    lines = behind.lazy().rename({"event": "unit"}).join(wanted, on="unit")
    told = units.lazy("accounts").select("account", "source", "kind")
    return lines.join(told, on="account"), wanted.with_columns(code="unit")


_FOLLOW: dict[Unit, Callable[[Definition, Lines, Units], tuple[Lines, Lines]]] = {
    Unit.VICTIM: _of_readings,
    Unit.DISAPPEARANCE: _of_readings,
    Unit.CASE: _of_readings,
    Unit.INTERVIEW: _of_speakers,
    Unit.INTERVIEWEE: _of_speakers,
    Unit.PAIR: _of_pairs,
    Unit.AUTHORITY_PAIR: _of_authority_pairs,
    Unit.STAGE: _of_stages,
    Unit.FAMILY: _of_families,
    Unit.MASS_EVENT: _of_events,
    Unit.UNNAMED: _of_events,
}
