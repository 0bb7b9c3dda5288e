"""The figures of a snapshot as what published texts are measured by."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from lastseen.claims import UNITS, Fact, Reference
from lastseen.domain.release import Profile
from lastseen.figures import Figure
from lastseen.figures.standard import standard_definitions
from lastseen.operations.figures import figures
from lastseen.operations.workspace import Workspace
from lastseen.snapshot import Snapshot

_ONE = {"interview": "interviewee"}
"""Texts speak of interviews and of those interviewed as of one number."""
_UNTOLD = frozenset({"undetermined", "unknown", "other"})


def reference_of(snapshot: Snapshot, workspace: Workspace, *, actor: UUID, now: datetime) -> Reference:
    """The standard figures of a snapshot, as counted, for those inside to measure texts by."""
    definitions = standard_definitions(workspace.profile or None)
    counted = figures(snapshot, definitions, Profile.INTERNAL, workspace, actor=actor, now=now)
    facts = {fact.id: fact for figure in counted.content.figures for fact in _facts(figure)}
    return Reference(title=counted.content.snapshot, facts=facts)


def _facts(figure: Figure) -> Iterator[Fact]:
    """A figure's rows. Those of nobody, those that only say that something is not known, and totals of units that texts
    do not tell apart from victims, are no facts."""
    unit = _ONE.get(figure.unit, str(figure.unit))
    for row in figure.rows:
        telling = figure.id in UNITS if row.code == "total" else row.high and row.code not in _UNTOLD
        if telling:
            yield Fact(
                id=f"{figure.id}/{row.code}",
                label=row.labels.get("en", row.code),
                unit=unit,
                n=row.low,
                high=row.high,
                total=figure.N,
            )
