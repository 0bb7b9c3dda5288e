"""Lastseen: documenting enforced disappearances, from accounts as told to figures that can be defended."""

from lastseen.snapshot import Snapshot, open_snapshot

__all__ = ["Snapshot", "open_snapshot"]
