"""A number followed down to what it rests on."""

from pathlib import Path

import pytest

from lastseen.figures.tracing import NoSuchRow, Trace, TracedAccount, TracedPassage, TracedUnit, trace
from lastseen.snapshot import Snapshot
from tests.figures.builder import Taken, define, freeze, row, victim

GROUND = define(variable="ground", row=[row("religion", "religion"), row("escape", "escape")])


def _snapshot(folder: Path) -> Snapshot:
    people = [
        Taken(person="A", told={"s1": {"ground": ["religion"]}, "s2": {"ground": ["escape/attempt"]}}),
        Taken(person="B", told={"s3": {"ground": ["religion"]}}),
        Taken(person="B", case="c2", sequence=2, told={"s3": {"ground": ["religion"]}}),
    ]
    quotes = [
        ("B.s3@c2", "stage.grounds", "q1", "s3", "1", 10, 20, "they found a small book", "t1", None),
        ("B.s3@c2", "stage.start", "q2", "s3", "1", 30, 40, "in the spring", "t1", None),
        ("B.s3@c1", "stage.grounds", "q3", "s3", "1", 50, 60, "", None, "unreviewed"),
    ]
    return freeze(folder, people, evidence=quotes)


def test_a_row_is_followed_to_its_units_their_accounts_and_the_fields_they_are_read_from(tmp_path: Path) -> None:
    assert trace(GROUND, "religion", _snapshot(tmp_path)) == Trace(
        figure="figure",
        row="religion",
        units=(
            TracedUnit(
                unit="A",
                code="P-A",
                certain=False,
                accounts=(
                    TracedAccount(account="A.s1@c1", source="s1", kind="stage", fields=("grounds",)),
                    TracedAccount(account="A.s2@c1", source="s2", kind="stage", fields=("grounds",)),
                ),
            ),
            TracedUnit(
                unit="B",
                code="P-B",
                certain=True,
                accounts=(TracedAccount(account="B.s3@c2", source="s3", kind="stage", fields=("grounds",)),),
            ),
        ),
    )


def test_with_the_evidence_a_trace_ends_in_the_words_that_say_it(tmp_path: Path) -> None:
    snapshot = _snapshot(tmp_path)
    followed = trace(GROUND, "religion", snapshot, snapshot.identity("evidence"))
    (account,) = followed.units[1].accounts
    assert account.passages == (
        TracedPassage(
            field="stage.grounds", passage="q1", locator="1", start=10, end=20, quote="they found a small book"
        ),
    )


def test_the_certain_units_of_a_trace_are_the_n_of_its_row(tmp_path: Path) -> None:
    two = [Taken(person=p, perhaps="A", told={"s1": {"sex": ["male"]}}) for p in "AB"]
    followed = trace(define(variable="sex", each="code"), "male", freeze(tmp_path, two))
    assert [(unit.unit, unit.certain) for unit in followed.units] == [("A", True), ("B", False)]


def test_what_is_undetermined_can_be_followed_too(tmp_path: Path) -> None:
    assert [unit.unit for unit in trace(GROUND, "undetermined", _snapshot(tmp_path)).units] == ["A"]


def test_a_row_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(NoSuchRow, match="no row riches") as refused:
        trace(GROUND, "riches", _snapshot(tmp_path))
    assert refused.value.mend == "Its rows are: religion, escape, unknown, undetermined."


@pytest.mark.parametrize(
    ("figure", "row_", "codes", "accounts"),
    [
        ({"unit": "interview"}, "total", ["W-s1"], {"A.s1", "B.s1"}),
        ({"unit": "interviewee"}, "total", ["W-s1"], {"A.s1", "B.s1"}),
        ({"unit": "case"}, "total", ["C-c1"], {"A.s1", "A.s1@c1", "B.s1", "B.s1@c1"}),
        ({"unit": "disappearance"}, "total", ["P-A · C-c1", "P-B · C-c1"], {"A.s1", "A.s1@c1", "B.s1", "B.s1@c1"}),
        ({"unit": "family", "variable": "victims", "each": "number"}, "2", ["P-A · P-B"], set()),
        (
            {"unit": "interviewee–victim pair", "variable": "relation", "each": "code"},
            "sibling",
            ["W-s1 · P-A"],
            {"A.s1"},
        ),
        (
            {"unit": "authority–victim pair", "variable": "authority", "each": "code"},
            "mss",
            ["mss · P-A"],
            {"A.s1@c1"},
        ),
        ({"unit": "custody stage", "variable": "stage_kind", "each": "code"}, "arrest", ["P-A · 1"], {"A.s1@c1"}),
        ({"unit": "unnamed person", "population": "everything"}, "crossing", ["crossing"], {"m1"}),
    ],
)
def test_every_unit_of_count_can_be_followed(
    tmp_path: Path, figure: dict[str, object], row_: str, codes: list[str], accounts: set[str]
) -> None:
    people = [
        Taken(person="A", family="A", told={"s1": {"authorities_ever": ["mss"]}}),
        Taken(person="B", family="A"),
    ]
    day = (None, None, "not-asked")
    stage = ("A.s1@c1", "A.s1@c1", "A@c1", "s1", 1, ["arrest"], None, ["mss"], None, ["saw"], None, *day, *day)
    snapshot = freeze(
        tmp_path,
        people,
        stages=[stage],
        pairs=[("W-s1", "A", "s1", ["sibling"], None)],
        mass_events=[("crossing", "m1", "s1", "s1", 5, 6, None, None, [])],
        accounts=[("m1", "mass-event", "s1", None, None, None)],
    )
    followed = trace(define(**figure), row_, snapshot)
    assert [unit.code for unit in followed.units] == codes
    assert {account.account for unit in followed.units for account in unit.accounts} == accounts


def test_a_plain_count_rests_on_whatever_is_told_of_a_victim(tmp_path: Path) -> None:
    (unit,) = trace(define(), "total", freeze(tmp_path, [victim("A")])).units
    assert [(account.kind, account.fields) for account in unit.accounts] == [("person", ()), ("stage", ())]
