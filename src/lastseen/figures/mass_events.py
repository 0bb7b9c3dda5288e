"""Mass events: how many unnamed people, as a range over independent origins."""

import polars as pl

from lastseen.snapshot import Snapshot


def mass_events(snapshot: Snapshot) -> tuple[dict[str, tuple[int, int]], pl.DataFrame]:
    """Each event with the lowest and highest number any independent origin gives, and the accounts behind it.

    A source derived from another that also tells of the event adds nothing. People identified out of an event are never
    added to its numbers: they are among them.
    """
    told = snapshot.table("mass_events")
    origins = told.filter(pl.col("source") == pl.col("origin")).select("event", "origin", own=pl.lit(value=True))
    independent = told.join(origins, on=["event", "origin"], how="left").filter(
        (pl.col("source") == pl.col("origin")) | pl.col("own").is_null()
    )
    ranges = (
        independent.group_by("event")
        .agg(
            low=pl.coalesce("lowest", "highest").min().fill_null(0),
            high=pl.coalesce("highest", "lowest").max().fill_null(0),
        )
        .sort("event")
    )
    members = independent.select(unit="account", row="event", certain=pl.lit(value=True))
    return {event: (low, high) for event, low, high in ranges.iter_rows()}, members
