"""Particulars of how an interview was held: kept as plain values and back, and due until something was done."""

from datetime import date, time
from uuid import UUID

import pytest

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.answers import Absence
from lastseen.domain.conduct import (
    PARTICULARS,
    Answered,
    Asked,
    CallBack,
    Contact,
    Detail,
    Distress,
    Interruption,
    Particular,
    Present,
    Reading,
    Referral,
    Session,
    decoded,
    details,
    encoded,
)
from lastseen.domain.conduct_words import (
    Agreed,
    Channel,
    Fate,
    Halt,
    HaltedBy,
    Kept,
    Offered,
    PlaceKind,
    Presence,
    Progress,
    Service,
    Whether,
)

DAY, NOON = date(2024, 5, 3), time(12, 0)
WHOLE = (
    Asked(
        questionnaire="dprk@2",
        answers={
            "B1": Answered(quote="her name", note="spelled"),
            "B2": Answered(absence=Absence.REFUSED),
            "B3": Answered(absence=Absence.NOT_ASKED),
        },
    ),
    Reading(
        statement="consent@2", language="ko", day=DAY, at=NOON, agreed=Agreed.WITNESSED, witness="T-02", note="twice"
    ),
    Present(role=Presence.INTERPRETER, code="T-01", languages="ko zh", sworn=Whether.YES, note="by the door"),
    Session(
        day=DAY,
        start=NOON,
        end=time(14, 30),
        channel=Channel.IN_PERSON,
        place=PlaceKind.OFFICE,
        kept=Kept.AUDIO,
        kept_from=time(12, 20),
        note="quiet",
    ),
    Interruption(
        halt=Halt.STOPPED, day=DAY, at=NOON, resumed=NOON, by=HaltedBy.INTERVIEWEE, why="tired", fate=Fate.ASK_AGAIN
    ),
    Distress(day=DAY, at=NOON, seen="silent", done="a walk"),
    Referral(
        service=Service.LEGAL, to="a clinic", day=DAY, offered=Offered.ACCEPTED, follow_up=DAY, followed=DAY, note="-"
    ),
    Contact(channel=Channel.PHONE, times="evenings", through="T-03", never="no messages", note="-"),
    CallBack(
        question="which winter?",
        why="two are told",
        person=AccountId(UUID(int=3)),
        quote="that winter",
        wanted=DAY,
        progress=Progress.ANSWERED,
        answered=DAY,
        answered_in=SourceId(UUID(int=4)),
        note="-",
    ),
)
"""One of each kind, with every field filled in."""


def test_there_is_one_of_each_kind_here_and_nothing_of_it_is_left_out() -> None:
    assert [type(one) for one in WHOLE] == list(PARTICULARS.values())
    assert [encoded(one).keys() for one in WHOLE] == [details(type(one)).keys() for one in WHOLE]


@pytest.mark.parametrize("whole", WHOLE, ids=lambda one: one.part)
def test_a_particular_comes_back_as_it_was_kept(whole: Particular) -> None:
    assert decoded(whole.part, encoded(whole)) == whole
    assert decoded(whole.part, {}) == type(whole)()


@pytest.mark.parametrize("cls", PARTICULARS.values(), ids=lambda cls: cls.part)
def test_a_particular_that_says_nothing_is_empty(cls: type[Particular]) -> None:
    assert cls().is_empty
    assert cls().due(DAY) is None or cls is CallBack


def test_a_question_without_a_mark_is_not_one_that_was_answered() -> None:
    assert not Asked(questionnaire="dprk@2").answers
    assert encoded(Asked(answers={"B1": Answered()})) == {"answers": {"B1": [None, "", ""]}}


def test_a_choice_is_made_among_its_own_words() -> None:
    spec = details(Present)["sworn"]
    assert (spec.kind, spec.choices) == (Detail.CHOICE, Whether)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (CallBack(question="when?", progress=Progress.OPEN), date(2024, 6, 1)),
        (CallBack(question="when?", wanted=DAY), DAY),
        (CallBack(question="when?", wanted=DAY, progress=Progress.ASKED), DAY),
        (CallBack(question="when?", wanted=DAY, progress=Progress.ANSWERED), None),
        (CallBack(question="when?", progress=Progress.NOT_POSSIBLE), None),
        (Referral(follow_up=DAY), DAY),
        (Referral(follow_up=DAY, followed=DAY), None),
        (Referral(day=DAY), None),
        (Session(day=DAY), None),
    ],
)
def test_something_is_due_until_it_is_done(one: Particular, expected: date | None) -> None:
    assert one.due(date(2024, 6, 1)) == expected
