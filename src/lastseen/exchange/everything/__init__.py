"""Everything a registry holds, as tables that any program reads: CSV, Parquet and SQLite, with a manifest.

Loses nothing of what the tables say, but for the secrets of those who log in; the manifest names every column left out.
What a manifest says can be checked without Lastseen: rows are counted, files have digests.
"""

from lastseen.exchange.everything.checking import DamagedExport, check_everything
from lastseen.exchange.everything.writing import (
    LOSSES,
    Column,
    Held,
    Kind,
    Manifest,
    Writing,
    WrittenFile,
    WrittenTable,
)

__all__ = [
    "LOSSES",
    "Column",
    "DamagedExport",
    "Held",
    "Kind",
    "Manifest",
    "Writing",
    "WrittenFile",
    "WrittenTable",
    "check_everything",
]
