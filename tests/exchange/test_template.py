"""The workbook to start from: it offers the vocabularies, and the mapping beside it reads it back."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lastseen.domain.accounts import (
    INTERVIEWEE,
    Account,
    FateAccount,
    Involved,
    Name,
    PersonAccount,
    RelationAccount,
    StageAccount,
)
from lastseen.domain.answers import Absence, Code
from lastseen.domain.dates import Age, Reckoning
from lastseen.domain.decisions import ConsentAnswer, Finding, IdentityLevel
from lastseen.exchange.intake.checking import check_mapping
from lastseen.exchange.intake.intake import opened as opened_by
from lastseen.exchange.intake.rows import CodedRow
from lastseen.exchange.mapping.reading import read_mapping
from lastseen.exchange.template import TemplateEnding, TemplateExists, TemplateNotWritten, write_template
from lastseen.exchange.vocabularies import load_vocabularies
from tests.exchange.coding_rows import IDS, VOCABULARIES, problems, read

Filled = dict[str, list[dict[str, str | int | date]]]

IN_ENGLISH: Filled = {
    "interviews": [
        {
            "interview": "I-1",
            "kind": "Interview",
            "language": "ko",
            "compartment": "interviews",
            "day": date(2021, 2, 3),
            "interviewee": "W-1",
            "internal-analysis": "Yes, with the name",
            "aggregate-statistics": "Yes, without any name",
            "named-publication": "No",
        }
    ],
    "people": [
        {"interview": "I-1", "person": 1, "role": "Victim", "name_hangul": "리순옥", "sex": "Female", "age_korean": 38},
        {"interview": "I-1", "person": 2, "name_latin": "Pak Chol", "sex": "Not known", "occupation": "Farmer"},
    ],
    "stages": [
        {
            "interview": "I-1",
            "person": 1,
            "order": 1,
            "case": "c",
            "stage": "Arrest",
            "place": "Hoeryong",
            "start": "spring 2011",
            "taken_by": "Ministry of State Security",
            "ground": "Guilt by association",
            "on_account_of": "interviewee",
        },
        {"interview": "I-1", "person": 1, "order": 2, "case": "c", "stage": "Detention", "handed_to": "MSS"},
    ],
    "fates": [{"interview": "I-1", "person": 1, "number": 1, "status": "Not known"}],
    "relations": [{"interview": "I-1", "person": 1, "relation": "Spouse or partner", "other": 2}],
    "findings": [
        {
            "interview": "I-1",
            "person": 1,
            "outcome": "Enforced disappearance",
            "standard": "Reasonable grounds to believe",
            "reason": "Three accounts agree.",
        }
    ],
}
TO_KOREAN = {
    "Interview": "면담",
    "Yes, with the name": "예, 실명으로",
    "Yes, without any name": "예, 이름 없이",
    "No": "아니오",
    "Victim": "피해자",
    "Female": "여성",
    "Not known": "모름",
    "Farmer": "농민",
    "Arrest": "체포",
    "Hoeryong": "회령",
    "spring 2011": "2011년 봄",
    "Ministry of State Security": "국가보위성(보위부)",
    "interviewee": "구술자",
    "Detention": "구금",
    "MSS": "보위부",
    "Enforced disappearance": "강제실종",
    "Reasonable grounds to believe": "믿을 만한 합리적 근거",
}


def label(vocabulary: str, code: str, language: str) -> str:
    return VOCABULARIES[vocabulary].label(code, language)


def fill(path: Path, language: str) -> None:
    book = load_workbook(path)
    for name, rows in IN_ENGLISH.items():
        sheet = book[name]
        places = {str(cell.value): place for place, cell in enumerate(sheet[2], start=1)}
        for number, row in enumerate(rows, start=3):
            for column, value in row.items():
                told = TO_KOREAN.get(str(value), value) if language == "ko" else value
                if column in ("ground", "relation", "occupation"):
                    codes = {"ground": "association", "relation": "spouse", "occupation": "farmer"}
                    lists = {"ground": "grounds", "relation": "relation", "occupation": "occupation"}
                    told = label(lists[column], codes[column], language)
                sheet.cell(row=number, column=places[column], value=told)
    book.save(path)


def accounts(rows: list[CodedRow]) -> dict[tuple[str, str], Account]:
    return {(a.kind, a.external_id): a for row in rows for a in row.accounts}


def said(account: Account, field: str) -> list[object]:
    return [coded.value for coded in getattr(account, field)]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_is_filled_in_is_read_back_by_the_mapping_beside_it(tmp_path: Path, language: str) -> None:
    path = tmp_path / "records.xlsx"
    mapping = write_template(path, VOCABULARIES, language)
    fill(path, language)
    rows, refused = read([path], read_mapping(mapping))
    assert problems(refused) == []
    found = accounts(rows)
    assert sorted(found) == [
        ("case", "c"),
        ("fate", "1/1"),
        ("person", "1"),
        ("person", "2"),
        ("relation", "1/2"),
        ("stage", "1/1"),
        ("stage", "1/2"),
    ]
    _check_people(found)
    _check_stages(found)
    assert [finding for row in rows for finding in row.findings] == [
        Finding(
            accounts=frozenset({found["person", "1"].id}),
            outcome="enforced-disappearance",
            standard="reasonable-grounds",
            reason="Three accounts agree.",
        )
    ]
    described = rows[0].described
    assert described is not None
    assert (described.source.kind, described.source.day, described.source.interviewee) == (
        "interview",
        date(2021, 2, 3),
        "W-1",
    )
    assert [(c.purpose, c.answer, c.identity) for c in described.consents] == [
        ("internal-analysis", ConsentAnswer.YES, IdentityLevel.NAME),
        ("aggregate-statistics", ConsentAnswer.YES, IdentityLevel.NONE),
        ("named-publication", ConsentAnswer.NO, IdentityLevel.NONE),
    ]


def _check_people(found: dict[tuple[str, str], Account]) -> None:
    first, second = found["person", "1"], found["person", "2"]
    assert isinstance(first, PersonAccount)
    assert said(first, "names") == [Name(text="리순옥", script="Hang")]
    assert said(first, "age") == [Age(low=38, high=38, reckoning=Reckoning.KOREAN)]
    assert (said(first, "role"), said(first, "sex")) == (["victim"], ["female"])
    assert said(second, "names") == [Name(text="Pak Chol", script="Latn", system="as-told")]
    assert (said(second, "sex"), said(second, "occupation")) == ([Absence.UNKNOWN], ["farmer"])
    relation, fate = found["relation", "1/2"], found["fate", "1/1"]
    assert isinstance(relation, RelationAccount)
    assert isinstance(fate, FateAccount)
    assert (said(relation, "relation"), said(relation, "other")) == (["spouse"], [second.id])
    assert said(fate, "status") == [Absence.UNKNOWN]


def _check_stages(found: dict[tuple[str, str], Account]) -> None:
    arrest, held = found["stage", "1/1"], found["stage", "1/2"]
    assert isinstance(arrest, StageAccount)
    assert arrest.source == IDS.source("I-1")
    assert said(arrest, "person") == [found["person", "1"].id]
    assert said(arrest, "case") == [found["case", "c"].id]
    assert [(d.earliest, d.latest) for d in said(arrest, "start")] == [(date(2011, 3, 1), date(2011, 5, 31))]  # type: ignore[attr-defined]  # dates
    assert said(arrest, "authorities") == [Involved(authority=Code("mss"), role=Code("depriving"))]
    assert (said(arrest, "grounds"), said(arrest, "on_account_of")) == (["association"], [INTERVIEWEE])
    assert said(held, "authorities") == [Involved(authority=Code("mss"), role=Code("receiving"))]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_word_a_drop_down_offers_can_be_read(tmp_path: Path, language: str) -> None:
    path = tmp_path / "records.xlsx"
    absent = read_mapping(write_template(path, VOCABULARIES, language)).sheets[1].parts[0].fields["sex"][0].absent
    book = load_workbook(path)
    for name, column, vocabulary in (
        ("people", "occupation", "occupation"),
        ("people", "residence", "place"),
        ("stages", "stage", "stage-kind"),
        ("stages", "taken_by", "authority"),
        ("stages", "ground", "grounds"),
        ("relations", "relation", "relation"),
    ):
        offered = [word for word in choices(path, name, column) if word.casefold() not in absent]
        codes = [[term.code for term in VOCABULARIES[vocabulary].find(word)] for word in offered]
        assert codes == [[term.code] for term in VOCABULARIES[vocabulary].terms]
    assert book["lists"].sheet_state == "hidden"


def choices(path: Path, sheet_name: str, column: str) -> list[str]:
    """The words of the list behind the drop-down of a column."""
    book = load_workbook(path)
    sheet = book[sheet_name]
    letter = next(cell.column_letter for cell in sheet[2] if cell.value == column)
    (rule,) = [v for v in sheet.data_validations.dataValidation if f"{letter}3:" in str(v.sqref)]
    cells = str(rule.formula1).removeprefix("=lists!").replace("$", "")
    return [str(row[0].value) for row in book["lists"][cells]]


def test_headings_stay_in_sight_and_columns_have_notes(tmp_path: Path) -> None:
    path = tmp_path / "records.xlsx"
    write_template(path, VOCABULARIES, "ko")
    sheet = load_workbook(path)["people"]
    assert (sheet.freeze_panes, sheet["A1"].value, sheet["A2"].value) == ("A3", "면담", "interview")
    assert sheet["A1"].comment is not None
    assert "interviews" in sheet["A1"].comment.text


def test_a_file_that_may_have_been_filled_in_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "records.xlsx"
    write_template(path, VOCABULARIES, "en")
    before = path.read_bytes()
    with pytest.raises(TemplateExists):
        write_template(path, VOCABULARIES, "en")
    assert path.read_bytes() == before


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_sheet_but_the_read_me_is_read_and_a_renamed_one_is_reported(tmp_path: Path, language: str) -> None:
    path = tmp_path / "records.xlsx"
    mapping = read_mapping(write_template(path, VOCABULARIES, language))
    found, unread = opened_by([path], mapping)
    assert [sheet.name for sheet, _ in found] == [*IN_ENGLISH]
    assert unread == []
    book = load_workbook(path)
    book["stages"].title = "단계"
    book.save(path)
    _, (sheet,) = opened_by([path], mapping)
    assert (sheet.problem.code, sheet.problem.place.sheet) == ("intake.sheet-not-read", "단계")
    assert "people, stages, fates" in sheet.problem.hint


@pytest.mark.parametrize(("language", "rule"), [("en", "names of the sheets"), ("ko", "시트 이름은 바꾸지")])
def test_the_read_me_says_that_sheets_keep_their_names_and_that_figures_need_findings(
    tmp_path: Path, language: str, rule: str
) -> None:
    path = tmp_path / "records.xlsx"
    write_template(path, VOCABULARIES, language)
    lines = [str(row[0]) for row in load_workbook(path).worksheets[0].iter_rows(values_only=True)]
    assert sum(rule in line for line in lines) == 1
    assert sum("findings" in line for line in lines) == 1


def test_a_finding_is_chosen_from_the_vocabulary_without_absences(tmp_path: Path) -> None:
    path = tmp_path / "records.xlsx"
    write_template(path, VOCABULARIES, "en")
    assert choices(path, "findings", "standard") == ["Reasonable grounds to believe", "Credible", "Insufficient"]


def test_a_template_is_a_workbook_in_a_folder_that_is_there(tmp_path: Path) -> None:
    with pytest.raises(TemplateEnding):
        write_template(tmp_path / "records.csv", VOCABULARIES, "en")
    with pytest.raises(TemplateNotWritten):
        write_template(tmp_path / "nowhere" / "records.xlsx", VOCABULARIES, "en")
    assert list(tmp_path.iterdir()) == []


def test_a_registry_without_a_profile_gets_a_workbook_too(tmp_path: Path) -> None:
    vocabularies = load_vocabularies(None, None)
    mapping = write_template(tmp_path / "records.xlsx", vocabularies, "en")
    check_mapping(read_mapping(mapping), vocabularies)
