"""A snapshot as outsiders may see it: no id, code or date of ours that could be matched with what they get elsewhere.

Every id becomes an alias made for one recipient, so that two recipients cannot join what they have. What points at the
interviewee goes: who they are, when and where they were interviewed, and what the victim is to them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import polars as pl

Alias = Callable[[str], str]
"""The alias of an id, the same each time."""

LISTED = frozenset({"identified", "accounts", "cases"})
"""The columns that hold lists of ids."""

IDS = frozenset(
    {
        "about",
        "account",
        "case",
        "disappearance",
        "doubt",
        "event",
        "family",
        "left",
        "origin",
        "other",
        "passage",
        "person",
        "right",
        "source",
        "stage",
    }
)
"""The columns that hold an id."""

EMPTIED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sources": ("interviewee", "day", "compartment", "language"),
        "readings": ("relation", "relation_absence"),
        "evidence": ("locator", "start", "end", "text_state"),
    }
)
"""The columns of which nothing is shown."""

CLOSED = frozenset({"pairs", "verdicts", "titles", "reasons"})
"""The tables of which nothing is shown."""

_CODED = frozenset({"persons", "cases"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outward:
    """How a snapshot is shown to one recipient; ``named`` says whether names and words may be read."""

    alias: Alias
    named: bool

    def shown(self, name: str, table: pl.DataFrame) -> pl.DataFrame:
        """A table as they see it: the same columns, in the order of the aliases."""
        if name in CLOSED:
            return table.clear()
        if name in ("terms", "labels"):
            return table
        if name == "said":
            own = pl.col("field").str.ends_with("relation_to_interviewee") | (
                pl.col("code") == "interviewee"
            ).fill_null(value=False)
            table = table.filter(~own)
        shown = table.with_columns(
            *(self._aliased(column) for column in table.columns if column in IDS),
            *(pl.lit(None, dtype=table.schema[column]).alias(column) for column in EMPTIED.get(name, ())),
            *(pl.col(column).list.eval(self._aliases(pl.element())) for column in table.columns if column in LISTED),
        )
        if name in _CODED:
            shown = shown.with_columns(code=shown.columns[0])
        return shown.sort(shown.columns[0], maintain_order=True)

    def _aliased(self, column: str) -> pl.Expr:
        return self._aliases(pl.col(column)).alias(column)

    def _aliases(self, ids: pl.Expr) -> pl.Expr:
        return ids.map_batches(self._mapped, return_dtype=pl.String)

    def _mapped(self, ids: pl.Series) -> pl.Series:
        known = {id_: self.alias(id_) for id_ in ids.drop_nulls().unique()}
        return ids.replace_strict(known, default=None, return_dtype=pl.String) if known else ids.cast(pl.String)
