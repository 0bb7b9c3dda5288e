"""Laws of verdicts through the operations: whatever is decided and taken back, in any order, leaves what was before.

Everybody is invented. Each example ends where it began, so that all of one test share a registry.
"""

from collections.abc import Sequence
from random import Random
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lastseen.domain.accounts import AccountId
from lastseen.domain.decisions import Conclusion
from lastseen.domain.rights import Role
from lastseen.domain.verdicts import Answer, Contradiction, Verdict, VerdictKind, cluster
from lastseen.operations.reviewing import Asked, to_review
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.users import add_user, rights_of
from lastseen.operations.verdicts import conclude, decide, take_back
from lastseen.operations.withdrawing import bring_back, withdraw_entry
from lastseen.storage.decisions import standing_conclusions, standing_findings, standing_verdicts
from lastseen.storage.ledger import position
from tests.coded import account, hand, interview
from tests.conftest import NOW, Registry

SOURCES = tuple(f"I-{n:02d}" for n in range(1, 7))
Step = tuple[int, int, Answer]
Standing = dict[frozenset[int], UUID]
"""The verdict that stands on each pair, by its id."""

a_pair = st.lists(st.integers(0, len(SOURCES) - 1), min_size=2, max_size=2, unique=True)
a_step = st.builds(lambda pair, answer: (pair[0], pair[1], answer), a_pair, st.sampled_from(Answer))


@pytest.fixture
def small(sqlite_registry: Registry) -> Registry:
    """Six people, each told of by one interview; one is concluded about."""
    hand(sqlite_registry, *(interview(source) for source in SOURCES))
    sex = Conclusion(
        accounts=frozenset({person(0), person(1)}), variable="sex", values=("male",), reason="a photograph"
    )
    conclude(sex, sqlite_registry.workspace, actor=sqlite_registry.owner, now=NOW)
    return sqlite_registry


def person(at: int) -> AccountId:
    return account(SOURCES[at], "person", "p1")


def judge(registry: Registry, step: Step, reason: str = "as told") -> UUID:
    left, right, answer = step
    verdict = Verdict(left=person(left), right=person(right), answer=answer)
    return decide(VerdictKind.PERSON, verdict, reason, actor=registry.owner, now=NOW)


def state() -> object:
    """All that stands, and the clusters that follow from it."""
    standing = standing_verdicts(VerdictKind.PERSON)
    clusters = cluster([person(at) for at in range(len(SOURCES))], standing)
    return {(one.pair, one.answer) for one in standing}, clusters, standing_conclusions(), standing_findings()


def content(registry: Registry) -> str:
    """The digest of a snapshot taken now."""
    name = take_snapshot(registry.workspace, actor=registry.owner, now=NOW).name
    return find_snapshot(registry.workspace, name).manifest.content


def codes(registry: Registry) -> list[str]:
    """The codes of all people of a snapshot taken now."""
    name = take_snapshot(registry.workspace, actor=registry.owner, now=NOW).name
    return sorted(find_snapshot(registry.workspace, name).table("persons")["code"])


def decide_each(registry: Registry, steps: Sequence[Step], standing: Standing, reason: str = "as told") -> None:
    """Decide on pairs, some of them again; what contradicts the verdicts before leaves nothing."""
    for number, step in enumerate(steps):
        before = position(), state()
        try:
            standing[frozenset(step[:2])] = judge(registry, step, f"{reason} {number}")
        except Contradiction:
            assert (position(), state()) == before


def undo(registry: Registry, standing: Standing, pair: frozenset[int]) -> None:
    """Take the verdict on a pair back; the one it had replaced stands again."""
    again = take_back(standing[pair], actor=registry.owner, now=NOW)
    standing.pop(pair)
    if again is not None:
        standing[pair] = again


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(a_step, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_verdicts_taken_back_in_any_order_leave_what_was(small: Registry, steps: list[Step], rng: Random) -> None:
    standing: Standing = {}
    before = state(), content(small)
    decide_each(small, steps, standing)
    while standing:
        stood = position(), state()
        try:
            undo(small, standing, rng.choice(sorted(standing, key=sorted)))
        except Contradiction:
            assert (position(), state()) == stood
    assert (state(), content(small)) == before


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(a_step, min_size=2, max_size=6))
def test_verdicts_taken_back_from_the_last_lead_through_every_state_before(small: Registry, steps: list[Step]) -> None:
    standing: Standing = {}
    passed = []
    for number, step in enumerate(steps):
        before = position(), state()
        decide_each(small, [step], standing, f"look {number}")
        if position() != before[0]:
            passed.append((frozenset(step[:2]), before[1]))
    for pair, earlier in reversed(passed):
        undo(small, standing, pair)
        assert state() == earlier


def test_whoever_is_withdrawn_takes_no_verdict_along(small: Registry) -> None:
    """A verdict on an account that is said no more joins nobody, holds against others still, and again with it."""
    decide_each(small, [(0, 1, Answer.SAME), (1, 2, Answer.SAME)], {})
    joined = content(small)
    coder = add_user("coder", [Role.CODER], None, None, actor=small.owner, now=NOW)
    withdraw_entry(SOURCES[1], ("person", "p1"), "misread", small.workspace, together=True, actor=coder, now=NOW)
    assert codes(small) == ["P-0001", "P-0003", "P-0004", "P-0005", "P-0006"]
    with pytest.raises(Contradiction):
        judge(small, (0, 2, Answer.DIFFERENT))
    told = [account(SOURCES[1], kind, "p1") for kind in ("person", "stage")]
    bring_back(SOURCES[1], told, small.workspace, actor=coder, now=NOW)
    assert content(small) == joined


def test_ten_people_of_one_name_in_one_village_are_ten_until_somebody_decides(sqlite_registry: Registry) -> None:
    hand(sqlite_registry, *(interview(f"I-{n:02d}", name="고은별") for n in range(1, 11)))
    queue = to_review(rights_of(sqlite_registry.owner), sqlite_registry.workspace, Asked())
    assert (queue.total, len(codes(sqlite_registry))) == (45, 10)
    decide_each(sqlite_registry, [(0, 1, Answer.SAME), (0, 2, Answer.DIFFERENT)], {})
    queue = to_review(rights_of(sqlite_registry.owner), sqlite_registry.workspace, Asked())
    assert (queue.total, len(codes(sqlite_registry))) == (35, 9)
