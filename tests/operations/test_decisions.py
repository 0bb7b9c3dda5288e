"""Verdicts, conclusions and findings: made with a reason, never destroying, taken back exactly."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from lastseen.domain.accounts import AccountId
from lastseen.domain.decisions import Conclusion
from lastseen.domain.verdicts import Answer, Contradiction, Verdict, VerdictKind
from lastseen.domain.vocabulary import UnknownTerm
from lastseen.exchange.decisions import DecisionFile, Judgement
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.verdicts import (
    BadConclusion,
    NoSuchAccount,
    NoSuchVariable,
    WrongKind,
    conclude,
    decide,
    decide_all,
    find,
    take_back,
)
from lastseen.snapshot import Snapshot
from lastseen.storage.decisions import NoSuchDecision, standing_conclusions, standing_findings, standing_verdicts
from lastseen.storage.ledger import position
from lastseen.storage.models import Verdict as Row
from tests.coded import account, found, hand, interview
from tests.conftest import NOW, Registry

A, B, C = (account(source, "person", "p1") for source in ("I-01", "I-02", "I-03"))
KINDS = {kind: (account("I-01", kind, "p1"), account("I-02", kind, "p1")) for kind in ("person", "case", "stage")}


@pytest.fixture(autouse=True)
def three(registry: Registry) -> None:
    """Three people, each told of by one interview."""
    hand(registry, *(interview(source) for source in ("I-01", "I-02", "I-03")))


def judge(
    registry: Registry, left: AccountId, right: AccountId, answer: Answer = Answer.SAME, reason: str = "as told"
) -> UUID:
    verdict = Verdict(left=left, right=right, answer=answer)
    return decide(VerdictKind.PERSON, verdict, reason, actor=registry.owner, now=NOW)


def conclusion(*values: str, variable: str = "sex", accounts: Iterable[AccountId] = (A,)) -> Conclusion:
    return Conclusion(accounts=frozenset(accounts), variable=variable, values=values, reason="a photograph")


def concluded(registry: Registry, *values: str, variable: str = "sex", accounts: Iterable[AccountId] = (A,)) -> UUID:
    made = conclusion(*values, variable=variable, accounts=accounts)
    return conclude(made, registry.workspace, actor=registry.owner, now=NOW)


def frozen(registry: Registry) -> Snapshot:
    """The registry as a snapshot taken now shows it."""
    manifest = take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    return find_snapshot(registry.workspace, manifest.name)


def content(registry: Registry) -> str:
    return frozen(registry).manifest.content


def codes(registry: Registry) -> list[str]:
    return sorted(frozen(registry).table("persons")["code"])


def test_a_merge_joins_two_accounts_under_the_older_ones_code(registry: Registry) -> None:
    assert codes(registry) == ["P-0001", "P-0002", "P-0003"]
    judge(registry, B, A)
    assert codes(registry) == ["P-0001", "P-0003"]


def test_a_merge_taken_back_leaves_exactly_what_was_there_before(registry: Registry) -> None:
    before = content(registry)
    merge = judge(registry, A, B)
    assert content(registry) != before
    take_back(merge, actor=registry.owner, now=NOW)
    assert content(registry) == before


def test_a_merge_taken_back_among_others_leaves_exactly_the_others(registry: Registry) -> None:
    judge(registry, A, C)
    concluded(registry, "male", accounts=(A, B))
    find([found("I-02")], registry.workspace, actor=registry.owner, now=NOW)
    before = content(registry)
    merge = judge(registry, C, B)
    assert codes(registry) == ["P-0001"]
    take_back(merge, actor=registry.owner, now=NOW)
    assert content(registry) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_verdict_of_each_kind_is_taken_back_exactly(registry: Registry, kind: str) -> None:
    left, right = KINDS[kind]
    before = content(registry)
    verdict = Verdict(left=left, right=right, answer=Answer.SAME)
    made = decide(VerdictKind(kind), verdict, "as told", actor=registry.owner, now=NOW)
    assert content(registry) != before
    take_back(made, actor=registry.owner, now=NOW)
    assert content(registry) == before


def test_a_verdict_that_contradicts_others_is_refused_with_the_path_and_nothing_is_kept(registry: Registry) -> None:
    judge(registry, A, B)
    judge(registry, B, C)
    before = position(), standing_verdicts(VerdictKind.PERSON)
    with pytest.raises(Contradiction) as refused:
        judge(registry, A, C, Answer.DIFFERENT)
    assert (position(), standing_verdicts(VerdictKind.PERSON)) == before
    assert str(B) in str(refused.value)


def test_a_merge_against_a_verdict_that_they_differ_is_refused(registry: Registry) -> None:
    judge(registry, A, C, Answer.DIFFERENT)
    judge(registry, A, B)
    with pytest.raises(Contradiction):
        judge(registry, B, C)
    assert codes(registry) == ["P-0001", "P-0003"]


def test_an_unsure_verdict_joins_nothing_and_marks_the_doubt(registry: Registry) -> None:
    judge(registry, B, C, Answer.UNSURE)
    people = frozen(registry).table("persons").select("code", "leads").sort("code")
    assert people.rows() == [("P-0001", True), ("P-0002", True), ("P-0003", False)]


def test_a_newer_verdict_on_a_pair_replaces_the_older_whichever_is_named_first(registry: Registry) -> None:
    judge(registry, A, B, Answer.UNSURE)
    judge(registry, B, A)
    (standing,) = standing_verdicts(VerdictKind.PERSON)
    assert (standing.pair, standing.answer) == (frozenset((A, B)), Answer.SAME)
    assert Row.objects.count() == 2


def test_the_same_verdict_again_is_left_as_it_is(registry: Registry) -> None:
    assert judge(registry, A, B) == judge(registry, B, A)
    assert Row.objects.count() == 1


def test_verdicts_replaced_over_and_over_come_back_one_by_one(registry: Registry) -> None:
    seen = [content(registry)]
    ids = []
    for number, answer in enumerate((Answer.UNSURE, Answer.DIFFERENT, Answer.SAME)):
        ids.append(judge(registry, A, B, answer, f"look {number}"))
        seen.append(content(registry))
    back: UUID | None = ids[-1]
    for before in reversed(seen[:-1]):
        assert back is not None
        back = take_back(back, actor=registry.owner, now=NOW)
        assert content(registry) == before
    assert back is None


@pytest.mark.parametrize(("left", "right"), [(A, account("I-02", "case", "p1")), (A, AccountId(uuid4()))])
def test_a_verdict_joins_two_accounts_of_its_own_kind_only(
    registry: Registry, left: AccountId, right: AccountId
) -> None:
    before = position()
    with pytest.raises(WrongKind):
        judge(registry, left, right)
    assert position() == before


def test_a_decision_is_taken_back_once(registry: Registry) -> None:
    merge = judge(registry, A, B)
    take_back(merge, actor=registry.owner, now=NOW)
    before = position()
    with pytest.raises(NoSuchDecision):
        take_back(merge, actor=registry.owner, now=NOW)
    assert position() == before


def test_what_never_was_decided_cannot_be_taken_back(registry: Registry) -> None:
    with pytest.raises(NoSuchDecision):
        take_back(uuid4(), actor=registry.owner, now=NOW)


def sexes(registry: Registry) -> set[tuple[str, ...]]:
    readings = frozen(registry)
    people = readings.table("disappearances").join(readings.table("readings"), on="disappearance")
    return {tuple(row) for row in people.filter(people["person"] == str(A))["sex"].to_list()}


def test_a_conclusion_prevails_over_what_was_told_until_it_is_taken_back(registry: Registry) -> None:
    before = content(registry)
    assert sexes(registry) == {("female",)}
    made = concluded(registry, "male")
    assert sexes(registry) == {("male",)}
    take_back(made, actor=registry.owner, now=NOW)
    assert content(registry) == before


def test_a_later_conclusion_prevails_and_gives_way_again_when_it_is_taken_back(registry: Registry) -> None:
    concluded(registry, "male")
    before = content(registry)
    later = concluded(registry, "female")
    assert sexes(registry) == {("female",)}
    take_back(later, actor=registry.owner, now=NOW)
    assert content(registry) == before


def test_the_same_conclusion_again_is_left_as_it_is(registry: Registry) -> None:
    assert concluded(registry, "male", accounts=(A, B)) == concluded(registry, "male", accounts=(B, A))
    assert standing_conclusions() == [conclusion("male", accounts=(A, B))]


@pytest.mark.parametrize(
    ("variable", "values"),
    [
        ("sex", ()),
        ("sex", ("unheard-of",)),
        ("disappeared", ("2004-01-01",)),
        ("disappeared", ("2004-01-02", "2004-01-01")),
        ("disappeared", ("2004-02-30", "2004-03-01")),
        ("age", ("thirty", "40")),
        ("age", ("40", "30")),
    ],
)
def test_a_value_that_cannot_be_one_is_not_concluded(
    registry: Registry, variable: str, values: tuple[str, ...]
) -> None:
    before = position()
    with pytest.raises(BadConclusion):
        concluded(registry, *values, variable=variable)
    assert position() == before


def test_a_conclusion_is_about_a_variable_there_is(registry: Registry) -> None:
    with pytest.raises(NoSuchVariable) as refused:
        concluded(registry, "yes", variable="shoe-size")
    assert "sex" in refused.value.mend


def test_a_conclusion_hangs_on_accounts_that_are_there(registry: Registry) -> None:
    with pytest.raises(NoSuchAccount):
        concluded(registry, "male", accounts=(A, AccountId(uuid4())))


def test_findings_stand_until_one_on_exactly_the_same_accounts_replaces_them(registry: Registry) -> None:
    ids = find([found("I-01"), found("I-02")], registry.workspace, actor=registry.owner, now=NOW)
    again = find([found("I-01"), found("I-02", outcome="ended")], registry.workspace, actor=registry.owner, now=NOW)
    assert (len(ids), len(again)) == (2, 1)
    assert set(standing_findings()) == {found("I-01"), found("I-02", outcome="ended")}


def test_a_finding_with_another_reason_stands_in_place_of_the_one_before(registry: Registry) -> None:
    (first,) = find([found("I-01")], registry.workspace, actor=registry.owner, now=NOW)
    reasoned = replace(found("I-01"), reason="a second reading of the file")
    (second,) = find([reasoned], registry.workspace, actor=registry.owner, now=NOW)
    assert second != first
    assert standing_findings() == [reasoned]


def test_two_findings_on_the_same_accounts_in_one_go_leave_the_later(registry: Registry) -> None:
    find([found("I-01"), found("I-01", outcome="ended")], registry.workspace, actor=registry.owner, now=NOW)
    assert standing_findings() == [found("I-01", outcome="ended")]


def test_a_finding_taken_back_is_no_finding(registry: Registry) -> None:
    before = content(registry)
    (made,) = find([found("I-01")], registry.workspace, actor=registry.owner, now=NOW)
    assert frozen(registry).table("disappearances")["outcome"].to_list().count(["enforced-disappearance"]) == 1
    take_back(made, actor=registry.owner, now=NOW)
    assert content(registry) == before


def test_a_finding_takes_terms_there_are(registry: Registry) -> None:
    before = position()
    with pytest.raises(UnknownTerm):
        find([found("I-01", outcome="unheard-of")], registry.workspace, actor=registry.owner, now=NOW)
    assert position() == before


def test_a_file_of_decisions_is_recorded_whole_or_not_at_all(registry: Registry) -> None:
    same = Judgement(kind=VerdictKind.PERSON, verdict=Verdict(left=A, right=B, answer=Answer.SAME), reason="as told")
    bad = DecisionFile(verdicts=(same,), conclusions=(conclusion("male"),), findings=(found("I-99"),))
    before = position()
    with pytest.raises(NoSuchAccount):
        decide_all(bad, registry.workspace, actor=registry.owner, now=NOW)
    assert (position(), standing_verdicts(VerdictKind.PERSON), standing_conclusions()) == (before, [], [])
    good = DecisionFile(verdicts=(same,), conclusions=(conclusion("male"),), findings=(found("I-01"),))
    made = decide_all(good, registry.workspace, actor=registry.owner, now=NOW)
    again = decide_all(good, registry.workspace, actor=registry.owner, now=NOW)
    assert (made.verdicts, made.conclusions, again.findings) == (again.verdicts, again.conclusions, ())
    assert position() == before + 2
