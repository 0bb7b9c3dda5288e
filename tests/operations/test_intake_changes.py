"""What an import tells of sources, consent and findings that change, and of sheets not read. Invented people."""

import tomllib
from pathlib import Path

import pytest
from openpyxl import Workbook

from lastseen.exchange.mapping.reading import parse_mapping
from lastseen.operations.intake import import_files
from lastseen.operations.intake_report import FieldChange, IntakeReport, RowCounts
from lastseen.storage.reading import consents
from tests.conftest import NOW, Registry

MAPPING = """
id = "trial"
[source]
id = "list"
kind = "partner-record"
compartment = "general"
title = "A list"
interviewee = "W-1"
[[source.consent]]
purpose = "internal-analysis"
answer = "yes"
identity = "name"

[[sheet]]
id = "{no}"
[[sheet.person]]
sex = "{sex}"
birth = "{born}"
age = { text = "{age}", reckoning = "korean" }
"""
INTERVIEWS = """
id = "trial"
[[sheet]]
name = "interviews"
id = "{code}"
[sheet.source]
id = "{code}"
kind = "interview"
compartment = "general"
title = "{title}"
[[sheet.source.consent]]
purpose = "internal-analysis"
answer = "{consent}"
[[sheet]]
name = "findings"
source = "{code}"
optional = true
id = "{person}"
[[sheet.person]]
[[sheet.finding]]
when = { column = "outcome", filled = true }
person = "{person}"
outcome = "{outcome}"
standard = "credible"
reason = "As we found."
"""
HEAD = "no,sex,born,age\n"
Sheets = dict[str, list[list[str]]]


def run(registry: Registry, path: Path, text: str, *, dry_run: bool = False) -> IntakeReport:
    mapping = parse_mapping(tomllib.loads(text), "trial.toml")
    return import_files([path], mapping, registry.workspace, dry_run=dry_run, actor=registry.owner, now=NOW)


def people(registry: Registry, folder: Path, rows: str, text: str = MAPPING, *, dry_run: bool = False) -> IntakeReport:
    path = folder / "people.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return run(registry, path, text, dry_run=dry_run)


def book(folder: Path, sheets: Sheets) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def interviews(consent: str = "yes", title: str = "First") -> Sheets:
    return {"interviews": [["code", "title", "consent"], ["S-1", title, consent], ["S-2", "Other", "yes"]]}


def test_a_changed_answer_on_consent_is_a_changed_row_and_is_told(registry: Registry, tmp_path: Path) -> None:
    assert run(registry, book(tmp_path, interviews()), INTERVIEWS).rows.new == 2
    changed = book(tmp_path, interviews(consent="no", title="Second"))
    report = run(registry, changed, INTERVIEWS, dry_run=True)
    assert report.rows == RowCounts(new=0, changed=1, same=1, refused=0)
    (change,) = report.changes
    assert (change.place.sheet, change.place.row, change.kind, change.source) == ("interviews", 2, "source", "S-1")
    assert [field.told for field in change.fields] == ["First → Second", "yes, identity none → no"]
    assert [field.name for field in change.fields] == ["source.title", "consent.internal-analysis"]
    assert run(registry, changed, INTERVIEWS).rows.changed == 1
    assert sorted(c.answer for (c,) in consents().values()) == ["no", "yes"]
    assert run(registry, changed, INTERVIEWS).rows == RowCounts(new=0, changed=0, same=2, refused=0)


def test_a_source_of_the_whole_file_that_changes_is_told_once_at_its_first_row(
    registry: Registry, tmp_path: Path
) -> None:
    rows = "1,male,,\n2,male,,\n3,male,,\n"
    people(registry, tmp_path, rows)
    text = MAPPING.replace("A list", "The list").replace('"W-1"', '"W-2"')
    report = people(registry, tmp_path, rows, text, dry_run=True)
    assert report.rows == RowCounts(new=0, changed=1, same=2, refused=0)
    assert [(c.place.row, c.kind, c.id, c.fields) for c in report.changes] == [
        (
            2,
            "source",
            "list",
            (
                FieldChange(name="source.title", old=("A list",), new=("The list",), told="A list → The list"),
                FieldChange(name="source.interviewee", withheld=True),
            ),
        )
    ]


def test_a_source_that_is_new_is_listed_with_what_it_tells(registry: Registry, tmp_path: Path) -> None:
    report = people(registry, tmp_path, "1,male,,\n", dry_run=True)
    assert report.rows.new == 1
    assert [(c.outcome, c.kind, c.source, c.id) for c in report.changes] == [
        ("new", "source", "list", "list"),
        ("new", "person", "list", "1"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("1,male,,", "1,female,,", ["male → female"]),
        ("1,,1965,", "1,,spring 1966,", ["1965 → spring 1966"]),
        ("1,,,38", "1,,,39", ["38 (korean) → 39 (korean)"]),
        ("1,,,", "1,,1966,", ["(nothing) → 1966"]),
        ("1,male,,", "1,남성,,", ["male → male, read from other words"]),
    ],
)
def test_a_change_is_told_in_the_words_of_the_file(
    registry: Registry, tmp_path: Path, before: str, after: str, told: list[str]
) -> None:
    people(registry, tmp_path, f"{before}\n")
    report = people(registry, tmp_path, f"{after}\n", dry_run=True)
    assert [field.told for change in report.changes for field in change.fields] == told


def test_a_new_and_a_changed_finding_are_listed(registry: Registry, tmp_path: Path) -> None:
    def found(outcome: str) -> Path:
        rows = [["code", "person", "outcome"], ["S-1", "1", outcome]]
        return book(tmp_path, interviews() | {"findings": rows})

    run(registry, found("ended"), INTERVIEWS)
    report = run(registry, found("killing"), INTERVIEWS, dry_run=True)
    assert report.rows == RowCounts(new=0, changed=1, same=2, refused=0)
    assert [(c.kind, c.id, [f.told for f in c.fields]) for c in report.changes] == [
        ("finding", "1", ["ended → killing"])
    ]


def test_a_sheet_that_the_mapping_does_not_read_is_reported_with_those_it_does(
    registry: Registry, tmp_path: Path
) -> None:
    sheets = interviews() | {"판단": [["code"], ["S-1"]], "empty": [], "Read me": [["Hello"]]}
    report = run(registry, book(tmp_path, sheets), 'ignore = ["read me"]\n' + INTERVIEWS)
    assert report.rows == RowCounts(new=2, changed=0, same=0, refused=0)
    (problem,) = report.problems
    assert (problem.code, problem.place.sheet, problem.place.row) == ("intake.sheet-not-read", "판단", 0)
    assert "interviews, findings" in problem.hint
