"""Pairs that may be one, to be looked at by somebody who decides: persons, cases, stages; and how far that is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import polars as pl

from lastseen.domain.accounts import AccountId
from lastseen.domain.rights import May, Rights
from lastseen.domain.verdicts import VerdictKind
from lastseen.linkage import Evidence
from lastseen.operations.pages.asked import Page, Window, code_of, founded
from lastseen.operations.undecided import Undecided, undecided
from lastseen.operations.workspace import Workspace
from lastseen.storage.search.finding import accounts_numbered, serials_of
from lastseen.storage.verdicts import reasons_given

_REASONS: Final = 8
LIKELY: Final = 0.95
"""From this probability two persons are called likely the same."""


class Order(StrEnum):
    """Which pairs come first: those of which a verdict tells most, those likeliest to be one, the oldest."""

    OPEN = "open"
    LIKELY = "likely"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two that may be one, the older first: the accounts a verdict would be between, and what they are accounts of.

    ``codes`` are those of the two persons or cases; of stages those of the person, twice. ``person`` is the one whose
    cases or stages they are. ``probability`` and what speaks for and against (``because``) are of persons alone.
    """

    kind: VerdictKind
    accounts: tuple[AccountId, AccountId]
    codes: tuple[str, str]
    person: str = ""
    probability: float | None = None
    because: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What awaits a verdict of one kind: the pair at one place, counted from one, and how many there are.

    ``pair`` is None where nothing awaits one. ``at`` is nought for a pair that is not in the queue, as it was asked
    for. ``waiting`` and ``decided`` have, for each kind, how many pairs await a verdict and how many verdicts stand.
    """

    kind: VerdictKind
    order: Order
    pair: Pair | None
    at: int
    total: int
    waiting: Mapping[VerdictKind, int]
    decided: Mapping[VerdictKind, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which pair is asked for: that of two accounts, in the queue or not; else the one at a place in an order.

    Where the persons or cases of the two accounts are in the queue by other accounts of theirs, it is that pair.
    """

    kind: VerdictKind = VerdictKind.PERSON
    order: Order = Order.OPEN
    at: int = 1
    of: tuple[AccountId, ...] = ()


def to_review(rights: Rights, workspace: Workspace, asked: Asked = Asked()) -> Queue:
    """The queue somebody may decide on, from the accounts and verdicts they see, opened as near as there is.

    Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    waiting = _awaiting(rights, workspace)
    pairs = _ordered(waiting.pairs[asked.kind], asked.order)
    of = serials_of(rights, asked.of) if asked.of else []
    place, pair = _place_of(pairs, of, waiting.founders[asked.kind]), None
    if len(of) == 2 and place == 0:
        pair = _pair(rights, waiting, asked.kind, waiting.asked(asked.kind, of[0], of[1]))
    elif pairs.height:
        place = place or max(1, min(asked.at, pairs.height))
        pair = _pair(rights, waiting, asked.kind, pairs.row(place - 1, named=True))
    else:
        place = 1
    return Queue(
        kind=asked.kind,
        order=asked.order,
        pair=pair,
        at=place,
        total=pairs.height,
        waiting={kind: found.height for kind, found in waiting.pairs.items()},
        decided=waiting.decided,
    )


def likely_the_same(rights: Rights, workspace: Workspace, window: Window) -> Page[Pair]:
    """The pairs of persons that are likely one, the likeliest first. Raises as :func:`to_review` does."""
    waiting = _awaiting(rights, workspace)
    kind = VerdictKind.PERSON
    pairs = _ordered(waiting.pairs[kind], Order.LIKELY).filter(pl.col("probability") >= LIKELY)
    shown = pairs.slice(window.start, window.size).iter_rows(named=True)
    found = (_pair(rights, waiting, kind, row) for row in shown)
    return Page(items=tuple(pair for pair in found if pair is not None), total=pairs.height, window=window)


def waiting_by_kind(rights: Rights, workspace: Workspace) -> Mapping[VerdictKind, int]:
    """How many pairs of each kind await a verdict. Raises as :func:`to_review` does."""
    return {kind: pairs.height for kind, pairs in _awaiting(rights, workspace).pairs.items()}


def two_of(rights: Rights, kind: VerdictKind, codes: Iterable[str]) -> tuple[AccountId, ...]:
    """The accounts that give persons or cases these codes, now or before they were joined to others.

    Raises :class:`~.pages.asked.NotFound` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    return tuple(founded(rights, kind.value, code) for code in codes)


def reasons_before(rights: Rights, kind: VerdictKind) -> tuple[str, ...]:
    """The reasons somebody gave last for verdicts of a kind, the newest first. Raises as :func:`to_review` does."""
    for needed in (May.DECIDE, May.IDENTIFY):
        rights.require(needed)
    return reasons_given(rights.user, kind, _REASONS)


def _awaiting(rights: Rights, workspace: Workspace) -> Undecided:
    for needed in (May.DECIDE, May.IDENTIFY):
        rights.require(needed)
    return undecided(rights, workspace)


def _ordered(pairs: pl.DataFrame, order: Order) -> pl.DataFrame:
    first = {Order.OPEN: "worth", Order.LIKELY: "probability", Order.OLDEST: ""}[order]
    by = [*([first] if first else []), "older", "younger"]
    return pairs.sort(by, descending=[column == first for column in by], nulls_last=True)


def _place_of(pairs: pl.DataFrame, asked: list[int], founders: Mapping[int, int]) -> int:
    """The place of the pair of these serials; nought where it has none."""
    if len(asked) != 2:
        return 0
    older, younger = sorted(founders.get(serial, serial) for serial in asked)
    places = ((pairs["older"] == older) & (pairs["younger"] == younger)).arg_true()
    return 0 if places.is_empty() else int(places[0]) + 1


def _pair(rights: Rights, waiting: Undecided, kind: VerdictKind, row: Mapping[str, Any]) -> Pair | None:
    """A pair of the queue; None where it is out of sight since the queue was made."""
    serials = (row["left"], row["right"])
    accounts = accounts_numbered(rights, kind.value, serials)
    if len(accounts) != 2:
        return None
    ends, led, person = (accounts[0], accounts[1]), waiting.founders[kind], row["person"]
    whose = "" if person is None else code_of("person", person)
    older, younger = (whose if kind is VerdictKind.STAGE else code_of(kind.value, led.get(s, s)) for s in serials)
    return Pair(
        kind=kind,
        accounts=ends,
        codes=(older, younger),
        person=whose,
        probability=row["probability"],
        because=waiting.because(*serials) if kind is VerdictKind.PERSON else (),
    )
