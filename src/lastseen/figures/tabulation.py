"""Tabulation: how many units are certainly in a row, and how many possibly."""

from collections.abc import Mapping

import polars as pl

from lastseen.domain.derive.variables import Shape
from lastseen.figures.checking import OTHER
from lastseen.figures.definitions import Definition, DefinitionSet, Order, Unit
from lastseen.figures.figure import Figure, Row, Tabulation, row_of
from lastseen.figures.lexicon import Lexicon, NoVocabulary
from lastseen.figures.mass_events import of_mass_events
from lastseen.figures.membership import members, narrowed, units_left, unsaid
from lastseen.figures.rows import TOTAL, UNDETERMINED, UNKNOWN, assign
from lastseen.figures.units import Units
from lastseen.figures.variables import columns_of, variable_of
from lastseen.snapshot import Snapshot


def tabulate(definition: Definition, snapshot: Snapshot) -> Tabulation:
    """Tabulate one figure from a snapshot.

    A unit is certainly in a row if every reading of it is, and possibly if any reading may be. Units that may be one
    and the same (an *unsure* verdict) count once, and only for a row that all of them are certainly in.

    Raises :class:`~lastseen.figures.definitions.BadDefinition` for a code that no vocabulary has, and
    :class:`~lastseen.figures.lexicon.NoVocabulary` where the snapshot lacks one.
    """
    return _tabulated(definition, Units(snapshot))


def tabulate_all(definitions: DefinitionSet, snapshot: Snapshot) -> tuple[Tabulation, ...]:
    """Every figure of a set that the snapshot can answer, in order; those whose vocabulary it lacks are left out.

    Raises :class:`~lastseen.figures.definitions.BadDefinition` for a code that no vocabulary has.
    """
    return tabulate_in(Units(snapshot), definitions)


def tabulate_in(units: Units, definitions: DefinitionSet) -> tuple[Tabulation, ...]:
    """As :func:`tabulate_all`, over units that others work with too."""
    return tuple(_tabulated(d, units) for d in definitions.figures if _is_answered(d, units.lexicon))


def _is_answered(definition: Definition, lexicon: Lexicon) -> bool:
    try:
        lexicon.answers(definition)
    except NoVocabulary:
        return False
    return True


def _tabulated(definition: Definition, units: Units) -> Tabulation:
    if definition.unit in (Unit.MASS_EVENT, Unit.UNNAMED):
        return of_mass_events(definition, units)
    lexicon, variable = units.lexicon, variable_of(definition)
    lexicon.answers(definition)
    readings = narrowed(
        units.readings(definition.unit, definition.population, _columns(definition)), definition, lexicon
    )
    left = units_left(units.counted(definition.unit, definition.population), readings)
    found = members(readings, assign(readings, definition, lexicon), left)
    figure = Figure(
        id=definition.id,
        labels=definition.labels,
        unit=definition.unit,
        population=definition.population,
        N=left.height,
        multiple=variable.shape is Shape.MULTIPLE,
        rows=_rows(definition, found, left.height, lexicon),
        unsaid=unsaid(readings, found, left, variable),
    )
    return Tabulation(definition=definition, figure=figure, numbered=found, names=left.select("unit", "name"))


def _columns(definition: Definition) -> tuple[str, ...]:
    named = [None, *definition.where]
    return tuple(dict.fromkeys(c for name in named for c in columns_of(variable_of(definition, name))))


def _rows(definition: Definition, found: pl.DataFrame, total: int, lexicon: Lexicon) -> tuple[Row, ...]:
    counts = found.group_by("row").agg(n=pl.col("certain").sum(), high=pl.len())
    counted = {row: (n, high) for row, n, high in counts.iter_rows()}
    variable = variable_of(definition)
    labels = {row.code: row.labels for row in definition.rows}
    return tuple(
        row_of(code, labels.get(code) or lexicon.label(variable, code), *counted.get(code, (0, 0)), total)
        for code in _order(definition, counted, lexicon)
    )


def _order(definition: Definition, counted: Mapping[str, tuple[int, int]], lexicon: Lexicon) -> list[str]:
    """Codes of the rows: those defined, those found, then what is no answer."""
    if definition.variable is None:
        return [TOTAL, UNDETERMINED]
    variable = variable_of(definition)
    named = [row.code for row in definition.rows]
    found = counted.keys() - {*named, OTHER, UNKNOWN, UNDETERMINED}
    codes = [*named, *sorted(found, key=lambda code: (lexicon.place(variable, code), code))]
    if definition.order is Order.DESCENDING:
        codes.sort(key=lambda code: -counted.get(code, (0, 0))[0])
    others = [OTHER] if OTHER in counted and OTHER not in named else []
    return [*codes, *others, UNKNOWN, UNDETERMINED]
