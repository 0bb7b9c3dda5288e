"""How well a table of single people hides each of them: k-anonymity, l-diversity, and named risks."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import polars as pl


class Risk(StrEnum):
    """Why somebody in a table can be picked out."""

    FEW_ALIKE = "few-alike"
    """Fewer people than k share all that outsiders can know of them."""
    SAME_SECRET = "same-secret"  # noqa: S105  # a risk, no password
    """Enough people are alike, and all of them share what is sensitive."""
    SMALL_FAMILY = "small-family"
    """Few families have so many people in the table."""
    RARE_EVENT = "rare-event"
    """Few people in the table have this value of something sensitive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A risk, what it is about as column and value, and how many people it touches."""

    risk: Risk
    column: str
    value: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Anonymity:
    """``k``: the fewest people alike (Sweeney 2002); ``l``: the fewest values of anything sensitive among people alike
    (Machanavajjhala and others 2007); both 0 of an empty table. ``below`` counts people with too few alike."""

    k: int
    l: int  # noqa: E741  # as the literature calls it
    below: int
    risks: tuple[Named, ...]


def anonymity(
    people: pl.DataFrame,
    known: Sequence[str],
    sensitive: Sequence[str],
    family: str | None = None,
    threshold: int = 5,
) -> Anonymity:
    """Judge a table of one line for each person: ``known`` are the columns outsiders can know, ``family`` one of ids.

    What is missing counts as a value of its own: an outsider sees that it is missing.
    """
    if people.is_empty():
        return Anonymity(k=0, l=0, below=0, risks=())
    text = people.select(pl.all().cast(pl.String).fill_null(""))
    values = [pl.col(name).n_unique().alias(f"values of {name}") for name in sensitive]
    groups = text.group_by(known or [pl.lit(0).alias("all")]).agg(pl.len().alias("people alike"), *values)
    few = groups.filter(pl.col("people alike") < threshold)
    below = int(few["people alike"].sum())
    least = [int(str(groups[f"values of {name}"].min())) for name in sensitive]
    risks = [Named(risk=Risk.FEW_ALIKE, column=", ".join(known), value="", people=below)] if below else []
    risks += _same(groups, sensitive, threshold)
    risks += [one for name in sensitive for one in _rare(text, name, threshold)]
    risks += _families(text, family, threshold) if family else []
    return Anonymity(k=int(str(groups["people alike"].min())), l=min(least, default=0), below=below, risks=tuple(risks))


def _same(groups: pl.DataFrame, sensitive: Sequence[str], threshold: int) -> list[Named]:
    found = []
    for name in sensitive:
        same = groups.filter((pl.col(f"values of {name}") == 1) & (pl.col("people alike") >= threshold))
        if same.height:
            people = int(same["people alike"].sum())
            found.append(Named(risk=Risk.SAME_SECRET, column=name, value="", people=people))
    return found


def _rare(text: pl.DataFrame, name: str, threshold: int) -> list[Named]:
    counts = text.filter(pl.col(name) != "").group_by(name).len().filter(pl.col("len") < threshold).sort(name)
    return [Named(risk=Risk.RARE_EVENT, column=name, value=value, people=n) for value, n in counts.iter_rows()]


def _families(text: pl.DataFrame, family: str, threshold: int) -> list[Named]:
    """Families of two and more, by size, where few have that size: who knows the size knows the family."""
    sizes = text.filter(pl.col(family) != "").group_by(family).len("size").filter(pl.col("size") > 1)
    few = sizes.group_by("size").len("families").filter(pl.col("families") < threshold).sort("size")
    return [
        Named(risk=Risk.SMALL_FAMILY, column=family, value=str(size), people=size * families)
        for size, families in few.iter_rows()
    ]
