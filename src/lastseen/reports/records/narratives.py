"""Cases to be told: who was taken together, and what the organisation stands by on each."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from lastseen.reports.records.answers import Taken, taken
from lastseen.snapshot import Snapshot

TOLD = (
    "sex", "age", "disappeared", "place_of_arrest", "authority_first", "authority_last", "grounds", "ground", "fate",
    "responses",
)  # fmt: skip
"""The variables a narrative is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrated:
    """One case: its code, and those taken in it, each with the code people know the person by."""

    code: str
    people: tuple[tuple[str, Taken], ...]


def narrated_cases(snapshot: Snapshot, people: Collection[str], most: int) -> tuple[Narrated, ...]:
    """The cases of which most is told, at most ``most`` of them, every main ground once before any comes again."""
    best = _best_told(snapshot, people, most)
    wanted = snapshot.lazy("disappearances").filter(pl.col("case").is_in(best)).select("person").collect()["person"]
    by_case: dict[str, list[Taken]] = {}
    for one in taken(snapshot, set(wanted) & set(people), TOLD):
        if one.case in best:
            by_case.setdefault(one.case, []).append(one)
    person = dict(snapshot.lazy("persons").select("person", "code").collect().iter_rows())
    code = dict(snapshot.lazy("cases").select("case", "code").collect().iter_rows())
    cases = (
        Narrated(code=code[case], people=tuple((person[t.person], t) for t in by_case[case]))
        for case in best
        if case in by_case
    )
    return tuple(sorted(cases, key=lambda case: case.code))


def _best_told(snapshot: Snapshot, people: Collection[str], most: int) -> list[str]:
    """Cases by how many stages are told of them, dealt out over the grounds in turn."""
    stages = snapshot.lazy("stages").group_by("disappearance").agg(told=pl.len())
    grounds = snapshot.lazy("readings").select("disappearance", ground=pl.col("ground").list.first().fill_null(""))
    lines = (
        snapshot.lazy("disappearances")
        .filter(pl.col("person").is_in(list(people)) & pl.col("case").is_not_null())
        .join(stages, on="disappearance")
        .join(grounds.unique("disappearance", keep="first", maintain_order=True), on="disappearance")
        .group_by("case")
        .agg(pl.col("told").max(), pl.col("ground").sort().first())
        .sort("told", "case", descending=[True, False])
        .select("ground", "case", "told", turn=pl.int_range(pl.len()).over("ground"))
        .sort("turn", "told", "case", descending=[False, True, False])
        .head(most)
        .collect()
    )
    return list(lines["case"])
