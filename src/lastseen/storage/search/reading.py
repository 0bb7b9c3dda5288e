"""What a library holds in memory, read from the registry: lines, sources, verdicts and decisions, and what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db.models import QuerySet

from lastseen.domain.derive.lines import CODES, SPANS, TOLD
from lastseen.domain.verdicts import Answer, VerdictKind
from lastseen.storage.models import (
    ConclusionAccount,
    Description,
    Entry,
    FindingAccount,
    SearchLine,
    Verdict,
)
from lastseen.storage.unsaid import withdrawn

_CELLS = pl.Struct({name: pl.List(pl.String) for name in (*CODES, *TOLD)} | {name: pl.List(pl.Int32) for name in SPANS})
_LINES = {
    "account": pl.String,
    "source": pl.String,
    "serial": pl.UInt32,
    "case": pl.UInt32,
    "cells": pl.String,
}
_SOURCES = {
    "source": pl.String,
    "name": pl.String,
    "kind": pl.String,
    "compartment": pl.String,
    "derived_from": pl.String,
}
_JOINED = (VerdictKind.PERSON, VerdictKind.CASE)
_VERDICTS = {
    "kind": pl.String,
    "left": pl.UInt32,
    "left_source": pl.String,
    "right": pl.UInt32,
    "right_source": pl.String,
}
_DECISIONS = {
    "decision": pl.String,
    "source": pl.String,
    "kind": pl.String,
    "serial": pl.UInt32,
    "subject": pl.String,
    "value": pl.List(pl.String),
}


_IDS = frozenset({"account", "verdict", "source", "left_source", "right_source", "derived_from", "decision"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A position of the ledger, and the digest by which it is known to be of the same registry."""

    number: int
    digest: str


def mark() -> Mark:
    """Where the ledger stands."""
    return _marked(Entry.objects.order_by("-number"))


def is_of_this_registry(held: Mark) -> bool:
    """Whether the ledger has been where this mark was made."""
    return held == _marked(Entry.objects.filter(number=held.number))


def _marked(rows: "QuerySet[Entry]") -> Mark:
    return Mark(*(rows.values_list("number", "digest").first() or (0, "")))


def touched_since(number: int) -> frozenset[str]:
    """What the entries after this one say they touched, by the word before the dot: ``person``, ``verdict``."""
    summaries = Entry.objects.filter(number__gt=number).values_list("summary", flat=True)
    return frozenset(what.partition(".")[0] for summary in summaries for what in summary)


def lines_since(number: int) -> pl.DataFrame:
    """The lines derived after this entry, one row each with a column for each cell."""
    rows = SearchLine.objects.filter(position__gt=number).order_by()
    columns = ("account_id", "source_id", "serial", "case_serial", "cells")
    found = tabulated(rows.values_list(*columns), _LINES)
    return found.with_columns(pl.col("cells").str.json_decode(_CELLS)).unnest("cells")


def sources_held() -> pl.DataFrame:
    """Every source as it is now described."""
    standing = Description.objects.filter(retracted__isnull=True).order_by()
    columns = ("source_id", "source__external_id", "kind", "compartment", "derived_from_id")
    return tabulated(standing.values_list(*columns), _SOURCES)


def verdicts_held() -> pl.DataFrame:
    """The pairs of accounts, none withdrawn, of people or cases that verdicts hold to be the same.

    Of each its kind, and the serials and sources of both.
    """
    same = Verdict.objects.filter(kind__in=_JOINED, answer=Answer.SAME, retracted__isnull=True)
    standing = same.exclude(left__in=withdrawn()).exclude(right__in=withdrawn()).order_by()
    ends = (f"{end}__{column}" for end in ("left", "right") for column in ("serial", "coding__source_id"))
    return tabulated(standing.values_list("kind", *ends), _VERDICTS)


def findings_held() -> pl.DataFrame:
    """Every account a finding hangs on, with the finding's outcome and standard, in this order."""
    standing = FindingAccount.objects.filter(finding__retracted__isnull=True).order_by()
    columns = (*_accounts("finding"), "finding__outcome", "finding__standard")
    rows = ((*row[:4], "finding", list(row[4:])) for row in standing.values_list(*columns).iterator())
    return _frame(list(rows), _DECISIONS)


def conclusions_held() -> pl.DataFrame:
    """Every account a conclusion hangs on, with its variable and values, the oldest conclusion first."""
    standing = ConclusionAccount.objects.filter(conclusion__retracted__isnull=True)
    rows = standing.order_by("conclusion__entry__number", "conclusion_id")
    columns = (*_accounts("conclusion"), "conclusion__variable", "conclusion__values")
    return tabulated(rows.values_list(*columns), _DECISIONS)


def _accounts(decision: str) -> tuple[str, ...]:
    return (f"{decision}_id", "account__coding__source_id", "account__kind", "account__serial")


def tabulated(rows: "QuerySet[Any, tuple[Any, ...]]", schema: Mapping[str, Any]) -> pl.DataFrame:
    """Rows read from the registry as a table of these columns; ids as their hexadecimal digits."""
    return _frame(list(rows.iterator(chunk_size=5000)), schema)


def _frame(rows: Sequence[tuple[Any, ...]], schema: Mapping[str, Any]) -> pl.DataFrame:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pl.DataFrame(
        {
            name: [None if cell is None else cell.hex for cell in cells] if name in _IDS else cells
            for (name, _), cells in zip(schema.items(), columns, strict=True)
        },
        schema=dict(schema),
    )
