"""Where the people of a family tree stand: partners side by side, children under their parents, few lines crossing."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Final

from lastseen.figures.charts.kinship import Kinship, Pair
from lastseen.figures.charts.spacing import spaced

Rows = list[list[str]]

_ROUNDS: Final = 12
_SETTLING: Final = 40
_STRANGERS: Final = 1.15
"""How much farther than kin two neighbours stand who are none."""


def placed(part: Sequence[str], kin: Kinship) -> tuple[Rows, dict[str, float]]:
    """The people of one part in rows by generation, and where each stands from left to right, from 0 on; neighbours are
    at least 1 apart."""
    rows = _improved(_first_rows(part, kin), kin)
    return rows, _settled(rows, kin)


def _first_rows(part: Sequence[str], kin: Kinship) -> Rows:
    """Rows as one comes by people, going from each to the nearest of kin."""
    near = _nearest(part, kin)
    rows: Rows = [[] for _ in range(1 + max(kin.generation[person] for person in part))]
    waiting = sorted(part, key=kin.generation.__getitem__)
    waiting.reverse()
    seen: set[str] = set()
    while waiting:
        person = waiting.pop()
        if person not in seen:
            seen.add(person)
            rows[kin.generation[person]].append(person)
            waiting += [other for other in reversed(near[person]) if other not in seen]
    return rows


def _nearest(part: Sequence[str], kin: Kinship) -> dict[str, list[str]]:
    """The partners, siblings, children and parents of each, in this order, then those of looser ties."""
    near: dict[str, list[str]] = {person: [] for person in part}
    lineage = [(parent, child) for child, parents in kin.parents.items() for parent in parents]
    loose = [(tie.person, tie.other) for tie in kin.loose]
    for pairs in (kin.couples, kin.siblings, lineage, loose):
        for first, second in pairs:
            if first in near:
                near[first].append(second)
                near[second].append(first)
    return near


def _improved(rows: Rows, kin: Kinship) -> Rows:
    """Rows in which no one person can be moved within their row to the better, or nearly: rounds are bounded."""
    strain = _Strain(rows, kin)
    best = strain.of(rows)
    for _ in range(_ROUNDS):
        before = best
        for moved in _moves(rows):
            found = strain.of(moved)
            if found < best:
                best = found
                for row, better in zip(rows, moved, strict=True):
                    row[:] = better
        if best == before:
            break
    return rows


def _moves(rows: Rows) -> Iterator[Rows]:
    """The rows with one person elsewhere in theirs; as they stand when the move is made."""
    for number, row in enumerate(rows):
        for person in tuple(row):
            for place in range(len(row)):
                if row[place] != person:
                    others = [other for other in row if other != person]
                    others.insert(place, person)
                    yield [*rows[:number], others, *rows[number + 1 :]]


class _Strain:
    """How far rows are from a tree that is easily read."""

    def __init__(self, rows: Rows, kin: Kinship) -> None:
        part = {person for row in rows for person in row}
        self._couples = [pair for pair in kin.couples if pair[0] in part]
        self._families = [both for both in kin.families.items() if both[1][0] in part]
        self._others = [pair for pair in kin.siblings if pair[0] in part]
        self._others += [(tie.person, tie.other) for tie in kin.loose if tie.person in part]
        self._generation = kin.generation

    def of(self, rows: Rows) -> float:
        """Partners apart weigh most, then crossings, then children apart or not below, then looser ties."""
        at = {person: place - len(row) / 2 for row in rows for place, person in enumerate(row)}
        apart = sum(abs(at[first] - at[second]) - 1 for first, second in self._couples)
        spread = sum(_span(children, at) - len(children) + 1 for _, children in self._families)
        aside = sum(abs(_middle(parents, at) - _middle(children, at)) for parents, children in self._families)
        others = sum(abs(at[first] - at[second]) for first, second in self._others)
        return 6 * apart + 4 * self._crossings(at) + 2 * spread + aside + 0.3 * others

    def _crossings(self, at: Mapping[str, float]) -> int:
        """Pairs of children of different parents who stand the other way round than these do."""
        crossed = 0
        for (parents, children), (others, theirs) in combinations(self._families, 2):
            if self._generation[children[0]] == self._generation[theirs[0]]:
                side = _middle(parents, at) - _middle(others, at)
                crossed += sum((at[child] - at[other]) * side < 0 for child in children for other in theirs)
        return crossed


def _settled(rows: Rows, kin: Kinship) -> dict[str, float]:
    """Each person drawn towards the middle of their parents, children and partners, until they rest."""
    at = {person: float(place) for row in rows for place, person in enumerate(row)}
    apart = [[_apart(pair, kin) for pair in pairwise((*row[:1], *row))] for row in rows]
    for _ in range(_SETTLING):
        pulls = _pulls(at, kin)
        for row, gaps in zip(rows, apart, strict=True):
            wished = [at[person] + sum(pulls[person]) / max(len(pulls[person]), 1) for person in row]
            at |= zip(row, spaced(wished, gaps), strict=True)
    left = min(at.values())
    return {person: x - left for person, x in at.items()}


def _pulls(at: Mapping[str, float], kin: Kinship) -> dict[str, list[float]]:
    pulls: dict[str, list[float]] = {person: [] for person in at}
    for parents, children in kin.families.items():
        if children[0] in at:
            pull = (_middle(parents, at) - _middle(children, at)) / 2
            for child in children:
                pulls[child].append(pull)
            for parent in parents:
                pulls[parent].append(-pull)
    for first, second in kin.couples:
        if first in at:
            pull = (abs(at[second] - at[first]) - 1) * (0.5 if at[second] > at[first] else -0.5)
            pulls[first].append(pull)
            pulls[second].append(-pull)
    return pulls


def _apart(pair: Pair, kin: Kinship) -> float:
    """How far two neighbours are at least to stand apart."""
    first, second = pair
    parents = kin.parents.get(first)
    kindred = parents is not None and parents == kin.parents.get(second)
    paired = {pair, (second, first)} & {*kin.couples, *kin.siblings}
    return 1.0 if kindred or paired else _STRANGERS


def _middle(people: Sequence[str], at: Mapping[str, float]) -> float:
    return sum(at[person] for person in people) / len(people)


def _span(people: Sequence[str], at: Mapping[str, float]) -> float:
    places = [at[person] for person in people]
    return max(places) - min(places)
