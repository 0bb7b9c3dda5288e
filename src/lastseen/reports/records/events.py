"""Mass events: how many people each independent origin tells of, who repeats it, and who was identified since."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from lastseen.figures.definitions import Population
from lastseen.figures.mass_events import mass_events
from lastseen.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class OfOrigin:
    """What one independent origin says: at least, at most (None where it gives no such end), and how many other sources
    repeat it. ``kind`` and ``day`` are those of the source."""

    kind: str
    day: date | None
    lowest: int | None
    highest: int | None
    repeated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MassEvent:
    """One event: what happened to the people, when, and the range over all origins.

    ``identified`` counts those known by now, who are among the unnamed and are never added.
    """

    stages: tuple[str, ...]
    start: tuple[date | None, date | None]
    origins: tuple[OfOrigin, ...]
    low: int
    high: int
    identified: int


def told_events(snapshot: Snapshot) -> tuple[MassEvent, ...]:
    """All mass events that the snapshot tells of, the earliest first."""
    ranges, independent = mass_events(Population(), snapshot)
    kinds = snapshot.lazy("sources").select("source", source_kind="kind", day="day")
    told = snapshot.lazy("mass_events").join(kinds, on="source").sort("start_low", "event", "day", "source").collect()
    stages = _stages(snapshot)
    return tuple(
        _event(lines, ranges[str(event)], set(independent["account"]), stages)
        for (event,), lines in told.partition_by("event", maintain_order=True, as_dict=True).items()
    )


def _stages(snapshot: Snapshot) -> Mapping[str, str]:
    of_event = (pl.col("field") == "mass-event.stage") & pl.col("code").is_not_null()
    return dict(snapshot.lazy("said").filter(of_event).select("account", "code").collect().iter_rows())


def _event(
    lines: pl.DataFrame, ends: tuple[int, int], independent: Collection[str], stages: Mapping[str, str]
) -> MassEvent:
    own = lines.filter(pl.col("account").is_in(list(independent)))
    repeated = Counter(lines.filter(~pl.col("account").is_in(list(independent)))["origin"])
    columns = ("source_kind", "day", "lowest", "highest", "origin")
    return MassEvent(
        stages=tuple(dict.fromkeys(stages[account] for account in lines["account"] if account in stages)),
        start=(_day(lines["start_low"].min()), _day(lines["start_high"].max())),
        origins=tuple(
            OfOrigin(kind=kind, day=day, lowest=lowest, highest=highest, repeated=repeated[origin])
            for kind, day, lowest, highest, origin in own.select(columns).iter_rows()
        ),
        low=ends[0],
        high=ends[1],
        identified=lines["identified"].explode().drop_nulls().n_unique(),
    )


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
