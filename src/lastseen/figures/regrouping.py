"""What happened to persons and cases between two snapshots: added, withdrawn, merged, split."""

from collections.abc import Mapping
from dataclasses import dataclass

from lastseen.figures.definitions import Unit
from lastseen.figures.matching import Match, units_of
from lastseen.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouped:
    """One that several were merged into, or that was split into several; by code."""

    one: str
    several: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What happened to persons, or to cases, by code: ``withdrawn`` and the one side of ``split`` are of the first
    snapshot, ``added`` and the one side of ``merged`` of the second."""

    added: tuple[str, ...]
    withdrawn: tuple[str, ...]
    merged: tuple[Regrouped, ...]
    split: tuple[Regrouped, ...]


Codes = Mapping[str, str]

_TABLES = {Unit.VICTIM: ("persons", "person"), Unit.CASE: ("cases", "case")}


def changes(unit: Unit, match: Match, first: Snapshot, second: Snapshot) -> Changes:
    """What happened to all persons (unit victim) or cases, whether counted in any figure or not."""
    before, after = _codes(unit, first), _codes(unit, second)
    left, right = units_of(unit, first), units_of(unit, second)
    return Changes(
        added=tuple(after.get(one, one) for one in right if one not in match.earlier),
        withdrawn=tuple(before.get(one, one) for one in left if one not in match.later),
        merged=_regrouped(match.earlier, after, before),
        split=_regrouped(match.later, before, after),
    )


def _regrouped(groups: Mapping[str, tuple[str, ...]], one: Codes, several: Codes) -> tuple[Regrouped, ...]:
    return tuple(
        Regrouped(one=one.get(unit, unit), several=tuple(sorted(several.get(other, other) for other in others)))
        for unit, others in sorted(groups.items())
        if len(others) > 1
    )


def _codes(unit: Unit, snapshot: Snapshot) -> Codes:
    table, column = _TABLES[unit]
    return dict(snapshot.table(table).select(column, "code").iter_rows())
