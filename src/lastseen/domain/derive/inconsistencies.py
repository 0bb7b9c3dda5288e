"""Inconsistencies: implausible things that were nevertheless said. Kept as told, marked, shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lastseen.domain.accounts import AccountId, SourceId, StageAccount
from lastseen.domain.answers import first
from lastseen.domain.dates import IntervalDate, certainly_before
from lastseen.domain.derive.custody import Chain, in_order
from lastseen.domain.derive.frame import Frame
from lastseen.domain.derive.tellings import PersonFile

CONSISTENT = "none"
"""Stands in figures for those of whom nothing implausible is told."""


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """One thing that cannot be as told: its rule, and the accounts it lies between."""

    rule: str
    accounts: tuple[AccountId, ...]


def inconsistencies(file: PersonFile, frame: Frame) -> tuple[Inconsistency, ...]:
    """What one person's accounts say that cannot be, judged within each source and case.

    Rules: ``ends-before-start`` a stage ends before it starts; ``out-of-order`` a stage told later starts certainly
    before one told earlier; ``release-before-arrest`` a release comes certainly before every deprivation of liberty;
    ``born-after-arrest`` the person was born certainly after a stage began.
    Differences between sources are not inconsistencies but rival accounts.
    """
    found: list[Inconsistency] = []
    for source, chain in _chains(file):
        found += _of_stages(chain)
        found += _of_release(chain, frame)
        for person in (p for p in file.accounts if p.source == source):
            found += _of_birth(person.id, first(person.birth), chain)
    return tuple(dict.fromkeys(found))


def _chains(file: PersonFile) -> Iterator[tuple[SourceId, Chain]]:
    """What each source tells of each case, in order of source id; stages of two cases have no order among them."""
    chains: dict[tuple[SourceId, AccountId | None], list[StageAccount]] = {}
    for stage in sorted(file.stages, key=lambda stage: stage.source):
        chains.setdefault((stage.source, first(stage.case)), []).append(stage)
    for (source, _), stages in chains.items():
        yield source, in_order(stages)


def _of_stages(chain: Chain) -> Iterator[Inconsistency]:
    for stage in chain:
        start, end = first(stage.start), first(stage.end)
        if start is not None and end is not None and certainly_before(end, start):
            yield Inconsistency("ends-before-start", (stage.id,))
    dated = [(stage, start) for stage in chain if (start := first(stage.start)) is not None]
    for (earlier, before), (later, after) in pairwise(dated):
        if certainly_before(after, before):
            yield Inconsistency("out-of-order", (earlier.id, later.id))


def _of_release(chain: Chain, frame: Frame) -> Iterator[Inconsistency]:
    taken = [
        (stage.id, start)
        for stage in chain
        if frame.stage_class(first(stage.stage)) == "deprivation" and (start := first(stage.start)) is not None
    ]
    for stage in chain:
        freed = first(stage.start)
        if first(stage.stage) != "release" or freed is None or not taken:
            continue
        if all(certainly_before(freed, start) for _, start in taken):
            yield Inconsistency("release-before-arrest", (taken[0][0], stage.id))


def _of_birth(person: AccountId, birth: IntervalDate | None, chain: Chain) -> Iterator[Inconsistency]:
    for stage in chain:
        start = first(stage.start)
        if birth is not None and start is not None and certainly_before(start, birth):
            yield Inconsistency("born-after-arrest", (person, stage.id))
