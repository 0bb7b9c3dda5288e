"""Which cells of figures are protected, by variable and with the reason, and who cleared a table below it."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from importlib.resources import files
from uuid import UUID

import polars as pl

from lastseen.figures.definitions import Definition, DefinitionSet, Unit
from lastseen.figures.disclosure import THRESHOLD
from lastseen.figures.pairing import is_paired
from lastseen.figures.questions import is_single
from lastseen.figures.rows import UNDETERMINED, UNKNOWN
from lastseen.figures.tabulation import tabulate
from lastseen.snapshot import Snapshot

EDITORS = 2
"""So many must clear a table below the threshold."""

_ASIDE = [UNKNOWN, UNDETERMINED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """Cells of these variables, alone or together, are protected, for a reason."""

    variables: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A protected cell: a row of each of some figures, in which there are ``n`` people."""

    figures: tuple[str, ...]
    rows: tuple[str, ...]
    n: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedTable:
    """A one-way national table that may be published with rows below the threshold: by whom it was cleared, and why."""

    figure: str
    editors: frozenset[UUID]
    reason: str


def clears(cleared: ClearedTable, definition: Definition) -> bool:
    """Whether a clearance holds: of this figure, of one variable and all the country, by two editors, with a reason."""
    is_decided = len(cleared.editors) >= EDITORS and bool(cleared.reason.strip())
    return cleared.figure == definition.id and is_one_way(definition) and is_decided


def is_one_way(definition: Definition) -> bool:
    """Whether a figure is of one variable and all the country, and public."""
    return definition.variable is not None and not (
        definition.where or definition.inside or is_paired(definition.variable)
    )


def protections() -> tuple[Protection, ...]:
    """The protections that come with the software."""
    text = (files("lastseen") / "data" / "figures" / "protected.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)["protected"]
    return tuple(Protection(variables=tuple(one["variables"]), reason=one["reason"]) for one in told)


def protected_cells(
    definitions: DefinitionSet,
    snapshot: Snapshot,
    rules: Sequence[Protection],
    threshold: int = THRESHOLD,
    cleared: frozenset[str] = frozenset(),
) -> tuple[Cell, ...]:
    """Every protected row that somebody is in, and small ones of several figures at once.

    Large rows are among them since few may have come to one. ``other`` is one, ``unknown`` is none, nor is a row of a
    figure that was ``cleared``.
    """
    public = [one for one in definitions.figures if not one.inside and one.variable is not None and is_single(one)]
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], Cell] = {}
    for rule in rules:
        crossed = (cell for cell in _crossed(public, snapshot, rule) if cell.n < threshold)
        for cell in (*_rows(public, snapshot, rule), *crossed):
            if cell.n and cell.figures not in {(figure,) for figure in cleared}:
                found.setdefault((cell.figures, cell.rows), cell)
    return tuple(found.values())


def _rows(public: Sequence[Definition], snapshot: Snapshot, rule: Protection) -> Iterator[Cell]:
    """The rows of every figure that asks after nothing else."""
    for one in public:
        if {one.variable, *one.where} <= set(rule.variables):
            for row in tabulate(one, snapshot).figure.rows:
                if row.code not in _ASIDE:
                    yield Cell(figures=(one.id,), rows=(row.code,), n=row.n, reason=rule.reason)


def _crossed(public: Sequence[Definition], snapshot: Snapshot, rule: Protection) -> Iterator[Cell]:
    """The rows of one figure for each variable, of the same people, at once."""
    asked = {str(one.variable): one for one in reversed(public) if not one.where}
    if len(rule.variables) < 2 or not asked.keys() >= set(rule.variables):
        return
    figures = [asked[name] for name in rule.variables]
    names = [one.id for one in figures]
    unit = figures[0].unit if len({one.unit for one in figures}) == 1 else Unit.DISAPPEARANCE
    members = [_certain(replace(one, unit=unit), snapshot) for one in figures]
    together = reduce(lambda left, right: left.join(right, on="unit"), members)
    for *rows, n in together.group_by(names).len().sort(names).iter_rows():
        yield Cell(figures=tuple(names), rows=tuple(rows), n=n, reason=rule.reason)


def _certain(definition: Definition, snapshot: Snapshot) -> pl.DataFrame:
    members = tabulate(definition, snapshot).members
    inside = members.filter(pl.col("certain") & ~pl.col("row").is_in(_ASIDE))
    return inside.select("unit", pl.col("row").alias(definition.id))


def still_protected(rules: Sequence[Protection], published: frozenset[str]) -> tuple[Protection, ...]:
    """The protections without those of variables that are published person by person anyway."""
    return tuple(rule for rule in rules if not set(rule.variables) <= set(published))
