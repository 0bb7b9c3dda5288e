"""Who belongs to which generation of a family, by what is told of its ties. Contradictions are seen, never followed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

_FIRM: Final = {"parent": 1, "child": -1, "spouse": 0, "sibling": 0}
"""Ties that make a tree, and how many generations below the person the other then stands."""
_LOOSE: Final = {"grandparent": 2, "grandchild": -2, "aunt-uncle": 1, "nephew-niece": -1, "cousin": 0}
"""Ties that only say in which generation somebody stands. All others say nothing of it."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person of a family: lines of text, the sex as coded, and whether they were taken."""

    code: str
    lines: tuple[str, ...]
    sex: str = ""
    taken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What ``person`` is to ``other``: their parent, child, spouse or sibling; or a looser tie, which has a label."""

    person: str
    other: str
    kind: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """A family put in order. ``parts`` are the people who hang together, in the order given; ``generation`` starts at 0
    in each. ``parents`` are of each child, ``couples`` partners and those who have children together; ``siblings`` are
    only those not seen to be so by their parents, and ``loose`` the ties that make no tree, or contradict those before.
    """

    parts: tuple[tuple[str, ...], ...]
    generation: Mapping[str, int]
    parents: Mapping[str, tuple[str, ...]]
    couples: tuple[Pair, ...]
    siblings: tuple[Pair, ...]
    loose: tuple[Tie, ...]

    @property
    def families(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """The children of each set of parents."""
        found: dict[tuple[str, ...], tuple[str, ...]] = {}
        for child, parents in self.parents.items():
            found[parents] = (*found.get(parents, ()), child)
        return found


def kinship(people: Sequence[Member], ties: Iterable[Tie]) -> Kinship:
    """The family in order. Of ties that contradict each other, those told first stand; ties to people not given, and
    looser ties that follow from the tree, are left out."""
    places = {member.code: number for number, member in enumerate(people)}
    told = [tie for tie in ties if tie.person in places and tie.other in places and tie.person != tie.other]
    levels = _Levels(places)
    firm = [tie for tie in told if tie.kind in _FIRM and levels.join(tie, _FIRM[tie.kind])]
    looser = [tie for tie in told if tie not in firm]
    apart = [tie for tie in looser if not levels.agree(tie)]
    for tie in apart:
        levels.join(tie, _LOOSE.get(tie.kind, 0))
    parents = _parents(firm, places)
    joint = [pair for pair in parents.values() if len(pair) == 2]
    couples = [*_pairs(firm, "spouse", places), *((first, second) for first, second in joint)]
    siblings = [pair for pair in _pairs(firm, "sibling", places) if not _same(pair, parents)]
    in_laws = set(_in_laws(parents, couples, siblings))
    return Kinship(
        parts=levels.parts(),
        generation=levels.generations(),
        parents=parents,
        couples=tuple(dict.fromkeys(couples)),
        siblings=tuple(siblings),
        loose=_once(tie for tie in apart if (tie.kind, tie.person, tie.other) not in in_laws),
    )


class _Levels:
    """People in groups that hang together, each at a level of its group; a tie between two groups makes them one."""

    def __init__(self, people: Iterable[str]) -> None:
        self._group = {person: person for person in people}
        self._level = dict.fromkeys(self._group, 0)

    def join(self, tie: Tie, down: int) -> bool:
        """Put the other so many generations below the person; whether that is so, as it may be settled otherwise."""
        shift = self._level[tie.person] + down - self._level[tie.other]
        group, moved = self._group[tie.person], self._group[tie.other]
        if group == moved:
            return shift == 0
        for person in [person for person, of in self._group.items() if of == moved]:
            self._group[person] = group
            self._level[person] += shift
        return True

    def agree(self, tie: Tie) -> bool:
        """Whether a looser tie follows from the tree already: both are in it, as many generations apart as it says."""
        apart = self._level[tie.other] - self._level[tie.person]
        return self._group[tie.person] == self._group[tie.other] and _LOOSE.get(tie.kind) == apart

    def parts(self) -> tuple[tuple[str, ...], ...]:
        """The groups, in the order of their first people."""
        found: dict[str, list[str]] = {}
        for person, group in self._group.items():
            found.setdefault(group, []).append(person)
        return tuple(tuple(part) for part in found.values())

    def generations(self) -> dict[str, int]:
        """The levels, the highest of each group being 0."""
        tops = {part: min(self._level[person] for person in part) for part in self.parts()}
        return {person: self._level[person] - top for part, top in tops.items() for person in part}


def _parents(firm: Iterable[Tie], places: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for tie in firm:
        if tie.kind in {"parent", "child"}:
            parent, child = (tie.person, tie.other) if tie.kind == "parent" else (tie.other, tie.person)
            found.setdefault(child, set()).add(parent)
    order = places.__getitem__
    return {child: tuple(sorted(found[child], key=order)) for child in sorted(found, key=order)}


def _pairs(firm: Iterable[Tie], kind: str, places: Mapping[str, int]) -> list[Pair]:
    pairs = (sorted((tie.person, tie.other), key=places.__getitem__) for tie in firm if tie.kind == kind)
    return list(dict.fromkeys((first, second) for first, second in pairs))


def _same(pair: Pair, parents: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether two have the same known parents."""
    first, second = (parents.get(person) for person in pair)
    return first is not None and first == second


def _in_laws(
    parents: Mapping[str, tuple[str, ...]], couples: Iterable[Pair], siblings: Iterable[Pair]
) -> Iterator[tuple[str, str, str]]:
    """The partner of each, with their parents and siblings, either way round: what need not be drawn once more."""
    near = defaultdict(set, {child: set(both) for child, both in parents.items()})
    same = (pair for pair in permutations(parents, 2) if _same(pair, parents))
    for one, other in (*siblings, *same):
        near[one].add(other)
        near[other].add(one)
    for pair in couples:
        for person, partner in permutations(pair):
            for kin in near[person]:
                yield from (("in-law", kin, partner), ("in-law", partner, kin))


def _once(ties: Iterable[Tie]) -> tuple[Tie, ...]:
    """One tie for each two people: the one told first."""
    found: dict[frozenset[str], Tie] = {}
    for tie in ties:
        found.setdefault(frozenset((tie.person, tie.other)), tie)
    return tuple(found.values())


def linked(pairs: Iterable[Pair]) -> list[tuple[str, ...]]:
    """The people whom pairs link to one another, near or far."""
    groups: list[set[str]] = []
    for pair in pairs:
        meeting = [group for group in groups if group.intersection(pair)]
        groups = [group for group in groups if group not in meeting]
        groups.append(set(pair).union(*meeting))
    return [tuple(sorted(group)) for group in groups]
