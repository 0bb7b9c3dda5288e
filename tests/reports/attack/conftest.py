"""The reports of the demo, made once: both profiles, two languages, three formats."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from lastseen.cli.commands.reports import released_report
from lastseen.config.wiring import Wiring
from lastseen.domain.release import OF_FIGURES, Profile
from lastseen.figures.figure_set import FigureSet
from lastseen.operations.snapshots import find_snapshot
from lastseen.reports.plan import standard_plan
from lastseen.snapshot import Snapshot
from tests.conftest import wire

ENDINGS = (".html", ".pdf", ".docx")
LANGUAGES = ("en", "ko")
LIES_AS = {Profile.INTERNAL: "report", Profile.PUBLIC: "report.public"}
"""What the files of a profile are called in the demo."""
EVERY = list(product(LANGUAGES, ENDINGS))
"""Each language in each format."""
INSIDE = [one for one in EVERY if one != ("ko", ".pdf")]
"""The same for people inside, without the one that takes longest to read."""
OF_BOTH = [(Profile.PUBLIC, *one) for one in EVERY] + [(Profile.INTERNAL, *one) for one in INSIDE]
"""All files that are looked through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """The files, the snapshot they were made from, and its figures as each profile shows them."""

    folder: Path
    snapshot: Snapshot
    sets: Mapping[Profile, FigureSet]

    def file(self, profile: Profile, language: str, ending: str) -> Path:
        """One of the files."""
        return self.folder / f"{profile.value}.{language}{ending}"


@pytest.fixture(scope="session")
def reports(finished_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The reports of the demo. Most lie in it already."""
    folder = tmp_path_factory.mktemp("attacked")
    wiring = wire(Path(shutil.copytree(finished_demo / "registry", folder / "registry")))
    sets = {profile: _written(wiring, profile, finished_demo, folder) for profile in OF_FIGURES}
    snapshot = find_snapshot(wiring.workspace, None)
    wiring.close()
    return Reports(folder=folder, snapshot=snapshot, sets=sets)


def _written(wiring: Wiring, profile: Profile, demo: Path, folder: Path) -> FigureSet:
    """Put the files of a profile into the folder; gives the figures in them."""
    write = released_report(wiring, standard_plan("dprk"), profile, None)
    for language, ending in EVERY:
        there = demo / f"{LIES_AS[profile]}.{language}{ending}"
        out = folder / f"{profile.value}.{language}{ending}"
        if there.exists():
            shutil.copy(there, out)
        else:
            write(language, out)
    return write("en", folder / "again.html").content.set
