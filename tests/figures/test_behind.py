"""Who stands behind each row of a figure."""

from pathlib import Path

from lastseen.figures import tabulate
from lastseen.figures.behind import Behind, behind
from lastseen.figures.units import Units
from tests.figures.builder import Taken, define, freeze, row, victim

GROUND = define(variable="ground", row=[row("religion", "religion"), row("escape", "escape")])


def test_a_row_names_the_certain_and_the_possible_by_their_codes(tmp_path: Path) -> None:
    torn = Taken(person="A", told={"s1": {"ground": ["religion"]}, "s2": {"ground": ["escape/attempt"]}})
    snapshot = freeze(tmp_path, [torn, victim("B", ground=["religion"])])
    assert behind(tabulate(GROUND, snapshot), Units(snapshot), 10) == {
        "religion": Behind(certain=("P-B",), possible=("P-A",), more=0),
        "escape": Behind(certain=(), possible=("P-A",), more=0),
        "undetermined": Behind(certain=("P-A",), possible=(), more=0),
    }


def test_those_beyond_the_most_named_are_counted(tmp_path: Path) -> None:
    snapshot = freeze(tmp_path, [victim(person, ground=["religion"]) for person in "ABCDE"])
    found = behind(tabulate(GROUND, snapshot), Units(snapshot), 2)
    assert found == {"religion": Behind(certain=("P-A", "P-B"), possible=(), more=3)}
