"""Two snapshots compared: what moved a number, and who."""

import json
from pathlib import Path

from lastseen.figures.comparing import Comparison, as_plain, compare
from lastseen.figures.definitions import DefinitionSet
from lastseen.figures.moving import Counts, MovedRow, MovedUnit, Place, Why
from lastseen.figures.regrouping import Changes, Regrouped
from lastseen.figures.standard import standard_definitions
from lastseen.snapshot import Snapshot
from tests.figures.builder import Taken, define_all, freeze, row, victim

SEX = {
    "id": "sex",
    "unit": "victim",
    "population": "report",
    "labels": {"en": "Sex"},
    "variable": "sex",
    "row": [row("male", "male"), row("female", "female")],
}
VICTIMS = {"id": "victims", "unit": "victim", "population": "report", "labels": {"en": "Victims"}}
FIGURES = define_all(SEX, VICTIMS)
NOTHING = Changes(added=(), withdrawn=(), merged=(), split=())

MAN = victim("A", sex=["male"])
TWIN = Taken(person="B", told={"s2": {"sex": ["male"]}})
MERGED = Taken(person="A", told={"s1": {"sex": ["male"]}, "s2": {"sex": ["male"]}}, accounts=["A.s1", "B.s2"])


def _compare(folder: Path, first: list[Taken], second: list[Taken], figures: DefinitionSet = FIGURES) -> Comparison:
    return compare(_frozen(folder, first), _frozen(folder, second), figures)


def _frozen(folder: Path, people: list[Taken]) -> Snapshot:
    cases = {t.case for t in people}
    return freeze(
        folder, people, accounts=[(f"case {c}", "case", "s1", None, c, None) for c in sorted(map(str, cases))]
    )


def _row(comparison: Comparison, figure: str, code: str) -> MovedRow:
    (moved,) = (f for f in comparison.figures if f.figure == figure)
    (found,) = (r for r in moved.rows if r.row == code)
    return found


def test_nothing_differs_between_a_snapshot_and_itself(tmp_path: Path) -> None:
    same = _compare(tmp_path, [MAN, TWIN], [MAN, TWIN])
    assert (same.persons, same.cases, same.figures) == (NOTHING, NOTHING, ())


def test_somebody_new_is_added_and_enters_their_rows(tmp_path: Path) -> None:
    found = _compare(tmp_path, [MAN], [MAN, Taken(person="C", case="c9", told={"s3": {"sex": ["female"]}})])
    assert found.persons == Changes(added=("P-C",), withdrawn=(), merged=(), split=())
    assert found.cases.added == ("C-c9",)
    assert _row(found, "sex", "female") == MovedRow(
        row="female",
        before=Counts(),
        after=Counts(n=1, low=1, high=1),
        units=(MovedUnit(unit="C", before=Place.OUT, after=Place.CERTAIN, why=Why.NEW),),
    )


def test_somebody_withdrawn_is_gone_from_their_rows(tmp_path: Path) -> None:
    found = _compare(tmp_path, [MAN, TWIN], [MAN])
    assert found.persons.withdrawn == ("P-B",)
    (moved,) = _row(found, "victims", "total").units
    assert (moved.unit, moved.after, moved.why) == ("B", Place.OUT, Why.GONE)


def test_a_merge_is_told_as_one_and_moves_the_count(tmp_path: Path) -> None:
    found = _compare(tmp_path, [MAN, TWIN], [MERGED])
    assert found.persons == Changes(
        added=(), withdrawn=(), merged=(Regrouped(one="P-A", several=("P-A", "P-B")),), split=()
    )
    total = _row(found, "victims", "total")
    assert (total.before.n, total.after.n) == (2, 1)
    assert total.units == (MovedUnit(unit="B", before=Place.CERTAIN, after=Place.OUT, why=Why.MERGED),)


def test_taking_a_merge_back_gives_exactly_the_figures_before(tmp_path: Path) -> None:
    first, merged, back = ([MAN, TWIN], [MERGED], [MAN, TWIN])
    assert _compare(tmp_path / "a", first, back).figures == ()
    there, again = _compare(tmp_path / "b", first, merged), _compare(tmp_path / "b", merged, back)
    assert again.persons.split == (Regrouped(one="P-A", several=("P-A", "P-B")),)
    assert again.persons.merged == ()
    total, returned = _row(there, "victims", "total"), _row(again, "victims", "total")
    assert (total.before, total.after) == (returned.after, returned.before)
    assert returned.units == (MovedUnit(unit="B", before=Place.OUT, after=Place.CERTAIN, why=Why.SPLIT),)


def test_another_answer_moves_a_victim_from_row_to_row_and_is_named(tmp_path: Path) -> None:
    found = _compare(tmp_path, [MAN], [victim("A", sex=["female"])])
    assert [f.figure for f in found.figures] == ["sex"]
    assert _row(found, "sex", "male").units == (
        MovedUnit(unit="A", before=Place.CERTAIN, after=Place.OUT, why=Why.CHANGED, because=("sex",)),
    )
    assert _row(found, "sex", "female").units == (
        MovedUnit(unit="A", before=Place.OUT, after=Place.CERTAIN, why=Why.CHANGED, because=("sex",)),
    )


def test_another_finding_moves_a_victim_out_of_the_population(tmp_path: Path) -> None:
    killed = Taken(person="A", told={"s1": {"sex": ["male"]}}, outcome=["killing"])
    (moved,) = _row(_compare(tmp_path, [MAN], [killed]), "sex", "male").units
    assert (moved.why, moved.because) == (Why.CHANGED, ("population",))


def test_a_doubt_makes_what_was_certain_possible(tmp_path: Path) -> None:
    unsure = [
        Taken(person="A", perhaps="A", told={"s1": {"sex": ["male"]}}),
        Taken(person="B", perhaps="A", told={"s2": {"sex": ["male"]}}),
    ]
    (moved,) = _row(_compare(tmp_path, [MAN, TWIN], unsure), "sex", "male").units
    assert moved == MovedUnit(unit="B", before=Place.CERTAIN, after=Place.POSSIBLE, why=Why.CHANGED, because=("doubt",))


def test_a_unit_that_changes_its_id_is_still_itself(tmp_path: Path) -> None:
    before = Taken(person="A", told={"s1": {"sex": ["male"]}}, accounts=["A.s1", "B.s2"])
    after = Taken(person="B", told={"s2": {"sex": ["male"]}}, accounts=["B.s2"])
    found = _compare(tmp_path, [before], [after])
    assert (found.persons, found.figures) == (NOTHING, ())


def test_a_comparison_can_be_written_down(tmp_path: Path) -> None:
    found = _compare(tmp_path, [MAN, TWIN], [MERGED])
    plain = json.loads(json.dumps(as_plain(found)))
    assert plain["persons"]["merged"] == [{"one": "P-A", "several": ["P-A", "P-B"]}]
    assert plain["figures"][0]["rows"][0]["units"][0]["why"] == "merged"


def test_every_unit_of_count_can_be_compared(tmp_path: Path) -> None:
    day = (None, None, "not-asked")

    def frozen(authority: str, lowest: int) -> Snapshot:
        stage = ("A.s1@c1", "A.s1@c1", "A@c1", "s1", 1, ["arrest"], None, [authority], None, ["saw"], None, *day, *day)
        people = [
            Taken(
                person="A", family="A", told={"s1": {"authorities_ever": [authority], "authority_last": [authority]}}
            ),
            Taken(person="B", family="A", case=None),
        ]
        return freeze(
            tmp_path,
            people,
            stages=[stage],
            pairs=[("W-s1", "A", "s1", ["sibling"], None)],
            mass_events=[("crossing", "m1", "s1", "s1", lowest, 600, None, None, [])],
        )

    found = compare(frozen("mss", 500), frozen("moss", 400), standard_definitions("dprk"))
    assert [f.figure for f in found.figures] == [
        "authority-responsible",
        "authorities-ever",
        "authority-victim-pairs",
        "mass-event-people",
    ]
    assert _row(found, "authority-victim-pairs", "mss").units[0].why is Why.GONE
    (event,) = _row(found, "mass-event-people", "crossing").units
    assert event.because == ("lowest", "highest")
