"""What keeps a row out, and never another; what keeps a whole file out. All people are invented."""

from pathlib import Path

import pytest

from lastseen.exchange.intake.problems import MissingSheet, UnusedFile
from lastseen.exchange.mapping.model import MalformedMapping
from lastseen.exchange.tables.sheets import MissingColumn, NoRows
from lastseen.exchange.vocabularies import load_vocabularies
from tests.exchange.coding_rows import HEAD, PEOPLE, mapping, problems, read, write_csv

# ---- unreadable -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "cell", "code", "hint"),
    [
        ('sex = "{x}"', "femal", "vocabulary.unknown-term", "Near to it: female"),
        ('residence = "{x}"', "장강", "vocabulary.unknown-term", ""),
        ('birth = "{x}"', "40894", "intake.serial-date", "it means 2011-12-17"),
        ('birth = "{x}"', "3/4/74", "dates.two-digit-year", "four digits"),
        ('birth = "{x}"', "1999-02-29", "dates.no-such-day", "Check the day"),
        ('birth = "{x}"', "03/04/1974", "dates.ambiguous", "1974-04-03 or 1974-03-04"),
        ('birth = "{x}"', "once", "dates.unreadable", "four digits"),
        ('age = "{x}"', "old", "ages.unreadable", "number of years"),
        ('residence = { text = "{x}", bands = [{ to = 2, code = "KP" }] }', "7", "intake.outside-bands", "band"),
        ('residence = { text = "{x}", bands = [{ code = "KP" }] }', "north", "intake.not-a-number", "digits only"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_refuses_its_row_and_no_other(
    tmp_path: Path, field: str, cell: str, code: str, hint: str
) -> None:
    path = write_csv(tmp_path, f"no,x\n1,\n2,{cell}\n3,\n")
    accepted, refused = read([path], mapping(PEOPLE + field))
    assert problems(refused) == [(3, "x", code, cell)]
    assert hint in refused[0].problems[0].hint
    assert [row.place.row for row in accepted] == [2, 4]


def test_a_row_tells_all_its_problems_at_once(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "no,x,y\n1,femal,once\n")
    _, refused = read([path], mapping(PEOPLE + 'sex = "{x}"\nbirth = "{y}"'))
    assert problems(refused) == [
        (2, "x", "vocabulary.unknown-term", "femal"),
        (2, "y", "dates.unreadable", "once"),
    ]


def test_a_row_without_an_id_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "no,x\n,여자\nNA,여자\n3,여자\n")
    accepted, refused = read([path], mapping(PEOPLE + 'sex = "{x}"', HEAD + '[absent]\nunknown = ["NA"]\n'))
    assert problems(refused) == [(2, "no", "intake.no-id", ""), (3, "no", "intake.no-id", "")]
    assert [row.name for row in accepted] == ["3"]


def test_an_id_that_stands_there_already_is_refused_with_the_earlier_row(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "no,x\n1,여자\n2,남자\n1,남자\n")
    accepted, refused = read([path], mapping(PEOPLE + 'sex = "{x}"'))
    assert problems(refused) == [(4, "", "intake.duplicate-id", "1")]
    assert "people.csv, row 2" in refused[0].problems[0].hint
    assert [row.name for row in accepted] == ["1", "2"]


def test_an_id_is_one_over_all_files(tmp_path: Path) -> None:
    paths = [write_csv(tmp_path, "no\n1\n", "a.csv"), write_csv(tmp_path, "no\n1\n", "b.csv")]
    _, refused = read(paths, mapping(PEOPLE))
    assert [(r.place.file, p.hint) for r in refused for p in r.problems] == [
        ("b.csv", "The same id stands in a.csv, row 2. Give one of them another id, or take out the repeated row.")
    ]


def test_an_id_longer_than_the_registry_holds_is_refused(tmp_path: Path) -> None:
    _, refused = read([write_csv(tmp_path, f"no\n{'9' * 201}\n")], mapping(PEOPLE))
    assert [p.code for p in refused[0].problems] == ["intake.too-long"]


def test_two_parts_of_a_row_may_not_have_one_id(tmp_path: Path) -> None:
    fields = '[[sheet.fate]]\nperson = "{no}"\nstatus = "{x}"\n' * 2
    _, refused = read([write_csv(tmp_path, "no,x\n1,dead\n")], mapping(PEOPLE + fields))
    assert [p.code for p in refused[0].problems] == ["intake.duplicate-id"]


def test_a_row_of_which_nothing_would_be_kept_is_refused(tmp_path: Path) -> None:
    text = '[[sheet]]\nid = "{no}"\n[[sheet.person]]\nwhen = { column = "x", is = ["missing"] }\n'
    accepted, refused = read([write_csv(tmp_path, "no,x\n1,missing\n2,killed\n")], mapping(text))
    assert problems(refused) == [(3, "", "intake.nothing-applies", "")]
    assert len(accepted) == 1


def test_a_stage_of_nobody_is_refused(tmp_path: Path) -> None:
    text = '[[sheet]]\nid = "{no}"\n[[sheet.stage]]\nperson = "{who}"\nstage = "{x}"\n'
    _, refused = read([write_csv(tmp_path, "no,who,x\n1,,arrest\n")], mapping(text))
    assert problems(refused) == [(2, "who", "intake.no-reference", "")]


def test_a_column_whose_vocabulary_the_registry_lacks_may_be_there_but_not_be_filled(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "no,x\n1,\n2,Hoeryong\n")
    accepted, refused = read([path], mapping(PEOPLE + 'residence = "{x}"'), vocabularies=load_vocabularies(None, None))
    assert problems(refused) == [(3, "x", "intake.no-vocabulary", "Hoeryong")]
    assert [row.name for row in accepted] == ["1"]


@pytest.mark.parametrize(
    ("told", "known"),
    [("응", "«예, 실명으로», «아니오», «묻지 않음»"), ("maybe", "«yes, with the name», «no»")],
)
def test_an_unknown_answer_is_told_the_words_of_the_mapping_in_its_own_script(
    tmp_path: Path, told: str, known: str
) -> None:
    terms = '"예, 실명으로" = "yes"\n"아니오" = "no"\n"Yes, with the name" = "yes"\n"No" = "no"\n'
    consent = '[[source.consent]]\npurpose = "internal-analysis"\nanswer = "{answer}"\n'
    _, refused = read(
        [write_csv(tmp_path, f"no,answer\n1,{told}\n")],
        mapping(PEOPLE, f"{HEAD}{consent}[terms.consent-answer]\n{terms}[absent]\nnot-asked = ['묻지 않음']\n"),
    )
    assert problems(refused) == [(2, "answer", "intake.unknown-word", told)]
    assert refused[0].problems[0].hint.startswith(f"Write one of {known}, or say")


def test_a_source_without_a_compartment_is_told_what_one_is(tmp_path: Path) -> None:
    head = HEAD.replace('"general"', '"{room}"')
    _, refused = read([write_csv(tmp_path, "no,room\n1,\n")], mapping(PEOPLE, head))
    assert problems(refused) == [(2, "room", "intake.empty-cell", "")]
    assert "who may see the source" in refused[0].problems[0].hint


# ---- whole files ----------------------------------------------------------------------------------------------------


def test_a_column_the_mapping_names_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(MissingColumn, match="'sex'"):
        read([write_csv(tmp_path, "no\n1\n")], mapping(PEOPLE + 'sex = "{sex}"'))


def test_a_sheet_the_mapping_names_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(MissingSheet, match="stages"):
        read([write_csv(tmp_path, "no\n1\n")], mapping('[[sheet]]\nname = "stages"\nid = "{no}"\n[[sheet.person]]\n'))


def test_an_optional_sheet_may_be_missing(tmp_path: Path) -> None:
    text = PEOPLE + '[[sheet]]\nname = "stages"\noptional = true\nid = "{no}"\n[[sheet.person]]\n'
    accepted, _ = read([write_csv(tmp_path, "no\n1\n")], mapping(text))
    assert len(accepted) == 1


def test_a_file_the_mapping_does_not_use_is_refused_and_not_passed_over(tmp_path: Path) -> None:
    paths = [write_csv(tmp_path, "no\n1\n"), write_csv(tmp_path, "no\n1\n", "stages.csv")]
    with pytest.raises(UnusedFile, match=r"stages\.csv"):
        read(paths, mapping('[[sheet]]\nname = "people"\nid = "{no}"\n[[sheet.person]]\n'))


def test_files_without_a_row_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NoRows):
        read([write_csv(tmp_path, "no,x\n")], mapping(PEOPLE))


def test_a_mapping_that_does_not_fit_is_refused_before_any_row(tmp_path: Path) -> None:
    with pytest.raises(MalformedMapping):
        read([write_csv(tmp_path, "no\n1\n")], mapping(PEOPLE + 'sex = "none"'))
