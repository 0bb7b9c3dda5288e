"""In which order the nodes of a flow stand in their columns, so that few ribbons cross."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

Node = tuple[int, str]
"""A column, and a kind in it."""
Columns = list[list[Node]]

END: Final = "end"
"""The kind that means that nothing more is known; it stands last."""
_SWEEPS: Final = 12


def ordered(columns: Columns, weights: Mapping[tuple[Node, Node], float]) -> Columns:
    """The columns with each node near to the middle of those it is linked to, by sweeps to and fro: of what comes up,
    that in which least crosses. Where nothing decides, the order given stands."""
    best = [_end_last(column) for column in columns]
    tried, least = best, crossing(best, weights)
    for sweep in range(_SWEEPS):
        tried = _swept(tried, weights, forth=sweep % 2 == 0)
        found = crossing(tried, weights)
        if found < least:
            best, least = tried, found
    return best


def crossing(columns: Columns, weights: Mapping[tuple[Node, Node], float]) -> float:
    """How much crosses: for each two ribbons that do, the weight of the lighter one."""
    at = _places(columns)
    return sum(
        min(weights[one], weights[other])
        for one, other in combinations(weights, 2)
        if one[0][0] == other[0][0] and (at[one[0]] - at[other[0]]) * (at[one[1]] - at[other[1]]) < 0
    )


def _swept(columns: Columns, weights: Mapping[tuple[Node, Node], float], *, forth: bool) -> Columns:
    """The columns, each sorted by the mean place of those its nodes are linked to on the side one comes from."""
    swept = list(columns)
    for number in range(len(columns)) if forth else reversed(range(len(columns))):
        at = _places(swept)
        means = {node: _mean(node, weights, at, forth=forth) for node in swept[number]}
        swept[number] = _end_last(sorted(swept[number], key=means.__getitem__))
    return swept


def _mean(node: Node, weights: Mapping[tuple[Node, Node], float], at: Mapping[Node, int], *, forth: bool) -> float:
    here, there = (1, 0) if forth else (0, 1)
    linked = [(at[link[there]], weight) for link, weight in weights.items() if link[here] == node]
    total = sum(weight for _, weight in linked)
    return sum(place * weight for place, weight in linked) / total if total else float(at[node])


def _places(columns: Sequence[Sequence[Node]]) -> dict[Node, int]:
    return {node: place for column in columns for place, node in enumerate(column)}


def _end_last(column: Sequence[Node]) -> list[Node]:
    return sorted(column, key=lambda node: node[1] == END)
