"""Which persons come up for review, and that nobody decides on anybody they do not see."""

from dataclasses import replace
from itertools import chain, islice

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastseen.domain.rights import NotAllowed, Rights, Role
from lastseen.domain.verdicts import Answer, Verdict, VerdictKind, cluster
from lastseen.operations.alike import pairs_open
from lastseen.operations.reviewing import Pair, Queue, to_review
from lastseen.operations.users import rights_of
from lastseen.operations.verdicts import decide, take_back
from tests.coded import account, hand, interview
from tests.conftest import NOW, Registry
from tests.operations.pages.counting import questions
from tests.web.site import in_compartment

NAMES = {"name": pl.String, "serial": pl.UInt32, "source": pl.String}
VERDICTS = {
    "answer": pl.String,
    "left": pl.UInt32,
    "left_source": pl.String,
    "right": pl.UInt32,
    "right_source": pl.String,
}
ONE, ROMANISED, ANOTHER = "고은별", "Ko Eunbyol", "서하늘"


def told(*groups: str) -> pl.DataFrame:
    """Who is told of under which name: one word for each name, an account for each mark ``serial[/source]``."""
    rows = [
        (f"name {name}", int(serial), source or f"of-{serial}")
        for name, group in enumerate(groups)
        for serial, _, source in (one.partition("/") for one in group.split())
    ]
    return pl.DataFrame(rows, schema=NAMES, orient="row")


def judged(*verdicts: tuple[int, int, Answer]) -> pl.DataFrame:
    rows = [(answer.value, left, f"of-{left}", right, f"of-{right}") for left, right, answer in verdicts]
    return pl.DataFrame(rows, schema=VERDICTS, orient="row")


def pairs(groups: list[str], *verdicts: tuple[int, int, Answer]) -> list[tuple[int, ...]]:
    """The serials of the pairs that are proposed."""
    return pairs_open(told(*groups), judged(*verdicts)).rows()


def test_each_person_is_compared_with_the_oldest_of_the_same_name() -> None:
    assert pairs(["1 2 3"]) == [(1, 2), (1, 3)]


def test_two_of_whom_one_source_tells_are_two() -> None:
    assert pairs(["1/a 2/a"]) == []
    assert pairs(["1/a 2/a 3"]) == [(1, 3)]
    assert pairs(["1/a 2/b 3/a"]) == [(1, 2), (2, 3)]


@pytest.mark.parametrize("answer", [Answer.DIFFERENT, Answer.UNSURE])
def test_a_pair_with_a_verdict_comes_up_no_more_and_the_next_one_does(answer: Answer) -> None:
    assert pairs(["1 2 3"], (1, 3, answer)) == [(1, 2), (2, 3)]
    assert pairs(["1 2 3"], (1, 3, answer), (2, 3, answer)) == [(1, 2)]


def test_whoever_was_joined_is_compared_as_one_under_the_oldest_code() -> None:
    same, different = Answer.SAME, Answer.DIFFERENT
    assert pairs(["2 3 4"], (2, 3, same)) == [(2, 4)]
    assert pairs(["2 3 4"], (1, 4, same)) == [(1, 2), (1, 3)]
    assert pairs(["2 3 4"], (2, 3, same), (3, 4, different)) == []


def test_a_source_of_a_joined_account_of_another_name_counts_too() -> None:
    assert pairs(["2 3/of-1"]) == [(2, 3)]
    assert pairs(["2 3/of-1"], (1, 2, Answer.SAME)) == []


def test_two_who_share_two_names_come_up_once() -> None:
    assert pairs(["1 2", "1 2"]) == [(1, 2)]


def slowly(groups: list[list[tuple[int, str]]], verdicts: list[tuple[int, int, Answer]]) -> list[tuple[int, int]]:
    """The same pairs found one by one, as the words of the rule have it."""
    nodes = sorted({serial for group in groups for serial, _ in group} | {end for one in verdicts for end in one[:2]})
    made = [Verdict(left=left, right=right, answer=answer) for left, right, answer in verdicts]
    founder = cluster(nodes, [one for one in made if one.answer is Answer.SAME]).founder
    sources: dict[int, set[str]] = {}
    for serial, source in [*chain(*groups), *((end, f"of-{end}") for one in verdicts for end in one[:2])]:
        sources.setdefault(founder[serial], set()).add(source)
    decided = {frozenset(founder[end] for end in one.pair) for one in made}
    found = set()
    for group in groups:
        people = sorted({founder[serial] for serial, _ in group})
        for at, younger in enumerate(people):
            free = (p for p in people[:at] if {p, younger} not in decided and sources[p].isdisjoint(sources[younger]))
            found |= {(older, younger) for older in islice(free, 1)}
    return sorted(found)


SERIALS = st.integers(1, 90)
GROUPS = st.lists(st.dictionaries(SERIALS, st.sampled_from("abc"), max_size=90), min_size=1, max_size=3)
ANSWERS = st.sampled_from(Answer)


@given(GROUPS, st.lists(st.tuples(SERIALS, SERIALS, ANSWERS).filter(lambda one: one[0] < one[1]), max_size=12))
@settings(deadline=None, max_examples=60)
def test_the_pairs_are_those_that_looking_at_each_in_turn_would_find(
    groups: list[dict[int, str]], verdicts: list[tuple[int, int, Answer]]
) -> None:
    marks = [" ".join(f"{serial}/{source}" for serial, source in group.items()) for group in groups]
    assert pairs(marks, *verdicts) == slowly([list(group.items()) for group in groups], verdicts)


def everything(registry: Registry) -> Rights:
    """What the owner sees."""
    return rights_of(registry.owner)


def pair(left: str, right: str, *codes_: str) -> Pair:
    ends = account(left, "person", "p1"), account(right, "person", "p1")
    return Pair(accounts=ends, codes=(codes_[0], codes_[1]))


def test_spellings_of_one_name_come_up_and_a_verdict_taken_back_brings_them_back(registry: Registry) -> None:
    hand(registry, interview("I-01", name=ONE), interview("I-02", name=ROMANISED), interview("I-03", name=ANOTHER))
    before = Queue(pair=pair("I-01", "I-02", "P-0001", "P-0002"), at=1, total=1, decided=0)
    assert to_review(everything(registry)) == before
    assert before.pair is not None
    left, right = before.pair.accounts
    verdict = Verdict(left=left, right=right, answer=Answer.SAME)
    made = decide(VerdictKind.PERSON, verdict, "one and the same", actor=registry.owner, now=NOW)
    assert to_review(everything(registry)) == Queue(pair=None, at=1, total=0, decided=1)
    take_back(made, actor=registry.owner, now=NOW)
    assert to_review(everything(registry)) == before


def test_whom_one_does_not_see_comes_up_in_no_pair_and_in_no_count(registry: Registry) -> None:
    hidden = in_compartment(interview("I-02", name=ONE), "hidden")
    hand(registry, interview("I-01", name=ONE), hidden, interview("I-03", name=ONE))
    seen = replace(everything(registry), compartments=frozenset({"interviews"}))
    assert to_review(everything(registry)).total == 2
    assert to_review(seen) == Queue(pair=pair("I-01", "I-03", "P-0001", "P-0003"), at=1, total=1, decided=0)
    verdict = Verdict(left=account("I-01", "person", "p1"), right=account("I-02", "person", "p1"), answer=Answer.UNSURE)
    decide(VerdictKind.PERSON, verdict, "hard to say", actor=registry.owner, now=NOW)
    assert to_review(everything(registry)).decided == 1
    assert to_review(seen).decided == 0


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.EDITOR])
def test_only_who_may_decide_and_see_names_reviews(registry: Registry, role: Role) -> None:
    with pytest.raises(NotAllowed):
        to_review(replace(everything(registry), roles=frozenset({role})))


def test_the_queue_is_opened_at_a_place_or_at_the_pair_of_two_accounts(registry: Registry) -> None:
    hand(registry, *(interview(f"I-{n:02d}", name=ONE) for n in range(1, 5)))
    rights = everything(registry)
    queues = [to_review(rights, at) for at in (-1, 1, 2, 3, 99)]
    assert [queue.at for queue in queues] == [1, 1, 2, 3, 3]
    first, second, third = (queue.pair for queue in queues[1:4])
    assert (first, second, third) == tuple(pair("I-01", f"I-0{n}", "P-0001", f"P-000{n}") for n in (2, 3, 4))
    assert second is not None
    assert to_review(rights, 1, second.accounts) == queues[2]
    assert to_review(rights, 1, (account("I-03", "person", "p1"), account("I-04", "person", "p1"))) == queues[1]


def test_a_name_told_otherwise_since_leaves_the_queue(registry: Registry) -> None:
    hand(registry, interview("I-01", name=ONE), interview("I-02", name=ONE))
    assert to_review(everything(registry)).total == 1
    hand(registry, interview("I-02", name=ANOTHER))
    assert to_review(everything(registry)).total == 0


def test_a_source_moved_out_of_sight_takes_its_pairs_along(registry: Registry) -> None:
    hand(registry, interview("I-01", name=ONE), interview("I-02", name=ONE))
    seen = replace(everything(registry), compartments=frozenset({"interviews"}))
    assert to_review(seen).total == 1
    hand(registry, in_compartment(interview("I-02", name=ONE), "hidden"))
    assert to_review(seen).total == 0


def test_a_long_queue_takes_no_more_questions_than_a_short_one(registry: Registry) -> None:
    asked = []
    for sources in (range(1, 3), range(3, 5), range(5, 35)):
        hand(registry, *(interview(f"I-{n:02d}", name=ONE) for n in sources))
        asked.append(questions(lambda: to_review(everything(registry))))
    assert asked[1:] == [9, 9]
    assert questions(lambda: to_review(everything(registry))) == 4
