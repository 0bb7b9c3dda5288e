"""Decomposable graphs over a few lists: which there are, and how each splits a table into tables of fewer lists."""

from dataclasses import dataclass
from functools import cache
from itertools import combinations

Subset = int
"""A set of lists as bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """A graph without a hole: its edges, its largest complete parts, and what separates these, once for each cut."""

    edges: tuple[tuple[int, int], ...]
    cliques: tuple[Subset, ...]
    separators: tuple[Subset, ...]


@cache
def decomposable(lists: int) -> tuple[Graph, ...]:
    """Every graph over so many lists that has no circle of four or more without a short cut: 8, 61, 822 for 3, 4, 5."""
    edges = tuple(combinations(range(lists), 2))
    chosen = ([edge for at, edge in enumerate(edges) if number >> at & 1] for number in range(2 ** len(edges)))
    found = (_split(lists, tuple(some)) for some in chosen)
    return tuple(graph for graph in found if graph is not None)


def _split(lists: int, edges: tuple[tuple[int, int], ...]) -> Graph | None:
    """Takes off one list after another whose neighbours all know each other; None where there is none such."""
    near = [0] * lists
    for left, right in edges:
        near[left] |= 1 << right
        near[right] |= 1 << left
    cliques: list[Subset] = []
    separators: list[Subset] = []
    rest = (1 << lists) - 1
    while rest:
        one = next((v for v in range(lists) if rest >> v & 1 and _complete(near[v] & rest, near)), None)
        if one is None:
            return None
        around = near[one] & rest
        if not any((around | 1 << one) & ~clique == 0 for clique in cliques):
            cliques.append(around | 1 << one)
            separators.append(around)
        rest &= ~(1 << one)
    return Graph(edges=edges, cliques=tuple(cliques), separators=tuple(_cuts(cliques)))


def _complete(some: Subset, near: list[int]) -> bool:
    members = [v for v in range(len(near)) if some >> v & 1]
    return all(near[left] >> right & 1 for left, right in combinations(members, 2))


def _cuts(cliques: list[Subset]) -> list[Subset]:
    """What the cliques share along a tree that joins them by the most they have in common."""
    joined, rest, cuts = cliques[:1], cliques[1:], []
    while rest:
        shared, at = max(((a & b).bit_count(), at) for at, a in enumerate(rest) for b in joined)
        one = rest.pop(at)
        cuts.append(next(one & b for b in joined if (one & b).bit_count() == shared))
        joined.append(one)
    return cuts
