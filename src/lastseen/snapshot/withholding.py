"""A snapshot seen without some of its sources: their rows, and everybody they tell of, are left out.

Everybody, because what another source says of the same person may have been completed from the one withheld: the
strictest among linked sources wins. And a snapshot seen without the words of texts that may not be quoted any more.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import polars as pl

from lastseen.domain.markings import Held, black_out

Read = Callable[[str], pl.LazyFrame]

Marked: TypeAlias = Mapping[str, Sequence[tuple[str, str]]]
"""By source, the words that are marked in its texts as naming third persons, with their kinds."""

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
    return _LINKED[name](table, read, sources) if name in _LINKED else table


def _relations(table: pl.LazyFrame, read: Read, sources: frozenset[str]) -> pl.LazyFrame:
    """Ties to others of whom no source withheld tells."""
    return table.join(people_told_of(read, sources), left_on="other", right_on=_PERSON, how="anti")


def _said(table: pl.LazyFrame, read: Read, sources: frozenset[str]) -> pl.LazyFrame:
    """What accounts that are left say, but for what points at others."""
    left = _accounts(read, sources)
    return table.filter(pl.col("account").is_in(left) & (pl.col("other").is_null() | pl.col("other").is_in(left)))


def _verdicts(table: pl.LazyFrame, read: Read, sources: frozenset[str]) -> pl.LazyFrame:
    """Verdicts between accounts that are left."""
    left = _accounts(read, sources)
    return table.filter(pl.col("left").is_in(left) & pl.col("right").is_in(left))


def _mass_events(table: pl.LazyFrame, read: Read, sources: frozenset[str]) -> pl.LazyFrame:
    """Mass events without those who were identified out of them and are told of by a source withheld."""
    gone = pl.Series(people_told_of(read, sources).collect()[_PERSON])
    return table.with_columns(pl.col("identified").list.set_difference(pl.lit(gone).implode()))


def _cases(table: pl.LazyFrame, read: Read, sources: frozenset[str]) -> pl.LazyFrame:
    """Cases in which somebody is left."""
    left = read("disappearances").join(people_told_of(read, sources), on=_PERSON, how="anti")
    return table.join(left.select("case").unique(), on="case", how="semi")


_LINKED = {"cases": _cases, "mass_events": _mass_events, "relations": _relations, "said": _said, "verdicts": _verdicts}


def kept_identities(table: pl.DataFrame, read: Read, sources: frozenset[str]) -> pl.DataFrame:
    """One table of the identity part without what hangs on an account of these sources or of whom they tell."""
    if table.columns[0] == "source":
        return table.filter(~pl.col("source").is_in(list(sources)))
    column = "account" if "account" in table.columns else "about"
    return table.filter(pl.col(column).is_in(_accounts(read, sources)))


def quoted(evidence: pl.DataFrame, states: frozenset[str]) -> pl.DataFrame:
    """The table of passages without the words of texts that are in none of these states."""
    gone = pl.col("text_state").is_not_null() & ~pl.col("text_state").is_in(list(states))
    return evidence.with_columns(
        quote=pl.when(gone).then(pl.lit("")).otherwise("quote"),
        text_state=pl.when(gone).then(None).otherwise("text_state"),
        held=pl.when(gone).then(pl.lit(Held.UNREVIEWED.value)).otherwise("held"),
    )


def blacked_out(texts: pl.DataFrame, read: Read, marked: Marked) -> pl.DataFrame:
    """The table of free words without those that are marked in a text of the source that tells them."""
    told = read("accounts").filter(pl.col("source").is_in(list(marked))).select("account", "source").collect()
    source = dict(told.iter_rows())
    lines = texts.select("account", "text").iter_rows()
    words = [black_out(text, marked.get(source.get(account, ""), ())) for account, text in lines]
    return texts.with_columns(text=pl.Series(words, dtype=pl.String))


def _accounts(read: Read, sources: frozenset[str]) -> pl.Expr:
    """The accounts that are left, as one list."""
    return pl.lit(kept("accounts", read, sources).select("account").collect()["account"]).implode()
