"""What all tests share: Django set up without a database, and registries made in temporary folders."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from lastseen.config.database import configure

configure()

from lastseen.cli.session import NewRegistry  # noqa: E402  # models need Django set up first
from lastseen.config.wiring import Wiring  # noqa: E402
from lastseen.evidence import Cost  # noqa: E402
from lastseen.operations.workspace import Workspace  # noqa: E402

NOW = datetime(2024, 10, 31, 9, 0, tzinfo=UTC)
PASSPHRASE = "fictional"
CHEAP = Cost(passes=1, memory=64, lanes=1)
REGISTRY_ID = UUID("00000000-0000-4000-8000-0000000000aa")


@dataclass(frozen=True, slots=True)
class Registry:
    """A registry on a fresh encrypted SQLite file, with the profile ``dprk``."""

    wiring: Wiring

    @property
    def workspace(self) -> Workspace:
        return self.wiring.workspace

    @property
    def owner(self) -> UUID:
        return self.wiring.actor

    @property
    def folder(self) -> Path:
        return self.workspace.folder


def wire(folder: Path) -> Wiring:
    """A registry's wiring with a cheap key, a fixed clock and the tests' passphrase."""
    return Wiring(folder=folder, user=None, passphrase=lambda: PASSPHRASE, now=lambda: NOW, cost=CHEAP)


@pytest.fixture(scope="session")
def empty_registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a registry in which nothing has happened, to be copied."""
    folder = tmp_path_factory.mktemp("template") / "registry"
    wiring = wire(folder)
    wiring.create(NewRegistry(profile="dprk", owner="owner", id=REGISTRY_ID))
    wiring.close()
    return folder


@pytest.fixture
def registry(empty_registry: Path, tmp_path: Path) -> Iterator[Registry]:
    """A fresh registry."""
    folder = tmp_path / "registry"
    shutil.copytree(empty_registry, folder)
    wiring = wire(folder)
    yield Registry(wiring)
    wiring.close()
