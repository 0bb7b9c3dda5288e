"""Capture histories from a snapshot: who of those that disappeared is on which independently made list.

All interviews of a registry are one list, for they are of one project; so are its other sources of one kind in one
compartment, where those of another organisation are kept apart. What is derived from another source stands on the list
of that one: a copy is no second capture.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from lastseen.domain.derive.variables import VARIABLES, Shape
from lastseen.estimation.captures import Captures, counted
from lastseen.estimation.choosing import Chosen
from lastseen.estimation.estimating import ALL
from lastseen.estimation.refusing import NotAStratum
from lastseen.snapshot import Snapshot

SINGLE = tuple(variable.name for variable in VARIABLES if variable.shape is Shape.SINGLE)
"""What persons can be divided by: what has one answer for each."""

UNDETERMINED, UNKNOWN = "undetermined", "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Histories:
    """Each person with each list they are on (person, list), and with each answer told of them (person, answer).

    ``told`` is None where persons are not divided.
    """

    listed: pl.DataFrame
    told: pl.DataFrame | None

    def strata(self, chosen: Chosen, drawn: pl.DataFrame | None = None) -> dict[str, Captures]:
        """The captures of each stratum; undetermined where answers differ, unknown where there are none.

        ``drawn`` (person, drawn) says who is held to be the same person, if others than those of the snapshot are.
        """
        listed, lists = _as(self.listed, drawn), self.listed["list"].unique().sort().to_list()
        if self.told is None:
            return {ALL: chosen.of(_captures(listed, lists))}
        divided = listed.join(_answers(_as(self.told, drawn)), on="person", how="left")
        parted = divided.with_columns(pl.col("stratum").fill_null(UNKNOWN))
        return {
            str(stratum): chosen.of(_captures(own, lists))
            for (stratum,), own in sorted(parted.partition_by("stratum", as_dict=True).items())
        }


def read_histories(view: Snapshot, by: str | None = None) -> Histories:
    """The histories in a snapshot. Raises :class:`~lastseen.estimation.refusing.NotAStratum`."""
    if by is not None and by not in SINGLE:
        raise NotAStratum(by=by, choices=", ".join(SINGLE))
    return Histories(listed=_listed(view), told=None if by is None else _told(view, by))


def _listed(view: Snapshot) -> pl.DataFrame:
    """Each person who disappeared with each list they are on."""
    sources = view.table("sources")
    place = pl.concat_str("kind", "compartment", separator="/", ignore_nulls=True)
    interviews = pl.col("kind") == "interview"
    kinds = sources.select("source", list=pl.when(interviews).then("kind").otherwise(place))
    own = sources.select("source", "origin").join(kinds, left_on="origin", right_on="source", how="left")
    lists = own.join(kinds, on="source", suffix="_own").select("source", pl.coalesce("list", "list_own"))
    told = view.table("accounts").filter(pl.col("kind") == "person").select("person", "source")
    people = told.join(view.table("disappearances"), on="person", how="semi")
    return people.join(lists, on="source").select("person", "list").unique().sort("person", "list")


def _told(view: Snapshot, by: str) -> pl.DataFrame:
    told = view.table("readings").select("disappearance", answer=by).explode("answer").drop_nulls("answer")
    people = view.table("disappearances").select("disappearance", "person")
    return told.join(people, on="disappearance").select("person", "answer")


def _answers(told: pl.DataFrame) -> pl.DataFrame:
    several = pl.col("answer").n_unique() > 1
    answer = pl.when(several).then(pl.lit(UNDETERMINED)).otherwise(pl.col("answer").first())
    return told.group_by("person").agg(stratum=answer)


def _as(frame: pl.DataFrame, drawn: pl.DataFrame | None) -> pl.DataFrame:
    """A frame with other persons."""
    if drawn is None:
        return frame
    return frame.join(drawn, on="person").drop("person").rename({"drawn": "person"})


def _captures(listed: pl.DataFrame, lists: list[str]) -> Captures:
    persons = listed["person"].rank("dense").to_numpy() - 1
    places = np.searchsorted(lists, listed["list"].to_list())
    on = np.zeros((listed["person"].n_unique(), len(lists)), dtype=np.bool_)
    on[persons, places] = True
    return counted(lists, on, np.ones(len(on), dtype=np.int64))
