"""Lines: one for each taking as one account tells it, with nothing that another says."""

from dataclasses import replace

from lastseen.domain.answers import Absence
from lastseen.domain.derive.lines import CODES, PERSONAL, SPANS, TOLD, lines
from tests.domain.making import FRAME, account_id, codes, day, fate, person, said, stage, told

NOTHING_TOLD: dict[str, list[str]] = {column: [] for column in (*CODES, *SPANS, *TOLD, *PERSONAL)}


def test_a_person_of_whom_no_taking_is_told_has_one_line() -> None:
    (line,) = lines(person("a"), (), FRAME)
    assert (line.account, line.case) == (account_id("a"), None)
    assert line.cells == NOTHING_TOLD | {"role": ["victim"], "inconsistencies": ["none"]}


def test_a_line_holds_what_the_account_and_its_stages_tell() -> None:
    arrest = stage("s1", "arrest", "depriving:border-guard", order=1, start="2005-03", place="hyesan")
    camp = stage("s2", "camp", "supervising:mss", order=2, place="hamhung")
    dead = fate("f1", "dead")
    (line,) = lines(person("a", sex="female", birth=told("1980"), relation="sibling"), (arrest, camp, dead), FRAME)
    assert line.case == account_id("case")
    assert {
        column: line.cells[column] for column in ("sex", "relation", "place", "places", "first", "last", "ever")
    } == {
        "sex": ["female"],
        "relation": ["sibling"],
        "place": ["hyesan"],
        "places": ["hyesan", "hamhung"],
        "first": ["border-guard"],
        "last": ["mss"],
        "ever": ["border-guard", "mss"],
    }
    assert (line.cells["country"], line.cells["stages"], line.cells["fate"]) == (["KP"], ["arrest", "camp"], ["dead"])
    assert (line.cells["taken"], line.cells["age"]) == ([day("2005-03-01"), day("2005-03-31")], [24, 25])


def test_two_takings_of_one_person_are_two_lines() -> None:
    first = stage("s1", "arrest", "depriving:mss", start="1999", case="first")
    second = stage("s2", "arrest", "depriving:moss", start="2004", case="second")
    found = {line.case: line.cells["first"] for line in lines(person("a"), (first, second), FRAME)}
    assert found == {account_id("first"): ["mss"], account_id("second"): ["moss"]}


def test_why_nothing_is_told_is_kept_apart_from_what_was_never_asked() -> None:
    asked = replace(person("a"), sex=said(Absence.UNKNOWN), occupation=said(Absence.REFUSED))
    (line,) = lines(asked, (), FRAME)
    assert (line.cells["sex"], line.cells["occupation"], line.cells["relation"]) == (["?unknown"], ["?refused"], [])


def test_the_role_is_kept_as_told() -> None:
    (line,) = lines(replace(person("a"), role=codes("relative")), (), FRAME)
    assert line.cells["role"] == ["relative"]
