"""Serving browsers: the address told, what HTTPS changes, and that nothing else has to wait for it."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

from lastseen.cli.session import Service
from lastseen.config.database import SERVED_CACHE, keep_connections
from lastseen.config.serving import LOCAL, address, settle_for_browsers
from lastseen.storage.sqlcipher.base import CACHE
from tests.conftest import Registry


def served(**how: object) -> Service:
    """A service on this machine, but for what is said."""
    return Service(**{"host": "127.0.0.1", "port": 0, **how})  # type: ignore[arg-type]  # as the service has them


@pytest.mark.parametrize(
    ("service", "told"),
    [
        (served(), "http://localhost:8000/"),
        (served(host="0.0.0.0"), "http://localhost:8000/"),  # noqa: S104  # told, not bound
        (served(host="10.0.0.7"), "http://10.0.0.7:8000/"),
        (served(names=("registry.example",), https=True), "https://registry.example/"),
        (served(https=True), "https://127.0.0.1/"),
    ],
)
def test_the_address_told_is_one_that_passkeys_can_be_kept_for(service: Service, told: str) -> None:
    assert address(service, 8000) == told


@pytest.mark.parametrize("https", [False, True])
def test_over_https_cookies_are_bound_to_it_and_to_this_name_alone(https: bool) -> None:
    settle_for_browsers(served(names=("registry.example",), https=https), None, "a key")
    prefix = "__Host-" if https else ""
    expected = {
        "ALLOWED_HOSTS": [*LOCAL, "registry.example"],
        "CSRF_COOKIE_NAME": f"{prefix}lastseen-form",
        "CSRF_COOKIE_SECURE": https,
        "CSRF_TRUSTED_ORIGINS": ["https://registry.example"] if https else [],
        "SECRET_KEY": "a key",
        "SECURE_HSTS_SECONDS": 31_536_000 if https else 0,
        "SESSION_COOKIE_NAME": f"{prefix}lastseen",
        "SESSION_COOKIE_SECURE": https,
    }
    assert {name: getattr(settings, name) for name in expected} == expected


def test_a_command_that_serves_nobody_loads_nothing_of_it() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _LOADED], check=True, capture_output=True, text=True, cwd=Path(__file__).parent
    ).stdout
    assert told.split() == ["lastseen.web.served"]


_LOADED = """
import sys
from lastseen.config.database import configure
configure()
import lastseen.cli.commands, lastseen.config.wiring
print(*(m for m in sys.modules if m.startswith(("allauth", "axes", "csp", "waitress", "django_htmx", "lastseen.web."))))
"""


def test_each_thread_keeps_its_connection_and_asks_whether_it_still_works(sqlite_registry: Registry) -> None:
    assert sqlite_registry.workspace
    keep_connections()
    kept = connections.settings["default"]
    assert (kept["CONN_MAX_AGE"], kept["CONN_HEALTH_CHECKS"]) == (None, True)


def test_a_thread_that_serves_keeps_fewer_pages_than_one_that_imports(sqlite_registry: Registry) -> None:
    assert sqlite_registry.workspace
    before = _cache()
    keep_connections()
    assert (before, _cache()) == (-CACHE, -SERVED_CACHE)


def _cache() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        size: int = cursor.fetchone()[0]
        return size
