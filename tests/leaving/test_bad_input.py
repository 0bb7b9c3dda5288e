"""What arrives crooked leaves straight or not at all: sources that disagree, people withdrawn, children unnamed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from lastseen.domain.accounts import PersonAccount
from lastseen.domain.coding import CodedSource
from lastseen.domain.decisions import ConsentAnswer, IdentityLevel
from lastseen.domain.permitting import Standing
from lastseen.domain.protection import RiskLevel
from lastseen.domain.release import Profile, Released
from lastseen.domain.rights import Role
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.operations.permitting import approve, clear_person, record_family_consent
from lastseen.operations.protections import judge_risk
from lastseen.operations.release import Asked
from lastseen.operations.showing import preview, show_people
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.users import add_user, rights_of
from lastseen.operations.verdicts import decide
from lastseen.reports.people_table import people_table
from lastseen.reports.records.shown import Shown
from lastseen.storage.ledger import recording
from lastseen.storage.withdrawals import put_withdrawals, retract_withdrawals
from tests.coded import NAME, account, approval, clearance, consent, family, hand, interview, risk
from tests.conftest import NOW, Registry

PURPOSE = "named-publication"
BY_NAME = Asked(what="people", profile=Profile.NAMED, single_people=True)
NO = ConsentAnswer.NO


def act(registry: Registry, operation: Callable[..., Any], *given: Any, **named: Any) -> Any:
    return operation(*given, **{"actor": registry.owner, "now": NOW, **named})


def told(name: str, answer: ConsentAnswer = ConsentAnswer.YES) -> CodedSource:
    return interview(name, consents=(consent(name, PURPOSE, answer), consent(name, "internal-analysis")))


@pytest.fixture
def approved(registry: Registry) -> Registry:
    """A registry in which two people approved publication by name."""
    second = act(registry, add_user, "second", [Role.EDITOR], None, None)
    for actor in (registry.owner, second):
        act(registry, approve, approval(Profile.NAMED, purpose=PURPOSE), registry.workspace, actor=actor)
    return registry


def freeze(registry: Registry, *sources: CodedSource) -> None:
    """Hand these in, permit everybody in them to be named, and take a snapshot."""
    hand(registry, *sources)
    names = [one.source.external_id for one in sources]
    for name in names:
        act(registry, judge_risk, replace(risk(name, account(name, "person", "p1")), level=RiskLevel.LOW), None)
        act(registry, clear_person, clearance(*names, identity=IdentityLevel.NAME))
        act(registry, record_family_consent, family(name), registry.workspace)
    act(registry, take_snapshot, registry.workspace)


def left(registry: Registry) -> Released[Shown]:
    made: Released[Shown] = act(registry, show_people, _newest(registry), BY_NAME, registry.workspace)
    return made


def why(registry: Registry) -> dict[str, int]:
    seen = preview(rights_of(registry.owner), _newest(registry), BY_NAME, registry.workspace, NOW)
    return {f"{one.what} {one.why}": one.n for one in seen.withheld}


def _newest(registry: Registry) -> Any:
    return find_snapshot(registry.workspace, None)


def test_of_two_sources_of_one_person_that_disagree_the_no_wins(approved: Registry) -> None:
    freeze(approved, told("I-01"), told("I-02", NO))
    assert len(left(approved).content.people) == 1
    one, other = (account(name, "person", "p1") for name in ("I-01", "I-02"))
    act(approved, decide, VerdictKind.PERSON, Verdict(left=one, right=other, answer=Answer.SAME), "one")
    act(approved, take_snapshot, approved.workspace)
    assert left(approved).content.people == ()
    assert why(approved) == {"source refused": 1}


def test_an_answer_for_the_recipient_outranks_the_general_one_of_the_same_source(approved: Registry) -> None:
    general, own = consent("I-01", PURPOSE), replace(consent("I-01", PURPOSE, NO), recipient="a paper")
    freeze(approved, interview("I-01", consents=(general, own)))
    asked = replace(BY_NAME, recipient="a paper")
    refused = act(approved, show_people, _newest(approved), asked, approved.workspace)
    assert (refused.content.people, len(left(approved).content.people)) == ((), 1)


def test_a_person_withdrawn_after_the_snapshot_is_not_shown_from_it(approved: Registry) -> None:
    freeze(approved, told("I-01"), told("I-02"))
    gone = {account("I-01", kind, "p1") for kind in ("person", "case", "stage")}
    assert len(left(approved).content.people) == 2
    with recording(approved.owner, "withdraw-entry", NOW) as pen:
        put_withdrawals(pen, gone, "a mistake")
    assert (len(left(approved).content.people), why(approved)) == (1, {"person withdrawn": 1})
    with recording(approved.owner, "bring-back-entry", NOW) as pen:
        retract_withdrawals(pen, gone)
    assert len(left(approved).content.people) == 2


def test_a_child_nobody_names_is_shown_without_a_name_and_only_if_a_guardian_agrees(approved: Registry) -> None:
    child = told("I-01")
    unnamed = tuple(replace(one, names=()) if isinstance(one, PersonAccount) else one for one in child.accounts)
    hand(approved, replace(child, accounts=unnamed))
    act(approved, judge_risk, replace(risk("I-01", account("I-01", "person", "p1")), level=RiskLevel.LOW), None)
    act(approved, clear_person, clearance("I-01", identity=IdentityLevel.NAME))
    act(approved, take_snapshot, approved.workspace)
    assert why(approved) == {"person family-not-asked": 1}
    guardian = family("I-01", standing=Standing.GUARDIAN, relation="neighbour")
    act(approved, record_family_consent, guardian, approved.workspace)
    released = left(approved)
    assert [one.names for one in released.content.people] == [()]
    (line,) = people_table(released, "en")
    assert (line["names"], NAME in repr(released.content)) == ("", False)
