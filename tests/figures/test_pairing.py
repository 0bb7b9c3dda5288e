"""Codes made of several codes: parted, labelled and put in order by their parts."""

from pathlib import Path

import pytest

from lastseen.figures import tabulate
from lastseen.figures.definitions import Unit
from lastseen.figures.lexicon import read_lexicon
from lastseen.figures.pairing import is_paired, parts
from lastseen.figures.variables import variables_of
from tests.figures.builder import define, freeze, victim


@pytest.mark.parametrize(
    ("variable", "code", "found"),
    [
        ("hand_overs", "border-guard>mss", ("border-guard", "mss")),
        ("hand_overs", "not-handed-over", ("not-handed-over",)),
        ("stage_moves", "1>arrest>detention", ("1", "arrest", "detention")),
        ("return_legs", "changbai>hyesan", ("changbai", "hyesan")),
        ("fate_told", "dead/rumour", ("dead", "rumour")),
        ("grounds", "escape/attempt", ("escape/attempt",)),
        ("stage_moves", "unknown", ("unknown",)),
    ],
)
def test_a_code_is_parted_by_the_sign_of_its_variable(variable: str, code: str, found: tuple[str, ...]) -> None:
    assert parts(variable, code) == found


def test_only_variables_of_pairs_are_paired() -> None:
    names = variables_of(Unit.VICTIM)
    assert {name for name in names if is_paired(name)} == {"hand_overs", "stage_moves", "return_legs", "fate_told"}


def labels(tmp_path: Path, variable: str, code: str) -> dict[str, str]:
    lexicon = read_lexicon(freeze(tmp_path, []))
    return dict(lexicon.label(variables_of(Unit.VICTIM)[variable], code))


@pytest.mark.parametrize(
    ("variable", "code", "en", "ko"),
    [
        ("stage_moves", "1>arrest>detention", "1. Arrest → Detention", "1. 체포 → 구금"),
        (
            "stage_moves",
            "3>camp>end",
            "3. Held in a camp → Nothing more is known",
            "3. 수용소 수감 → 이후 알려진 바 없음",
        ),
        ("return_legs", "not-returned", "No forced return told", "강제송환 진술 없음"),
        ("fate_told", "dead/rumour", "Dead · Rumour", "사망 · 소문"),
    ],
)
def test_a_code_is_labelled_by_its_parts(tmp_path: Path, variable: str, code: str, en: str, ko: str) -> None:
    found = labels(tmp_path, variable, code)
    assert (found["en"], found["ko"]) == (en, ko)


def test_a_part_that_no_vocabulary_has_shows_itself(tmp_path: Path) -> None:
    assert labels(tmp_path, "return_legs", "changbai>nowhere")["en"] == "Changbai → nowhere"


def test_the_parts_have_labels_of_their_own(tmp_path: Path) -> None:
    lexicon = read_lexicon(freeze(tmp_path, []))
    found = lexicon.part_labels(variables_of(Unit.VICTIM)["stage_moves"], "2>camp>end")
    assert [part["en"] for part in found] == ["2", "Held in a camp", "Nothing more is known"]


def test_steps_come_in_the_order_of_their_places_then_of_the_vocabulary(tmp_path: Path) -> None:
    chain = ["10>camp>end", "2>detention>camp", "1>detention>end", "1>arrest>end", "1>arrest>camp"]
    figure = tabulate(define(variable="stage_moves", each="code"), freeze(tmp_path, [victim("A", stage_moves=chain)]))
    assert [r.code for r in figure.figure.rows[:5]] == chain[::-1]
