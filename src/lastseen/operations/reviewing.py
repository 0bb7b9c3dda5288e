"""Pairs of persons that may be one, to be looked at by somebody who decides; and how far that is.

What follows from names and verdicts is kept for the process, and brought up to date as the ledger moves on.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeAlias

import polars as pl

from lastseen.domain.accounts import AccountId, PersonAccount, SourceId
from lastseen.domain.rights import May, Rights
from lastseen.operations.alike import pairs_open
from lastseen.operations.pages.asked import code_of
from lastseen.storage.moment import at_one_moment
from lastseen.storage.search.finding import accounts_numbered, serials_of
from lastseen.storage.search.namesakes import comparisons_held, comparisons_since, names_held, names_since
from lastseen.storage.search.reading import Mark, is_of_this_registry, mark, sources_held, touched_since
from lastseen.storage.unsaid import unread_sources

Sight: TypeAlias = "tuple[frozenset[str] | None, frozenset[SourceId]]"
"""What somebody sees: compartments (None for all), without sources of which they are not to know another's reading."""

_MOST_KEPT = 8
"""For how many sets of sources seen the queue is kept ready; one more makes all of them anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two persons who may be one, the older first: the accounts a verdict would be between, and the codes of both."""

    accounts: tuple[AccountId, AccountId]
    codes: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What awaits a verdict: the pair at one place, counted from one, and how many there are.

    ``pair`` is None where nothing awaits one. ``decided`` are the verdicts between persons that stand already.
    """

    pair: Pair | None
    at: int
    total: int
    decided: int


def to_review(rights: Rights, at: int = 1, of: Collection[AccountId] = ()) -> Queue:
    """The queue somebody may decide on, from the accounts and verdicts they see, the oldest persons first.

    It is opened at the pair of these accounts where that is still in it, else at this place, or as near as there is.
    Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    for needed in (May.DECIDE, May.IDENTIFY):
        rights.require(needed)
    waiting = _waiting((rights.compartments, unread_sources(rights)))
    total = waiting.pairs.height
    place = _place_of(rights, waiting.pairs, of) or max(1, min(at, total))
    pair = _pair(rights, waiting.pairs.row(place - 1)) if total else None
    return Queue(pair=pair, at=place, total=total, decided=waiting.decided)


def _place_of(rights: Rights, pairs: pl.DataFrame, accounts: Collection[AccountId]) -> int | None:
    serials = serials_of(rights, accounts) if accounts else []
    if len(serials) != 2:
        return None
    older, younger = serials
    places = ((pairs["older"] == older) & (pairs["younger"] == younger)).arg_true()
    return None if places.is_empty() else int(places[0]) + 1


def _pair(rights: Rights, serials: tuple[int, ...]) -> Pair | None:
    """The pair of these serials; None where it is out of sight since the queue was made."""
    accounts = accounts_numbered(rights, PersonAccount.kind, serials)
    if len(accounts) != 2:
        return None
    older, younger = (code_of(PersonAccount.kind, serial) for serial in serials)
    return Pair(accounts=(accounts[0], accounts[1]), codes=(older, younger))


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What awaits whoever sees certain sources: pairs of serials, and how many verdicts stand."""

    pairs: pl.DataFrame
    decided: int


@dataclass(slots=True)
class _Held:
    """Names, verdicts and sources as of a mark of the ledger, and what awaits those who asked since."""

    mark: Mark
    names: pl.DataFrame
    verdicts: pl.DataFrame
    sources: pl.DataFrame
    waiting: dict[Sight, _Waiting] = field(default_factory=dict)


@dataclass(slots=True)
class _Shelf:
    """Where the process keeps the one copy of it."""

    lock: Lock = field(default_factory=Lock)
    held: _Held | None = None


_SHELF = _Shelf()


def _waiting(sight: Sight) -> _Waiting:
    with _SHELF.lock, at_one_moment():
        held = _SHELF.held = _up_to_date(_SHELF.held)
        if sight not in held.waiting:
            if len(held.waiting) >= _MOST_KEPT:
                held.waiting.clear()
            held.waiting[sight] = _made(held, sight)
        return held.waiting[sight]


def _up_to_date(held: _Held | None) -> _Held:
    now = mark()
    if held is not None and now == held.mark:
        return held
    touched = {"withdrawal"} if held is None or not is_of_this_registry(held.mark) else touched_since(held.mark.number)
    if held is None or "withdrawal" in touched:
        return _Held(now, names_held(), comparisons_held(), sources_held())
    since = held.mark.number
    names = names_since(since, held.names)
    verdicts = comparisons_since(since, held.verdicts) if "verdict" in touched else held.verdicts
    sources = sources_held() if "source" in touched else held.sources
    is_same = names is held.names and verdicts is held.verdicts and sources is held.sources
    return _Held(now, names, verdicts, sources, held.waiting if is_same else {})


def _made(held: _Held, sight: Sight) -> _Waiting:
    compartments, unread = sight
    seen = held.sources.filter(~pl.col("source").is_in(sorted(source.hex for source in unread)))
    if compartments is not None:
        seen = seen.filter(pl.col("compartment").is_in(sorted(compartments)))
    names, verdicts = held.names.join(seen, on="source", how="semi"), held.verdicts
    for end in ("left", "right"):
        verdicts = verdicts.join(seen, left_on=f"{end}_source", right_on="source", how="semi")
    return _Waiting(pairs_open(names, verdicts), verdicts.height)
