"""Two snapshots compared: who came, went, was merged or split, and how each row of each figure moved and why."""

from dataclasses import asdict, dataclass

from lastseen.figures.definitions import DefinitionSet, Unit
from lastseen.figures.matching import Match, match
from lastseen.figures.moving import MovedFigure, Side, moved_figure
from lastseen.figures.regrouping import Changes, changes
from lastseen.figures.tabulation import tabulate_in
from lastseen.figures.units import Units
from lastseen.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs between two snapshots. Figures that did not move are left out."""

    first: str
    second: str
    persons: Changes
    cases: Changes
    figures: tuple[MovedFigure, ...]


def compare(first: Snapshot, second: Snapshot, definitions: DefinitionSet) -> Comparison:
    """Compare two snapshots of one registry, the earlier first. Figures that either cannot answer are left out."""
    matches = {unit: match(unit, first, second) for unit in {d.unit for d in definitions.figures}}
    persons = matches.get(Unit.VICTIM) or match(Unit.VICTIM, first, second)
    cases = matches.get(Unit.CASE) or match(Unit.CASE, first, second)
    return Comparison(
        first=first.manifest.name,
        second=second.manifest.name,
        persons=changes(Unit.VICTIM, persons, first, second),
        cases=changes(Unit.CASE, cases, first, second),
        figures=_moved(_sides(first, definitions), _sides(second, definitions), matches),
    )


def as_plain(comparison: Comparison) -> dict[str, object]:
    """The comparison as plain data, for JSON."""
    return asdict(comparison)


def _sides(snapshot: Snapshot, definitions: DefinitionSet) -> dict[str, Side]:
    units = Units(snapshot)
    return {t.definition.id: Side(tabulation=t, units=units) for t in tabulate_in(units, definitions)}


def _moved(first: dict[str, Side], second: dict[str, Side], matches: dict[Unit, Match]) -> tuple[MovedFigure, ...]:
    both = [(first[id_], side) for id_, side in second.items() if id_ in first]
    moved = (moved_figure(one, other, matches[other.tabulation.definition.unit]) for one, other in both)
    return tuple(figure for figure in moved if figure is not None)
