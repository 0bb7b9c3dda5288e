"""The figures of a snapshot as what published texts are measured by."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from lastseen.claims import UNITS, Fact, Reference
from lastseen.domain.release import Profile
from lastseen.figures import DefinitionSet, Figure
from lastseen.figures.figure_set import FigureSet
from lastseen.operations.figures import figures
from lastseen.operations.workspace import Workspace
from lastseen.snapshot import Snapshot

_ONE = {"interview": "interviewee"}
"""Texts speak of interviews and of those interviewed as of one number."""
_UNTOLD = frozenset({"undetermined", "unknown", "other"})


def reference_of(  # noqa: PLR0913  # every operation also takes who acts and when
    snapshot: Snapshot,
    definitions: DefinitionSet,
    profile: Profile,
    workspace: Workspace,
    *,
    actor: UUID,
    now: datetime,
) -> Reference:
    """The figures of a snapshot to measure texts by: as counted, or as they may be published, for what others are
    told."""
    return reference_from(figures(snapshot, definitions, profile, workspace, actor=actor, now=now).content)


def reference_from(counted: FigureSet) -> Reference:
    """Figures that somebody was shown, to measure texts by."""
    facts = {fact.id: fact for figure in counted.figures for fact in _facts(figure)}
    return Reference(title=counted.snapshot, day=counted.day, facts=facts)


def _facts(figure: Figure) -> Iterator[Fact]:
    """A figure's rows. Those of nobody, those that only say that something is not known, and totals of units that texts
    do not tell apart from victims, are no facts; nor are numbers that were rounded, which correct nobody."""
    if figure.rounded_to != 1:
        return
    unit = _ONE.get(figure.unit, str(figure.unit))
    for row in figure.rows:
        telling = figure.id in UNITS if row.code == "total" else row.high and row.code not in _UNTOLD
        if telling:
            yield Fact(
                id=f"{figure.id}/{row.code}",
                label=row.labels.get("en", row.code),
                labels=tuple(sorted(row.labels.items())),
                unit=unit,
                n=row.low,
                high=row.high,
                total=figure.N,
            )
