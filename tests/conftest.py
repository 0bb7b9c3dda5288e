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

configure(web=True)

from lastseen.cli.session import NewRegistry  # noqa: E402  # models need Django set up first
from lastseen.config.registry import read_registry  # noqa: E402
from lastseen.config.wiring import Wiring  # noqa: E402
from lastseen.evidence import Cost  # noqa: E402
from lastseen.operations.workspace import Workspace  # noqa: E402
from tests.postgres import drop_database, keep, new_database, put_back  # noqa: E402

NOW = datetime(2024, 10, 31, 9, 0, tzinfo=UTC)
PASSPHRASE = "fictional"
CHEAP = Cost(passes=1, memory=64, lanes=1)
REGISTRY_ID = UUID("00000000-0000-4000-8000-0000000000aa")

BOTH_DATABASES = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))
"""For tests that are to hold on either: ``parametrize("registry", BOTH_DATABASES, indirect=True)``."""


@dataclass(frozen=True, slots=True)
class Registry:
    """A fresh registry with the profile ``dprk``, on an encrypted SQLite file unless asked for otherwise."""

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


def make_registry(folder: Path, database: str = "sqlite") -> None:
    """Make a registry in which nothing has happened, and close it."""
    wiring = wire(folder)
    wiring.create(NewRegistry(profile="dprk", owner="owner", id=REGISTRY_ID, database=database))
    wiring.close()


@pytest.fixture(scope="session")
def empty_registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a registry in which nothing has happened, to be copied."""
    folder = tmp_path_factory.mktemp("template") / "registry"
    make_registry(folder)
    return folder


@pytest.fixture(scope="session")
def empty_postgres_registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The same on PostgreSQL: the folder, which names the database. Whoever uses it puts it back."""
    url = new_database()
    folder = tmp_path_factory.mktemp("template") / "registry"
    make_registry(folder, url)
    keep(url)
    yield folder
    drop_database(url)


@pytest.fixture
def registry(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Registry]:
    """A fresh registry."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield from _copied(request.getfixturevalue("empty_registry"), tmp_path / "registry")
    else:
        yield from _copied_on_postgres(request.getfixturevalue("empty_postgres_registry"), tmp_path / "registry")


@pytest.fixture
def sqlite_registry(empty_registry: Path, tmp_path: Path) -> Iterator[Registry]:
    """A fresh registry on an encrypted SQLite file, for what is true of such a file only."""
    yield from _copied(empty_registry, tmp_path / "registry")


def _copied(template: Path, folder: Path) -> Iterator[Registry]:
    shutil.copytree(template, folder)
    wiring = wire(folder)
    yield Registry(wiring)
    wiring.close()


def _copied_on_postgres(template: Path, folder: Path) -> Iterator[Registry]:
    url = read_registry(template).database
    put_back(url)
    yield from _copied(template, folder)


def lastseen(*arguments: str | Path, expect: int = 0) -> str:
    """Run the command in a process of its own, as a user would; gives what it prints. Fails on another exit code."""
    command = [str(Path(sys.executable).with_name("lastseen")), *map(str, arguments)]
    environment = {**os.environ, "LASTSEEN_PASSPHRASE": PASSPHRASE}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
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
