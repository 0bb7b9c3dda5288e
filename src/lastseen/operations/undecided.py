"""What awaits a verdict, for each who asks: kept for the process, and brought up to date as the ledger moves on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeAlias

import polars as pl

from lastseen.domain.accounts import SourceId
from lastseen.domain.rights import Rights
from lastseen.domain.verdicts import VerdictKind
from lastseen.linkage import Evidence
from lastseen.operations.linking import Linked, linked
from lastseen.operations.proposing import (
    WORTH_A_LOOK,
    cases_to_compare,
    founders,
    people_to_compare,
    stages_to_compare,
)
from lastseen.operations.workspace import Workspace
from lastseen.storage.moment import at_one_moment
from lastseen.storage.search.reading import Mark, is_of_this_registry, mark, sources_held, touched_since
from lastseen.storage.told_stages import stages_told_of
from lastseen.storage.unsaid import unread_sources
from lastseen.storage.verdicts import comparisons_held, comparisons_since

Sight: TypeAlias = "tuple[frozenset[str] | None, frozenset[SourceId]]"
"""What somebody sees: compartments (None for all), without sources of which they are not to know another's reading."""

_MOST_KEPT = 8
"""For how many sets of sources seen the queues are kept ready; one more makes all of them anew."""
_OF_STAGES = frozenset({"person", "case", "stage", "source", "withdrawal"})
"""What an entry of the ledger touches that may change which stages are told of whom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """What awaits whoever sees certain sources, kind by kind: pairs, as :mod:`.proposing` has them.

    ``founders`` have the oldest account of each that was joined, ``decided`` how many verdicts stand;
    ``stages`` are those told of the joined, ``linked`` what the pairs of persons are from.
    """

    pairs: Mapping[VerdictKind, pl.DataFrame]
    founders: Mapping[VerdictKind, Mapping[int, int]]
    decided: Mapping[VerdictKind, int]
    stages: pl.DataFrame
    linked: Linked

    def asked(self, kind: VerdictKind, left: int, right: int) -> dict[str, int | None]:
        """Any two of a kind by the serials of their accounts, as if they were proposed."""
        of = {VerdictKind.CASE: "case", VerdictKind.STAGE: "stage"}.get(kind)
        told = self.stages.filter(pl.col(of) == left)["person"].to_list() if of else []
        person = next((one for one in told if one is not None), None)
        whose = None if person is None else self.founders[VerdictKind.PERSON].get(person, person)
        return {"left": left, "right": right, "person": whose, "probability": None}

    def because(self, left: int, right: int) -> tuple[Evidence, ...]:
        """What speaks for and against two accounts being of one person; nothing where they were not compared."""
        known = self.linked.accounts.filter(pl.col("serial").is_in([left, right])).height == 2
        return self.linked.links.because(left, right) if known else ()


@dataclass(slots=True)
class _Held:
    """Verdicts and sources as of a mark of the ledger, and what awaits those who asked since."""

    mark: Mark
    verdicts: Mapping[VerdictKind, pl.DataFrame]
    sources: pl.DataFrame
    stages: pl.DataFrame | None = None
    undecided: dict[Sight, Undecided] = field(default_factory=dict)


@dataclass(slots=True)
class _Shelf:
    """Where the process keeps the one copy of it."""

    lock: Lock = field(default_factory=Lock)
    held: _Held | None = None


_SHELF = _Shelf()


def undecided(rights: Rights, workspace: Workspace) -> Undecided:
    """What awaits a verdict, of the accounts and verdicts somebody sees."""
    sight, found = (rights.compartments, unread_sources(rights)), linked(rights, workspace)
    with _SHELF.lock, at_one_moment():
        held = _SHELF.held = _up_to_date(_SHELF.held)
        kept = held.undecided.get(sight)
        if kept is None or kept.linked is not found:
            if len(held.undecided) >= _MOST_KEPT:
                held.undecided.clear()
            kept = held.undecided[sight] = _made(held, sight, found)
        return kept


def _up_to_date(held: _Held | None) -> _Held:
    now = mark()
    if held is not None and now == held.mark:
        return held
    if held is None or not is_of_this_registry(held.mark):
        return _Held(now, {kind: comparisons_held(kind) for kind in VerdictKind}, sources_held())
    since, before = held.mark.number, held.verdicts
    touched = touched_since(since)
    verdicts = before
    if "withdrawal" in touched:
        verdicts = {kind: comparisons_held(kind) for kind in VerdictKind}
    elif "verdict" in touched:
        verdicts = {kind: comparisons_since(since, before[kind], kind) for kind in VerdictKind}
    sources = sources_held() if "source" in touched else held.sources
    is_told_as_before = not touched & _OF_STAGES and verdicts[VerdictKind.PERSON].equals(before[VerdictKind.PERSON])
    is_same = is_told_as_before and verdicts is before
    return _Held(now, verdicts, sources, held.stages if is_told_as_before else None, held.undecided if is_same else {})


def _made(held: _Held, sight: Sight, found: Linked) -> Undecided:
    people = held.verdicts[VerdictKind.PERSON]
    if held.stages is None:
        joined = founders(people)
        held.stages = stages_told_of(joined)
    seen = _seen(held.sources, sight)
    verdicts = {kind: _between_seen(table, seen) for kind, table in held.verdicts.items()}
    led = {kind: founders(table) for kind, table in verdicts.items()}
    stages = held.stages.join(seen, on="source", how="semi")
    person, case, stage = VerdictKind.PERSON, VerdictKind.CASE, VerdictKind.STAGE
    return Undecided(
        pairs={
            person: people_to_compare(found.pairs, verdicts[person], WORTH_A_LOOK),
            case: cases_to_compare(stages, led[person], verdicts[case]),
            stage: stages_to_compare(stages, led[person], led[case], verdicts[stage]),
        },
        founders=led,
        decided={kind: table.height for kind, table in verdicts.items()},
        stages=stages,
        linked=found,
    )


def _seen(sources: pl.DataFrame, sight: Sight) -> pl.DataFrame:
    compartments, unread = sight
    seen = sources.filter(~pl.col("source").is_in(sorted(source.hex for source in unread)))
    return seen if compartments is None else seen.filter(pl.col("compartment").is_in(sorted(compartments)))


def _between_seen(verdicts: pl.DataFrame, seen: pl.DataFrame) -> pl.DataFrame:
    for end in ("left", "right"):
        verdicts = verdicts.join(seen, left_on=f"{end}_source", right_on="source", how="semi")
    return verdicts
