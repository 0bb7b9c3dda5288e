"""The family that vanished whole: who was in it, and what each was to the others."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import polars as pl

from lastseen.reports.records.answers import Taken, taken
from lastseen.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """One member of a family: the id, the code people know the person by, and, of those taken, what is told."""

    person: str
    code: str
    told: Taken | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What ``person`` is to ``other``, by the vocabulary of relations."""

    person: str
    other: str
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """People joined by ties of kinship, as told. ``whole``: nobody of them is known to have been left."""

    members: tuple[Relative, ...]
    ties: tuple[Tie, ...]
    whole: bool


def vanished_family(snapshot: Snapshot, people: Collection[str]) -> Family | None:
    """Of the families of which two or more of these people were taken, the largest that vanished whole.

    If none vanished whole, the one that lost most. None where there is no such family.
    """
    persons = snapshot.table("persons").select("person", "code", "family")
    taken_away = set(people)
    lost = Counter(family for person, _, family in persons.iter_rows() if person in taken_away)
    size = Counter(persons["family"])
    several = [family for family, count in lost.items() if count > 1]
    if not several:
        return None
    chosen = max(several, key=lambda family: (lost[family] == size[family], lost[family], family))
    return _family(snapshot, persons.filter(pl.col("family") == chosen), taken_away)


def _family(snapshot: Snapshot, members: pl.DataFrame, taken_away: Collection[str]) -> Family:
    ids = set(members["person"])
    told = _by_person(taken(snapshot, ids & set(taken_away), ("sex", "age", "disappeared")))
    ties = snapshot.table("relations").filter(pl.col("person").is_in(list(ids)) & pl.col("other").is_in(list(ids)))
    lines = ties.select("person", "other", "relation").drop_nulls().unique(maintain_order=True)
    return Family(
        members=tuple(
            Relative(person=person, code=code, told=told.get(person))
            for person, code in members.sort("code").select("person", "code").iter_rows()
        ),
        ties=tuple(Tie(person=person, other=other, relation=relation) for person, other, relation in lines.iter_rows()),
        whole=ids <= set(taken_away),
    )


def _by_person(disappearances: tuple[Taken, ...]) -> Mapping[str, Taken]:
    """The last disappearance of each: whoever came back was taken again."""
    return {one.person: one for one in disappearances}
