"""Protection: a hold lets nothing leave whatever was consented to, and a judgement overdue nothing to the public."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from lastseen.domain.accounts import AccountId
from lastseen.domain.protection import Harmed, NoReason, RiskLevel
from lastseen.domain.release import OF_FIGURES, Profile, Released
from lastseen.domain.rights import NotAllowed, Role
from lastseen.domain.sources import Derivation
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.operations.protections import Standing, due_reviews, judge_risk, lift_hold, place_hold, protections
from lastseen.operations.release import Asked, release
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.users import add_user, rights_of
from lastseen.operations.verdicts import decide, take_back
from lastseen.operations.withdrawing import withdraw_entry
from lastseen.snapshot import Snapshot
from lastseen.storage.ledger import position
from lastseen.storage.models import Lifting, Release
from lastseen.storage.protection import NoSuchProtection
from tests.coded import IDS, account, hand, hold, interview, risk
from tests.conftest import NOW, Registry
from tests.operations.pages.counting import questions

REVIEW = date(2024, 12, 1)
EVERYTHING = ["I-01", "I-02", "I-03"]


@pytest.fixture
def told(registry: Registry) -> Registry:
    """Three interviews of a person each, all consented to, and a snapshot of them."""
    hand(registry, *(interview(source) for source in EVERYTHING))
    take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    return registry


def person(source: str) -> AccountId:
    return account(source, "person", "p1")


def same(registry: Registry, one: str, other: str) -> UUID:
    verdict = Verdict(left=person(one), right=person(other), answer=Answer.SAME)
    return decide(VerdictKind.PERSON, verdict, "as told", actor=registry.owner, now=NOW)


def left(
    registry: Registry, profile: Profile = Profile.INTERNAL, now: datetime = NOW, actor: UUID | None = None
) -> Released[list[str]]:
    """The names of the sources that leave with the newest snapshot when the owner, or another, asks."""

    def titles(view: Snapshot) -> list[str]:
        return sorted(view.identity("titles")["external_id"])

    asked = Asked(what="titles", profile=profile)
    return release(
        find_snapshot(registry.workspace, None),
        asked,
        titles,
        registry.workspace,
        actor=actor or registry.owner,
        now=now,
    )


def test_nothing_of_a_held_source_leaves_until_the_hold_is_lifted(told: Registry) -> None:
    assert left(told).content == EVERYTHING
    held = place_hold(hold("I-02"), actor=told.owner, now=NOW)
    for profile in OF_FIGURES:
        released = left(told, profile)
        assert (released.content, released.withheld) == (["I-01", "I-03"], 1)
        assert Release.objects.get(id=released.id).withheld == {"held": 1}
    lift_hold(held, "out of danger", actor=told.owner, now=NOW)
    assert left(told).content == EVERYTHING


def test_a_hold_on_a_source_reaches_whatever_repeats_it_however_far(told: Registry) -> None:
    for name, repeated in (("I-02", "I-01"), ("I-03", "I-02")):
        coded = interview(name)
        source = replace(coded.source, derived_from=IDS.source(repeated), derivation=Derivation.PARAPHRASE)
        hand(told, replace(coded, source=source))
    take_snapshot(told.workspace, actor=told.owner, now=NOW)
    held = place_hold(hold("I-01"), actor=told.owner, now=NOW)
    assert left(told).content == []
    lift_hold(held, "out of danger", actor=told.owner, now=NOW)
    place_hold(hold("I-03"), actor=told.owner, now=NOW)
    assert left(told).content == ["I-01", "I-02"]


def test_a_hold_does_not_end_on_its_review_day(told: Registry) -> None:
    place_hold(hold("I-02"), actor=told.owner, now=NOW)
    assert left(told, now=NOW + timedelta(days=400)).content == ["I-01", "I-03"]


def test_a_held_person_is_held_in_every_source_that_tells_of_them(told: Registry) -> None:
    same(told, "I-02", "I-03")
    place_hold(hold("I-02", person("I-02")), actor=told.owner, now=NOW)
    released = left(told)
    assert (released.content, Release.objects.get(id=released.id).withheld) == (["I-01"], {"held": 2})


def test_a_held_person_is_followed_however_far_verdicts_join_them(told: Registry) -> None:
    same(told, "I-01", "I-02")
    same(told, "I-02", "I-03")
    place_hold(hold("I-01", person("I-01")), actor=told.owner, now=NOW)
    assert left(told).content == []


def test_a_person_held_is_held_as_the_snapshot_knew_them_too(told: Registry) -> None:
    """Held to be one when the snapshot was taken, two now: what it says of the one may come from either."""
    verdict = same(told, "I-02", "I-03")
    take_snapshot(told.workspace, actor=told.owner, now=NOW)
    take_back(verdict, actor=told.owner, now=NOW)
    place_hold(hold("I-02", person("I-02")), actor=told.owner, now=NOW)
    assert left(told).content == ["I-01"]
    take_snapshot(told.workspace, actor=told.owner, now=NOW)
    assert left(told).content == ["I-01", "I-03"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (REVIEW - timedelta(days=1), EVERYTHING),
        (REVIEW, EVERYTHING),
        (REVIEW + timedelta(days=1), ["I-01", "I-03"]),
    ],
)
def test_a_judgement_overdue_keeps_a_source_from_the_public(told: Registry, day: date, expected: list[str]) -> None:
    judge_risk(risk("I-02", review=REVIEW), None, actor=told.owner, now=NOW)
    then = NOW.replace(year=day.year, month=day.month, day=day.day)
    released = left(told, Profile.PUBLIC, then)
    assert released.content == expected
    reasons = {} if expected == EVERYTHING else {"review-overdue": 1}
    assert Release.objects.get(id=released.id).withheld == reasons
    assert left(told, Profile.INTERNAL, then).content == EVERYTHING


def test_a_hold_is_the_reason_given_where_there_are_several(told: Registry) -> None:
    place_hold(hold("I-02"), actor=told.owner, now=NOW)
    judge_risk(risk("I-02", review=date(2024, 1, 1)), None, actor=told.owner, now=NOW)
    released = left(told, Profile.PUBLIC)
    assert Release.objects.get(id=released.id).withheld == {"held": 1}


def test_a_judgement_made_again_stands_in_place_of_the_old_one(told: Registry) -> None:
    first = judge_risk(risk("I-02", review=date(2024, 1, 1)), None, actor=told.owner, now=NOW)
    anew = replace(risk("I-02"), harmed=Harmed.WITNESS, level=RiskLevel.LOW, how="as before, less likely")
    second = judge_risk(anew, first, actor=told.owner, now=NOW)
    standing = protections(rights_of(told.owner), [IDS.source("I-02")], [])
    assert standing == (Standing(id=second, protection=anew),)
    with pytest.raises(NoSuchProtection):
        judge_risk(anew, first, actor=told.owner, now=NOW)


def test_a_hold_is_lifted_once_and_nothing_else_is(told: Registry) -> None:
    held = place_hold(hold("I-02"), actor=told.owner, now=NOW)
    judged = judge_risk(risk("I-02"), None, actor=told.owner, now=NOW)
    lift_hold(held, "out of danger", actor=told.owner, now=NOW)
    before = position()
    for protection in (held, judged, UUID(int=1)):
        with pytest.raises(NoSuchProtection):
            lift_hold(protection, "out of danger", actor=told.owner, now=NOW)
    assert position() == before


@pytest.mark.parametrize("reason", ["", " \n"])
def test_a_hold_is_lifted_for_no_reason_by_nobody(told: Registry, reason: str) -> None:
    held = place_hold(hold("I-02"), actor=told.owner, now=NOW)
    with pytest.raises(NoReason):
        lift_hold(held, reason, actor=told.owner, now=NOW)
    assert left(told).content == ["I-01", "I-03"]


def test_why_a_hold_was_lifted_is_kept(told: Registry) -> None:
    held = place_hold(hold("I-02"), actor=told.owner, now=NOW)
    lift_hold(held, " The family has left.\n", actor=told.owner, now=NOW)
    assert list(Lifting.objects.values_list("hold_id", "reason")) == [(held, "The family has left.")]


def test_reviews_are_due_on_their_day_the_longest_due_first(told: Registry) -> None:
    late = judge_risk(risk("I-01", review=REVIEW - timedelta(days=9)), None, actor=told.owner, now=NOW)
    held = place_hold(hold("I-02", person("I-02")), actor=told.owner, now=NOW)
    judge_risk(risk("I-03", review=REVIEW + timedelta(days=1)), None, actor=told.owner, now=NOW)
    rights = rights_of(told.owner)
    assert [one.id for one in due_reviews(rights, REVIEW - timedelta(days=1))] == [late]
    due = due_reviews(rights, REVIEW)
    assert due == (
        Standing(id=late, protection=risk("I-01", review=REVIEW - timedelta(days=9))),
        Standing(id=held, protection=hold("I-02", person("I-02"))),
    )


def test_protections_are_found_by_what_they_hang_on(told: Registry) -> None:
    on_source = place_hold(hold("I-01"), actor=told.owner, now=NOW)
    on_person = place_hold(hold("I-02", person("I-02"), person("I-03")), actor=told.owner, now=NOW)
    rights = rights_of(told.owner)

    def found(sources: list[str], people: list[str]) -> set[UUID]:
        asked = protections(rights, map(IDS.source, sources), map(person, people))
        return {one.id for one in asked}

    assert found(["I-01"], []) == {on_source}
    assert found([], ["I-03"]) == {on_person}
    assert found(["I-01"], ["I-02"]) == {on_source, on_person}
    assert found(["I-02", "I-03"], ["I-01"]) == set()


def test_protections_of_others_cost_nothing(told: Registry) -> None:
    """What stands on others is neither read nor asked about, however much it is."""
    place_hold(hold("I-01"), actor=told.owner, now=NOW)
    place_hold(hold("I-02", person("I-02")), actor=told.owner, now=NOW)
    rights, asked = rights_of(told.owner), []
    for more in (1, 3, 30):
        for _ in range(more):
            place_hold(hold("I-03", person("I-03")), actor=told.owner, now=NOW)
        asked.append(questions(lambda: protections(rights, [IDS.source("I-01")], [person("I-02")])))
        assert len(protections(rights, [IDS.source("I-01")], [person("I-02")])) == 2
    assert asked == asked[:1] * 3


def test_what_is_hidden_is_due_to_nobody_who_does_not_see_it(told: Registry) -> None:
    place_hold(hold("I-01"), actor=told.owner, now=NOW)
    place_hold(hold("I-02", person("I-02")), actor=told.owner, now=NOW)
    elsewhere = add_user("elsewhere", [Role.EDITOR], ["sealed"], None, actor=told.owner, now=NOW)
    here = add_user("here", [Role.EDITOR], ["interviews"], None, actor=told.owner, now=NOW)
    assert len(due_reviews(rights_of(here), REVIEW)) == 2
    assert due_reviews(rights_of(elsewhere), REVIEW) == ()
    assert protections(rights_of(elsewhere), [IDS.source("I-01")], [person("I-02")]) == ()


def test_words_of_a_protection_are_for_those_who_see_who_people_are(told: Registry) -> None:
    analyst = add_user("analyst", [Role.ANALYST], None, None, actor=told.owner, now=NOW)
    coder = add_user("coder", [Role.CODER], None, None, actor=told.owner, now=NOW)
    with pytest.raises(NotAllowed):
        protections(rights_of(analyst), [], [])
    with pytest.raises(NotAllowed):
        due_reviews(rights_of(coder), REVIEW)


def test_a_hold_that_is_not_seen_keeps_back_what_is(registry: Registry) -> None:
    """A person held in a sealed compartment is told of by an open interview as well, beside somebody else."""
    sealed = interview("H-01")
    hand(registry, replace(sealed, source=replace(sealed.source, compartment="sealed")))
    hand(registry, interview("I-01", "p1", "p2"), interview("I-02"))
    same(registry, "H-01", "I-01")
    take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    editor = add_user("editor", [Role.EDITOR], ["interviews"], None, actor=registry.owner, now=NOW)
    assert left(registry, actor=editor).content == ["I-01", "I-02"]
    place_hold(hold("H-01", person("H-01")), actor=registry.owner, now=NOW)
    released = left(registry, actor=editor)
    assert (released.content, released.withheld) == (["I-02"], 1)


def test_a_hold_on_what_was_withdrawn_since_is_due_and_lifted_still(told: Registry) -> None:
    held = place_hold(hold("I-02", person("I-02")), actor=told.owner, now=NOW)
    coder = add_user("coder", [Role.CODER], None, None, actor=told.owner, now=NOW)
    withdraw_entry("I-02", ("person", "p1"), "misread", told.workspace, together=True, actor=coder, now=NOW)
    assert [one.id for one in due_reviews(rights_of(told.owner), date.max)] == [held]
    lift_hold(held, "out of danger", actor=told.owner, now=NOW)
    assert due_reviews(rights_of(told.owner), date.max) == ()
