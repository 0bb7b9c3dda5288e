"""Estimates from a snapshot: who is on which independently made list, and how many are on none."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import polars as pl

from lastseen.domain.derive.variables import VARIABLES, Shape
from lastseen.domain.errors import Refusal
from lastseen.domain.release import Profile, Released
from lastseen.estimation import ALL, Answer, Captures, How, estimate_all, parse_captures, variations
from lastseen.operations.release import Asked, release
from lastseen.operations.workspace import Workspace
from lastseen.snapshot import Snapshot

SINGLE = tuple(variable.name for variable in VARIABLES if variable.shape is Shape.SINGLE)
"""What persons can be divided by: what has one answer for each."""

UNDETERMINED, UNKNOWN = "undetermined", "unknown"


class NotAStratum(Refusal):
    """Something persons cannot be divided by for an estimate."""

    code = "estimation.not-a-stratum"
    sentence = "An estimate cannot be divided by {by}."
    hint = "Divide by one of: {choices}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be estimated: over which lists (all if none is named), divided by what, by which methods.

    With ``vary`` also with each list left out and with each two made one.
    """

    how: How
    lists: tuple[str, ...] = ()
    by: str | None = None
    vary: bool = False


def estimates(
    snapshot: Snapshot, wanted: Wanted, workspace: Workspace, *, actor: UUID, now: datetime
) -> Released[tuple[Answer, ...]]:
    """Every method for every stratum, over the sources that permit it; for those inside, for nothing is rounded.

    What a method refuses is an answer too. Raises :class:`NotAStratum`.
    """
    if wanted.by is not None and wanted.by not in SINGLE:
        raise NotAStratum(by=wanted.by, choices=", ".join(SINGLE))

    def made(view: Snapshot) -> tuple[Answer, ...]:
        strata = captures_of(view, wanted)
        if wanted.vary:
            strata = {f"{of}: {how}": one for of, all_ in strata.items() for how, one in variations(all_).items()}
        return estimate_all(strata, wanted.how)

    asked = Asked(what=f"estimates by {', '.join(wanted.how.methods)}", profile=Profile.INTERNAL)
    return release(snapshot, asked, made, workspace, actor=actor, now=now)


def captures_of(view: Snapshot, wanted: Wanted) -> dict[str, Captures]:
    """Who is on which list, for each stratum.

    All interviews of a registry are one list, for they are of one project; so are its other sources of one kind in one
    compartment. What is derived from another source stands on the list of that one: a copy is no second capture.
    """
    listed = _listed(view)
    if wanted.by is None:
        return {ALL: _captures(listed, wanted.lists)}
    parted = listed.join(_answers(view, wanted.by), on="person", how="left").with_columns(
        pl.col("stratum").fill_null(UNKNOWN)
    )
    names = sorted(parted["stratum"].unique())
    return {name: _captures(parted.filter(pl.col("stratum") == name), wanted.lists) for name in names}


def _listed(view: Snapshot) -> pl.DataFrame:
    """Each person with each list they are on."""
    sources = view.table("sources")
    place = pl.concat_str("kind", "compartment", separator="/", ignore_nulls=True)
    interviews = pl.col("kind") == "interview"
    kinds = sources.select("source", list=pl.when(interviews).then("kind").otherwise(place))
    own = sources.select("source", "origin").join(kinds, left_on="origin", right_on="source", how="left")
    lists = own.join(kinds, on="source", suffix="_own").select("source", pl.coalesce("list", "list_own"))
    people = view.table("accounts").filter(pl.col("kind") == "person").select("person", "source")
    return people.join(lists, on="source").select("person", "list").unique().sort("person", "list")


def _answers(view: Snapshot, by: str) -> pl.DataFrame:
    """One answer for each person: undetermined where those told differ."""
    told = view.table("readings").select("disappearance", by).explode(by).drop_nulls(by)
    people = view.table("disappearances").select("disappearance", "person")
    several = pl.col(by).n_unique() > 1
    answer = pl.when(several).then(pl.lit(UNDETERMINED)).otherwise(pl.col(by).first())
    return told.join(people, on="disappearance").group_by("person").agg(stratum=answer)


def _captures(listed: pl.DataFrame, lists: tuple[str, ...]) -> Captures:
    names = sorted(listed["list"].unique())
    on = {person: set(some) for person, some in listed.group_by("person").agg("list").iter_rows()}
    rows = [["1" if name in some else "0" for name in names] for some in on.values()]
    captures = parse_captures([names, *rows])
    return captures.only(lists) if lists else captures
