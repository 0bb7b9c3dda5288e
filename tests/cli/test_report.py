"""``lastseen report``: what is refused, and that a sound document comes of whatever a registry holds."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from pypdf import PdfReader

import lastseen.cli.commands  # noqa: F401  # gives the command its verbs
from lastseen.cli.main import run
from lastseen.cli.session import NewRegistry
from lastseen.config.wiring import Wiring
from lastseen.reports.texts import texts_in
from tests.conftest import REGISTRY_ID, wire
from tests.reports.attack.reading import held, squeezed
from tests.reports.attack.rows import rows

ENDINGS = (".html", ".pdf", ".docx")
PLAN = """
id = "own"
version = "1"
[text]
en = "report.en.md"
[part.sex]
kind = "bars"
figure = "sex"
"""
PROSE = """# A report

## Findings

There are {figure:sex/male} men.

![Victims by sex.](sex)
"""
THERE = "There are {figure:sex/male} men."


class Desk(NamedTuple):
    """Where a report is made: the registry, and the folder with its report file."""

    session: Wiring
    folder: Path
    out: Path

    def plan(self, plan: str = PLAN, **prose: str) -> "Desk":
        """Put a report file there, with the prose of each language."""
        (self.folder / "report.toml").write_text(plan, encoding="utf-8")
        for language, text in (prose or {"en": PROSE}).items():
            (self.folder / f"report.{language}.md").write_text(text, encoding="utf-8")
        return self

    def report(self, *options: str, out: Path | None = None) -> int:
        """Run the command; gives its exit code."""
        own = ["--definition", str(self.folder / "report.toml")] if (self.folder / "report.toml").exists() else []
        return run(["report", str(out or self.out), *own, *options], self.session)


@pytest.fixture(scope="module")
def opened(finished_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wiring]:
    """The demo's registry, which nothing here changes."""
    folder = Path(shutil.copytree(finished_demo / "registry", tmp_path_factory.mktemp("reported") / "registry"))
    session = wire(folder)
    yield session
    session.close()


@pytest.fixture
def desk(opened: Wiring, tmp_path: Path) -> Desk:
    """A place to make reports of the demo."""
    return Desk(opened, tmp_path, tmp_path / "report.html")


# ---- what is refused -------------------------------------------------------------------------------------------------

REFUSED = {
    "a figure that there is not": ("{figure:witchcraft}", "", "reports.unknown-figure", "report.en.md, line 5"),
    "a row that there is not": ("{figure:sex/neither}", "", "reports.unknown-row", "report.en.md, line 5"),
    "a form that there is not": ("{figure:sex/male|roman}", "", "reports.unknown-form", "report.en.md, line 5"),
    "a part that there is not": ("![A map.](map)", "", "reports.misplaced-part", "report.en.md, line 5"),
    "a quote of nothing": ("{victims}", "", "reports.unknown-quote", "report.en.md, line 5"),
    "a chart of no figure": (THERE, '[part.sex]\nkind = "bars"\nfigure = "hats"', "reports.unknown-figure",
                             "[part.sex]"),
    "a chart of no kind": (THERE, '[part.sex]\nkind = "pie"\nfigure = "sex"', "reports.bad-plan",
                           "report.toml, [part.sex]"),
}  # fmt: skip


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("what", REFUSED)
def test_a_report_that_cannot_stand_is_refused_where_it_is_wrong_and_nothing_is_written(
    desk: Desk, capsys: pytest.CaptureFixture[str], what: str, there: bool
) -> None:
    written, part, code, where = REFUSED[what]
    plan = PLAN if not part else PLAN[: PLAN.index("[part")] + part
    desk.plan(plan, en=PROSE.replace(THERE, written))
    if there:
        desk.out.write_text("an earlier report", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in desk.folder.iterdir()}
    assert desk.report() == 1
    told = capsys.readouterr().err
    assert f"[{code}]" in told
    assert where in told
    assert {path.name: path.read_bytes() for path in desk.folder.iterdir()} == before


@pytest.mark.parametrize(
    ("quoted", "code"),
    [
        ("{figure:first-arrest-order/anti-socialist}", "reports.withheld-row"),
        ("{figure:families/6}", "reports.withheld-row"),
        ("{figure:age-at-disappearance/female/10-19}", "reports.withheld-row"),
        ("{figure:relation-per-pair/spouse}", "reports.inside-figure"),
    ],
)
def test_what_is_too_small_to_be_published_is_quoted_inside_only(
    desk: Desk, capsys: pytest.CaptureFixture[str], quoted: str, code: str
) -> None:
    desk.plan(en=PROSE.replace(THERE, f"They are {quoted}."))
    assert desk.report() == 0
    assert desk.report("--profile", "public", out=desk.folder / "public.html") == 1
    assert f"[{code}]" in capsys.readouterr().err
    assert not (desk.folder / "public.html").exists()


def test_prose_under_a_heading_for_people_inside_may_quote_what_the_public_does_not_see(desk: Desk) -> None:
    inside = "## More {#more .internal}\n\nThey are {figure:first-arrest-order/anti-socialist}."
    desk.plan(en=f"{PROSE}\n{inside}\n")
    assert desk.report("--profile", "public") == 0
    assert "More" not in held(desk.out).shown


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("nowhere/report.html", (), "document.no-folder"),
        ("report.odt", (), "document.unknown-format"),
        ("report", (), "document.unknown-format"),
        ("report.html", ("--language", "ko"), "reports.not-written"),
        ("report.html", ("--snapshot", "S-20000101-00000000"), "snapshot.not-found"),
    ],
)
def test_a_report_that_cannot_be_written_is_refused_before_it_is_made(
    desk: Desk, capsys: pytest.CaptureFixture[str], name: str, options: tuple[str, ...], code: str
) -> None:
    desk.plan()
    assert desk.report(*options, out=desk.folder / name) == 1
    assert f"[{code}]" in capsys.readouterr().err
    assert sorted(path.name for path in desk.folder.iterdir()) == ["report.en.md", "report.toml"]


def test_a_language_that_nobody_has_words_for_is_wrong_usage(desk: Desk) -> None:
    assert desk.report("--language", "fr") == 2


# ---- a copy to start from --------------------------------------------------------------------------------------------


def test_the_standard_report_is_copied_and_the_copy_gives_the_same_report(desk: Desk) -> None:
    copy = desk.folder / "own"
    assert run(["copy-report", str(copy)], desk.session) == 0
    assert sorted(path.name for path in copy.iterdir()) == ["report.en.md", "report.ko.md", "report.toml"]
    again = desk.folder / "again.html"
    assert (desk.report(), desk.report("--definition", str(copy / "report.toml"), out=again)) == (0, 0)
    assert again.read_bytes() == desk.out.read_bytes()


def test_nothing_is_copied_over_what_is_there(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.plan()
    before = {path.name: path.read_bytes() for path in desk.folder.iterdir()}
    assert run(["copy-report", str(desk.folder)], desk.session) == 1
    assert "[reports.folder-is-there]" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in desk.folder.iterdir()} == before


# ---- what is large ---------------------------------------------------------------------------------------------------

AGES = """
id = "own"
version = "1"
[population.report]
outcomes = ["enforced-disappearance"]
source_kinds = ["interview"]
[[figure]]
id = "ages"
unit = "victim"
population = "report"
variable = "age"
labels = { en = "Ages", ko = "나이" }
row = [ROWS]
"""
NUMBER = re.compile(r"\d")
LONG = "함경북도 " + "아주긴이름의" * 18 + "마을 협동농장"
"""A place of 120 letters."""


def ages(desk: Desk, *labels: str) -> None:
    """A figure of its own with so many rows, as a chart and as a table."""
    lines = (
        f'{{ code = "a{i}", between = [{i}, {i}], labels = {{ en = "{label}", ko = "{label}" }} }}'
        for i, label in enumerate(labels)
    )
    (desk.folder / "ages.toml").write_text(AGES.replace("ROWS", ",".join(lines)), encoding="utf-8")
    parts = "".join(f'[part.{kind}]\nkind = "{kind}"\nfigure = "ages"\n' for kind in ("bars", "table"))
    places = "![Bars.](bars)\n\n![Table.](table)\n"
    texts = '[text]\nen = "report.en.md"\nko = "report.ko.md"\n'
    desk.plan(f'id = "own"\nversion = "1"\nfigures = "ages.toml"\n{texts}{parts}',
              en=f"# Ages\n\n## All\n\n{places}", ko=f"# 나이\n\n## 모두\n\n{places}")  # fmt: skip


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_table_of_forty_rows_has_them_all(desk: Desk, ending: str) -> None:
    labels = [f"Row {one}{other}" for one in "abcde" for other in "stuvwxyz"]
    ages(desk, *labels)
    out = desk.folder / f"report{ending}"
    assert desk.report(out=out) == 0
    assert [row.row for row in rows(out) if row.figure == "Table." and row.row in labels] == labels


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_place_with_a_very_long_name_is_named_in_full(desk: Desk, ending: str) -> None:
    assert len(LONG) >= 120
    ages(desk, LONG, "짧은 이름")
    out = desk.folder / f"report{ending}"
    assert desk.report("--language", "ko", out=out) == 0
    assert squeezed(LONG) in squeezed(held(out).shown)


# ---- nobody, and no profile ------------------------------------------------------------------------------------------


VOCABULARIES = Path(__file__).parents[2] / "examples/rettig/vocabularies"
"""Authorities, occupations and places of a registry that has no profile."""
LANGUAGES = {"dprk": ("en", "ko"), "": ("en", "es", "ko")}
"""In which languages the report of a profile is written."""


@pytest.fixture(scope="module", params=list(LANGUAGES))
def empty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wiring]:
    """A registry in which nothing has happened, with a snapshot of it."""
    session = wire(tmp_path_factory.mktemp("empty") / "registry")
    own = None if request.param else VOCABULARIES
    session.create(NewRegistry(profile=request.param, owner="owner", id=REGISTRY_ID, vocabularies=own))
    assert run(["snapshot"], session) == 0
    yield session
    session.close()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_registry_of_nobody_gives_a_sound_report_in_every_language(
    empty: Wiring, tmp_path: Path, ending: str
) -> None:
    for language in LANGUAGES[empty.workspace.profile]:
        out = tmp_path / f"report.{language}{ending}"
        assert run(["report", str(out), "--language", language], empty) == 0
        if ending == ".pdf":
            assert len(PdfReader(out).pages) > 10
        else:
            assert texts_in(language)["report"]["nobody"] in " ".join(held(out).shown.split())
            assert {cell for row in rows(out) for cell in row.cells if NUMBER.search(cell)} == {"0"}


def test_a_registry_of_nobody_gives_the_public_a_report_of_noughts(empty: Wiring, tmp_path: Path) -> None:
    out = tmp_path / "public.html"
    assert run(["report", str(out), "--profile", "public"], empty) == 0
    assert texts_in("en")["report"]["nobody"] in " ".join(held(out).shown.split())
    assert {cell for row in rows(out) for cell in row.cells if NUMBER.search(cell)} == {"0"}
