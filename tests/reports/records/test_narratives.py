"""Which cases are told, and of whom."""

from pathlib import Path

from lastseen.reports.records.narratives import narrated_cases
from lastseen.snapshot import Snapshot
from tests.figures.builder import Taken, freeze


def _snapshot(folder: Path) -> Snapshot:
    """Three cases: two over religion, of which c2 is the better told, and one over criticism."""
    people = [
        Taken(person="A", case="c1", told={"s1": {"ground": ["religion"]}}),
        Taken(person="B", case="c2", told={"s1": {"ground": ["religion"]}}),
        Taken(person="C", case="c2", told={"s1": {"ground": ["religion"]}}),
        Taken(person="D", case="c3", told={"s1": {"ground": ["criticism"]}}),
    ]
    told = {"A@c1": 1, "B@c2": 3, "C@c2": 1, "D@c3": 1}
    return freeze(folder, people, stages=[_stage(id_, place) for id_, n in told.items() for place in range(n)])


def _stage(disappearance: str, place: int) -> tuple[object, ...]:
    id_ = f"{disappearance}.{place}"
    when = (None, None, "not-asked", None, None, "not-asked")
    return (id_, id_, disappearance, "s1", place, ["arrest"], None, [], "not-asked", [], "not-asked", *when)


def test_every_ground_is_told_of_once_before_any_comes_again(tmp_path: Path) -> None:
    assert [case.code for case in narrated_cases(_snapshot(tmp_path), "ABCD", 2)] == ["C-c2", "C-c3"]


def test_all_who_were_taken_together_are_told_of(tmp_path: Path) -> None:
    (case,) = narrated_cases(_snapshot(tmp_path), "ABCD", 1)
    assert [code for code, _ in case.people] == ["P-B", "P-C"]


def test_somebody_outside_the_population_is_not_told_of(tmp_path: Path) -> None:
    (case,) = narrated_cases(_snapshot(tmp_path), "B", 4)
    assert [code for code, _ in case.people] == ["P-B"]


def test_where_none_is_wanted_none_is_told(tmp_path: Path) -> None:
    assert narrated_cases(_snapshot(tmp_path), "ABCD", 0) == ()
