"""Which persons come up for review, and that nobody decides on anybody they do not see."""

from dataclasses import replace
from math import log

import polars as pl
import pytest

from lastseen.domain.accounts import AccountId
from lastseen.domain.rights import NotAllowed, Rights, Role
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind
from lastseen.operations.proposing import people_to_compare
from lastseen.operations.reviewing import Asked, Pair, Queue, to_review
from lastseen.operations.users import rights_of
from lastseen.operations.verdicts import decide, take_back
from tests.coded import account, hand, interview
from tests.conftest import NOW, Registry
from tests.operations.pages.counting import questions
from tests.web.site import in_compartment

ONE, ROMANISED, ANOTHER = "고은별", "Ko Eunbyol", "서하늘"
SAME, DIFFERENT, UNSURE = Answer
LOOKED_AT = {"left": pl.UInt32, "right": pl.UInt32, "log_odds": pl.Float64, "probability": pl.Float64}
VERDICTS = {"answer": pl.String, "left": pl.UInt32, "right": pl.UInt32}


def proposed(scored: dict[tuple[int, int], float], *verdicts: tuple[int, int, Answer]) -> list[tuple[int, ...]]:
    """The two accounts of each pair that is proposed, in order, of pairs that are one with these probabilities."""
    rows = [(*pair, log(p / (1 - p)), p) for pair, p in scored.items()]
    looked_at = pl.DataFrame(rows, schema=LOOKED_AT, orient="row")
    made = pl.DataFrame([(a.value, *ends) for *ends, a in verdicts], schema=VERDICTS, orient="row")
    return sorted(people_to_compare(looked_at, made, 0.1).select("left", "right").rows())


def test_pairs_likely_enough_come_up_once_for_each_two_persons() -> None:
    assert proposed({(1, 2): 0.6, (1, 3): 0.05, (2, 3): 0.9}) == [(1, 2), (2, 3)]
    assert proposed({(1, 2): 0.6, (1, 3): 0.7}, (2, 3, SAME)) == [(1, 3)]


@pytest.mark.parametrize("answer", Answer)
def test_two_persons_between_whom_a_verdict_stands_come_up_no_more(answer: Answer) -> None:
    assert proposed({(1, 2): 0.6, (3, 4): 0.6}, (1, 2, answer)) == [(3, 4)]
    assert proposed({(1, 4): 0.6}, (1, 2, SAME), (3, 4, SAME), (2, 3, answer)) == []


def test_a_verdict_is_worth_most_where_it_is_least_foreseen_and_most_hangs_on_it() -> None:
    rows = [(1, 2, 0.0, 0.5), (3, 4, 3.0, 0.95), (5, 6, 0.0, 0.5)]
    looked_at = pl.DataFrame(rows, schema=LOOKED_AT, orient="row")
    joined = pl.DataFrame([("same", 5, 7)], schema=VERDICTS, orient="row")
    found = people_to_compare(looked_at, joined, 0.1).sort("worth", descending=True)
    assert found["older"].to_list() == [5, 1, 3]


def everything(registry: Registry) -> Rights:
    """What the owner sees."""
    return rights_of(registry.owner)


def ends(left: str, right: str) -> tuple[AccountId, AccountId]:
    return account(left, "person", "p1"), account(right, "person", "p1")


def queue(registry: Registry, rights: Rights | None = None, asked: Asked | None = None) -> Queue:
    return to_review(rights or everything(registry), registry.workspace, asked or Asked())


def shown(pair: Pair | None) -> tuple[object, ...]:
    """The accounts and codes of a pair."""
    return () if pair is None else (pair.accounts, pair.codes)


def test_spellings_of_one_name_come_up_and_a_verdict_taken_back_brings_them_back(registry: Registry) -> None:
    hand(registry, interview("I-01", name=ONE), interview("I-02", name=ROMANISED), interview("I-03", name=ANOTHER))
    before = queue(registry)
    assert (before.at, before.total, before.decided[VerdictKind.PERSON]) == (1, 1, 0)
    assert shown(before.pair) == (ends("I-01", "I-02"), ("P-0001", "P-0002"))
    left, right = ends("I-01", "I-02")
    verdict = Verdict(left=left, right=right, answer=Answer.SAME)
    made = decide(VerdictKind.PERSON, verdict, "one and the same", actor=registry.owner, now=NOW)
    after = queue(registry)
    assert (after.pair, after.total, after.decided[VerdictKind.PERSON]) == (None, 0, 1)
    take_back(made, actor=registry.owner, now=NOW)
    assert queue(registry) == before


def test_a_pair_says_why_it_is_shown(registry: Registry) -> None:
    hand(registry, interview("I-01", name=ONE), interview("I-02", name=ROMANISED))
    pair = queue(registry).pair
    assert pair is not None
    name = next(one for one in pair.because if one.field == "names")
    assert (name.left, name.right, name.log_bayes_factor > 0) == (ONE, ROMANISED, True)


def test_whom_one_does_not_see_comes_up_in_no_pair_and_in_no_count(registry: Registry) -> None:
    hidden = in_compartment(interview("I-02", name=ONE), "hidden")
    hand(registry, interview("I-01", name=ONE), hidden, interview("I-03", name=ONE))
    seen = replace(everything(registry), compartments=frozenset({"interviews"}))
    assert queue(registry).total == 3
    found = queue(registry, seen)
    assert (shown(found.pair), found.total) == ((ends("I-01", "I-03"), ("P-0001", "P-0003")), 1)
    verdict = Verdict(left=account("I-01", "person", "p1"), right=account("I-02", "person", "p1"), answer=Answer.UNSURE)
    decide(VerdictKind.PERSON, verdict, "hard to say", actor=registry.owner, now=NOW)
    assert queue(registry).decided[VerdictKind.PERSON] == 1
    assert queue(registry, seen).decided[VerdictKind.PERSON] == 0


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.EDITOR])
def test_only_who_may_decide_and_see_names_reviews(registry: Registry, role: Role) -> None:
    with pytest.raises(NotAllowed):
        queue(registry, replace(everything(registry), roles=frozenset({role})))


def test_the_queue_is_opened_at_a_place_or_at_the_pair_of_two_accounts(registry: Registry) -> None:
    hand(registry, *(interview(f"I-{n:02d}", name=ONE) for n in range(1, 4)))
    queues = [queue(registry, asked=Asked(at=at)) for at in (-1, 1, 2, 3, 99)]
    assert [one.at for one in queues] == [1, 1, 2, 3, 3]
    second = queues[2].pair
    assert second is not None
    assert queue(registry, asked=Asked(of=second.accounts)) == queues[2]


def test_a_name_told_otherwise_since_leaves_the_queue(registry: Registry) -> None:
    hand(registry, interview("I-01", name=ONE), interview("I-02", name=ONE))
    assert queue(registry).total == 1
    hand(registry, interview("I-02", name=ANOTHER))
    assert queue(registry).total == 0


def test_a_source_moved_out_of_sight_takes_its_pairs_along(registry: Registry) -> None:
    hand(registry, interview("I-01", name=ONE), interview("I-02", name=ONE))
    seen = replace(everything(registry), compartments=frozenset({"interviews"}))
    assert queue(registry, seen).total == 1
    hand(registry, in_compartment(interview("I-02", name=ONE), "hidden"))
    assert queue(registry, seen).total == 0


def test_a_long_queue_takes_no_more_questions_than_a_short_one(registry: Registry) -> None:
    asked = []
    for sources in (range(1, 3), range(3, 5), range(5, 35)):
        hand(registry, *(interview(f"I-{n:02d}", name=ONE) for n in sources))
        asked.append(questions(lambda: queue(registry)))
    assert asked[2] <= asked[1]
    assert questions(lambda: queue(registry)) < asked[2]
