"""Two groups with a list of invented people each, of the example of four lists: North a church's, South one of lawyers.

They know each other, and either may be asked how many people it has. One of the two is open at a time.
"""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import pytest

from lastseen.cli.session import NewRegistry
from lastseen.domain.protection import RiskLevel, Subject
from lastseen.exchange.bundles import PublicKeys
from lastseen.exchange.mapping.reading import read_mapping
from lastseen.operations.intake import import_files
from lastseen.operations.partners import add_partner
from lastseen.operations.protections import judge_risk
from lastseen.operations.snapshots import take_snapshot
from tests.coded import risk
from tests.conftest import NOW, Registry, wire
from tests.exchanging import FAR, keys, opened

EXAMPLE = Path(__file__).parents[1] / "examples" / "four-lists"
MADE = {"North": ("church", UUID(int=0xA0)), "South": ("lawyers", UUID(int=0xB0))}
"""The list each group has, and the id of its registry."""


@dataclass(frozen=True, slots=True)
class Groups:
    """The folders of the two registries, and one for what is carried between them."""

    folder: Path

    @property
    def north(self) -> Registry:
        return opened(self.folder / "North")

    @property
    def south(self) -> Registry:
        return opened(self.folder / "South")

    def carried(self, name: str) -> Path:
        """A file that is carried."""
        return self.folder / name


def make_group(folder: Path, list_: str, id_: UUID) -> PublicKeys:
    """A registry of one list, judged and frozen; gives its keys."""
    wire(folder).create(NewRegistry(profile="", owner="owner", id=id_, vocabularies=EXAMPLE / "vocabularies"))
    group = opened(folder)
    act = {"actor": group.owner, "now": NOW}
    mapping = read_mapping(EXAMPLE / "mapping.toml")
    import_files([EXAMPLE / f"{list_}.csv"], mapping, group.workspace, dry_run=False, **act)  # type: ignore[arg-type]  # who and when
    whole = Subject(source=group.workspace.ids.source(list_))
    judge_risk(replace(risk("", review=FAR), subject=whole, level=RiskLevel.LOW), None, **act)  # type: ignore[arg-type]  # as above
    take_snapshot(group.workspace, **act)  # type: ignore[arg-type]  # as above
    return keys(group)


@pytest.fixture(scope="module")
def made_groups(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two, to be copied."""
    folder = tmp_path_factory.mktemp("groups") / "groups"
    known = {name: make_group(folder / name, *made) for name, made in MADE.items()}
    for name, other in (("North", "South"), ("South", "North")):
        group = opened(folder / name)
        add_partner(other, known[other], group.workspace, actor=group.owner, now=NOW)
        group.wiring.close()
    return folder


@pytest.fixture
def groups(made_groups: Path, tmp_path: Path) -> Groups:
    """The two, to be worked on."""
    return Groups(Path(shutil.copytree(made_groups, tmp_path / "groups")))
