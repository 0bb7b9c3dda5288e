"""Where people of a family tree stand."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from lastseen.figures.charts.kinship import Kinship, Member, Tie, kinship
from lastseen.figures.charts.tree_order import placed
from tests.figures.charts.test_kinship import TIES


def _kin(people: str, *told: str) -> Kinship:
    ties = [Tie(person=person, kind=kind, other=other) for person, kind, other in (words.split() for words in told)]
    return kinship([Member(code=code, lines=(code,)) for code in people], ties)


def test_parents_stand_over_the_middle_of_their_children() -> None:
    rows, at = placed("abcde", _kin("abcde", "a spouse b", *(f"{p} parent {c}" for p in "ab" for c in "cde")))
    assert rows == [["a", "b"], ["c", "d", "e"]]
    assert {person: round(x, 3) for person, x in at.items()} == {"a": 0.5, "b": 1.5, "c": 0, "d": 1, "e": 2}


def test_partners_stand_side_by_side_though_told_apart() -> None:
    rows, _ = placed("abcd", _kin("abcd", "a sibling b", "b sibling c", "c spouse d", "a sibling c"))
    (row,) = rows
    assert abs(row.index("c") - row.index("d")) == 1


def test_families_stand_in_the_order_of_their_parents() -> None:
    told = ["g parent a", "g parent b", "a parent c", "b parent d", "b parent e", "a parent f"]
    rows, _ = placed("gabcdef", _kin("gabcdef", *told))
    order = ["".join(row) for row in rows]
    assert order[1] == "ab"
    assert sorted(order[2][:2]) == ["c", "f"]


@settings(max_examples=60, deadline=None)
@given(TIES)
def test_no_two_people_of_a_row_stand_closer_than_one(ties: list[Tie]) -> None:
    kin = kinship([Member(code=code, lines=()) for code in "abcdefg"], ties)
    for part in kin.parts:
        rows, at = placed(part, kin)
        assert sorted(person for row in rows for person in row) == sorted(part)
        assert min(at.values()) == 0
        assert all(at[two] - at[one] > 1 - 1e-6 for row in rows for one, two in pairwise(row))


@settings(max_examples=20, deadline=None)
@given(st.permutations([f"{parent} parent {child}" for parent, child in zip("aabbcc", "bcdefg", strict=True)]))
def test_a_plain_tree_has_no_crossings_however_it_is_told(told: list[str]) -> None:
    rows, _ = placed("abcdefg", _kin("abcdefg", *told))
    below = {"b": set("de"), "c": set("fg")}
    assert [below[parent] for parent in rows[1]] == [set(rows[2][:2]), set(rows[2][2:])]
