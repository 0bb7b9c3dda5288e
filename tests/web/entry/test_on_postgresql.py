"""The entry on PostgreSQL: tables made beside the registry's, a log-in, a second factor, a session."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from lastseen.config.database import create_login_tables
from lastseen.domain.rights import Role
from lastseen.storage.models import Entry
from lastseen.storage.verifying import verify
from tests.conftest import Registry, make_registry, wire
from tests.postgres import drop_database, new_database
from tests.totp import code_of
from tests.web.site import PASSWORD, Site

pytestmark = pytest.mark.postgres


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site on a database of its own: the tables of log-ins would be in the way of putting a shared one back."""
    url = new_database()
    make_registry(tmp_path / "registry", url)
    registry = Registry(wire(tmp_path / "registry"))
    assert registry.workspace
    create_login_tables()
    yield Site(registry).open()
    registry.wiring.close()
    drop_database(url)


def test_somebody_logs_in_sets_an_app_and_is_in(site: Site) -> None:
    user, client = site.user([Role.CODER]), Client()
    for password, status in (("wrong", 200), (PASSWORD, 302)):
        assert client.post("/entry/login/", {"login": user.name, "password": password}).status_code == status
    secret = client.get("/entry/factors/app/").content.decode().split('id="secret">')[1].split("<")[0]
    client.post("/entry/factors/app/", {"code": code_of(secret)})
    assert client.get("/").status_code == 200
    assert verify() == Entry.objects.count() == 6
