"""From accounts to disappearances: who was taken in which case, and what each independent source tells of it.

Rival chains are never joined: each source's chain is a telling of its own, and figures bound over them. Only a stage
verdict (*same*) lets two tellings complete each other, and even then each source keeps its own version of what it told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lastseen.domain.accounts import AccountId, FateAccount, PersonAccount, ResponseAccount, SourceId, StageAccount
from lastseen.domain.answers import first
from lastseen.domain.derive.custody import in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFile:
    """Everything linked to one person: the accounts of the cluster and of what happened, from all sources."""

    person: AccountId
    accounts: tuple[PersonAccount, ...]
    stages: tuple[StageAccount, ...]
    fates: tuple[FateAccount, ...]
    responses: tuple[ResponseAccount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one independent source tells of one disappearance. ``origin`` is the source it goes back to, often itself.

    ``of_another`` marks a source that tells stages of the same person in other cases only: what it says of the person
    holds, but it is no source for this disappearance.
    """

    source: SourceId
    origin: SourceId
    person: PersonAccount | None
    of_another: bool = False
    chain: tuple[StageAccount, ...] = ()
    fates: tuple[FateAccount, ...] = ()
    responses: tuple[ResponseAccount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """How accounts hang together by verdict: founders of cases and stages, and the origin of each source."""

    case: Mapping[AccountId, AccountId]
    stage: Mapping[AccountId, AccountId]
    origin: Mapping[SourceId, SourceId]


def by_case(file: PersonFile, links: Links) -> dict[AccountId | None, tuple[StageAccount, ...]]:
    """The person's stages by case; stages told outside any case come under None.

    A person without any stage has one disappearance, outside any case, of which nothing more is known.
    """
    cases: dict[AccountId | None, list[StageAccount]] = {}
    for stage in file.stages:
        case = first(stage.case)
        cases.setdefault(None if case is None else links.case[case], []).append(stage)
    if not cases:
        return {None: ()}
    return {case: tuple(stages) for case, stages in cases.items()}


def tellings(file: PersonFile, stages: Sequence[StageAccount], links: Links) -> tuple[Telling, ...]:
    """One telling for each independent source that speaks of the person, in order of source id.

    A source derived from another that also speaks of the person adds nothing of its own and is left out.
    """
    speaking = {a.source for a in (*file.accounts, *stages, *file.fates, *file.responses)}
    independent = sorted(s for s in speaking if links.origin[s] == s or links.origin[s] not in speaking)
    chains = {source: tuple(s for s in stages if s.source == source) for source in independent}
    chained = {s.source for s in file.stages}
    return tuple(
        Telling(
            source=source,
            origin=links.origin[source],
            person=next((a for a in file.accounts if a.source == source), None),
            of_another=source in chained and not chains[source],
            chain=in_order(_completed(source, chains, links)),
            fates=tuple(f for f in file.fates if f.source == source),
            responses=tuple(r for r in file.responses if r.source == source),
        )
        for source in independent
    )


def _completed(
    source: SourceId, chains: Mapping[SourceId, tuple[StageAccount, ...]], links: Links
) -> list[StageAccount]:
    """A source's own stages, with those of sources joined to it by a stage verdict that it does not tell itself.

    A stage that several of those tell is taken once, from the first of them.
    """
    own = list(chains[source])
    told = {links.stage[s.id] for s in own}
    held = set(told)
    for other, chain in chains.items():
        shared = [s for s in chain if links.stage[s.id] in told]
        if other != source and shared:
            own += [_aligned(s, own, shared, links) for s in chain if links.stage[s.id] not in held]
            held.update(links.stage[s.id] for s in chain)
    return own


def _aligned(
    stage: StageAccount, own: Sequence[StageAccount], shared: Sequence[StageAccount], links: Links
) -> StageAccount:
    """Another source's stage, its order shifted so that the stage both tell comes at the same place in both."""
    anchor = shared[0]
    mine = next(s for s in own if links.stage[s.id] == links.stage[anchor.id])
    shift = (first(mine.order) or 0) - (first(anchor.order) or 0)
    return replace(
        stage, order=tuple(replace(c, value=c.value + shift) if isinstance(c.value, int) else c for c in stage.order)
    )
