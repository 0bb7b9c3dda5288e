"""A snapshot seen without some of its sources: their rows, and everybody they tell of, are left out.

Everybody, because what another source says of the same person may have been completed from the one withheld: the
strictest among linked sources wins.
"""

from collections.abc import Callable

import polars as pl

Read = Callable[[str], pl.LazyFrame]

_PERSON = "person"


def people_told_of(read: Read, sources: frozenset[str]) -> pl.LazyFrame:
    """The persons of whom any of these sources tells, one column ``person``."""
    told = read("accounts").filter(pl.col("source").is_in(list(sources)) & pl.col(_PERSON).is_not_null())
    return told.select(_PERSON).unique()


def kept(name: str, read: Read, sources: frozenset[str]) -> pl.LazyFrame:
    """One table of the analysis part without these sources and everybody they tell of."""
    table = read(name)
    columns = table.collect_schema().names()
    if "source" in columns:
        table = table.filter(~pl.col("source").is_in(list(sources)))
    if "disappearance" in columns and _PERSON not in columns:
        gone = read("disappearances").join(people_told_of(read, sources), on=_PERSON).select("disappearance")
        return table.join(gone, on="disappearance", how="anti")
    if _PERSON in columns:
        table = table.join(people_told_of(read, sources), on=_PERSON, how="anti")
    if "other" in columns:
        table = table.join(people_told_of(read, sources), left_on="other", right_on=_PERSON, how="anti")
    if name == "cases":
        left = read("disappearances").join(people_told_of(read, sources), on=_PERSON, how="anti")
        return table.join(left.select("case").unique(), on="case", how="semi")
    return table


def kept_identities(table: pl.DataFrame, read: Read, sources: frozenset[str]) -> pl.DataFrame:
    """One table of the identity part without what hangs on an account of these sources or of whom they tell."""
    if table.columns[0] == "source":
        return table.filter(~pl.col("source").is_in(list(sources)))
    column = "account" if "account" in table.columns else "about"
    allowed = kept("accounts", read, sources).select("account").collect()["account"]
    return table.filter(pl.col(column).is_in(allowed.implode()))
