"""Under aliases nobody leaves through whom those who made the arrests could tell who told of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lastseen.domain.accounts import PersonAccount
from lastseen.domain.answers import Code
from lastseen.domain.coding import CodedSource
from lastseen.domain.decisions import Because, IdentityLevel
from lastseen.domain.protection import RiskLevel
from lastseen.domain.release import Profile
from lastseen.figures.adversary import Assumed, Custody, simulated
from lastseen.operations.linkability import attacked
from lastseen.operations.permitting import approve, clear_person, record_family_consent
from lastseen.operations.protections import judge_risk
from lastseen.operations.release import Asked, judged
from lastseen.operations.showing import Measured, preview, show_people
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.users import rights_of
from lastseen.snapshot import Snapshot
from tests.coded import account, approval, clearance, consent, family, hand, interview, risk, said
from tests.conftest import NOW, Registry

PURPOSES = ("anonymised-publication", "named-publication", "internal-analysis")
ALIASES = Asked(what="people", profile=Profile.PSEUDONYMOUS, single_people=True)
ALIKE, ODD, STRANGE = ("I-1", "I-2", "I-3"), "I-4", "I-5"
"""Interviews of three sisters of whom the same is told; of one brother; and of a miner whom a neighbour tells of."""


def act(registry: Registry, operation: Callable[..., Any], *given: Any, **named: Any) -> Any:
    return operation(*given, **{"actor": registry.owner, "now": NOW, **named})


def by_neighbour(source: CodedSource) -> CodedSource:
    """The same, of a miner, told by a neighbour."""
    tie, work = said(Code("neighbour")), said(Code("miner"))
    accounts = tuple(
        replace(one, relation_to_interviewee=tie, occupation=work) if isinstance(one, PersonAccount) else one
        for one in source.accounts
    )
    return replace(source, accounts=accounts)


@pytest.fixture
def snapshot(registry: Registry) -> Snapshot:
    """Five people, each cleared, their risk low, their families agreeing; showing them under aliases is approved."""
    kinds = {**dict.fromkeys(ALIKE, "female"), ODD: "male", STRANGE: "female"}
    for name, sex in kinds.items():
        made = interview(name, sex=sex, consents=tuple(consent(name, purpose) for purpose in PURPOSES))
        hand(registry, by_neighbour(made) if name == STRANGE else made)
        act(registry, judge_risk, replace(risk(name, account(name, "person", "p1")), level=RiskLevel.LOW), None)
        act(registry, clear_person, clearance(name, identity=IdentityLevel.NAME))
        act(registry, record_family_consent, family(name), registry.workspace)
    act(registry, approve, approval(until=date(2025, 1, 1)), registry.workspace)
    act(registry, take_snapshot, registry.workspace)
    return find_snapshot(registry.workspace, None)


def person(source: str) -> str:
    return str(account(source, "person", "p1"))


def test_who_can_be_linked_to_the_family_that_told_stays_and_the_release_says_why(
    registry: Registry, snapshot: Snapshot
) -> None:
    result = judged(snapshot, ALIASES, registry.workspace, rights_of(registry.owner), NOW)
    assert result.attack is not None
    assert result.attack.most[person(ODD)] == 0.5
    assert result.people == {person(ODD): Because.LINKABLE}
    released = act(registry, show_people, snapshot, ALIASES, registry.workspace)
    assert sorted((*one.sex, *one.occupation) for one in released.content.people) == [
        *[("female",)] * 3,
        ("female", "miner"),
    ]
    assert (released.withheld, released.withheld_people) == (0, 1)


def test_what_would_leave_states_the_threshold_and_the_greatest_linkage(registry: Registry, snapshot: Snapshot) -> None:
    def stated(asked: Asked) -> dict[str, tuple[int, float, float]]:
        seen = preview(rights_of(registry.owner), snapshot, asked, registry.workspace, NOW)
        return {one.why: (one.n, one.value, one.threshold) for one in seen.risks if isinstance(one, Measured)}

    assert stated(ALIASES) == {
        "linkage": (0, round(0.5 / 3.5, 4), 0.2),
        "k-anonymity": (4, 1, 5),
        "l-diversity": (0, 1, 2),
    }
    named = stated(replace(ALIASES, profile=Profile.NAMED))
    assert named["linkage"] == (1, 0.5, 0.2)


def test_a_record_is_the_one_of_whom_all_that_is_shown_is_told(snapshot: Snapshot) -> None:
    everybody = [person(name) for name in (*ALIKE, ODD, STRANGE)]
    found = attacked(snapshot, everybody, "dprk", named=False)
    assert [round(found.most[one], 3) for one in everybody[:4]] == [0.143, 0.143, 0.143, 0.5]
    assert found.most[everybody[4]] < 0.001


def test_where_nobody_says_how_many_escaped_only_the_interviewed_did(snapshot: Snapshot) -> None:
    custody = [Custody(held=person(STRANGE), written={})]
    given = Assumed(threshold=0.2, family=0.5, escaped=0)
    alone = simulated(snapshot, custody, given).near(person(STRANGE))
    many = simulated(snapshot, custody, replace(given, escaped=500)).near(person(STRANGE))
    assert (dict(alone.known), alone.others) == ({f"W-{STRANGE}": 0.5}, 0.0)
    assert (dict(many.known), many.others) == ({f"W-{STRANGE}": 0.005}, 0.495)
    assert dict(simulated(snapshot, custody, given).near(person(ODD)).known) == {f"W-{ODD}": 0.5}
