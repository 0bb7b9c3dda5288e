"""Django's settings for one registry: an encrypted SQLite file in its folder, or PostgreSQL by URL."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import django
from django.conf import settings

from lastseen.config.registry import DATABASE, SQLITE
from lastseen.domain.errors import Refusal


class BadDatabase(Refusal):
    """The database named cannot be used."""

    code = "registry.bad-database"
    sentence = "{url} is not a database Lastseen can use."
    hint = (
        "Use 'sqlite', or a URL such as postgresql://user@host:5432/name; give the password in PGPASSWORD or ~/.pgpass."
    )


def database(url: str, folder: Path, key: Callable[[], bytes]) -> Mapping[str, object]:
    """Django's description of a database. The key is a callable, so that it never stands in the settings.

    Raises :class:`BadDatabase`.
    """
    if url == SQLITE:
        return {
            "ENGINE": "lastseen.storage.sqlcipher",
            "NAME": str(folder / DATABASE),
            "OPTIONS": {"key": key},
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise BadDatabase(url=url)
    described: dict[str, object] = {"ENGINE": "django.db.backends.postgresql", "NAME": unquote(parts.path.strip("/"))}
    given = {"USER": parts.username, "PASSWORD": parts.password, "HOST": parts.hostname, "PORT": parts.port}
    return described | {name: unquote(str(value)) for name, value in given.items() if value is not None}


def configure(description: Mapping[str, object]) -> None:
    """Set Django up on one database, once for the whole process."""
    options: dict[str, Any] = {
        "DATABASES": {"default": dict(description)},
        "INSTALLED_APPS": ["lastseen.storage"],
        "AUTH_USER_MODEL": "storage.User",
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
    }
    settings.configure(**options)
    django.setup()
