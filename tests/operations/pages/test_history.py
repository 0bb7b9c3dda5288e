"""History: every change of every field with who made it, and every decision, standing or taken back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from lastseen.domain.answers import Code
from lastseen.domain.rights import NotAllowed, Role
from lastseen.domain.verdicts import Answer
from lastseen.evidence import SourceErased
from lastseen.operations.coding import hand_in
from lastseen.operations.pages import Change, How, history, person_history
from lastseen.operations.pages.parts import DecisionSeen, VerdictSeen
from lastseen.operations.pages.sight import Ref
from lastseen.operations.users import add_user
from lastseen.operations.verdicts import take_back
from tests.coded import account, interview, said
from tests.conftest import NOW, Registry
from tests.operations.pages.counting import questions
from tests.operations.pages.world import EVERYTHING, Told, decided, hand, judge, rights, several
from tests.storage.everything import erase

PERSON = account("I-01", "person", "p1")


def fields(changes: tuple[Change, ...]) -> list[tuple[str, str]]:
    return [(change.how.value, change.field) for change in changes]


def test_every_value_entered_and_changed_says_by_whom_when_and_from_what(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    coder = add_user("coder", [Role.CODER], None, None, actor=registry.owner, now=NOW)
    later = NOW + timedelta(days=1)
    hand_in([interview("I-01", sex="male")], registry.workspace, actor=coder, now=later)
    changes = history(EVERYTHING, PERSON)
    assert fields(changes) == [
        ("entered", ""),
        ("changed", "role"),
        ("changed", "sex"),
        ("changed", "relation_to_interviewee"),
        ("changed", "names"),
        ("changed", "sex"),
    ]
    last = changes[-1]
    assert (last.before, last.after) == (said(Code("female")), said(Code("male")))
    assert (last.deed.user, last.deed.at, last.deed.operation) == ("coder", later, "hand-in")
    assert (last.account.code, last.account.source, last.account.name) == ("P-0001", "I-01", "p1")
    assert (changes[0].deed.user, changes[0].before) == ("owner", ())


def test_an_account_that_names_others_does_so_by_their_codes(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    changes = history(EVERYTHING, account("I-01", "stage", "p1"))
    named = {change.field: [coded.value for coded in change.after] for change in changes if change.field}
    assert named["person"] == [Ref(kind="person", code="P-0001")]
    assert named["case"] == [Ref(kind="case", code="C-0001")]


def test_fields_above_what_somebody_may_read_are_absent(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    hand(registry, interview("I-01", name="은별"))
    seen = rights("interviews", roles=[Role.ANALYST])
    assert "names" not in {change.field for change in history(seen, PERSON)}
    assert "names" in {change.field for change in history(EVERYTHING, PERSON)}


def test_what_was_erased_says_so_and_by_whom_and_what_it_was_is_gone(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    erase(registry, "I-01")
    changes = history(EVERYTHING, PERSON)
    assert fields(changes)[-2:] == [("erased-since", ""), ("erased", "")]
    assert (changes[-1].deed.operation, changes[-1].deed.user) == ("erase-source", "owner")
    assert "names" not in {change.field for change in changes}
    with pytest.raises(SourceErased):
        hand(registry, interview("I-01", name="은별"))


def test_a_person_has_the_history_of_every_account_and_decision(registry: Registry) -> None:
    told = several(registry, A="a", B="b")
    first, second = told["A"].id("person", "p1"), told["B"].id("person", "p1")
    unsure = judge(registry, "person", first, second, answer=Answer.UNSURE, reason="not yet")
    take_back(unsure, actor=registry.owner, now=NOW)
    judge(registry, "person", first, second)
    decided(registry, "so", first, second)
    events = person_history(EVERYTHING, "P-0001")
    assert [event.deed.number for event in events] == sorted(event.deed.number for event in events)
    changed = {event.what.account.source for event in events if isinstance(event.what, Change)}
    assert changed == {"A", "B"}
    verdicts = [(e.what.answer, e.is_undone) for e in events if isinstance(e.what, VerdictSeen)]
    assert verdicts == [("unsure", False), ("unsure", True), ("same", False)]
    assert [e.what.subject for e in events if isinstance(e.what, DecisionSeen)] == ["sex", "finding"]
    kinds = {event.what.account.kind for event in events if isinstance(event.what, Change)}
    assert kinds == {"person", "stage", "fate", "relation", "response", "effort", "mass-event"}


def test_values_that_name_whom_somebody_does_not_see_are_left_out_of_the_past_too(registry: Registry) -> None:
    told = several(registry, A="a", C="c")
    coded = told["A"].coded()
    hand(registry, replace(coded, accounts=tuple(_pointing_at(told["C"], one) for one in coded.accounts)))
    hand(registry, coded)
    relation = told["A"].id("relation", "relation-1")
    seen = [change for change in history(rights("a"), relation) if change.field == "other"]
    assert [[coded.value for coded in change.after] for change in seen] == [
        [Ref(kind="person", code="P-0002")], [], [Ref(kind="person", code="P-0002")],
    ]  # fmt: skip


def _pointing_at(other: Told, one: Any) -> Any:
    return replace(one, other=said(other.id("person", "p1"))) if one.kind == "relation" else one


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_history_asks_the_same_number_of_questions_however_long_it_is(registry: Registry, count: int) -> None:
    for number in range(count):
        hand(registry, interview("I-01", name=f"은별{number}"))
    assert len([c for c in history(EVERYTHING, PERSON) if c.field == "names"]) == count
    assert questions(lambda: history(EVERYTHING, PERSON)) == 5
    assert questions(lambda: person_history(EVERYTHING, "P-0001")) == 15


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_see_no_case_sees_no_history(registry: Registry, role: Role) -> None:
    hand(registry, interview("I-01"))
    seen = rights("interviews", roles=[role])
    with pytest.raises(NotAllowed):
        history(seen, PERSON)
    with pytest.raises(NotAllowed):
        person_history(seen, "P-0001")


def test_every_way_of_changing_has_a_word_of_its_own() -> None:
    assert [how.value for how in How] == ["entered", "changed", "erased-since", "erased"]
