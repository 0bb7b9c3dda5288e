"""What a report is made from, as it leaves the gate."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from lastseen.domain.release import Profile, Released
from lastseen.figures import DefinitionSet
from lastseen.operations.clearing import cleared_figures
from lastseen.operations.release import Asked, release
from lastseen.operations.workspace import Workspace
from lastseen.reports.plan import Plan
from lastseen.reports.records.events import MassEvent, told_events
from lastseen.reports.report.matter import Matter, gather, wanted_by
from lastseen.snapshot import Snapshot


def report_matter(  # noqa: PLR0913  # every operation also takes who acts and when
    snapshot: Snapshot,
    definitions: DefinitionSet,
    plan: Plan,
    profile: Profile,
    workspace: Workspace,
    *,
    actor: UUID,
    now: datetime,
) -> Released[Matter]:
    """Everything that a planned report shows, over the sources that permit it; in public nothing of single people."""
    asked = Asked(what=f"report {plan.id}", profile=profile, single_people=profile is Profile.INTERNAL)
    wanted = replace(wanted_by(plan), cleared=cleared_figures(definitions))

    def gathered(view: Snapshot) -> Matter:
        return gather(view, definitions, wanted, profile, workspace.notice)

    return release(snapshot, asked, gathered, workspace, actor=actor, now=now)


def told_mass_events(
    snapshot: Snapshot, workspace: Workspace, *, actor: UUID, now: datetime
) -> Released[tuple[MassEvent, ...]]:
    """What each independent origin tells of people nobody can name, event by event; for those inside."""
    asked = Asked(what="mass events", profile=Profile.INTERNAL)
    return release(snapshot, asked, told_events, workspace, actor=actor, now=now)
