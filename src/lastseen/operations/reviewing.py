"""Pairs of persons that may be one, to be looked at by somebody who decides; and how far that is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.rights import May, Rights
from lastseen.domain.verdicts import Verdict, cluster
from lastseen.operations.pages.asked import code_of
from lastseen.storage.moment import at_one_moment
from lastseen.storage.search.namesakes import Compared, compared, namesakes
from lastseen.storage.seen import Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two persons who may be one, the older first: the accounts a verdict would be between, and the codes of both."""

    accounts: tuple[AccountId, AccountId]
    codes: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What awaits a verdict, the oldest persons first, and how many verdicts between persons stand already."""

    pairs: tuple[Pair, ...]
    decided: int


def to_review(rights: Rights) -> Queue:
    """The pairs somebody may decide on, from the accounts and verdicts they see.

    Raises :class:`~lastseen.domain.rights.NotAllowed`.
    """
    for needed in (May.DECIDE, May.IDENTIFY):
        rights.require(needed)
    with at_one_moment():
        standing = compared(rights)
        return Queue(pairs=tuple(propose(namesakes(rights), standing)), decided=len(standing))


def propose(groups: Iterable[Sequence[Placed]], standing: Sequence[Compared]) -> Iterator[Pair]:
    """The pairs worth looking at among people of one name: each person with the oldest other not yet compared.

    Two persons are not compared once any verdict stands between accounts of theirs, nor where one source tells of
    both: there they are two. So nobody is the younger of two pairs of one name, and every two come up in the end.
    """
    people = _People(groups := list(groups), standing)
    pairs = {pair for group in groups for pair in people.not_compared(group)}
    for older, younger in sorted(pairs):
        accounts = people.founders[older], people.founders[younger]
        yield Pair(accounts=accounts, codes=(code_of("person", older), code_of("person", younger)))


class _People:
    """The persons that verdicts make of accounts, each known by the serial of its oldest account."""

    def __init__(self, groups: Iterable[Sequence[Placed]], standing: Sequence[Compared]) -> None:
        ends = [end for one in standing for end in (one.left, one.right)]
        placed = {place.id: place for place in (*ends, *(place for group in groups for place in group))}
        oldest_first = sorted(placed, key=lambda account: placed[account].serial)
        verdicts = [Verdict(left=one.left.id, right=one.right.id, answer=one.answer) for one in standing]
        founder = cluster(oldest_first, verdicts).founder
        self.person = {account: placed[founder[account]].serial for account in placed}
        self.founders = {placed[account].serial: account for account in set(founder.values())}
        self.sources: defaultdict[int, set[SourceId]] = defaultdict(set)
        for place in placed.values():
            self.sources[self.person[place.id]].add(place.source)
        self.judged = {frozenset(self.person[end] for end in verdict.pair) for verdict in verdicts}

    def not_compared(self, group: Sequence[Placed]) -> Iterator[tuple[int, int]]:
        """Each person of a group with the oldest other there that they are still to be compared with."""
        people = sorted({self.person[place.id] for place in group})
        for at, younger in enumerate(people):
            older = next((one for one in people[:at] if self._are_open(one, younger)), None)
            if older is not None:
                yield older, younger

    def _are_open(self, one: int, other: int) -> bool:
        return frozenset((one, other)) not in self.judged and self.sources[one].isdisjoint(self.sources[other])
