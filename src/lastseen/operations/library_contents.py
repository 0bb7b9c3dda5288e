"""What the library holds in memory, brought up to date as the ledger moves on, and a view of it for each who asks.

One copy is kept for the process. What the entries since say they touched is read again, and nothing else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from threading import Lock
from typing import TypedDict

import polars as pl

from lastseen.domain.accounts import SourceId
from lastseen.domain.derive.lines import CODES, SPANS, TOLD
from lastseen.domain.rights import Rights
from lastseen.domain.vocabulary import Vocabulary
from lastseen.operations.library_view import Contents, View, make_view
from lastseen.operations.workspace import Workspace
from lastseen.storage.moment import at_one_moment
from lastseen.storage.search.reading import (
    Mark,
    conclusions_held,
    findings_held,
    is_of_this_registry,
    lines_since,
    mark,
    sources_held,
    touched_since,
    verdicts_held,
)
from lastseen.storage.unsaid import unread_sources


class Lines(TypedDict):
    """The part of :class:`~.library_view.Contents` that is derived."""

    rows: int
    lines: pl.DataFrame
    codes: Mapping[str, pl.DataFrame]


_MOST_VIEWS = 8
"""How many sets of sources seen are kept ready; one more makes all of them anew."""
Sight = tuple[frozenset[str] | None, frozenset[SourceId]]
"""What somebody sees: compartments (None for all), without sources of which they are not to know another's reading."""


@dataclass(slots=True)
class _Held:
    """The library as of a mark of the ledger, under the registry's vocabularies as they were."""

    mark: Mark
    vocabularies: Mapping[str, Vocabulary]
    contents: Contents
    views: dict[Sight, View] = field(default_factory=dict)


@dataclass(slots=True)
class _Shelf:
    """Where the process keeps its one copy."""

    lock: Lock = field(default_factory=Lock)
    held: _Held | None = None


_SHELF = _Shelf()


def library_of(rights: Rights, workspace: Workspace) -> View:
    """The library as somebody sees it now."""
    with _SHELF.lock, at_one_moment():
        held = _SHELF.held = _up_to_date(_SHELF.held, workspace.vocabularies)
        sight = (rights.compartments, unread_sources(rights))
        if sight not in held.views:
            if len(held.views) >= _MOST_VIEWS:
                held.views.clear()
            unread = [source.hex for source in sight[1]]
            held.views[sight] = make_view(held.contents, rights.compartments, unread, workspace.frame)
        return held.views[sight]


def _up_to_date(held: _Held | None, vocabularies: Mapping[str, Vocabulary]) -> _Held:
    now = mark()
    if held is None or held.vocabularies is not vocabularies or not is_of_this_registry(held.mark):
        return _Held(now, vocabularies, _all())
    if now == held.mark:
        return held
    contents = _all() if "withdrawal" in touched_since(held.mark.number) else _renewed(held)
    is_same = all(getattr(contents, one.name) is getattr(held.contents, one.name) for one in fields(Contents))
    return _Held(now, vocabularies, contents, held.views if is_same else {})


def _all() -> Contents:
    return Contents(
        **_split(lines_since(0), 0),
        sources=sources_held(),
        verdicts=verdicts_held(),
        conclusions=conclusions_held(),
        findings=findings_held(),
    )


def _renewed(held: _Held) -> Contents:
    before, touched = held.contents, touched_since(held.mark.number)

    def read_again(what: str, table: pl.DataFrame, read: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        return read() if what in touched else table

    return Contents(
        **_with_new(before, lines_since(held.mark.number)),
        sources=read_again("source", before.sources, sources_held),
        verdicts=read_again("verdict", before.verdicts, verdicts_held),
        conclusions=read_again("conclusion", before.conclusions, conclusions_held),
        findings=read_again("finding", before.findings, findings_held),
    )


def _with_new(before: Contents, new: pl.DataFrame) -> Lines:
    """The lines with those of some accounts in place of what these had before."""
    if new.is_empty():
        return Lines(rows=before.rows, lines=before.lines, codes=before.codes)
    added = _split(new, before.rows)
    return Lines(
        rows=added["rows"],
        lines=pl.concat([before.lines.join(new, on="account", how="anti"), added["lines"]]),
        codes={column: pl.concat([table, added["codes"][column]]) for column, table in before.codes.items()},
    )


def _split(lines: pl.DataFrame, first: int) -> Lines:
    """What is one for each line, and what may be many, rows counted from a number."""
    rows = lines.with_row_index("row", first)
    return Lines(
        rows=first + rows.height,
        lines=rows.select(
            *("row", "account", "source", "serial", "case"),
            **{
                f"{span}_{end}": pl.col(span).list.get(place, null_on_oob=True)
                for span in SPANS
                for place, end in enumerate(("low", "high"))
            },
        ),
        codes={
            column: rows.filter(pl.col(column).list.len() > 0)
            .select("row", code=column)
            .explode("code")
            .cast({"code": pl.Categorical})
            for column in (*CODES, *TOLD)
        },
    )
