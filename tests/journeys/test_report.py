"""A figure changed in the registry, and the sentence, the table and the chart of the next report with it."""

from pathlib import Path

from tests.conftest import lastseen
from tests.reports.attack.reading import held
from tests.reports.attack.rows import rows

PLAN = """
id = "grounds"
version = "1"
[text]
en = "grounds.md"
[part.chart]
kind = "bars"
figure = "grounds"
[part.table]
kind = "table"
figure = "grounds"
"""
PROSE = """# Why people were taken

## Religion

Religion is the main ground for {figure:grounds/religion|share}, criticism for {figure:grounds/criticism|words}.

![A chart.](chart)

![A table.](table)
"""


RELIGION, CRITICISM = "Religion", "Criticism of the leaders or the system"


def shown(report: Path) -> list[str]:
    """What a report says of religion and criticism: in its sentence, its chart and its table."""
    sentence = next(line for line in held(report).shown.splitlines() if line.startswith(f"{RELIGION} is"))
    told = [f"{row.figure} {row.row}: {row.cells[0]}" for row in rows(report) if row.row in (RELIGION, CRITICISM)]
    return [sentence, *told]


def said(sentence: str, religion: int, criticism: int) -> list[str]:
    """What is to be said."""
    numbers = [f"{CRITICISM}: {criticism}", f"{RELIGION}: {religion}"]
    return [sentence, *(f"{where} {number}" for where in ("A chart.", "A table.") for number in numbers)]


def test_a_ground_coded_anew_changes_sentence_table_and_chart_and_no_report_of_before(demo: Path) -> None:
    registry, plan = demo / "registry", demo / "report.toml"
    plan.write_text(PLAN, encoding="utf-8")
    (demo / "grounds.md").write_text(PROSE, encoding="utf-8")

    def reported(name: str, *options: str) -> Path:
        out = demo / name
        lastseen("report", out, "--definition", plan, "--registry", registry, *options)
        return out

    first = lastseen("snapshot", "list", "--registry", registry).split()[0]
    before = reported("before.html")
    assert shown(before) == said("Religion is the main ground for 6 of 113 (5.3%), criticism for 8.", 6, 8)
    coding = demo / "sources/interviews/I-30.toml"
    text = coding.read_text(encoding="utf-8")
    coding.write_text(
        text.replace('grounds = [{ code = "religion"', 'grounds = [{ code = "criticism"'), encoding="utf-8"
    )
    lastseen("code", demo / "sources/interviews", "--coder", "demo", "--registry", registry)
    lastseen("snapshot", "--registry", registry)
    assert shown(reported("after.html")) == said(
        "Religion is the main ground for 5 of 113 (4.4%), criticism for 9.", 5, 9
    )
    assert reported("again.html", "--snapshot", first).read_bytes() == before.read_bytes()
