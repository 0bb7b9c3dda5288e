"""Every command, program and notebook that the documentation shows is run, and prints what it shows."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from lastseen.domain.dates import IntervalDate, parse_date
from tests.contracts.test_make import make
from tests.docs.blocks import run, steps

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
RUN = [page for page in PAGES if any(steps(page.read_text(encoding="utf-8")))]


def test_the_tutorial_is_among_the_pages_that_are_run() -> None:
    assert ROOT / "docs" / "tutorial.md" in RUN


@pytest.mark.parametrize("page", RUN, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_shows_is_what_happens(page: Path, beside_demo: Path) -> None:
    (beside_demo / "examples").symlink_to(ROOT / "examples")
    run(page, beside_demo)


def test_make_demo_runs_the_command_the_pages_build_on() -> None:
    told = make(ROOT, "--just-print", "--assume-old=.venv/.done", "demo")
    assert told.stdout.splitlines() == [".venv/bin/lastseen demo demo"]


@pytest.mark.parametrize("notebook", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.name)
def test_a_notebook_is_stored_without_outputs_and_runs(notebook: Path, beside_demo: Path) -> None:
    cells = [cell for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert [cell["outputs"] for cell in cells] == [[]] * len(cells)
    assert [cell["execution_count"] for cell in cells] == [None] * len(cells)
    program = "\n".join("".join(cell["source"]) for cell in cells)
    done = subprocess.run([sys.executable, "-c", program], cwd=beside_demo, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_no_reference_page_is_stale() -> None:
    done = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.returncode) == ("", 0), "run: .venv/bin/python docs/generate.py"


INTERVIEW = date(2024, 5, 2)


@pytest.mark.parametrize(
    ("told", "earliest", "latest"),
    [
        ("2011", date(2011, 1, 1), date(2011, 12, 31)),
        ("spring 2011", date(2011, 3, 1), date(2011, 5, 31)),
        ("2011년 봄", date(2011, 3, 1), date(2011, 5, 31)),
        ("the end of 1978", date(1978, 9, 1), date(1978, 12, 31)),
        ("1978년 말", date(1978, 9, 1), date(1978, 12, 31)),
        ("before 1994", None, date(1993, 12, 31)),
        ("1994년 전", None, date(1993, 12, 31)),
    ],
)
def test_the_page_on_dates_reads_as_it_says(told: str, earliest: date | None, latest: date | None) -> None:
    page = (ROOT / "docs" / "methods" / "dates.md").read_text(encoding="utf-8")
    assert told in page
    assert parse_date(told, reference=INTERVIEW) == IntervalDate(earliest=earliest, latest=latest, told=told)
