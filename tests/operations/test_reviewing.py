"""Which persons come up for review, and that nobody decides on anybody they do not see."""

from dataclasses import replace
from uuid import UUID

import pytest

from lastseen.domain.accounts import AccountId, SourceId
from lastseen.domain.rights import NotAllowed, Rights, Role
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.operations.reviewing import Pair, Queue, propose, to_review
from lastseen.operations.users import rights_of
from lastseen.operations.verdicts import decide, take_back
from lastseen.storage.search.namesakes import Compared
from lastseen.storage.seen import Placed
from tests.coded import account, hand, interview
from tests.conftest import NOW, Registry
from tests.operations.pages.counting import questions
from tests.web.site import in_compartment

ONE, ROMANISED, ANOTHER = "고은별", "Ko Eunbyol", "서하늘"


def place(serial: int, source: int | None = None) -> Placed:
    """The account of a person by its serial, of a source of its own where none is given."""
    return Placed(AccountId(UUID(int=serial)), "person", serial, SourceId(UUID(int=1000 + (source or serial))))


def compared(left: int, right: int, answer: Answer) -> Compared:
    return Compared(left=place(left), right=place(right), answer=answer)


def codes(groups: list[tuple[Placed, ...]], *standing: Compared) -> list[tuple[str, str]]:
    """The codes of the pairs that are proposed."""
    return [pair.codes for pair in propose(groups, list(standing))]


def test_each_person_is_compared_with_the_oldest_of_the_same_name() -> None:
    assert codes([(place(1), place(2), place(3))]) == [("P-0001", "P-0002"), ("P-0001", "P-0003")]


def test_two_of_whom_one_source_tells_are_two() -> None:
    assert codes([(place(1, 7), place(2, 7))]) == []
    assert codes([(place(1, 7), place(2, 7), place(3))]) == [("P-0001", "P-0003")]


@pytest.mark.parametrize("answer", [Answer.DIFFERENT, Answer.UNSURE])
def test_a_pair_with_a_verdict_comes_up_no_more_and_the_next_one_does(answer: Answer) -> None:
    group = (place(1), place(2), place(3))
    assert codes([group], compared(1, 3, answer)) == [("P-0001", "P-0002"), ("P-0002", "P-0003")]
    assert codes([group], compared(1, 3, answer), compared(2, 3, answer)) == [("P-0001", "P-0002")]


def test_whoever_was_joined_is_compared_as_one_under_the_oldest_code() -> None:
    group = (place(2), place(3), place(4))
    assert codes([group], compared(2, 3, Answer.SAME)) == [("P-0002", "P-0004")]
    assert codes([group], compared(1, 4, Answer.SAME)) == [("P-0001", "P-0002"), ("P-0001", "P-0003")]
    assert codes([group], compared(2, 3, Answer.SAME), compared(3, 4, Answer.DIFFERENT)) == []


def test_two_who_share_two_names_come_up_once() -> None:
    assert codes([(place(1), place(2)), (place(1), place(2))]) == [("P-0001", "P-0002")]


def everything(registry: Registry) -> Rights:
    """What the owner sees."""
    return rights_of(registry.owner)


def pair(left: str, right: str, *codes_: str) -> Pair:
    ends = account(left, "person", "p1"), account(right, "person", "p1")
    return Pair(accounts=ends, codes=(codes_[0], codes_[1]))


def test_spellings_of_one_name_come_up_and_a_verdict_taken_back_brings_them_back(registry: Registry) -> None:
    hand(registry, interview("I-01", name=ONE), interview("I-02", name=ROMANISED), interview("I-03", name=ANOTHER))
    before = Queue(pairs=(pair("I-01", "I-02", "P-0001", "P-0002"),), decided=0)
    assert to_review(everything(registry)) == before
    left, right = before.pairs[0].accounts
    verdict = Verdict(left=left, right=right, answer=Answer.SAME)
    made = decide(VerdictKind.PERSON, verdict, "one and the same", actor=registry.owner, now=NOW)
    assert to_review(everything(registry)) == Queue(pairs=(), decided=1)
    take_back(made, actor=registry.owner, now=NOW)
    assert to_review(everything(registry)) == before


def test_whom_one_does_not_see_comes_up_in_no_pair_and_in_no_count(registry: Registry) -> None:
    hidden = in_compartment(interview("I-02", name=ONE), "hidden")
    hand(registry, interview("I-01", name=ONE), hidden, interview("I-03", name=ONE))
    seen = replace(everything(registry), compartments=frozenset({"interviews"}))
    assert len(to_review(everything(registry)).pairs) == 2
    assert to_review(seen) == Queue(pairs=(pair("I-01", "I-03", "P-0001", "P-0003"),), decided=0)
    verdict = Verdict(left=account("I-01", "person", "p1"), right=account("I-02", "person", "p1"), answer=Answer.UNSURE)
    decide(VerdictKind.PERSON, verdict, "hard to say", actor=registry.owner, now=NOW)
    assert to_review(everything(registry)).decided == 1
    assert to_review(seen).decided == 0


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.EDITOR])
def test_only_who_may_decide_and_see_names_reviews(registry: Registry, role: Role) -> None:
    with pytest.raises(NotAllowed):
        to_review(replace(everything(registry), roles=frozenset({role})))


def test_a_long_queue_takes_no_more_questions_than_a_short_one(registry: Registry) -> None:
    asked = []
    for sources in (range(1, 2), range(2, 4), range(4, 34)):
        hand(registry, *(interview(f"I-{n:02d}", name=ONE) for n in sources))
        asked.append(questions(lambda: to_review(everything(registry))))
    assert asked == [3, 3, 3]
