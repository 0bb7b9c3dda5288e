"""A snapshot seen without some of its sources and people: of a source its rows, and everybody it tells of.

Everybody, because what another source says of the same person may have been completed from the one withheld: the
strictest among linked sources wins. And a snapshot seen without the words of texts that may not be quoted any more.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import polars as pl

from lastseen.domain.markings import Held, black_out

Read = Callable[[str], pl.LazyFrame]

Marked: TypeAlias = Mapping[str, Sequence[tuple[str, str]]]
"""By source, the words that are marked in its texts as naming third persons, with their kinds."""

_PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What is not seen of a snapshot: sources with everybody they tell of, and people besides."""

    sources: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.sources or self.people)

    def __or__(self, other: "LeftOut") -> "LeftOut":
        return LeftOut(sources=self.sources | other.sources, people=self.people | other.people)


def people_told_of(read: Read, out: LeftOut) -> pl.LazyFrame:
    """The persons who are left out or of whom a source left out tells, one column ``person``."""
    told = pl.col("source").is_in(list(out.sources)) | pl.col(_PERSON).is_in(list(out.people))
    return read("accounts").filter(told & pl.col(_PERSON).is_not_null()).select(_PERSON).unique()


def kept(name: str, read: Read, out: LeftOut) -> pl.LazyFrame:
    """One table of the analysis part without what is left out."""
    table = read(name)
    columns = table.collect_schema().names()
    if "source" in columns:
        table = table.filter(~pl.col("source").is_in(list(out.sources)))
    if "disappearance" in columns and _PERSON not in columns:
        gone = read("disappearances").join(people_told_of(read, out), on=_PERSON).select("disappearance")
        return table.join(gone, on="disappearance", how="anti")
    if _PERSON in columns:
        table = table.join(people_told_of(read, out), on=_PERSON, how="anti")
    return _LINKED[name](table, read, out) if name in _LINKED else table


def _relations(table: pl.LazyFrame, read: Read, out: LeftOut) -> pl.LazyFrame:
    """Ties to others who are not left out."""
    return table.join(people_told_of(read, out), left_on="other", right_on=_PERSON, how="anti")


def _said(table: pl.LazyFrame, read: Read, out: LeftOut) -> pl.LazyFrame:
    """What accounts that are left say, but for what points at others."""
    left = _accounts(read, out)
    return table.filter(pl.col("account").is_in(left) & (pl.col("other").is_null() | pl.col("other").is_in(left)))


def _verdicts(table: pl.LazyFrame, read: Read, out: LeftOut) -> pl.LazyFrame:
    """Verdicts between accounts that are left."""
    left = _accounts(read, out)
    return table.filter(pl.col("left").is_in(left) & pl.col("right").is_in(left))


def _mass_events(table: pl.LazyFrame, read: Read, out: LeftOut) -> pl.LazyFrame:
    """Mass events without those who were identified out of them and are left out."""
    gone = pl.Series(people_told_of(read, out).collect()[_PERSON])
    return table.with_columns(pl.col("identified").list.set_difference(pl.lit(gone).implode()))


def _cases(table: pl.LazyFrame, read: Read, out: LeftOut) -> pl.LazyFrame:
    """Cases in which somebody is left."""
    left = read("disappearances").join(people_told_of(read, out), on=_PERSON, how="anti")
    return table.join(left.select("case").unique(), on="case", how="semi")


_LINKED = {"cases": _cases, "mass_events": _mass_events, "relations": _relations, "said": _said, "verdicts": _verdicts}


def kept_identities(table: pl.DataFrame, read: Read, out: LeftOut) -> pl.DataFrame:
    """One table of the identity part without what hangs on an account of what is left out."""
    if table.columns[0] == "source":
        return table.filter(~pl.col("source").is_in(list(out.sources)))
    column = "account" if "account" in table.columns else "about"
    return table.filter(pl.col(column).is_in(_accounts(read, out)))


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


def _accounts(read: Read, out: LeftOut) -> pl.Expr:
    """The accounts that are left, as one list."""
    return pl.lit(kept("accounts", read, out).select("account").collect()["account"]).implode()
