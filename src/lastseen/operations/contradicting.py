"""What stands in the way of a verdict: the verdicts it would contradict, in the order in which they lead around."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lastseen.domain.accounts import AccountId
from lastseen.domain.rights import May, Rights
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind, cluster, way
from lastseen.operations.pages.parts import VerdictSeen, keys, withdrawn_keys
from lastseen.operations.pages.parts import verdict as verdict_seen
from lastseen.operations.pages.sight import look
from lastseen.storage.moment import at_one_moment
from lastseen.storage.seen import kept, verdicts_on
from lastseen.storage.seen_sources import sources_of
from lastseen.storage.verdicts import VerdictKept, verdicts_kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """The verdicts that lead from one end of a verdict to the other, against what it says; the ends of each in turn.

    ``is_hidden`` where some of them are between accounts that whoever asks does not see: then there are no steps.
    """

    steps: tuple[VerdictSeen, ...]
    is_hidden: bool = False


def conflict_with(rights: Rights, kind: VerdictKind, verdict: Verdict[AccountId]) -> Conflict | None:
    """What a verdict would contradict, those on entries withdrawn since included: these may be brought back.

    None where nothing stands in its way. Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.DECIDE)
    with at_one_moment():
        around = _around(verdict, verdicts_kept(kind))
        if not around:
            return None
        accounts = {end for one in around for end in (one.left, one.right)}
        sight = look(rights, accounts)
        held = {one.account.id: one for one in kept(rights, accounts)}
        sources = sources_of(rights, {one.account.source for one in held.values()})
        named = keys(sight, held, {id_: source.external_id for id_, source in sources.items()})
        named |= withdrawn_keys(rights, accounts - named.keys())
        if named.keys() < accounts:
            return Conflict(steps=(), is_hidden=True)
        judged = {one.id: verdict_seen(one, named) for one in verdicts_on(rights, accounts)}
        return Conflict(steps=tuple(_in_turn(verdict.left, [judged[one.id] for one in around])))


def _in_turn(start: AccountId, steps: Iterable[VerdictSeen]) -> Iterable[VerdictSeen]:
    at = start
    for one in steps:
        there, on = one.ends if one.ends[0].id == at else one.ends[::-1]
        yield replace(one, ends=(there, on))
        at = on.id


def _around(verdict: Verdict[AccountId], standing: Sequence[VerdictKept]) -> list[VerdictKept]:
    """The verdicts from the left end to the right, all of sameness or, where this one is, but for one."""
    of_pair = {frozenset((one.left, one.right)): one for one in standing}
    joins = [(one.left, one.right) for one in standing if one.answer is Answer.SAME]
    if verdict.answer is Answer.DIFFERENT:
        return [of_pair[pair] for pair in _pairs(way(verdict.left, verdict.right, joins))]
    if verdict.answer is Answer.UNSURE:
        return []
    nodes = {end for one in standing for end in (one.left, one.right)} | verdict.pair
    led = cluster(sorted(nodes), [Verdict(left=a, right=b, answer=Answer.SAME) for a, b in joins]).founder
    for apart in standing:
        ends = (apart.left, apart.right) if led[apart.left] == led[verdict.left] else (apart.right, apart.left)
        is_between = (led[ends[0]], led[ends[1]]) == (led[verdict.left], led[verdict.right])
        if apart.answer is Answer.DIFFERENT and is_between and {apart.left, apart.right} != verdict.pair:
            there, on = way(verdict.left, ends[0], joins), way(ends[1], verdict.right, joins)
            return [*(of_pair[pair] for pair in _pairs(there)), apart, *(of_pair[pair] for pair in _pairs(on))]
    return []


def _pairs(passed: Sequence[AccountId]) -> Iterable[frozenset[AccountId]]:
    return map(frozenset, pairwise(passed))
