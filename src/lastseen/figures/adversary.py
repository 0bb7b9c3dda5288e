"""A simulated adversary who made the arrests: who of a list of escapees told of each item that was published.

It holds three lists: custody records, the population register, and those who escaped. An item (a page of a person, a
row of few) fits some custody records; each leads over the register to people near the one held; those of them who
escaped can have told of it. By Bayes' rule each is as likely as the pairs of a record that fits and of somebody near it
weigh in which they stand, since an item is there only because somebody told of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lastseen.domain.errors import Refusal

THRESHOLD = 0.2
"""No single escapee may be as likely as this to have told of an item, where a release states nothing else."""


class LinkedToSources(Refusal):
    """Published items point at those who told of them."""

    code = "adversary.linked"
    sentence = "{linked} of {items} items could be linked to an interviewee with a chance of {threshold} or more."
    hint = "Take these items out, or say less of them: coarser years and places, no authority."


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something published: what it says of a person held, by field; how many people it stands for."""

    id: str
    says: Mapping[str, str]
    people: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """A custody record: whom the register knows by which number, and what was written of the arrest, by field."""

    held: str
    written: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What the adversary holds: custody records, who is near whom in the register and how near, and who escaped.

    ``near`` gives for each person held the people who can know, each with a weight: a household weighs more than a
    county.
    """

    custody: Sequence[Custody]
    near: Mapping[str, Mapping[str, float]]
    escaped: frozenset[str]


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
    """Link one item.

    An item that stands for several people is linked to whoever told of any of them, as if each were drawn from the same
    pairs.
    """
    fits = [record for record in lists.custody if _fits(item.says, record.written)]
    chances: dict[str, float] = {}
    for record in fits:
        near = lists.near.get(record.held, {})
        tellers = {person: weight for person, weight in near.items() if person in lists.escaped and weight > 0}
        for person, weight in tellers.items():
            chances[person] = chances.get(person, 0.0) + weight
    total = sum(chances.values())
    posterior = {person: weight / total for person, weight in sorted(chances.items())}
    if item.people > 1:
        posterior = {person: 1 - (1 - chance) ** item.people for person, chance in posterior.items()}
    return Link(item=item.id, records=len(fits), posterior=posterior)


def _fits(says: Mapping[str, str], written: Mapping[str, str]) -> bool:
    """Whether nothing that is said contradicts what was written; what was not written contradicts nothing."""
    return all(key not in written or written[key] == value for key, value in says.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """What the adversary finds: each item with its link, and the share of items linked at a threshold."""

    links: tuple[Link, ...]
    threshold: float

    @property
    def linked(self) -> tuple[Link, ...]:
        """The items whose likeliest teller reaches the threshold."""
        return tuple(one for one in self.links if one.most >= self.threshold)

    @property
    def share(self) -> float:
        """The share of items linked."""
        return len(self.linked) / len(self.links) if self.links else 0.0


def attack(items: Iterable[Item], lists: Lists, threshold: float = THRESHOLD) -> Attack:
    """Link every item."""
    return Attack(links=tuple(link(item, lists) for item in items), threshold=threshold)


def withstand(found: Attack) -> None:
    """Raise :class:`LinkedToSources` where any item is linked at the threshold."""
    if found.linked:
        raise LinkedToSources(linked=len(found.linked), items=len(found.links), threshold=f"{found.threshold:.0%}")
