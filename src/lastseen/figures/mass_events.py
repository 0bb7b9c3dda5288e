"""Mass events: how many unnamed people, as a range over independent origins."""

import polars as pl

from lastseen.domain.answers import Absence
from lastseen.figures.definitions import Definition, Population, Unit
from lastseen.figures.figure import Figure, Tabulation, row_of
from lastseen.figures.rows import TOTAL, UNDETERMINED
from lastseen.figures.units import Units
from lastseen.figures.variables import PLAIN
from lastseen.snapshot import Snapshot

_PART = ["event", "crossing"]


def told_of_events(population: Population, snapshot: Snapshot) -> pl.DataFrame:
    """What is told of mass events: the table of the snapshot, with ``crossing`` and whether it is ``independent``.

    ``crossing`` is null for what is told of the whole event. A source derived from another that tells of the same part
    of the event is not independent: it adds nothing. Of the population only the kinds of source matter, as no finding
    hangs on people without names.
    """
    kinds = snapshot.lazy("sources").select("source", "kind")
    of_part = (pl.col("field") == "mass-event.crossing") & pl.col("code").is_not_null()
    parts = snapshot.lazy("said").filter(of_part).select("account", crossing="code").unique("account", keep="first")
    told = snapshot.lazy("mass_events").join(kinds, on="source").join(parts, on="account", how="left").collect()
    if population.source_kinds:
        told = told.filter(pl.col("kind").is_in(list(population.source_kinds)))
    first_hand = pl.col("source") == pl.col("origin")
    return told.with_columns(independent=first_hand | ~first_hand.any().over("event", "origin", "crossing"))


def part_ranges(told: pl.DataFrame) -> pl.DataFrame:
    """The ``low`` and ``high`` end of each part of each event, and of its whole (``crossing`` null) where it is told.

    The low end is the lowest *lowest number* that an independent origin tells, nought if nobody tells one; the high end
    is the highest number told, and ``open`` where an origin gives a low end and no high one.
    """
    ends = (
        told.filter("independent")
        .group_by(_PART)
        .agg(
            low=pl.col("lowest").min().fill_null(0),
            high=pl.max_horizontal("lowest", "highest").max().fill_null(0),
            open=(pl.col("lowest").is_not_null() & pl.col("highest").is_null()).any(),
        )
    )
    return ends.sort(_PART)


def mass_events(population: Population, snapshot: Snapshot) -> tuple[dict[str, tuple[int, int]], pl.DataFrame]:
    """Each event with the lowest and highest number of people told of, and the accounts behind these numbers.

    What is told of the whole decides; only where nobody numbers the whole is it the sum of its parts, never both.
    People identified out of an event are never added to its numbers: they are among them.
    """
    told = told_of_events(population, snapshot)
    lines = deciding(told)
    ranges = part_ranges(lines).group_by("event").agg(pl.col("low", "high").sum()).sort("event")
    behind = lines.filter("independent").select("event", "account")
    return {event: (low, high) for event, low, high in ranges.iter_rows()}, behind


def deciding(told: pl.DataFrame) -> pl.DataFrame:
    """The lines that an event's numbers come from: those of the whole where there are any, else those of its parts."""
    of_whole = pl.col("crossing").is_null()
    return told.filter(of_whole | ~of_whole.any().over("event"))


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
