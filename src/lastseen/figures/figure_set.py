"""All figures of one definition set over one snapshot: as counted, or as they may be published."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lastseen.figures.definitions import DefinitionSet
from lastseen.figures.disclosure import THRESHOLD, protected
from lastseen.figures.figure import Figure, Tabulation
from lastseen.figures.mending import mended
from lastseen.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSet:
    """What is shown together: the figures, what they were made from and by.

    ``sources`` counts those of the snapshot. ``notice``, by language, is what the registry says of itself on its face.
    ``withheld`` names the rows of each figure that were taken out of what is published.
    """

    snapshot: str
    day: str
    definitions: str
    version: str
    sources: int
    notice: Mapping[str, str]
    figures: tuple[Figure, ...]
    withheld: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def published(self) -> tuple[Mapping[str, object], ...]:
        """The rows as later releases are audited beside them; before those of each figure, one that heads them."""
        return tuple(line for figure in self.figures for line in _published(figure, self.withheld.get(figure.id, ())))


def counted(
    definitions: DefinitionSet, view: Snapshot, notice: Mapping[str, str], tabulations: Sequence[Tabulation]
) -> FigureSet:
    """The figures of these tabulations as they are: for those inside."""
    return _set(definitions, view, notice, [tabulation.figure for tabulation in tabulations], {})


def published(
    definitions: DefinitionSet,
    view: Snapshot,
    notice: Mapping[str, str],
    threshold: int = THRESHOLD,
    cleared: frozenset[str] = frozenset(),
) -> FigureSet:
    """The figures of a set protected, so that none points at few people but those cleared: for the public."""
    safe = mended(definitions, view, protected(definitions, view, threshold, cleared), threshold, cleared)
    return _set(
        definitions,
        view,
        notice,
        [one.figure for one in safe],
        {one.figure.id: tuple(sorted(one.withheld)) for one in safe},
    )


def _published(figure: Figure, withheld: Sequence[str]) -> Iterator[Mapping[str, object]]:
    head = {"figure": figure.id, "N": figure.N}
    yield {**head, "row": "", "rounded_to": figure.rounded_to, "withheld": list(withheld)}
    for row in figure.rows:
        yield {**head, "row": row.code, "n": row.n, "high": row.high}


def _set(
    definitions: DefinitionSet,
    view: Snapshot,
    notice: Mapping[str, str],
    figures: Sequence[Figure],
    withheld: Mapping[str, tuple[str, ...]],
) -> FigureSet:
    return FigureSet(
        snapshot=view.manifest.name,
        day=view.manifest.day,
        definitions=definitions.id,
        version=definitions.version,
        sources=view.manifest.rows["sources"],
        notice=notice,
        figures=tuple(figures),
        withheld=withheld,
    )
