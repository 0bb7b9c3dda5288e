"""The reports of the demo, made once: both profiles, two languages, three formats."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from lastseen.cli.commands.reports import released_report
from lastseen.domain.release import Profile
from lastseen.figures.figure_set import FigureSet
from lastseen.operations.snapshots import find_snapshot
from lastseen.reports.plan import standard_plan
from lastseen.snapshot import Snapshot
from tests.conftest import wire

ENDINGS = (".html", ".pdf", ".docx")
LANGUAGES = ("en", "ko")
EVERY = list(product(LANGUAGES, ENDINGS))
"""Each language in each format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """The files, the snapshot they were made from, and its figures as each profile shows them."""

    folder: Path
    snapshot: Snapshot
    sets: Mapping[Profile, FigureSet]

    def file(self, profile: Profile, language: str, ending: str) -> Path:
        """One of the files."""
        return self.folder / f"{profile.value}.{language}{ending}"

    def files(self, profile: Profile) -> list[Path]:
        """All files of a profile."""
        return [self.file(profile, language, ending) for language, ending in EVERY]


@pytest.fixture(scope="session")
def reports(finished_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The reports of the demo. Those for people inside lie in it already."""
    folder = tmp_path_factory.mktemp("attacked")
    wiring = wire(Path(shutil.copytree(finished_demo / "registry", folder / "registry")))
    plan = standard_plan("dprk")
    sets = {}
    for profile in Profile:
        write = released_report(wiring, plan, profile, None)
        for language, ending in EVERY:
            out = folder / f"{profile.value}.{language}{ending}"
            if profile is Profile.INTERNAL:
                shutil.copy(finished_demo / f"report.{language}{ending}", out)
            if profile is Profile.PUBLIC or profile not in sets:
                sets[profile] = write(language, out).content.set
    snapshot = find_snapshot(wiring.workspace, None)
    wiring.close()
    return Reports(folder=folder, snapshot=snapshot, sets=sets)
