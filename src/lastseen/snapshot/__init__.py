"""Snapshots: what was known at one moment, frozen as Parquet tables and a manifest with digests."""

from lastseen.snapshot.reading import Snapshot, open_snapshot

__all__ = ["Snapshot", "open_snapshot"]
