"""What tests of pages share: a registry with sources in two compartments, served, and clients logged in to it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from lastseen.config.database import create_login_tables
from lastseen.domain.rights import Role
from tests.coded import hand
from tests.conftest import Registry, make_registry, wire
from tests.web.site import SOURCES, Site


@pytest.fixture(scope="session")
def served_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a registry with :data:`~tests.web.site.SOURCES` and the tables of log-ins, to be copied."""
    folder = tmp_path_factory.mktemp("served") / "registry"
    make_registry(folder)
    registry = Registry(wire(folder))
    hand(registry, *SOURCES)
    create_login_tables()
    registry.wiring.close()
    return folder


def _opened(folder: Path) -> Iterator[Site]:
    cache.clear()
    registry = Registry(wire(folder))
    yield Site(registry).open()
    registry.wiring.close()


@pytest.fixture
def site(served_template: Path, tmp_path: Path) -> Iterator[Site]:
    """The site of a fresh registry with a few sources: ``site.client_as(Role.EDITOR, compartments=[BORDER])``."""
    yield from _opened(Path(shutil.copytree(served_template, tmp_path / "registry")))


@pytest.fixture
def owner_client(site: Site) -> Client:
    """A browser of somebody with every role, in every compartment."""
    return site.client_as(*Role)


@pytest.fixture
def demo_site(demo: Path) -> Iterator[Site]:
    """The site of the finished demo."""
    registry = Registry(wire(demo / "registry"))
    assert registry.workspace
    create_login_tables()
    yield Site(registry).open()
    registry.wiring.close()


@pytest.fixture
def demo_client(demo_site: Site) -> Client:
    """A browser of somebody with every role at the finished demo."""
    return demo_site.client_as(*Role)
