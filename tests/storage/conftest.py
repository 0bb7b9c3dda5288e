"""Storage is to hold on either database, much of it in a registry where everything was done once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lastseen.config.registry import read_registry
from tests.conftest import BOTH_DATABASES, Registry, make_registry, wire
from tests.postgres import drop_database, keep, new_database, put_back
from tests.storage.everything import fill


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that takes a registry once on SQLite and once on PostgreSQL."""
    for name in ("registry", "full"):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, BOTH_DATABASES, indirect=True)


@pytest.fixture(scope="session")
def filled_registry(empty_registry: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a registry in which one of everything was done, to be copied."""
    return _filled(Path(shutil.copytree(empty_registry, tmp_path_factory.mktemp("filled") / "registry")))


@pytest.fixture(scope="session")
def filled_postgres_registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The same on PostgreSQL: whoever uses it puts it back."""
    url = new_database()
    folder = tmp_path_factory.mktemp("filled") / "registry"
    make_registry(folder, url)
    yield _filled(folder, url)
    drop_database(url)


def _filled(folder: Path, url: str = "") -> Path:
    registry = Registry(wire(folder))
    fill(registry)
    registry.wiring.close()
    if url:
        keep(url)
    return folder


@pytest.fixture
def full(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Registry]:
    """A registry in which one of everything was done."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("filled_registry")
    else:
        template = request.getfixturevalue("filled_postgres_registry")
        put_back(read_registry(template).database)
    registry = Registry(wire(Path(shutil.copytree(template, tmp_path / "full"))))
    assert registry.workspace
    yield registry
    registry.wiring.close()
