"""Snapshots: what was known at one moment, frozen as Parquet tables and a manifest with digests."""
