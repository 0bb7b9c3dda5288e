"""Generations by what is told of ties, and what becomes of those that contradict."""

from hypothesis import given
from hypothesis import strategies as st

from lastseen.figures.charts.kinship import Kinship, Member, Tie, kinship, linked

KINDS = ["parent", "child", "spouse", "sibling", "grandparent", "aunt-uncle", "cousin", "friend", "in-law"]
TIES = st.lists(
    st.builds(Tie, person=st.sampled_from("abcdefg"), other=st.sampled_from("abcdefgh"), kind=st.sampled_from(KINDS)),
    max_size=24,
)


def _kin(people: str, *told: str) -> Kinship:
    ties = [Tie(person=person, kind=kind, other=other) for person, kind, other in (words.split() for words in told)]
    return kinship([Member(code=code, lines=(code,)) for code in people], ties)


def test_children_stand_below_their_parents_who_stand_beside_each_other() -> None:
    kin = _kin("abc", "a parent c", "c child b")
    assert kin == Kinship(
        parts=(("a", "b", "c"),),
        generation={"a": 0, "b": 0, "c": 1},
        parents={"c": ("a", "b")},
        couples=(("a", "b"),),
        siblings=(),
        loose=(),
    )


def test_the_same_told_from_both_sides_counts_once() -> None:
    both = _kin("ab", "a parent b", "b child a", "a parent b")
    assert both == _kin("ab", "a parent b")


def test_partners_told_twice_are_one_couple() -> None:
    assert _kin("ab", "b spouse a", "a spouse b").couples == (("a", "b"),)


def test_siblings_by_their_parents_need_no_line_of_their_own() -> None:
    assert _kin("abc", "a parent b", "a parent c", "b sibling c").siblings == ()
    assert _kin("abc", "a parent b", "b sibling c").siblings == (("b", "c"),)


def test_a_circle_of_parents_is_broken_at_the_tie_told_last() -> None:
    kin = _kin("abc", "a parent b", "b parent c", "c parent a")
    assert kin.generation == {"a": 0, "b": 1, "c": 2}
    assert kin.loose == (Tie(person="c", kind="parent", other="a"),)


def test_of_ties_that_contradict_each_other_the_first_stands() -> None:
    kin = _kin("ab", "a parent b", "a spouse b")
    assert (kin.parents, kin.couples) == ({"b": ("a",)}, ())
    assert kin.loose == (Tie(person="a", kind="spouse", other="b"),)


def test_a_looser_tie_says_in_which_generation_somebody_stands() -> None:
    kin = _kin("abc", "a grandparent b", "c aunt-uncle b")
    assert kin.generation == {"a": 0, "b": 2, "c": 1}
    assert len(kin.loose) == 2


def test_a_looser_tie_that_follows_from_the_tree_is_left_out() -> None:
    assert _kin("abc", "a grandparent c", "a parent b", "b parent c").loose == ()


def test_who_married_into_the_family_is_seen_to_be_an_in_law() -> None:
    assert _kin("abcd", "a parent b", "b spouse c", "d sibling b", "c in-law a", "d in-law c").loose == ()


def test_an_in_law_by_nobody_in_the_tree_keeps_a_line_of_their_own() -> None:
    kin = _kin("abc", "a parent b", "b sibling c", "a in-law c")
    assert kin.loose == (Tie(person="a", kind="in-law", other="c"),)


def test_a_friend_stands_in_the_tree_by_a_loose_tie_only() -> None:
    kin = _kin("ab", "a friend b")
    assert (kin.parts, kin.generation) == ((("a", "b"),), {"a": 0, "b": 0})


def test_people_without_ties_stand_by_themselves() -> None:
    assert _kin("abc", "a spouse c").parts == (("a", "c"), ("b",))


def test_ties_to_oneself_or_to_people_not_given_are_left_out() -> None:
    assert _kin("ab", "a sibling a", "a parent x") == _kin("ab")


@given(TIES)
def test_whatever_is_told_each_child_is_one_generation_below(ties: list[Tie]) -> None:
    kin = kinship([Member(code=code, lines=()) for code in "abcdefg"], ties)
    assert sorted(person for part in kin.parts for person in part) == list("abcdefg")
    assert all(
        kin.generation[child] == kin.generation[parent] + 1 for child, all_ in kin.parents.items() for parent in all_
    )
    assert all(kin.generation[one] == kin.generation[other] for one, other in (*kin.couples, *kin.siblings))
    assert all(min(kin.generation[person] for person in part) == 0 for part in kin.parts)


@given(TIES)
def test_every_tie_between_people_given_is_either_in_the_tree_or_loose(ties: list[Tie]) -> None:
    kin = kinship([Member(code=code, lines=()) for code in "abcdefg"], ties)
    told = {frozenset((tie.person, tie.other)) for tie in ties if tie.other not in {"h", tie.person}}
    together = {frozenset((one, other)) for part in kin.parts for one in part for other in part}
    assert told <= together


def test_pairs_that_share_somebody_are_one_group() -> None:
    assert linked([("a", "b"), ("c", "d"), ("b", "c"), ("x", "y")]) == [("a", "b", "c", "d"), ("x", "y")]
