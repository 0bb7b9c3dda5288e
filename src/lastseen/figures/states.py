"""What the rows of a unit follow from in one snapshot, so that two snapshots can be told apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from lastseen.figures.definitions import Unit
from lastseen.figures.figure import Tabulation
from lastseen.figures.units import Units
from lastseen.figures.variables import columns_of, variable_of


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The answers of all readings by variable, whether the unit is surely counted, and what it may be one with."""

    answers: Mapping[str, tuple[str, ...]]
    sure: bool
    doubt: frozenset[str]


def states(tabulation: Tabulation, units: Units, wanted: Iterable[str]) -> dict[str, State]:
    """The states of these units, as far as the population of the figure has them."""
    definition = tabulation.definition
    if definition.unit in (Unit.MASS_EVENT, Unit.UNNAMED):
        return {}
    counted = units.counted(definition.unit, definition.population)
    variables = [variable_of(definition, name) for name in dict.fromkeys([definition.variable, *definition.where])]
    columns = {variable.name: columns_of(variable) for variable in variables}
    readings = units.readings(definition.unit, definition.population, [c for names in columns.values() for c in names])
    together = counted.units.group_by("doubt").agg(together="name")
    asked = pl.DataFrame({"name": list(wanted)}, schema={"name": pl.String}).unique()
    found = counted.units.join(asked, on="name").join(together, on="doubt").select("unit", "name", "together")
    by_unit = readings.join(found, on="unit").partition_by("name", as_dict=True)
    return {str(name): _state(frame, columns) for (name,), frame in by_unit.items()}


def _state(readings: pl.DataFrame, columns: Mapping[str, tuple[str, ...]]) -> State:
    return State(
        answers={
            name: tuple(sorted({str(cells) for cells in readings.select(own).iter_rows()}))
            for name, own in columns.items()
            if own
        },
        sure=bool(readings["sure"].all()),
        doubt=frozenset(readings["together"].explode()),
    )


def differences(before: State | None, after: State | None) -> tuple[str, ...]:
    """What differs: names of variables, ``population`` (findings, or who tells of it), ``doubt`` (an *unsure* verdict,
    or what is said of those it stands in doubt with)."""
    if before is None or after is None:
        return ("population",)
    changed = [name for name, answers in after.answers.items() if before.answers[name] != answers]
    if before.sure != after.sure:
        changed.append("population")
    if before.doubt != after.doubt or not changed:
        changed.append("doubt")
    return tuple(changed)
