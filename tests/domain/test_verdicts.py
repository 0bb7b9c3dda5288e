"""Verdicts and the clusters that follow from them."""

from collections.abc import Iterable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lastseen.domain.verdicts import Answer, Clustering, Contradiction, Verdict, cluster

NODES = tuple("abcdefgh")


def same(pair: str) -> Verdict[str]:
    return Verdict(left=pair[0], right=pair[1], answer=Answer.SAME)


def different(pair: str) -> Verdict[str]:
    return Verdict(left=pair[0], right=pair[1], answer=Answer.DIFFERENT)


def unsure(pair: str) -> Verdict[str]:
    return Verdict(left=pair[0], right=pair[1], answer=Answer.UNSURE)


PAIRS = st.lists(st.sampled_from(NODES), min_size=2, max_size=2, unique=True).map("".join)
VERDICTS = st.lists(st.one_of(PAIRS.map(same), PAIRS.map(different), PAIRS.map(unsure)), max_size=12)


def outcome(verdicts: Iterable[Verdict[str]]) -> Clustering[str] | None:
    """The clustering, or None where the verdicts contradict each other."""
    try:
        return cluster(NODES, verdicts)
    except Contradiction:
        return None


def reached(start: str, verdicts: list[Verdict[str]]) -> set[str]:
    """Everything joined to a node, by walking until nothing new is found."""
    found = {start}
    while True:
        wider = found | {n for v in verdicts if v.answer is Answer.SAME and v.pair & found for n in v.pair}
        if wider == found:
            return found
        found = wider


def test_without_verdicts_every_account_stands_alone() -> None:
    assert cluster("abc", ()) == Clustering(
        clusters=(("a",), ("b",), ("c",)), founder={"a": "a", "b": "b", "c": "c"}, doubts={}
    )


def test_sameness_joins_and_the_oldest_founds() -> None:
    found = cluster("abcde", [same("ec"), same("cb"), same("ad")])
    assert found.clusters == (("a", "d"), ("b", "c", "e"))
    assert found.founder == {"a": "a", "b": "b", "c": "b", "d": "a", "e": "b"}


def test_the_oldest_is_the_first_given_and_not_the_smallest() -> None:
    assert cluster("cba", [same("ab"), same("bc")]).clusters == (("c", "b", "a"),)


def test_difference_keeps_two_accounts_apart() -> None:
    assert cluster("abc", [same("ab"), different("bc")]).clusters == (("a", "b"), ("c",))


def test_doubt_never_joins() -> None:
    found = cluster("abc", [unsure("ab"), unsure("bc")])
    assert found.clusters == (("a",), ("b",), ("c",))
    assert found.doubts == dict.fromkeys("abc", frozenset("abc"))


def test_doubts_are_between_clusters_and_named_by_founders() -> None:
    found = cluster("abcde", [same("ab"), same("cd"), unsure("bd")])
    assert found.doubts == dict.fromkeys("ac", frozenset("ac"))


def test_doubt_within_a_cluster_is_no_doubt_any_more() -> None:
    assert cluster("abc", [same("ab"), same("bc"), unsure("ac")]).doubts == {}


def test_a_difference_inside_a_cluster_is_a_contradiction_that_names_the_path() -> None:
    with pytest.raises(Contradiction, match="a – c – e – d") as refused:
        cluster("abcde", [same("ac"), same("ce"), same("ed"), same("eb"), different("ad")])
    assert refused.value.values == {"left": "a", "right": "d", "path": "a – c – e – d"}


def test_the_path_of_a_contradiction_is_the_shortest() -> None:
    with pytest.raises(Contradiction) as refused:
        cluster("abcd", [same("ab"), same("bc"), same("cd"), same("ad"), different("ad")])
    assert refused.value.values["path"] == "a – d"


def test_what_is_out_of_sight_joins_nothing() -> None:
    assert cluster("ac", [same("ab"), same("bc"), different("bx")]).clusters == (("a",), ("c",))


@given(VERDICTS.flatmap(lambda verdicts: st.tuples(st.just(verdicts), st.permutations(verdicts))))
def test_the_order_of_verdicts_does_not_matter(orders: tuple[list[Verdict[str]], list[Verdict[str]]]) -> None:
    assert outcome(orders[0]) == outcome(orders[1])


@given(VERDICTS)
def test_a_pair_has_no_direction(verdicts: list[Verdict[str]]) -> None:
    turned = [Verdict(left=v.right, right=v.left, answer=v.answer) for v in verdicts]
    assert outcome(turned) == outcome(verdicts)


@given(VERDICTS, PAIRS)
def test_taking_a_verdict_back_restores_exactly_what_was_before(verdicts: list[Verdict[str]], pair: str) -> None:
    before = outcome(verdicts)
    later = [*verdicts, same(pair)]
    outcome(later)
    later.remove(same(pair))
    assert sorted(map(str, later)) == sorted(map(str, verdicts))
    assert outcome(later) == before


@given(VERDICTS, PAIRS)
def test_a_verdict_of_sameness_changes_no_cluster_but_the_two_it_joins(verdicts: list[Verdict[str]], pair: str) -> None:
    before, after = outcome(verdicts), outcome([*verdicts, same(pair)])
    assume(before is not None)
    assume(after is not None)
    assert before is not None
    assert after is not None
    untouched = [group for group in before.clusters if not set(group) & set(pair)]
    assert set(untouched) <= set(after.clusters)
    assert after.founder[pair[0]] == after.founder[pair[1]]


@given(VERDICTS)
def test_clusters_are_what_can_be_reached_by_verdicts_of_sameness(verdicts: list[Verdict[str]]) -> None:
    found = outcome(verdicts)
    if found is None:
        assert any(v.answer is Answer.DIFFERENT and v.right in reached(v.left, verdicts) for v in verdicts)
    else:
        assert {node: set(group) for group in found.clusters for node in group} == {
            node: reached(node, verdicts) for node in NODES
        }
        assert [group[0] for group in found.clusters] == sorted(set(found.founder.values()))


@given(VERDICTS)
def test_differences_and_doubts_alone_leave_every_account_alone(verdicts: list[Verdict[str]]) -> None:
    apart = [v for v in verdicts if v.answer is not Answer.SAME]
    assert cluster(NODES, apart).clusters == tuple((node,) for node in NODES)


@pytest.mark.parametrize("step", [1, 0], ids=["a chain", "a star"])
def test_a_cluster_of_five_thousand_accounts_is_derived_and_contradicted(step: int) -> None:
    """Deeper than any recursion may go."""
    chain = [Verdict(left=step * (at - 1), right=at, answer=Answer.SAME) for at in range(1, 5000)]
    assert cluster(range(5000), reversed(chain)).clusters == (tuple(range(5000)),)
    with pytest.raises(Contradiction):
        cluster(range(5000), [*chain, Verdict(left=0, right=4999, answer=Answer.DIFFERENT)])
