"""The files that the reference shows can be used as they stand."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lastseen.exchange.codings import read_codings
from lastseen.exchange.mapping.reading import read_mapping
from lastseen.operations.coding import hand_in
from lastseen.reports.wording import is_particle
from tests.conftest import NOW, Registry

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def example(page: str, kind: str = "toml") -> str:
    """The first file of a kind that a page shows."""
    found = re.search(rf"^```{kind}\n(.*?)^```$", (REFERENCE / page).read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


def lastseen(folder: Path, *arguments: str) -> str:
    """What a command prints that is run on the fictional registry beside it."""
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "LASTSEEN_REGISTRY": "demo/registry",
        "LASTSEEN_PASSPHRASE": "fictional",
    }
    command = [str(Path(sys.executable).with_name("lastseen")), *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_coded_interview_can_be_handed_in(tmp_path: Path, registry: Registry) -> None:
    (tmp_path / "K-07.toml").write_text(example("codings.md"), encoding="utf-8")
    (tmp_path / "K-07.txt").write_text("It is my sister: they took her in the spring of 2011.\n", encoding="utf-8")
    sources = read_codings(tmp_path, registry.workspace.ids, "coder")
    handed = hand_in(sources, registry.workspace, actor=registry.owner, now=NOW)
    assert handed.counts == {"new": 3, "changed": 0, "same": 0}


def test_the_decisions_can_be_recorded(beside_demo: Path) -> None:
    (beside_demo / "decisions.toml").write_text(example("decisions.md"), encoding="utf-8")
    printed = lastseen(beside_demo, "decide", "decisions.toml")
    assert {line.split()[0] for line in printed.splitlines()} >= {"verdict", "conclusion"}


def test_the_figures_can_be_counted(beside_demo: Path) -> None:
    (beside_demo / "ours.toml").write_text(example("figures.md"), encoding="utf-8")
    assert "[women-by-ground] · Victims, N = 48" in lastseen(beside_demo, "figures", "--definitions", "ours.toml")


def test_the_report_can_be_written(beside_demo: Path) -> None:
    (beside_demo / "report.toml").write_text(example("report-files.md"), encoding="utf-8")
    (beside_demo / "report.en.md").write_text(example("report-files.md", "markdown"), encoding="utf-8")
    for profile in ("internal", "public"):
        lastseen(beside_demo, "report", f"{profile}.html", "--definition", "report.toml", "--profile", profile)
    told = {profile: (beside_demo / f"{profile}.html").read_text("utf-8") for profile in ("internal", "public")}
    assert ["Cases, told from what was concluded" in page for page in told.values()] == [True, False]


def test_every_particle_that_the_page_on_report_files_names_is_one() -> None:
    pairs = re.findall(r"[가-힣]+/[가-힣]+", (REFERENCE / "report-files.md").read_text("utf-8"))
    assert [pair for pair in pairs if not is_particle(pair)] == []
    assert len(set(pairs)) > 10


def test_the_mapping_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(example("mappings.md"), encoding="utf-8")
    assert read_mapping(path).id == "partner-list"


def test_a_page_without_an_example_is_noticed() -> None:
    with pytest.raises(AssertionError):
        example("errors.md")
