"""Examples of what leaves and of what permits that people do, on the stage of the contracts of operations."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from lastseen.domain.permitting import TableClearance
from lastseen.domain.protection import RiskLevel
from lastseen.domain.release import Profile
from lastseen.estimation import How
from lastseen.figures.standard import standard_definitions
from lastseen.operations.auditing import Terms, audit_figures
from lastseen.operations.claims import reference_of
from lastseen.operations.clearing import clear_table
from lastseen.operations.dossiers import dossier
from lastseen.operations.estimating import Wanted, estimates
from lastseen.operations.exports import export_people
from lastseen.operations.figures import compare_snapshots, figures, trace_row
from lastseen.operations.library_query import Query
from lastseen.operations.permitting import approve, clear_person, record_family_consent, take_back_permit
from lastseen.operations.protections import judge_risk
from lastseen.operations.release import Asked, release
from lastseen.operations.reports import report_matter, told_mass_events
from lastseen.operations.served import Change, tell
from lastseen.operations.showing import show_people
from lastseen.reports.plan import standard_plan
from lastseen.storage.models import Release
from lastseen.storage.permitting_models import Approval
from tests.coded import account, approval, clearance, family, risk

PERSON = account("I-01", "person", "p1")
PEOPLE = Asked(
    what="people", profile=Profile.PSEUDONYMOUS, recipient="a panel", purpose="aggregate-statistics", single_people=True
)

DEFINITIONS = standard_definitions("dprk")

LEAVING: Mapping[Callable[..., Any], Callable[[Any], object]] = {
    release: lambda s: s.act(release, s.snapshot, Asked(what="x", profile=Profile.PUBLIC), lambda _: "x", s.workspace),
    dossier: lambda s: s.act(dossier, s.snapshot, "P-0001", s.workspace),
    figures: lambda s: s.act(figures, s.snapshot, DEFINITIONS.only(["victims"]), Profile.PUBLIC, s.workspace),
    report_matter: lambda s: s.act(
        report_matter, s.snapshot, DEFINITIONS, standard_plan("dprk"), Profile.PUBLIC, s.workspace
    ),
    told_mass_events: lambda s: s.act(told_mass_events, s.snapshot, s.workspace),
    estimates: lambda s: s.act(estimates, s.snapshot, Wanted(how=How(methods=("chao",))), s.workspace),
    reference_of: lambda s: s.act(reference_of, s.snapshot, standard_definitions(None), Profile.INTERNAL, s.workspace),
    audit_figures: lambda s: s.act(audit_figures, s.snapshot, DEFINITIONS, Terms(), s.workspace),
    trace_row: lambda s: s.act(trace_row, s.snapshot, DEFINITIONS, "sex", "female", s.workspace),
    compare_snapshots: lambda s: s.act(compare_snapshots, s.snapshot, s.snapshot, DEFINITIONS, s.workspace),
    export_people: lambda s: s.act(export_people, s.snapshot, Query(), ("names", "sex"), s.workspace),
    record_family_consent: lambda s: s.act(record_family_consent, family("I-01"), s.workspace),
    clear_person: lambda s: s.act(clear_person, clearance("I-01")),
    approve: lambda s: s.act(approve, approval(), s.workspace),
    clear_table: lambda s: s.act(clear_table, TableClearance(figure="sex", reason="Known."), DEFINITIONS),
    take_back_permit: lambda s: s.act(take_back_permit, Approval.objects.get(profile=Profile.PSEUDONYMOUS).id),
    show_people: lambda s: s.act(show_people, s.snapshot, PEOPLE, s.workspace),
    tell: lambda s: s.act(tell, _to_a_partner(), account("I-10", "person", "p1"), Change.FATE, "a letter of today"),
}


def _to_a_partner() -> UUID:
    """The release that showed a partner the one person of the stage whose name may be shown."""
    release = Release.objects.get(profile=Profile.NAMED)
    return release.id


def let_one_leave(stage: Any) -> None:
    """Somebody outside was shown people under aliases."""
    stage.act(judge_risk, replace(risk("I-01", PERSON), level=RiskLevel.LOW), None)
    stage.act(approve, approval(purpose=PEOPLE.purpose), stage.workspace)
    stage.act(show_people, stage.snapshot, PEOPLE, stage.workspace)
