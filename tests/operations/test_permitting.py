"""Single people leave only with a risk judged, a family that agrees, a clearance and an approval; and under aliases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from lastseen.domain.decisions import Consent, ConsentAnswer, IdentityLevel
from lastseen.domain.permitting import NoStanding, NothingSaid, Standing
from lastseen.domain.protection import RiskLevel
from lastseen.domain.release import Profile, Released
from lastseen.domain.rights import Role
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.operations.desk import awaiting
from lastseen.operations.permitting import approve, clear_person, permits, record_family_consent, take_back_permit
from lastseen.operations.protections import judge_risk
from lastseen.operations.release import Asked, NotApproved, release
from lastseen.operations.served import Change, NothingToTell, like_recipients, served_with, tell, to_tell
from lastseen.operations.showing import preview, show_people
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.users import add_user, rights_of
from lastseen.operations.verdicts import decide
from lastseen.reports.records.shown import Shown
from lastseen.snapshot import Snapshot
from lastseen.snapshot.reading import Sealed
from lastseen.snapshot.schema import ANALYSIS, IDENTITY
from tests.coded import IDS, NAME, account, approval, clearance, consent, family, hand, interview, risk
from tests.conftest import NOW, Registry

ALIASES = Asked(what="people", profile=Profile.PSEUDONYMOUS, single_people=True)
NAMED = Asked(what="people", profile=Profile.NAMED, single_people=True)
PURPOSES = ("anonymised-publication", "named-publication", "internal-analysis")
UNDER_NAME = IdentityLevel.NAME
Change_ = Callable[[Registry], object]


def person(source: str) -> Any:
    return account(source, "person", "p1")


def consents(source: str) -> tuple[Consent, ...]:
    return tuple(consent(source, what) for what in PURPOSES)


@pytest.fixture
def told(registry: Registry) -> Registry:
    """Three people of one interview each, who may all be published by every source."""
    hand(registry, *(interview(one, consents=consents(one)) for one in ("I-01", "I-02", "I-03")))
    take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    return registry


def act(registry: Registry, operation: Callable[..., Any], *given: Any, **named: Any) -> Any:
    return operation(*given, **{"actor": registry.owner, "now": NOW, **named})


def low(registry: Registry, source: str, level: RiskLevel = RiskLevel.LOW, **named: Any) -> Any:
    return act(registry, judge_risk, replace(risk(source, person(source)), level=level), None, **named)


def permit(registry: Registry, source: str = "I-01") -> None:
    """Everything that lets one person leave, under an alias and by name."""
    low(registry, source)
    act(registry, clear_person, clearance(source, identity=UNDER_NAME))
    act(registry, record_family_consent, family(source), registry.workspace)


def approve_all(registry: Registry) -> None:
    """Two people approve both ways out."""
    second = act(registry, add_user, "second", [Role.EDITOR], None, None)
    for actor in (registry.owner, second):
        for asked, purpose in ((ALIASES, "anonymised-publication"), (NAMED, "named-publication")):
            given = approval(asked.profile, purpose=purpose)
            act(registry, approve, given, registry.workspace, actor=actor)


def shown(registry: Registry, asked: Asked = ALIASES, **named: Any) -> Released[Shown]:
    snapshot = find_snapshot(registry.workspace, None)
    made: Released[Shown] = act(registry, show_people, snapshot, asked, registry.workspace, **named)
    return made


def freeze_with_others(registry: Registry) -> None:
    """Three more people of whom the same is told, so that nobody can tell who told of whom; and a snapshot."""
    hand(registry, *(interview(one, consents=consents(one)) for one in ("I-04", "I-05", "I-06")))
    act(registry, take_snapshot, registry.workspace)


def withheld(registry: Registry, asked: Asked = ALIASES) -> dict[str, int]:
    snapshot = find_snapshot(registry.workspace, None)
    seen = preview(rights_of(registry.owner), snapshot, asked, registry.workspace, NOW)
    return {f"{one.what} {one.why}": one.n for one in seen.withheld}


def test_nobody_leaves_singly_until_everything_is_said(told: Registry) -> None:
    assert withheld(told) == {"person risk-not-judged": 3}
    low(told, "I-01")
    assert withheld(told) == {"person risk-not-judged": 2, "person not-cleared": 1}
    act(told, clear_person, clearance("I-01"))
    assert withheld(told) == {"person risk-not-judged": 2}
    assert withheld(told, NAMED) == {"person risk-not-judged": 2, "person family-not-asked": 1}
    act(told, record_family_consent, family("I-01"), told.workspace)
    assert withheld(told, NAMED) == {"person risk-not-judged": 2, "person not-cleared": 1}
    act(told, clear_person, clearance("I-01", identity=UNDER_NAME))
    assert withheld(told, NAMED) == {"person risk-not-judged": 2}


AGAINST: dict[str, Change_] = {
    "family-refused": lambda r: act(r, record_family_consent, family("I-01", answer=ConsentAnswer.NO), r.workspace),
    "risk-high": lambda r: low(r, "I-01", RiskLevel.HIGH),
}


@pytest.mark.parametrize("why", AGAINST)
def test_the_strictest_answer_wins(told: Registry, why: str) -> None:
    permit(told)
    AGAINST[why](told)
    assert withheld(told, NAMED)[f"person {why}"] == 1


def test_consent_to_less_or_until_yesterday_is_none(told: Registry) -> None:
    low(told, "I-01")
    for given in ({"identity": IdentityLevel.PSEUDONYM}, {"until": NOW.date() - timedelta(days=1)}):
        act(told, record_family_consent, family("I-01", **given), told.workspace)
    assert withheld(told, NAMED)["person family-not-asked"] == 1


@pytest.mark.parametrize("relation", ["friend", "neighbour"])
def test_who_is_not_of_the_family_cannot_consent_for_it(told: Registry, relation: str) -> None:
    with pytest.raises(NoStanding):
        act(told, record_family_consent, family("I-01", relation=relation), told.workspace)
    mandated = family("I-01", relation=relation, standing=Standing.MANDATE)
    assert act(told, record_family_consent, mandated, told.workspace)


def test_a_clearance_without_a_reason_is_refused(told: Registry) -> None:
    with pytest.raises(NothingSaid):
        act(told, clear_person, replace(clearance("I-01"), reason=" "))


def test_a_clearance_does_not_cover_what_joins_the_person_later(told: Registry) -> None:
    permit(told)
    same = Verdict(left=person("I-01"), right=person("I-02"), answer=Answer.SAME)
    act(told, decide, VerdictKind.PERSON, same, "one")
    freeze_with_others(told)
    assert withheld(told) == {"person not-cleared": 1, "person risk-not-judged": 4}
    act(told, clear_person, clearance("I-01", "I-02"))
    assert withheld(told) == {"person risk-not-judged": 4}


def test_one_approval_lets_aliases_leave_and_two_people_names(told: Registry) -> None:
    permit(told)
    with pytest.raises(NotApproved):
        shown(told)
    act(told, approve, approval(), told.workspace)
    assert len(shown(told).content.people) == 1
    for _ in range(2):
        act(told, approve, approval(Profile.NAMED, purpose="named-publication"), told.workspace)
    with pytest.raises(NotApproved):
        shown(told, NAMED)
    second = act(told, add_user, "second", [Role.EDITOR], None, None)
    named = approval(Profile.NAMED, purpose="named-publication")
    given = act(told, approve, named, told.workspace, actor=second)
    assert [name.text for name in shown(told, NAMED).content.people[0].names] == [NAME]
    assert given in permits(rights_of(told.owner)).approvals
    act(told, take_back_permit, given)
    with pytest.raises(NotApproved):
        shown(told, NAMED)


def test_outsiders_get_no_id_code_or_date_of_ours_and_no_two_recipients_the_same(told: Registry) -> None:
    """Everything a view holds for outsiders is read, and none of what is ours is in it."""
    permit(told)
    approve_all(told)
    ours = {
        str(person("I-01")),
        str(IDS.source("I-01")),
        "P-0001",
        "C-0001",
        "W-I-01",
        "I-01",
        "(2021, 1, 14)",
        "sibling",
    }
    inside = repr(everything(find_snapshot(told.workspace, None), closed=False))
    assert {one for one in ours if one in inside} == ours
    seen = {}
    for recipient in ("one", "another"):
        asked = replace(NAMED, recipient=recipient)
        snapshot = find_snapshot(told.workspace, None)
        made = act(told, release, snapshot, asked, lambda view: everything(view, closed=False), told.workspace)
        assert {one for one in ours if one in repr(made.content)} == set()
        assert NAME in repr(made.content)
        seen[recipient] = {row["person"] for row in made.content["persons"]}
    assert len(seen["one"]) == len(seen["another"]) == 1
    assert seen["one"].isdisjoint(seen["another"])


def everything(view: Snapshot, *, closed: bool) -> dict[str, list[dict[str, Any]]]:
    tables = {name: view.table(name).to_dicts() for name in ANALYSIS if name not in ("terms", "labels")}
    return tables if closed else tables | {name: view.identity(name).to_dicts() for name in IDENTITY}


def test_under_aliases_no_name_can_be_read(told: Registry) -> None:
    permit(told)
    approve_all(told)
    snapshot = find_snapshot(told.workspace, None)
    with pytest.raises(Sealed):
        act(told, release, snapshot, ALIASES, lambda view: view.identity("names"), told.workspace)
    made = act(told, release, snapshot, ALIASES, lambda view: everything(view, closed=True), told.workspace)
    assert NAME not in repr(made.content)
    assert len(made.content["persons"]) == 1


def test_a_name_like_that_of_somebody_served_before_is_pointed_out(told: Registry) -> None:
    permit(told)
    approve_all(told)
    shown(told, replace(ALIASES, recipient="A University (invented)"))
    names = ("A university  (invented)", "A University (invented)", "Another panel", "")
    assert [like_recipients(name) for name in names] == [("A University (invented)",), (), (), ()]


def test_who_was_served_is_known_and_told_what_became_of_a_person(told: Registry) -> None:
    permit(told)
    permit(told, "I-03")
    approve_all(told)
    made = shown(told, replace(ALIASES, recipient="a university"))
    rights, workspace = rights_of(told.owner), told.workspace
    served = served_with(rights, IDS.source("I-01"), workspace)
    assert [(one.release, one.recipient) for one in served] == [(made.id, "a university")]
    assert served[0].aliases == tuple(sorted(one.alias for one in made.content.people))
    assert served_with(rights, IDS.source("I-02"), workspace) == ()
    assert to_tell(rights, find_snapshot(workspace, None), workspace) == ()
    same = Verdict(left=person("I-01"), right=person("I-02"), answer=Answer.SAME)
    act(told, decide, VerdictKind.PERSON, same, "one")
    act(told, take_snapshot, workspace)
    (due,) = to_tell(rights, find_snapshot(workspace, None), workspace)
    assert (due.account, due.change, due.recipient) == (person("I-01"), Change.JOINED, "a university")
    assert due.alias in served[0].aliases
    assert awaiting(rights, NOW.date(), workspace).tells == (due,)
    with pytest.raises(NothingSaid):
        act(told, tell, due.release, due.account, due.change, " ")
    act(told, tell, due.release, due.account, due.change, "a letter")
    assert awaiting(rights, NOW.date(), workspace).tells == ()
    with pytest.raises(NothingToTell):
        act(told, tell, due.release, due.account, due.change, "another letter")
