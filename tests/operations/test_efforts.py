"""Efforts: recorded, changed, answered, taken back; each is there for whoever sees all accounts it hangs on."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from lastseen.domain.efforts import DueWithoutDay, Effort, EffortStanding
from lastseen.domain.rights import NotAllowed, Rights, Role
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.domain.vocabulary import UnknownTerm
from lastseen.operations.efforts import (
    AboutNobody,
    EffortChanged,
    EffortSeen,
    EffortStep,
    EffortsWanted,
    NoSuchEffort,
    ReplyStep,
    add_reply,
    change_effort,
    effort_page,
    efforts,
    efforts_about,
    efforts_awaiting,
    record_effort,
    take_back_effort,
    take_back_reply,
)
from lastseen.operations.pages import Window
from lastseen.operations.reach import NoSuchSource
from lastseen.operations.users import add_user
from lastseen.operations.verdicts import NoSuchAccount, decide, take_back
from lastseen.operations.withdrawing import withdraw_entry
from tests.coded import REPLY, SUBMISSION, account, hand, interview
from tests.conftest import NOW, Registry
from tests.operations.pages.counting import questions
from tests.operations.pages.world import EVERYTHING, rights
from tests.web.site import BORDER, COAST, in_compartment

TODAY = NOW.date()
P1, P2, C1 = account("I-01", "person", "p1"), account("I-02", "person", "p1"), account("I-01", "case", "p1")
NOBODY = account("I-99", "person", "p1")


@pytest.fixture
def told(registry: Registry) -> Registry:
    """Two interviews of a person each, in two compartments."""
    hand(registry, in_compartment(interview("I-01"), BORDER), in_compartment(interview("I-02"), COAST))
    return registry


def recorded(registry: Registry, *accounts: UUID, effort: Effort = SUBMISSION) -> UUID:
    """The id of an effort that the owner recorded."""
    made = frozenset(accounts) or {P1}
    return record_effort(made, effort, registry.workspace, actor=registry.owner, now=NOW)  # type: ignore[arg-type]


def seen(effort: UUID, whose: Rights = EVERYTHING) -> EffortSeen:
    """The effort as somebody sees it."""
    return effort_page(whose, effort, TODAY).seen


def test_what_was_recorded_is_read_with_who_it_is_for_and_how_it_stands(told: Registry) -> None:
    made = seen(recorded(told, P1, C1))
    assert (made.codes, made.effort, made.standing) == (("P-0001", "C-0001"), SUBMISSION, EffortStanding.DUE)
    assert (made.version.made.user, made.version.made.operation) == ("owner", "record-effort")


def test_the_same_effort_sent_twice_is_recorded_once(told: Registry) -> None:
    assert recorded(told) == recorded(told)
    assert recorded(told) != recorded(told, P2)
    assert len(efforts_about(EVERYTHING, [P1], TODAY)) == 1


def test_a_change_stands_in_place_of_what_was_seen_and_taking_it_back_is_exact(told: Registry) -> None:
    made = recorded(told)
    before = seen(made)
    closed = replace(SUBMISSION, due=None, due_what="", closed=TODAY, closed_why="the State answered")
    change_effort(before.version.id, closed, told.workspace, actor=told.owner, now=NOW)
    assert (seen(made).effort, seen(made).standing) == (closed, EffortStanding.CLOSED)
    take_back_effort(made, actor=told.owner, now=NOW)
    assert (seen(made).effort, seen(made).standing) == (before.effort, before.standing)
    history = [one for one in effort_page(EVERYTHING, made, TODAY).history if isinstance(one, EffortStep)]
    assert [(one.deed.operation, one.before, one.after) for one in history] == [
        ("take-back-effort", closed, SUBMISSION),
        ("change-effort", SUBMISSION, closed),
        ("record-effort", None, SUBMISSION),
    ]
    take_back_effort(made, actor=told.owner, now=NOW)
    with pytest.raises(NoSuchEffort):
        seen(made)
    assert efforts_about(EVERYTHING, [P1], TODAY) == ()


def test_a_change_of_what_does_not_stand_any_more_is_refused(told: Registry) -> None:
    version = seen(recorded(told)).version.id
    change_effort(version, replace(SUBMISSION, state="noted"), told.workspace, actor=told.owner, now=NOW)
    with pytest.raises(EffortChanged):
        change_effort(version, replace(SUBMISSION, state="rejected"), told.workspace, actor=told.owner, now=NOW)
    assert seen(recorded(told, effort=replace(SUBMISSION, state="noted"))).effort.state == "noted"


def test_replies_stand_in_the_order_of_their_days_until_they_are_taken_back(told: Registry) -> None:
    made, who = recorded(told), {"actor": told.owner, "now": NOW}
    receipt = replace(REPLY, day=date(2024, 5, 20), answer="receipt", source="I-01")
    later = add_reply(made, REPLY, told.workspace, **who)  # type: ignore[arg-type]
    add_reply(made, receipt, told.workspace, **who)  # type: ignore[arg-type]
    assert [one.reply for one in seen(made).replies] == [receipt, REPLY]
    assert add_reply(made, REPLY, told.workspace, **who) == later  # type: ignore[arg-type]
    take_back_reply(later, actor=told.owner, now=NOW)
    page = effort_page(EVERYTHING, made, TODAY)
    assert [one.reply for one in page.seen.replies] == [receipt]
    assert [(one.reply, one.is_undone) for one in page.history if isinstance(one, ReplyStep)] == [
        (REPLY, True),
        (receipt, False),
        (REPLY, False),
    ]
    with pytest.raises(NoSuchEffort):
        take_back_reply(later, actor=told.owner, now=NOW)


def test_an_effort_stays_with_its_accounts_whoever_they_are_held_to_tell_of(told: Registry) -> None:
    made = recorded(told, P1, P2)
    assert seen(made).codes == ("P-0001", "P-0002")
    same = Verdict(left=P1, right=P2, answer=Answer.SAME)
    verdict = decide(VerdictKind.PERSON, same, "as told", actor=told.owner, now=NOW)
    assert seen(made).codes == ("P-0001",)
    take_back(verdict, actor=told.owner, now=NOW)
    assert seen(made).codes == ("P-0001", "P-0002")


def test_what_hangs_on_anything_out_of_sight_is_not_there(told: Registry) -> None:
    of_border, of_both = recorded(told), recorded(told, P1, P2)
    here = rights(BORDER)
    assert [one.id for one in efforts_about(EVERYTHING, [P1], TODAY)] == [of_border, of_both]
    assert [one.id for one in efforts_about(here, [P1], TODAY)] == [of_border]
    assert [one.id for one in efforts_awaiting(here, TODAY)] == [of_border]
    listed = efforts(here, EffortsWanted(), TODAY, Window())
    assert [one.id for one in listed.page.items] == [of_border]
    assert listed.counts["forum"] == {"wgeid": 1}
    for whose, effort in ((here, of_both), (EVERYTHING, uuid4())):
        with pytest.raises(NoSuchEffort):
            effort_page(whose, effort, TODAY)


def test_a_reply_held_by_a_source_out_of_sight_is_not_told_of(told: Registry) -> None:
    made = recorded(told)
    held = replace(REPLY, source="I-02")
    add_reply(made, held, told.workspace, actor=told.owner, now=NOW)
    assert [one.reply for one in seen(made).replies] == [held]
    assert seen(made, rights(BORDER)).replies == ()


def test_who_may_not_see_names_reads_no_free_text(told: Registry) -> None:
    made = recorded(told)
    add_reply(made, REPLY, told.workspace, actor=told.owner, now=NOW)
    read = seen(made, replace(EVERYTHING, roles=frozenset({Role.ANALYST})))
    assert read.effort == replace(SUBMISSION, what="", number="", due_what="")
    assert [one.reply for one in read.replies] == [replace(REPLY, sender="", words="")]


@pytest.mark.parametrize(
    ("accounts", "effort", "refusal"),
    [
        ([], SUBMISSION, AboutNobody),
        ([NOBODY], SUBMISSION, NoSuchAccount),
        ([P1], replace(SUBMISSION, due_what=""), DueWithoutDay),
        ([P1], replace(SUBMISSION, forum=""), UnknownTerm),
        ([P1], replace(SUBMISSION, state="lost"), UnknownTerm),
    ],
)
def test_what_cannot_be_an_effort_is_refused(
    told: Registry, accounts: list[UUID], effort: Effort, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        record_effort(accounts, effort, told.workspace, actor=told.owner, now=NOW)  # type: ignore[arg-type]


def test_what_cannot_be_a_reply_is_refused(told: Registry) -> None:
    made = recorded(told)
    for reply, refusal in (
        (replace(REPLY, answer="perhaps"), UnknownTerm),
        (replace(REPLY, source="I-99"), NoSuchSource),
    ):
        with pytest.raises(refusal):
            add_reply(made, reply, told.workspace, actor=told.owner, now=NOW)


def test_what_awaits_is_for_those_who_may_decide(told: Registry) -> None:
    far = replace(SUBMISSION, due=TODAY + timedelta(days=31))
    past = replace(SUBMISSION, due=TODAY - timedelta(days=1))
    first, _ = recorded(told, effort=past), recorded(told, effort=far)
    second = recorded(told)
    assert [(one.id, one.standing) for one in efforts_awaiting(EVERYTHING, TODAY)] == [
        (first, EffortStanding.OVERDUE),
        (second, EffortStanding.DUE),
    ]
    with pytest.raises(NotAllowed):
        efforts_awaiting(replace(EVERYTHING, roles=frozenset({Role.CODER})), TODAY)


def test_the_list_is_narrowed_and_counted_by_standing_forum_and_kind(told: Registry) -> None:
    recorded(told)
    recorded(told, effort=replace(SUBMISSION, due=TODAY - timedelta(days=1), forum="icrc"))
    recorded(told, effort=Effort(kind="complaint", forum="court", what="a complaint"))
    recorded(told, effort=Effort(kind="complaint", forum="court", what="old", closed=TODAY, closed_why="dismissed"))
    every = efforts(EVERYTHING, EffortsWanted(), TODAY, Window(size=3))
    assert (every.page.total, [one.effort.forum for one in every.page.items]) == (4, ["icrc", "wgeid", "court"])
    assert every.counts == {
        "standing": {"open": 1, "due": 1, "overdue": 1, "closed": 1},
        "forum": {"court": 2, "icrc": 1, "wgeid": 1},
        "kind": {"complaint": 2, "un-submission": 2},
    }
    closed = efforts(EVERYTHING, EffortsWanted(standing="closed", kind="complaint"), TODAY, Window())
    assert [one.effort.what for one in closed.page.items] == ["old"]
    assert closed.counts["kind"] == {"complaint": 1}


def test_many_efforts_take_no_more_questions_than_one(told: Registry) -> None:
    asked = []
    for count in (1, 3, 30):
        for n in range(count):
            recorded(told, effort=replace(SUBMISSION, number=f"{count}-{n}"))
        asked.append(questions(lambda: efforts(EVERYTHING, EffortsWanted(), TODAY, Window())))
    assert asked[0] == asked[1] == asked[2]


def test_an_entry_withdrawn_hides_no_effort_that_is_made_for_others_too(told: Registry) -> None:
    effort = recorded(told, P1, P2)
    coder = add_user("coder", [Role.CODER], None, None, actor=told.owner, now=NOW)
    withdraw_entry("I-01", ("person", "p1"), "misread", told.workspace, together=True, actor=coder, now=NOW)
    assert seen(effort).codes == ("P-0002",)
    (listed,) = efforts(EVERYTHING, EffortsWanted(), TODAY, Window()).page.items
    assert listed.id == effort
    withdraw_entry("I-02", ("person", "p1"), "misread", told.workspace, together=True, actor=coder, now=NOW)
    with pytest.raises(NoSuchEffort):
        seen(effort)
