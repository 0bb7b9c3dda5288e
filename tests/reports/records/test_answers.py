"""What all readings of a disappearance leave open."""

from datetime import date
from pathlib import Path

from lastseen.domain.answers import Absence
from lastseen.reports.records.answers import Taken, taken
from tests.figures.builder import Answer, freeze, victim
from tests.figures.builder import Taken as Told


def test_what_two_sources_say_differently_is_kept_side_by_side(tmp_path: Path) -> None:
    torn = Told(
        person="A",
        told={
            "s1": {"sex": ["male"], "age": (20, 21), "disappeared": (date(2001, 1, 1), date(2001, 12, 31))},
            "s2": {"sex": ["male"], "age": (23, 23), "disappeared": (date(2002, 5, 1), date(2002, 5, 31))},
        },
    )
    (found,) = taken(freeze(tmp_path, [torn]), ["A"], ("sex", "age", "disappeared"))
    assert found == Taken(
        disappearance="A@c1",
        person="A",
        case="c1",
        codes={"sex": ("male",)},
        numbers={"age": (20, 23)},
        days={"disappeared": (date(2001, 1, 1), date(2002, 5, 31))},
    )


def test_an_open_end_stays_open_and_a_source_that_says_nothing_opens_none(tmp_path: Path) -> None:
    told: dict[str, dict[str, Answer]] = {"s1": {"age": (20, None)}, "s2": {"age": Absence.UNKNOWN}}
    (found,) = taken(freeze(tmp_path, [Told(person="A", told=told)]), ["A"], ("age",))
    assert found.numbers == {"age": (20, None)}


def test_only_the_people_asked_for_are_given_in_order_of_their_codes(tmp_path: Path) -> None:
    snapshot = freeze(tmp_path, [victim("C"), victim("A"), victim("B")])
    assert [one.person for one in taken(snapshot, ["C", "A"], ("sex",))] == ["A", "C"]
