"""What permits that some people of the demo are shown to outsiders, through the same operations as everybody's."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.decisions import Consent, ConsentAnswer, IdentityLevel
from lastseen.domain.permitting import Approval, Clearance, FamilyConsent, Standing
from lastseen.domain.protection import Harmed, Risk, RiskLevel, Subject
from lastseen.domain.release import Profile
from lastseen.operations.consents import set_consent
from lastseen.operations.permitting import accounts_of_person, approve, clear_person, record_family_consent
from lastseen.operations.protections import judge_risk
from lastseen.operations.reach import named_source
from lastseen.operations.users import find_user, rights_of
from lastseen.operations.workspace import Workspace


def record_permits(workspace: Workspace, file: Path, *, actor: UUID, now: datetime) -> None:
    """Record what was asked later, judge the risk of people, clear some, record what families say, approve ways out."""
    said: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    rights = rights_of(actor)
    for asked in said["asked"]:
        for name in asked["sources"]:
            source = named_source(rights, name)
            set_consent(source, [_yes(source, asked)], workspace, actor=actor, now=now)
    for risk, person in _risks(said["risk"], now):
        subject = Subject(accounts=accounts_of_person(rights, person))
        judge_risk(Risk(subject=subject, **risk), None, actor=actor, now=now)
    for identity, cleared in said["cleared"].items():
        for person in cleared["people"]:
            accounts = accounts_of_person(rights, person)
            clearance = Clearance(accounts=accounts, identity=IdentityLevel(identity), reason=cleared["reason"])
            clear_person(clearance, actor=actor, now=now)
    for family in said["family"]:
        for purpose in family["purposes"]:
            consent = _answer(family, purpose, accounts_of_person(rights, family["person"]))
            record_family_consent(consent, workspace, actor=actor, now=now)
    for one in said["approval"]:
        until = now.date() + timedelta(days=one["days"])
        approval = Approval(purpose=one["purpose"], recipient="", profile=Profile(one["profile"]), until=until)
        for name in one["by"]:
            approve(approval, workspace, actor=find_user(name), now=now)


def _risks(said: Mapping[str, Any], now: datetime) -> list[tuple[dict[str, Any], str]]:
    """Each judgement but for whom it is about, and the code of the person."""
    review = now.date() + timedelta(days=said["days"])
    return [
        (
            {
                "harmed": Harmed(said[level.value]["harmed"]),
                "how": said[level.value]["how"],
                "level": level,
                "judged_by": said["judged_by"],
                "review": review,
            },
            person,
        )
        for level in RiskLevel
        if level.value in said
        for person in said[level.value]["people"]
    ]


def _yes(source: SourceId, asked: Mapping[str, Any]) -> Consent:
    return Consent(
        source=source,
        purpose=asked["purpose"],
        recipient="",
        identity=IdentityLevel(asked["identity"]),
        answer=ConsentAnswer.YES,
    )


def _answer(family: Mapping[str, Any], purpose: str, accounts: frozenset[AccountId]) -> FamilyConsent:
    return FamilyConsent(
        accounts=accounts,
        who=family["who"],
        standing=Standing.KIN,
        relation=family["relation"],
        purpose=purpose,
        recipient="",
        identity=IdentityLevel.NAME,
        answer=ConsentAnswer(family.get("answer", "yes")),
    )
