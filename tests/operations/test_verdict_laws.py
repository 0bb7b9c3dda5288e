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
from lastseen.domain.rights import Rights
from lastseen.domain.verdicts import Answer, Contradiction, Verdict, VerdictKind
from lastseen.operations.library import find_people
from lastseen.operations.library_query import Query

from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.users import rights_of
from lastseen.operations.verdicts import conclude, decide, take_back
from lastseen.operations.withdrawing import bring_back, withdraw_entry
from lastseen.storage.decisions import standing_conclusions, standing_findings, standing_verdicts
from lastseen.storage.ledger import position
from tests.coded import account, hand, interview
from tests.conftest import NOW, Registry

SOURCES = tuple(f"I-{n:02d}" for n in range(1, 7))
Step = tuple[int, int, Answer]

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


def undo(registry: Registry, decision: UUID) -> UUID | None:
    return take_back(decision, actor=registry.owner, now=NOW)


def everything(registry: Registry) -> Rights:
    return rights_of(registry.owner)


def state(registry: Registry) -> object:
    """All that stands, and the people who follow from it with their codes."""
    rows = find_people(everything(registry), Query(), registry.workspace).rows
    verdicts = {(one.pair, one.answer) for one in standing_verdicts(VerdictKind.PERSON)}
    return verdicts, standing_conclusions(), standing_findings(), rows


def content(registry: Registry) -> str:
    """The digest of a snapshot taken now."""
    name = take_snapshot(registry.workspace, actor=registry.owner, now=NOW).name
    return find_snapshot(registry.workspace, name).manifest.content


def decide_each(registry: Registry, steps: Sequence[Step]) -> list[UUID]:
    """The ids of those verdicts that do not contradict the ones before; the others leave nothing."""
    made = []
    for number, step in enumerate(steps):
        before = position(), state(registry)
        try:
            made.append(judge(registry, step, f"look {number}"))
        except Contradiction:
            assert (position(), state(registry)) == before
    return made


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(a_step, min_size=1, max_size=7), st.integers(0, 2**16))
def test_verdicts_taken_back_in_any_order_leave_what_was_before(small: Registry, steps: list[Step], seed: int) -> None:
    before = state(small), content(small)
    waiting = decide_each(small, steps)
    rng = Random(seed)
    while waiting:
        decision = waiting.pop(rng.randrange(len(waiting)))
        stood = position(), state(small)
        try:
            undo(small, decision)
        except Contradiction:
            assert (position(), state(small)) == stood
            waiting.append(decision)
    assert (state(small), content(small)) == before


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(a_step, min_size=1, max_size=6))
def test_verdicts_taken_back_from_the_last_lead_through_every_state_before(small: Registry, steps: list[Step]) -> None:
    made, states = [], [(state(small), content(small))]
    for step in steps:
        made += decide_each(small, [step])
        if len(made) == len(states):
            states.append((state(small), content(small)))
    for decision, stood in zip(reversed(made), reversed(states[:-1]), strict=True):
        undo(small, decision)
        assert (state(small), content(small)) == stood
