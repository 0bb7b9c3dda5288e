"""Mass events: how many people each independent origin tells of, who repeats it, and who was identified since."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from lastseen.figures.definitions import Population
from lastseen.figures.mass_events import mass_events, part_ranges, told_of_events
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
class Crossing:
    """The part of an event that went over one crossing: the range over all origins that number it.

    ``is_open`` where an origin gives no upper end; ``identified`` are among the numbers, as for a :class:`MassEvent`.
    """

    code: str
    origins: tuple[OfOrigin, ...]
    low: int
    high: int
    is_open: bool
    identified: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MassEvent:
    """One event: what happened to the people, when, and the range over all origins that number the whole of it.

    Where none does (``origins`` is empty), the range is the sum of its crossings. ``identified`` counts those known by
    now, who are among the unnamed and are never added.
    """

    stages: tuple[str, ...]
    start: tuple[date | None, date | None]
    origins: tuple[OfOrigin, ...]
    low: int
    high: int
    is_open: bool = False
    identified: int
    crossings: tuple[Crossing, ...] = ()

    @property
    def is_exceeded(self) -> bool:
        """Whether its crossings certainly come to more than the whole is said to be at most: a contradiction told."""
        return bool(self.origins) and not self.is_open and sum(part.low for part in self.crossings) > self.high


def told_events(snapshot: Snapshot) -> tuple[MassEvent, ...]:
    """All mass events that the snapshot tells of, the earliest first."""
    ranges, _ = mass_events(Population(), snapshot)
    days = snapshot.lazy("sources").select("source", "day").collect()
    told = told_of_events(Population(), snapshot).join(days, on="source")
    told = told.sort("start_low", "event", "crossing", "day", "source", nulls_last=False)
    parts = part_ranges(told)
    stages = _stages(snapshot)
    return tuple(
        _event(lines, ranges[str(event)], parts.filter(pl.col("event") == event), stages)
        for (event,), lines in told.partition_by("event", maintain_order=True, as_dict=True).items()
    )


def _stages(snapshot: Snapshot) -> Mapping[str, str]:
    of_event = (pl.col("field") == "mass-event.stage") & pl.col("code").is_not_null()
    return dict(snapshot.lazy("said").filter(of_event).select("account", "code").collect().iter_rows())


def _event(lines: pl.DataFrame, ends: tuple[int, int], parts: pl.DataFrame, stages: Mapping[str, str]) -> MassEvent:
    whole, of_parts = (parts.filter(pl.col("crossing").is_null() == wanted) for wanted in (True, False))
    deciding = of_parts if whole.is_empty() else whole
    return MassEvent(
        stages=tuple(dict.fromkeys(stages[account] for account in lines["account"] if account in stages)),
        start=(_day(lines["start_low"].min()), _day(lines["start_high"].max())),
        origins=_origins(lines.filter(pl.col("crossing").is_null())),
        low=ends[0],
        high=ends[1],
        is_open=bool(deciding["open"].any()),
        identified=_identified(lines),
        crossings=tuple(_crossing(lines, part) for part in of_parts.iter_rows(named=True)),
    )


def _crossing(lines: pl.DataFrame, part: Mapping[str, object]) -> Crossing:
    own = lines.filter(pl.col("crossing") == part["crossing"])
    low, high, is_open = part["low"], part["high"], part["open"]
    assert isinstance(low, int) and isinstance(high, int)  # noqa: S101, PT018  # the numbers of a range
    return Crossing(
        code=str(part["crossing"]),
        origins=_origins(own),
        low=low,
        high=high,
        is_open=bool(is_open),
        identified=_identified(own),
    )


def _origins(lines: pl.DataFrame) -> tuple[OfOrigin, ...]:
    own = lines.filter("independent")
    repeated = Counter(lines.filter(~pl.col("independent"))["origin"])
    columns = ("kind", "day", "lowest", "highest", "origin")
    return tuple(
        OfOrigin(kind=kind, day=day, lowest=lowest, highest=highest, repeated=repeated[origin])
        for kind, day, lowest, highest, origin in own.select(columns).iter_rows()
    )


def _identified(lines: pl.DataFrame) -> int:
    return lines["identified"].explode().drop_nulls().n_unique()


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
