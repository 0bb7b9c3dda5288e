"""Django's settings for one registry: an encrypted SQLite file in its folder, or PostgreSQL by URL."""

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.utils import DEFAULT_DB_ALIAS, OperationalError

from lastseen.config import settings as shared
from lastseen.config.registry import DATABASE, SQLITE
from lastseen.domain.errors import Refusal


class BadDatabase(Refusal):
    """The database named cannot be used."""

    code = "registry.bad-database"
    sentence = "{url} is not a database Lastseen can use."
    hint = (
        "Use 'sqlite', or a URL such as postgresql://user@host:5432/name; give the password in PGPASSWORD or ~/.pgpass."
    )


class NoDatabase(Refusal):
    """The database does not answer."""

    code = "registry.no-database"
    sentence = "The registry's database cannot be opened: {why}."
    hint = "Check that the file is there, or that the server runs and lets you in; then ask again."


def database(url: str, folder: Path, key: Callable[[], bytes]) -> Mapping[str, object]:
    """Django's description of a database. The key is a callable, so that it never stands in the settings.

    Raises :class:`BadDatabase`.
    """
    if url == SQLITE:
        return {"ENGINE": "lastseen.storage.sqlcipher", "NAME": str(folder / DATABASE), "OPTIONS": {"key": key}}
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise BadDatabase(url=url)
    described: dict[str, object] = {"ENGINE": "django.db.backends.postgresql", "NAME": unquote(parts.path.strip("/"))}
    given = {"USER": parts.username, "PASSWORD": parts.password, "HOST": parts.hostname, "PORT": parts.port}
    return described | {name: unquote(str(value)) for name, value in given.items() if value is not None}


def configure() -> None:
    """Set Django up, once for the whole process, on no database yet."""
    if settings.configured:
        return
    settings.configure(**{name: value for name, value in vars(shared).items() if name.isupper()})
    django.setup()


def connect(description: Mapping[str, object]) -> None:
    """Work on this database from now on; what was open before is closed. Nothing is opened until it is asked for."""
    connections.close_all()
    connections.settings = connections.configure_settings({DEFAULT_DB_ALIAS: dict(description)})
    del connections[DEFAULT_DB_ALIAS]


def check_connection() -> None:
    """Open the database now. Raises :class:`NoDatabase`."""
    try:
        connections[DEFAULT_DB_ALIAS].ensure_connection()
    except OperationalError as error:
        raise NoDatabase(why=str(error).strip().splitlines()[0]) from error


def create_tables() -> None:
    """Make the registry's tables, or bring them up to date. Raises :class:`NoDatabase`."""
    check_connection()
    call_command("migrate", verbosity=0, interactive=False)
