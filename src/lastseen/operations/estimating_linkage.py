"""Who is held to be the same person in an estimate: as linkage leaves it open, or from a threshold on."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import polars as pl
from numpy.random import Generator

from lastseen.domain.rights import Rights
from lastseen.linkage.clustering import Labels
from lastseen.linkage.drawing import Open, left_open
from lastseen.operations.linking import linked
from lastseen.operations.workspace import Workspace
from lastseen.snapshot import Snapshot

THRESHOLDS = (0.5, 0.9, 0.99)
"""The probabilities from which persons are held to be one where an estimate is tried out."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Relinked:
    """The persons of a snapshot in an order, and which of them may be one, as links say now.

    What is decided in the snapshot stands in all that is drawn.
    """

    persons: tuple[str, ...]
    open_: Open

    def draws(self, many: int, rng: Generator) -> Iterator[pl.DataFrame]:
        """So many draws of who is one, each with the columns person and drawn."""
        return (self._named(labels) for labels in self.open_.draws(many, rng))

    def above(self, threshold: float) -> pl.DataFrame:
        """Who is one where persons are held to be so from this probability on; columns as of a draw."""
        return self._named(self.open_.above(threshold))

    def _named(self, labels: Labels) -> pl.DataFrame:
        persons = pl.Series("person", self.persons, dtype=pl.String)
        return pl.DataFrame([persons, persons.gather(labels).rename("drawn")])


def relinked(view: Snapshot, rights: Rights, workspace: Workspace) -> Relinked:
    """The persons of a view, linked by those of their accounts that whoever asks sees now.

    Raises :class:`~lastseen.domain.rights.NotAllowed` for who may not see names.
    """
    made = linked(rights, workspace)
    accounts = view.table("accounts").filter(pl.col("kind") == "person").select("account", "person")
    persons = accounts["person"].unique().sort()
    place = pl.col("person").replace_strict(persons, range(len(persons)), return_dtype=pl.Int64)
    serials = made.accounts.select(id="serial", account=pl.col("account").map_elements(_dashed, return_dtype=pl.String))
    groups = accounts.join(serials, on="account").select("id", group=place)
    different = _different(view, accounts, persons)
    return Relinked(persons=tuple(persons), open_=left_open(made.links, groups, len(persons), different))


def _dashed(account: str) -> str:
    return str(UUID(account))


def _different(view: Snapshot, accounts: pl.DataFrame, persons: pl.Series) -> list[tuple[int, int]]:
    """Persons of which two accounts are held to be different."""
    of = dict(accounts.iter_rows())
    at = {person: place for place, person in enumerate(persons)}
    told = view.table("verdicts").filter((pl.col("kind") == "person") & (pl.col("answer") == "different"))
    pairs = told.select("left", "right").iter_rows()
    return [(at[of[left]], at[of[right]]) for left, right in pairs if left in of and right in of]
