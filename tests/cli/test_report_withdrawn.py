"""A snapshot that is older than a withdrawal: what may no longer be used is left out, and the report says so."""

import re
from pathlib import Path

import lastseen.cli.commands  # noqa: F401  # gives the command its verbs
from lastseen.cli.main import run
from tests.conftest import wire
from tests.reports.attack.reading import held
from tests.reports.attack.rows import rows

WITHDRAWN = "I-30"
"""An interview that tells of two people of whom no other does."""


def withdraw(interview: Path) -> None:
    """Let the interviewee take back every yes."""
    text = interview.read_text(encoding="utf-8")
    changed = re.sub(r'(decision = "yes", identity = "\w+")', r"\1, withdrawn = 2024-10-30", text)
    assert changed != text
    interview.write_text(changed, encoding="utf-8")


def totals(report: Path) -> dict[str, int]:
    """N of each figure, out of the table of all figures."""
    found = [row for row in rows(report) if len(row.cells) == 3 and row.cells[2].isdigit()]
    return {row.row: int(row.cells[2]) for row in found}


def test_a_source_withdrawn_since_the_snapshot_is_left_out_with_whom_it_tells_of_and_the_report_says_so(
    demo: Path,
) -> None:
    session = wire(demo / "registry")
    withdraw(demo / f"sources/interviews/{WITHDRAWN}.toml")
    assert run(["code", str(demo / "sources/interviews"), "--coder", "demo"], session) == 0
    for profile, before in (("internal", demo / "report.en.html"), ("public", demo / "report.public.en.html")):
        after = demo / f"{profile}.html"
        assert run(["report", str(after), "--profile", profile], session) == 0
        check(before, after, is_inside=profile == "internal")
    session.close()


def check(before: Path, after: Path, *, is_inside: bool) -> None:
    """One report before and after."""
    assert "everybody they tell of: 0 of 68." in held(before).shown
    assert "everybody they tell of: 1 of 68." in held(after).shown
    assert (totals(before)["Victims"], totals(after)["Victims"]) == (113, 111)
    assert (totals(before)["Interviews"], totals(after)["Interviews"]) == (62, 61)
    assert ("W-30" in held(before).shown) == is_inside
    assert "W-30" not in held(after).shown
