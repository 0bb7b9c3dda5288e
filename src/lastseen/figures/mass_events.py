"""Mass events: how many unnamed people, as a range over independent origins."""

import polars as pl

from lastseen.domain.answers import Absence
from lastseen.figures.definitions import Definition, Population, Unit
from lastseen.figures.figure import Figure, Tabulation, row_of
from lastseen.figures.rows import TOTAL, UNDETERMINED
from lastseen.figures.units import Units
from lastseen.figures.variables import PLAIN
from lastseen.snapshot import Snapshot


def mass_events(population: Population, snapshot: Snapshot) -> tuple[dict[str, tuple[int, int]], pl.DataFrame]:
    """Each event with the lowest and highest number of people that independent origins give, and the accounts behind.

    The low end is the lowest *lowest number* told, nought if nobody tells one; the high end is the highest number told.
    A source derived from another that also tells of the event adds nothing. People identified out of an event are never
    added to its numbers: they are among them. Of the population only the kinds of source matter, as no finding hangs on
    people without names.
    """
    kinds = snapshot.lazy("sources").select("source", "kind")
    told = snapshot.lazy("mass_events").join(kinds, on="source").collect()
    if population.source_kinds:
        told = told.filter(pl.col("kind").is_in(list(population.source_kinds)))
    first_hand = pl.col("source") == pl.col("origin")
    independent = told.filter(first_hand | ~first_hand.any().over("event", "origin"))
    ranges = (
        independent.group_by("event")
        .agg(low=pl.col("lowest").min().fill_null(0), high=pl.max_horizontal("lowest", "highest").max().fill_null(0))
        .sort("event")
    )
    return {event: (low, high) for event, low, high in ranges.iter_rows()}, independent.select("event", "account")


def of_mass_events(definition: Definition, units: Units) -> Tabulation:
    """Mass events themselves, or the unnamed people in them: a row for each event, N the most there may be.

    What lies between the low and the high end of the events is the row ``undetermined``. There are no shares: nobody
    knows the whole. The members are events.
    """
    ranges, _ = mass_events(definition.population, units.snapshot)
    events = definition.unit is Unit.MASS_EVENT
    counts = {TOTAL: (len(ranges), len(ranges))} if events else ranges
    most = sum(high for _, high in counts.values())
    counts = counts | {UNDETERMINED: (open_ := most - sum(low for low, _ in counts.values()), open_)}
    figure = Figure(
        id=definition.id,
        labels=definition.labels,
        unit=definition.unit,
        population=definition.population,
        N=most,
        multiple=False,
        rows=tuple(row_of(code, units.lexicon.label(PLAIN, code), *ends, 0) for code, ends in counts.items()),
        unsaid={absence.value: 0 for absence in Absence},
    )
    names = pl.DataFrame({"name": list(ranges)}, schema={"name": pl.String}).with_row_index("unit")
    row = pl.lit(TOTAL) if events else pl.col("name")
    numbered = names.select("unit", row=row, certain=pl.lit(value=True))
    return Tabulation(definition=definition, figure=figure, numbered=numbered, names=names)
