"""The family that vanished whole."""

from pathlib import Path

from lastseen.reports.records.families import Tie, vanished_family
from tests.figures.builder import Taken, freeze


def _of(family: str, *people: str) -> list[Taken]:
    return [Taken(person=person, family=family) for person in people]


def test_the_largest_family_of_which_nobody_was_left_is_chosen(tmp_path: Path) -> None:
    told = [*_of("f", "A", "B", "C", "D"), *_of("g", "E", "F", "G"), *_of("h", "H", "I")]
    family = vanished_family(freeze(tmp_path, told), ["A", "B", "C", "E", "F", "G", "H", "I"])
    assert family is not None
    assert ([member.code for member in family.members], family.whole) == (["P-E", "P-F", "P-G"], True)


def test_where_none_vanished_whole_the_one_that_lost_most_is_chosen_and_says_so(tmp_path: Path) -> None:
    family = vanished_family(freeze(tmp_path, _of("f", "A", "B", "C")), ["A", "B"])
    assert family is not None
    assert [(member.person, member.told is not None) for member in family.members] == [
        ("A", True),
        ("B", True),
        ("C", False),
    ]
    assert not family.whole


def test_a_tie_told_twice_is_one_and_ties_to_others_are_left_out(tmp_path: Path) -> None:
    ties = [("A", "B", "parent", "s1"), ("A", "B", "parent", "s2"), ("A", "Z", "cousin", "s1")]
    family = vanished_family(freeze(tmp_path, _of("f", "A", "B"), relations=ties), ["A", "B"])
    assert family is not None
    assert family.ties == (Tie(person="A", other="B", relation="parent"),)


def test_there_is_no_family_of_one(tmp_path: Path) -> None:
    assert vanished_family(freeze(tmp_path, _of("f", "A")), ["A"]) is None
