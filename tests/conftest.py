"""What all tests share: Django set up without a database, and registries made in temporary folders."""

import os
import shutil
import subprocess
import sys
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


def lastseen(*arguments: str | Path, expect: int = 0) -> str:
    """Run the command in a process of its own, as a user would; gives what it prints. Fails on another exit code."""
    command = [str(Path(sys.executable).with_name("lastseen")), *map(str, arguments)]
    environment = {**os.environ, "LASTSEEN_PASSPHRASE": PASSPHRASE}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)  # noqa: S603
    assert done.returncode == expect, f"{command} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def finished_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as `make demo` builds it. Not to be changed: copy it."""
    folder = tmp_path_factory.mktemp("finished") / "demo"
    lastseen("demo", folder)
    return folder


@pytest.fixture
def demo(finished_demo: Path, tmp_path: Path) -> Path:
    """A copy of the finished demo, to be worked on."""
    return Path(shutil.copytree(finished_demo, tmp_path / "demo"))
