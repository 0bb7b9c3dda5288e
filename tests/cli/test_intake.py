"""``lastseen import`` and ``lastseen template``: what people read. All people are invented."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

import lastseen.cli.commands  # noqa: F401  # gives the command its verbs
from lastseen.cli.main import run
from lastseen.config.wiring import Wiring
from tests.conftest import Registry, wire

MAPPING = """
id = "trial"
[[sheet]]
name = "interviews"
id = "{code}"
[sheet.source]
id = "{code}"
kind = "interview"
compartment = "{compartment}"
[[sheet]]
name = "people"
source = "{interview}"
id = "{no}"
[[sheet.person]]
sex = "{sex}"
birth = "{born}"
"""


@pytest.fixture
def session(sqlite_registry: Registry) -> Wiring:
    """A registry for one command after another."""
    folder = sqlite_registry.folder
    sqlite_registry.wiring.close()
    return wire(folder)


def imported(session: Wiring, folder: Path, *options: str, born: str = "1965", compartment: str = "general") -> None:
    book = Workbook()
    interviews, people = book.worksheets[0], book.create_sheet("people")
    interviews.title = "interviews"
    for row in (["code", "compartment"], ["S-1", "general"], ["S-2", compartment]):
        interviews.append(row)
    for told in (["interview", "no", "sex", "born"], ["S-1", "1", "male", born], ["S-2", "1", ""], ["S-2", "2", ""]):
        people.append(told)
    book.save(folder / "book.xlsx")
    (folder / "map.toml").write_text(MAPPING, encoding="utf-8")
    arguments = ["import", str(folder / "book.xlsx"), "--mapping", str(folder / "map.toml"), *options]
    assert run(arguments, session) == 0


def test_rows_that_wait_for_a_refused_row_come_last_in_one_line(
    session: Wiring, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(session, tmp_path, compartment="")
    lines = capsys.readouterr().out.splitlines()
    assert lines[2] == "Refused (3):"
    assert lines[3] == "  book.xlsx, interviews, row 3, column compartment: '' [intake.empty-cell]"
    assert "who may see the source" in lines[4]
    assert lines[5:] == ["  2 more rows wait for S-2, which was refused (column interview)"]


def test_programs_are_told_of_every_row_that_waits(
    session: Wiring, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(session, tmp_path, "--format", "json", compartment="")
    codes = [problem["code"] for problem in json.loads(capsys.readouterr().out)["problems"]]
    assert codes == ["intake.empty-cell", "intake.refers-to-refused", "intake.refers-to-refused"]


def test_a_dry_run_tells_source_account_and_field_with_old_and_new_words(
    session: Wiring, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(session, tmp_path, "--dry-run")
    assert capsys.readouterr().out.splitlines()[3:6] == [
        "  new source S-1",
        "  new source S-2",
        "  new person S-1/1",
    ]
    imported(session, tmp_path)
    capsys.readouterr()
    imported(session, tmp_path, "--dry-run", born="1966")
    assert capsys.readouterr().out.splitlines()[2:] == ["Would change (1):", "  person S-1/1 birth: 1965 → 1966"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("nowhere/a.xlsx", "template.not-written"), ("a.csv", "template.ending"), ("a", "template.ending")],
)
def test_a_template_is_refused_where_it_cannot_be_written_or_is_no_workbook(
    session: Wiring, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, code: str
) -> None:
    assert run(["template", str(tmp_path / name)], session) == 1
    assert code in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.glob("a*")) == []
