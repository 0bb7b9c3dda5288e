"""A simulated adversary who made the arrests: who of those who escaped told of each item that was published.

It holds three lists: custody records, the population register, and those who escaped. An item (a page or a line of one
person) fits some custody records; each leads over the register to people near the one held; those of them who escaped
can have told of it. By Bayes' rule each is as likely as the pairs of a record that fits and of somebody near it weigh
in which they stand, since an item is there only because somebody told of it.
"""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from lastseen.figures.lexicon import read_lexicon
from lastseen.snapshot import Snapshot

_CROWD = 50
"""In a place from which more were interviewed, no stranger to a family stands out: they are reckoned with together."""

Says = Mapping[str, frozenset[str]]
"""What is said of somebody, by field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Those in the register who can have told of somebody held: some known, each with how near; others together."""

    known: Mapping[str, float]
    others: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something published of one person."""

    id: str
    says: Says


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """A custody record: whom the register knows by which number, and what was written of the arrest."""

    held: str
    written: Says


class Lists:
    """What the adversary holds: custody records, and who of those who escaped is near whom in the register."""

    def __init__(self, custody: Iterable[Custody], near: Callable[[str], Near]) -> None:
        self.near = near
        self._held: list[str] = []
        self._with: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        self._told: defaultdict[str, set[int]] = defaultdict(set)
        for place, record in enumerate(custody):
            self._held.append(record.held)
            for name, values in record.written.items():
                self._told[name].add(place)
                for value in values:
                    self._with[name, value].add(place)

    def fitting(self, says: Says) -> list[str]:
        """Whose records hold all that is said; what was not written of somebody contradicts nothing."""
        wanted = [self._holding(name, value) for name, values in says.items() for value in values]
        fits = set.intersection(*sorted(wanted, key=len)) if wanted else range(len(self._held))
        return [self._held[place] for place in sorted(fits)]

    def _holding(self, name: str, value: str) -> set[int]:
        told, found = self._told[name], self._with[name, value]
        return found if len(told) == len(self._held) else found | (set(range(len(self._held))) - told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How likely each escapee is to have told of an item; nobody where it fits no record or nobody near escaped."""

    item: str
    records: int
    posterior: Mapping[str, float] = field(default_factory=dict)

    @property
    def most(self) -> float:
        """The chance of the likeliest."""
        return max(self.posterior.values(), default=0.0)


def link(item: Item, lists: Lists) -> Link:
    """Link one item."""
    fits = [lists.near(held) for held in lists.fitting(item.says)]
    chances: defaultdict[str, float] = defaultdict(float)
    for near in fits:
        for person, weight in near.known.items():
            chances[person] += weight
    total = sum(chances.values()) + sum(near.others for near in fits)
    posterior = {person: weight / total for person, weight in sorted(chances.items())}
    return Link(item=item.id, records=len(fits), posterior=posterior)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """What the adversary finds: of each item how likely the likeliest teller is; and from where on that is too much."""

    most: Mapping[str, float]
    threshold: float

    @property
    def linked(self) -> frozenset[str]:
        """The items whose likeliest teller reaches the threshold."""
        return frozenset(item for item, chance in self.most.items() if chance >= self.threshold)


def attack(items: Iterable[Item], lists: Lists, threshold: float) -> Attack:
    """Link every item; of those of whom the same is said, one for all."""
    found: dict[frozenset[tuple[str, frozenset[str]]], float] = {}
    most = {}
    for item in items:
        says = frozenset(item.says.items())
        if says not in found:
            found[says] = link(item, lists).most
        most[item.id] = found[says]
    return Attack(most=most, threshold=threshold)


# ---- the lists, simulated --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """What is assumed: the chance that is too much, the part of tellers who are family, how many escaped in all."""

    threshold: float
    family: float
    escaped: int


def assumed(profile: str) -> Assumed:
    """What comes with the software for a profile; where it has no number, nobody escaped but who was interviewed."""
    text = (files("lastseen") / "data" / "figures" / "adversary.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    return Assumed(threshold=told["threshold"], family=told["family"], escaped=told["escaped"].get(profile, 0))


def simulated(snapshot: Snapshot, custody: Iterable[Custody], given: Assumed) -> Lists:
    """The lists at their worst, from a snapshot: nobody was held but those told of, and every interviewee escaped.

    Of ``custody``, ``held`` is a person of the snapshot. Near somebody are the interviewees who are told to be family
    to any of their family, or whose tie nobody told: together they weigh as much as tellers are family. The rest falls
    evenly on whoever escaped from where the person was taken: each interviewee who told of anybody taken there stands
    for as many as escaped for each one interviewed.
    """
    told = _told(snapshot)
    each = max(1.0, given.escaped / max(1, snapshot.table("pairs")["interviewee"].n_unique()))

    @cache
    def living(places: frozenset[str]) -> frozenset[str]:
        return frozenset[str]().union(*(told.local[place] for place in places))

    def near(held: str) -> Near:
        kin, places = told.kin[told.families[held]], told.places[held]
        local = living(frozenset(places)) if places else told.tellers[held]
        rest = len(local) * each - sum(person in local for person in kin)
        share = (1 - given.family) / rest if rest else 0.0
        strangers = sorted(local - kin) if len(local) <= _CROWD else []
        known = dict.fromkeys(strangers, share) | dict.fromkeys(sorted(kin), given.family / max(1, len(kin)))
        return Near(known=known, others=share * (rest - len(strangers)))

    return Lists(custody, near)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """By person their family, who told of them, where they were taken; by family the interviewees who belong to it; by
    place those who told of anybody taken there."""

    families: Mapping[str, str]
    tellers: Mapping[str, set[str]]
    places: Mapping[str, set[str]]
    kin: Mapping[str, set[str]]
    local: Mapping[str, set[str]]


def _told(snapshot: Snapshot) -> _Told:
    families = snapshot.table("persons").select("person", "family")
    lexicon, places = read_lexicon(snapshot), _places(snapshot)
    tellers, kin, local = defaultdict(set), defaultdict(set), defaultdict(set)
    pairs = snapshot.table("pairs").join(families, on="person")
    for who, person, relations, family in pairs.select("interviewee", "person", "relation", "family").iter_rows():
        tellers[person].add(who)
        if not relations or any("family" in lexicon.lineage("relation", code) for code in relations):
            kin[family].add(who)
        for place in places[person]:
            local[place].add(who)
    return _Told(families=dict(families.iter_rows()), tellers=tellers, places=places, kin=kin, local=local)


def _places(snapshot: Snapshot) -> defaultdict[str, set[str]]:
    """Where each person is told to have been taken, as exactly as it is told."""
    taken = snapshot.table("disappearances").select("disappearance", "person")
    told = snapshot.table("readings").join(taken, on="disappearance").explode("place_of_arrest")
    found: defaultdict[str, set[str]] = defaultdict(set)
    for person, place in told.select("person", "place_of_arrest").drop_nulls().iter_rows():
        found[person].add(place)
    return found
