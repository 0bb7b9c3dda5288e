"""Examples of what permits that people leave, on the stage of the contracts of operations."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from lastseen.domain.protection import RiskLevel
from lastseen.domain.release import Profile
from lastseen.operations.permitting import approve, clear_person, record_family_consent, take_back_permit
from lastseen.operations.protections import judge_risk
from lastseen.operations.release import Asked
from lastseen.operations.served import Change, tell
from lastseen.operations.showing import show_people
from lastseen.storage.models import Release
from lastseen.storage.permitting_models import Approval
from tests.coded import account, approval, clearance, family, risk

PERSON = account("I-01", "person", "p1")
PEOPLE = Asked(
    what="people", profile=Profile.PSEUDONYMOUS, recipient="a panel", purpose="aggregate-statistics", single_people=True
)

LEAVING: Mapping[Callable[..., Any], Callable[[Any], object]] = {
    record_family_consent: lambda s: s.act(record_family_consent, family("I-01"), s.workspace),
    clear_person: lambda s: s.act(clear_person, clearance("I-01")),
    approve: lambda s: s.act(approve, approval(), s.workspace),
    take_back_permit: lambda s: s.act(take_back_permit, Approval.objects.get().id),
    show_people: lambda s: s.act(show_people, s.snapshot, PEOPLE, s.workspace),
    tell: lambda s: s.act(
        tell, Release.objects.get(profile=Profile.PSEUDONYMOUS).id, PERSON, Change.FATE, "a letter of today"
    ),
}


def let_one_leave(stage: Any) -> None:
    """One person shown to somebody outside, under an alias."""
    stage.act(judge_risk, replace(risk("I-01", PERSON), level=RiskLevel.LOW), None)
    stage.act(approve, approval(purpose=PEOPLE.purpose), stage.workspace)
    stage.act(show_people, stage.snapshot, PEOPLE, stage.workspace)
