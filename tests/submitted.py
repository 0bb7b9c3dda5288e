"""A person of whom all is told that a UN procedure asks for, and all that permits it; invented."""

from dataclasses import replace
from datetime import date
from typing import Any

from lastseen.domain.accounts import Involved, StageAccount
from lastseen.domain.answers import Code
from lastseen.domain.coding import CodedSource
from lastseen.domain.dates import IntervalDate
from lastseen.domain.efforts import Effort
from lastseen.domain.protection import RiskLevel
from lastseen.domain.release import Profile
from lastseen.domain.rights import Role
from lastseen.operations.efforts import record_effort
from lastseen.operations.permitting import approve, record_family_consent
from lastseen.operations.protections import judge_risk
from lastseen.operations.users import add_user
from tests.coded import account, approval, family, risk, said
from tests.conftest import NOW, Registry

NO_SEARCH = Effort(kind="none-possible", forum="family", what="Whoever asks is taken too.")
"""Why nobody could look for the person."""


def told_whole(source: CodedSource) -> CodedSource:
    """The interview, telling by whom, where and when, of a hand-over from China."""
    first = next(one for one in source.accounts if isinstance(one, StageAccount))
    arrest = replace(
        first,
        authorities=said(Involved(authority=Code("cn-mps"), role=Code("depriving"))),
        place=said(Code("CN")),
        start=said(IntervalDate(earliest=date(2023, 10, 9), latest=date(2023, 10, 9))),
        order=said(1),
    )
    handed = replace(
        arrest,
        id=account(source.source.external_id, "stage", "p1-b"),
        external_id="p1-b",
        stage=said(Code("repatriation")),
        authorities=said(Involved(authority=Code("mss"), role=Code("receiving"))),
        place=said(Code("KP-10")),
        place_from=said(Code("CN")),
        order=said(2),
    )
    kept = tuple(arrest if one is first else one for one in source.accounts)
    return replace(source, accounts=(*kept, handed))


def act(registry: Registry, operation: Any, *given: Any, **named: Any) -> Any:
    """What an operation gives that the registry's owner does."""
    return operation(*given, **{"actor": registry.owner, "now": NOW, **named})


def permit(registry: Registry) -> None:
    """Everything that lets the one person of the first interview be submitted."""
    person = account("I-01", "person", "p1")
    act(registry, judge_risk, replace(risk("I-01", person), level=RiskLevel.LOW), None)
    act(registry, record_family_consent, family("I-01", purpose="un-procedures"), registry.workspace)
    act(registry, record_effort, [person], NO_SEARCH, registry.workspace)
    second = act(registry, add_user, "second", [Role.EDITOR], None, None)
    for actor in (registry.owner, second):
        act(registry, approve, approval(Profile.NAMED, purpose="un-procedures"), registry.workspace, actor=actor)
