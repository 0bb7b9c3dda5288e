"""Verdicts: same, different or unsure between two accounts, and the clusters that follow from them.

One algebra serves the three kinds (person, stage, case). Nothing is ever merged in place: clusters are computed from
the verdicts that stand, so taking a verdict back restores exactly what was there before.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from lastseen.domain.errors import Refusal

Node = TypeVar("Node", bound=Hashable)


class Answer(StrEnum):
    """What the person deciding holds."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class VerdictKind(StrEnum):
    """What the two accounts are accounts of."""

    PERSON = "person"
    STAGE = "stage"
    CASE = "case"


class Contradiction(Refusal):
    """Two accounts are held to be different although a chain of *same* verdicts joins them."""

    code = "verdicts.contradiction"
    sentence = "{left} and {right} are held to be different, but verdicts of sameness join them: {path}."
    hint = "Take back one of the verdicts on the path, or the verdict that they are different."


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Generic[Node]):
    """One decision between two accounts. The pair has no direction."""

    left: Node
    right: Node
    answer: Answer

    @property
    def pair(self) -> frozenset[Node]:
        """The two accounts, whichever was named first."""
        return frozenset((self.left, self.right))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustering(Generic[Node]):
    """Clusters of accounts, each led by its oldest, and the groups of clusters that may yet be one.

    ``clusters`` are in the order of their founders; ``doubts`` holds, for every cluster touched by an *unsure*
    verdict, the set of founders it may coincide with (itself included).
    """

    clusters: tuple[tuple[Node, ...], ...]
    founder: Mapping[Node, Node]
    doubts: Mapping[Node, frozenset[Node]]


def cluster(nodes: Sequence[Node], verdicts: Iterable[Verdict[Node]]) -> Clustering[Node]:
    """Clusters that the standing verdicts make of accounts given oldest first.

    Rules: *same* joins; *different* and *unsure* never join; accounts without a verdict stand alone; the oldest account
    founds the cluster and gives it its code. The order of the verdicts does not matter. Verdicts on accounts not in
    ``nodes`` are passed over, so a clustering over part of the accounts never joins through what is out of sight.

    Raises :class:`Contradiction` where a *different* verdict stands inside a cluster.
    """
    known = set(nodes)
    standing = [v for v in verdicts if v.pair <= known]
    joins = [v for v in standing if v.answer is Answer.SAME]
    founder = _components(nodes, joins)
    for verdict in standing:
        if verdict.answer is Answer.DIFFERENT and founder[verdict.left] == founder[verdict.right]:
            path = way(verdict.left, verdict.right, ((v.left, v.right) for v in joins))
            raise Contradiction(left=verdict.left, right=verdict.right, path=" – ".join(map(str, path)))
    members: dict[Node, list[Node]] = {}
    for node in nodes:
        members.setdefault(founder[node], []).append(node)
    return Clustering(
        clusters=tuple(tuple(group) for group in members.values()), founder=founder, doubts=_doubts(founder, standing)
    )


def _doubts(founder: Mapping[Node, Node], verdicts: Iterable[Verdict[Node]]) -> dict[Node, frozenset[Node]]:
    between = [
        Verdict(left=founder[v.left], right=founder[v.right], answer=v.answer)
        for v in verdicts
        if v.answer is Answer.UNSURE and founder[v.left] != founder[v.right]
    ]
    ends = {node for verdict in between for node in verdict.pair}
    touched = [node for node in founder if node in ends]
    groups: dict[Node, set[Node]] = {}
    for node, lead in _components(touched, between).items():
        groups.setdefault(lead, set()).add(node)
    return {node: frozenset(group) for group in groups.values() for node in group}


def _components(nodes: Sequence[Node], joins: Iterable[Verdict[Node]]) -> dict[Node, Node]:
    rank = {node: place for place, node in enumerate(nodes)}
    parent = {node: node for node in nodes}

    def find(node: Node) -> Node:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for verdict in joins:
        older, younger = sorted((find(verdict.left), find(verdict.right)), key=rank.__getitem__)
        parent[younger] = older
    return {node: find(node) for node in nodes}


def way(start: Node, goal: Node, joins: Iterable[Iterable[Node]]) -> tuple[Node, ...]:
    """The accounts passed on a shortest way from one to another along pairs that are joined; none where none leads."""
    beside: dict[Node, list[Node]] = {}
    for one, other in joins:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    came_from: dict[Node, Node] = {start: start}
    queue = [start]
    for node in queue:
        for other in beside.get(node, ()):
            if other not in came_from:
                came_from[other] = node
                queue.append(other)
    return tuple(_walk_back(goal, came_from))[::-1] if goal in came_from else ()


def _walk_back(node: Node, came_from: Mapping[Node, Node]) -> Iterator[Node]:
    yield node
    while came_from[node] != node:
        node = came_from[node]
        yield node
