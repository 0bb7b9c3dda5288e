"""What does not fit together in how an interview was held, and what was never asked."""

from dataclasses import replace
from datetime import date, time
from types import MappingProxyType

import pytest

from lastseen.domain.answers import Absence
from lastseen.domain.conduct import Answered, Asked, CallBack, Interruption, Particular, Present, Reading, Session
from lastseen.domain.conduct_checks import Misfit, keeps_nothing, misfits, never_asked
from lastseen.domain.conduct_words import Agreed, Fate, Halt, Kept, Presence, Whether
from lastseen.domain.questionnaire import Question, Questionnaire, Section, Statement, StatementKind

DAY, BEFORE = date(2024, 5, 3), date(2024, 5, 2)
STATEMENTS = {
    kind.value: Statement(id=kind.value, version="1", kind=kind, labels={"en": "x"}, text={"en": ("x",)})
    for kind in StatementKind
}
SAFETY = Reading(statement="safety", language="ko", day=DAY, at=time(9), agreed=Agreed.SIGNED)
CONSENT = Reading(statement="consent", language="ko", day=DAY, at=time(10), agreed=Agreed.SIGNED)
RECORDED = Session(day=DAY, start=time(9), kept=Kept.AUDIO, kept_from=time(10, 5))


def found(*held: Particular) -> tuple[Misfit, ...]:
    return misfits(held, STATEMENTS, "ko")


def test_an_interview_held_as_it_should_be_has_no_misfit() -> None:
    interpreter = Present(role=Presence.INTERPRETER, sworn=Whether.YES)
    assert found(SAFETY, CONSENT, RECORDED, interpreter) == ()
    assert found() == ()


@pytest.mark.parametrize(
    ("began", "expected"),
    [
        (Session(day=DAY, kept=Kept.AUDIO, kept_from=time(9, 59)), True),
        (Session(day=DAY, kept=Kept.AUDIO, start=time(9, 59)), True),
        (Session(day=BEFORE, kept=Kept.NOTES), True),
        (Session(day=DAY, kept=Kept.AUDIO, start=time(9), kept_from=time(10)), False),
        (Session(day=DAY, kept=Kept.AUDIO), False),
        (Session(day=DAY, kept=Kept.NOTHING, start=time(9)), False),
        (Session(day=DAY, start=time(9)), False),
    ],
)
def test_recording_before_the_consent_is_seen(began: Session, *, expected: bool) -> None:
    assert (Misfit.KEPT_BEFORE_CONSENT in found(SAFETY, CONSENT, began)) is expected


def test_an_agreement_on_the_recording_needs_the_recording() -> None:
    said = replace(CONSENT, agreed=Agreed.RECORDED)
    assert found(SAFETY, said, Session(day=DAY, kept=Kept.AUDIO, kept_from=time(9, 59))) == ()
    assert found(SAFETY, said, Session(day=BEFORE, kept=Kept.AUDIO)) == (Misfit.KEPT_BEFORE_CONSENT,)


@pytest.mark.parametrize("agreed", [None, Agreed.DECLINED])
def test_what_was_not_agreed_to_is_no_consent(agreed: Agreed | None) -> None:
    assert found(SAFETY, replace(CONSENT, agreed=agreed), RECORDED) == (Misfit.KEPT_WITHOUT_CONSENT,)
    assert found(CONSENT, replace(SAFETY, agreed=agreed), RECORDED) == (Misfit.WITHOUT_SAFETY,)


def test_a_foreign_language_needs_an_interpreter() -> None:
    foreign = replace(SAFETY, language="zh")
    assert found(foreign) == (Misfit.FOREIGN_WORDS,)
    assert found(foreign, Present(role=Presence.INTERPRETER, sworn=Whether.YES)) == ()
    assert found(replace(SAFETY, language="zh ko")) == ()


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        (Present(role=Presence.INTERPRETER), (Misfit.UNSWORN,)),
        (Present(role=Presence.FAMILY, sworn=Whether.NO), (Misfit.UNSWORN,)),
        (Present(role=Presence.FAMILY), ()),
    ],
)
def test_who_hears_it_has_promised_to_repeat_nothing(there: Present, expected: tuple[Misfit, ...]) -> None:
    assert found(there) == expected


def test_a_witness_has_a_code_and_a_session_an_order() -> None:
    witnessed = replace(SAFETY, agreed=Agreed.WITNESSED)
    assert found(witnessed) == (Misfit.NO_WITNESS,)
    assert found(replace(witnessed, witness="T-01")) == ()
    assert found(Session(start=time(10), end=time(9))) == (Misfit.ENDS_BEFORE_START,)


def test_what_is_to_be_asked_again_is_asked_by_somebody() -> None:
    stopped = Interruption(halt=Halt.STOPPED, fate=Fate.ASK_AGAIN)
    assert found(stopped) == (Misfit.NOT_ASKED_AGAIN,)
    assert found(stopped, CallBack(question="may we keep it?")) == ()


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (Interruption(fate=Fate.KEEP_NOTHING), True),
        (Interruption(halt=Halt.STOPPED, fate=Fate.KEEP_NOTHING), True),
        (Interruption(halt=Halt.BREAK, fate=Fate.KEEP_NOTHING), False),
        (Interruption(halt=Halt.STOPPED, fate=Fate.ASK_AGAIN), False),
    ],
)
def test_only_a_stop_can_keep_nothing(one: Interruption, *, expected: bool) -> None:
    assert keeps_nothing(one) is expected


def questionnaire(version: str, **feeds: str) -> Questionnaire:
    """A questionnaire whose questions feed one field each."""
    questions = tuple(
        Question(code=code, labels={"en": code}, hint={}, feeds=frozenset({field})) for code, field in feeds.items()
    )
    section = Section(labels={"en": "x"}, questions=questions)
    return Questionnaire(id="q", version=version, labels={"en": "q"}, note={}, sections=(section,))


KNOWN = MappingProxyType(
    {
        "q@1": questionnaire("1", a="person.sex", b="person.birth"),
        "q@2": questionnaire("2", a="person.sex", b="person.birth", c="stage.health", d="stage.health"),
    }
)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Asked(), set()),
        (Asked(questionnaire="lost@1"), set()),
        (Asked(questionnaire="q@2"), set()),
        (Asked(questionnaire="q@1"), {"stage.health"}),
        (
            Asked(questionnaire="q@1", answers={"a": Answered(absence=Absence.NOT_ASKED)}),
            {"person.sex", "stage.health"},
        ),
        (Asked(questionnaire="q@1", answers={"a": Answered(absence=Absence.REFUSED)}), {"stage.health"}),
        (Asked(questionnaire="q@2", answers={"c": Answered(absence=Absence.NOT_ASKED)}), set()),
        (Asked(questionnaire="q@2", answers={c: Answered(absence=Absence.NOT_ASKED) for c in "cd"}), {"stage.health"}),
    ],
)
def test_a_field_was_never_asked_where_no_question_on_it_was(asked: Asked, expected: set[str]) -> None:
    assert never_asked(asked, KNOWN) == expected
