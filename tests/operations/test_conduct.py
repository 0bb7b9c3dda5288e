"""How an interview was held: recorded, changed, taken back; what follows from it, and who sees none of it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from lastseen.domain.answers import Absence
from lastseen.domain.conduct import (
    Answered,
    Asked,
    CallBack,
    Contact,
    Interruption,
    Particular,
    Reading,
    Referral,
    Session,
)
from lastseen.domain.conduct_checks import Misfit
from lastseen.domain.conduct_words import Channel, Fate, Halt, Kept, Progress
from lastseen.domain.protection import Hold, Subject
from lastseen.domain.questionnaire import MalformedQuestionnaire
from lastseen.domain.rights import NotAllowed, Role
from lastseen.domain.sources import QuoteNotFound
from lastseen.operations.callbacks import PersonTold, ask_back, calls_due, people_told
from lastseen.operations.conduct import (
    REVIEW,
    ChangedMeanwhile,
    Entered,
    HeldPage,
    NothingSaid,
    UnknownForm,
    held_page,
    item_of_questions,
    not_asked_in,
    record_particular,
    take_back_particular,
)
from lastseen.operations.conduct_forms import forms_of
from lastseen.operations.pages import NotFound
from lastseen.operations.protections import protections
from lastseen.operations.reach import NoSuchSource
from lastseen.storage.ledger import position
from tests.coded import IDS, NAME, account, hand, interview
from tests.conftest import NOW, Registry
from tests.operations.pages.counting import questions
from tests.operations.pages.world import EVERYTHING, rights
from tests.web.site import BORDER, COAST, in_compartment

SOURCE, OTHER = IDS.source("I-01"), IDS.source("I-02")
BY_PHONE, BY_VIDEO = Session(channel=Channel.PHONE), Session(channel=Channel.VIDEO)
NOTHING_KEPT = Interruption(halt=Halt.STOPPED, why="she left", fate=Fate.KEEP_NOTHING)


@pytest.fixture
def told(registry: Registry) -> Registry:
    """Two interviews of a person each, in two compartments."""
    hand(registry, in_compartment(interview("I-01"), BORDER), in_compartment(interview("I-02"), COAST))
    return registry


def recorded(registry: Registry, particular: Particular, item: UUID | None = None, base: UUID | None = None) -> UUID:
    """The particular that the owner recorded of the first interview."""
    entered = Entered(item=item or uuid4(), particular=particular, base=base, held_as="everything")
    record_particular(SOURCE, entered, registry.workspace, actor=registry.owner, now=NOW)
    return entered.item


def page(registry: Registry, *compartments: str, roles: tuple[Role, ...] = tuple(Role)) -> HeldPage:
    """How the first interview was held, as somebody sees it."""
    whose = rights(*compartments, roles=roles) if compartments else replace(EVERYTHING, roles=frozenset(roles))
    return held_page(whose, "I-01", registry.workspace)


def standing(registry: Registry) -> list[Particular]:
    return [one.particular for one in page(registry).held]


def base_of(registry: Registry, item: UUID) -> UUID:
    version = page(registry).version(item)
    assert version is not None
    return version.id


def test_what_is_recorded_anew_takes_the_place_of_what_stood_and_the_history_keeps_both(told: Registry) -> None:
    item = recorded(told, BY_PHONE)
    recorded(told, replace(BY_VIDEO, note="bad line"), item, base_of(told, item))
    assert standing(told) == [replace(BY_VIDEO, note="bad line")]
    told_of = [(one.part, one.field, one.before, one.after, one.deed.user) for one in page(told).changes]
    assert told_of == [
        ("session", "channel", Channel.PHONE, Channel.VIDEO, "owner"),
        ("session", "note", None, "bad line", "owner"),
        ("session", "channel", None, Channel.PHONE, "owner"),
    ]


def test_what_is_taken_back_is_in_the_history_only_and_may_be_said_again(told: Registry) -> None:
    item = recorded(told, BY_PHONE)
    take_back_particular(SOURCE, base_of(told, item), actor=told.owner, now=NOW)
    assert standing(told) == []
    recorded(told, BY_PHONE, item)
    changes = [(one.before, one.after) for one in page(told).changes]
    assert changes == [(None, Channel.PHONE), (Channel.PHONE, None), (None, Channel.PHONE)]
    with pytest.raises(ChangedMeanwhile):
        take_back_particular(SOURCE, uuid4(), actor=told.owner, now=NOW)


def test_the_same_sent_twice_is_recorded_once(told: Registry) -> None:
    item = recorded(told, BY_PHONE)
    before = position()
    recorded(told, BY_PHONE, item)
    assert (position(), standing(told)) == (before, [BY_PHONE])


def test_nobody_overwrites_what_they_have_not_seen(told: Registry) -> None:
    item = recorded(told, BY_PHONE)
    opened = base_of(told, item)
    recorded(told, BY_VIDEO, item, opened)
    before = position()
    for base in (None, opened, uuid4()):
        with pytest.raises(ChangedMeanwhile):
            recorded(told, Session(note="late"), item, base)
    with pytest.raises(ChangedMeanwhile):
        recorded(told, Contact(times="evenings"), item, base_of(told, item))
    assert (position(), standing(told)) == (before, [BY_VIDEO])


def test_a_version_of_another_interview_is_not_replaced_from_here(told: Registry) -> None:
    item = recorded(told, BY_PHONE)
    entered = Entered(item=item, particular=BY_VIDEO, base=base_of(told, item))
    with pytest.raises(ChangedMeanwhile):
        record_particular(OTHER, entered, told.workspace, actor=told.owner, now=NOW)
    assert standing(told) == [BY_PHONE]


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (Session(), NothingSaid),
        (Reading(statement="tea@1"), UnknownForm),
        (Asked(questionnaire="tea@1"), UnknownForm),
        (Asked(questionnaire="dprk@2", answers={"Z9": Answered()}), UnknownForm),
        (Asked(questionnaire="dprk@2", answers={"A1": Answered(quote="never said")}), QuoteNotFound),
        (CallBack(quote="never said"), QuoteNotFound),
        (CallBack(answered_in=IDS.source("I-99")), NoSuchSource),
        (CallBack(person=account("I-02", "person", "p1")), NotFound),
        (CallBack(person=account("I-99", "person", "p1")), NotFound),
    ],
)
def test_what_names_nothing_that_is_there_is_refused(
    told: Registry, wrong: Particular, refusal: type[Exception]
) -> None:
    before = position()
    with pytest.raises(refusal):
        recorded(told, wrong)
    assert position() == before


def test_nothing_to_be_kept_holds_the_interview_at_once_and_once(told: Registry) -> None:
    item = recorded(told, NOTHING_KEPT)
    recorded(told, replace(NOTHING_KEPT, why="she left early"), item, base_of(told, item))
    held = [one.protection for one in protections(EVERYTHING, [SOURCE], ())]
    review = NOW.date() + REVIEW
    subject = Subject(source=SOURCE)
    assert held == [Hold(subject=subject, what="everything", why="she left", judged_by="owner", review=review)]
    assert page(told).is_on_hold


@pytest.mark.parametrize("fate", [Fate.KEEP, Fate.ASK_AGAIN, None])
def test_what_may_be_kept_holds_nothing(told: Registry, fate: Fate | None) -> None:
    recorded(told, replace(NOTHING_KEPT, fate=fate))
    assert (page(told).is_on_hold, protections(EVERYTHING, [SOURCE], ())) == (False, ())


def test_the_page_says_what_does_not_fit(told: Registry) -> None:
    recorded(told, Session(day=date(2024, 5, 3), kept=Kept.AUDIO))
    assert page(told).misfits == (Misfit.KEPT_WITHOUT_CONSENT, Misfit.WITHOUT_SAFETY)


def test_a_field_that_the_version_used_does_not_have_was_never_asked(told: Registry) -> None:
    assert not_asked_in(EVERYTHING, "I-01", told.workspace) == frozenset()
    answers = {"B2": Answered(absence=Absence.NOT_ASKED), "B1": Answered(absence=Absence.REFUSED)}
    item = recorded(told, Asked(questionnaire="dprk@1", answers=answers), item_of_questions(SOURCE))
    never = not_asked_in(EVERYTHING, "I-01", told.workspace)
    assert page(told).never_asked == never
    assert {"stage.health", "mass-event.lowest", "person.sex", "person.birth"} <= never
    assert never.isdisjoint({"person.names", "person.age", "stage.start"})
    recorded(told, Asked(questionnaire="dprk@2"), item, base_of(told, item))
    assert not_asked_in(EVERYTHING, "I-01", told.workspace).isdisjoint({"stage.health", "person.birth", "person.sex"})


def test_how_to_reach_somebody_is_for_those_who_collect(told: Registry) -> None:
    recorded(told, Contact(times="evenings"))
    seen = {role: page(told, roles=(role,)) for role in (Role.INTERVIEWER, Role.CODER)}
    assert [(len(one.held), len(one.changes)) for one in seen.values()] == [(1, 1), (0, 0)]


def test_who_may_not_see_names_or_the_compartment_sees_nothing_of_it(told: Registry) -> None:
    recorded(told, BY_PHONE)
    assert len(page(told, BORDER).held) == 1
    for ask in (held_page, not_asked_in):
        with pytest.raises(NotFound):
            ask(rights(COAST), "I-01", told.workspace)
        with pytest.raises(NotAllowed):
            ask(rights(BORDER, roles=[Role.ANALYST]), "I-01", told.workspace)


def test_the_page_names_nobody_and_no_interview_out_of_sight(told: Registry) -> None:
    person = account("I-01", "person", "p1")
    recorded(told, CallBack(question="which winter?", person=person, answered_in=OTHER))
    assert (page(told).people, page(told).sources) == ({person: "P-0001"}, {OTHER: "I-02"})
    assert (page(told, BORDER).people, page(told, BORDER).sources) == ({person: "P-0001"}, {})


@pytest.mark.usefixtures("told")
def test_a_question_is_about_somebody_the_interview_tells_of() -> None:
    person = account("I-01", "person", "p1")
    assert people_told(EVERYTHING, "I-01") == (PersonTold(account=person, code="P-0001", name=NAME),)
    with pytest.raises(NotFound):
        people_told(rights(COAST), "I-01")


def test_who_codes_opens_a_question_and_settles_none(told: Registry) -> None:
    item = uuid4()
    settled = CallBack(question="which winter?", progress=Progress.ANSWERED, answered=NOW.date(), note="told")
    for _ in range(2):
        entered = Entered(item=item, particular=settled)
        ask_back(SOURCE, entered, told.workspace, actor=told.owner, now=NOW)
    assert standing(told) == [CallBack(question="which winter?", progress=Progress.OPEN)]
    with pytest.raises(NothingSaid):
        ask_back(SOURCE, Entered(item=uuid4(), particular=CallBack()), told.workspace, actor=told.owner, now=NOW)


def test_what_is_due_is_there_until_it_is_done_for_who_sees_the_interview(told: Registry) -> None:
    today, later = NOW.date(), NOW.date() + timedelta(days=9)
    item = recorded(told, CallBack(question="which winter?"))
    recorded(told, Referral(to="a clinic", follow_up=later))
    recorded(told, BY_PHONE)

    def due(day: date, *compartments: str) -> list[tuple[str, str, date]]:
        return [(one.source, one.particular.part, one.due) for one in calls_due(rights(*compartments), day)]

    assert due(today - timedelta(days=1), BORDER) == []
    assert due(today, BORDER) == [("I-01", "callback", today)]
    assert due(later, BORDER, COAST) == [("I-01", "callback", today), ("I-01", "referral", later)]
    assert due(later, COAST) == []
    recorded(told, CallBack(question="which winter?", progress=Progress.ANSWERED), item, base_of(told, item))
    assert due(later, BORDER) == [("I-01", "referral", later)]
    with pytest.raises(NotAllowed):
        calls_due(rights(BORDER, roles=[Role.CODER]), today)


def test_a_page_asks_as_many_questions_whatever_is_on_record(told: Registry) -> None:
    counted = []
    for _ in range(3):
        person = account("I-01", "person", "p1")
        recorded(told, CallBack(question="which winter?", person=person, answered_in=OTHER))
        counted.append(questions(lambda: page(told)))
    assert len(set(counted)) == 1


OWN = """
id = "dprk"
version = "10"
labels = { en = "Ours" }
[[section]]
labels = { en = "One" }
[[section.question]]
code = "1"
labels = { en = "Who?" }
"""


def test_a_registry_has_questionnaires_of_its_own_beside_those_that_come_with_it(told: Registry) -> None:
    keys = list(forms_of(told.workspace).questionnaires)
    assert keys == ["dprk@2", "dprk@1", "general@1"]
    assert list(forms_of(told.workspace).statements) == ["consent@2", "consent@1", "safety@1"]
    own: Path = told.folder / "questionnaires"
    own.mkdir()
    (own / "ours.toml").write_text(OWN, encoding="utf-8")
    assert list(forms_of(told.workspace).questionnaires) == ["dprk@10", *keys]
    (own / "ours.toml").write_text("id = ", encoding="utf-8")
    with pytest.raises(MalformedQuestionnaire, match=r"ours\.toml"):
        forms_of(told.workspace)


def test_whatever_comes_with_the_product_is_said_in_english_and_korean(told: Registry) -> None:
    forms = forms_of(told.workspace)
    for form in forms.questionnaires.values():
        said = [form.labels, form.note, *(s.labels for s in form.sections), *(q.labels for q in form.questions)]
        assert [words for words in said if words.keys() != {"en", "ko"}] == []
    for statement in forms.statements.values():
        assert {language: len(text) for language, text in statement.text.items()}.keys() == {"en", "ko"}
        assert len({len(text) for text in statement.text.values()}) == 1
