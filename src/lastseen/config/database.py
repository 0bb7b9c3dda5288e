"""Django's settings for one registry: an encrypted SQLite file in its folder, or PostgreSQL by URL."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, connections
from django.db.utils import DEFAULT_DB_ALIAS

from lastseen.config import settings as shared
from lastseen.config import web as browsers
from lastseen.config.registry import DATABASE, SQLITE
from lastseen.domain.errors import Refusal

SQLCIPHER = "lastseen.storage.sqlcipher"


class BadDatabase(Refusal):
    """The database named cannot be used."""

    code = "registry.bad-database"
    sentence = "{url} is not a database Lastseen can use."
    hint = (
        "Use 'sqlite', or a URL such as postgresql://user@host:5432/name or postgresql:///name?host=/run/postgresql; "
        "give the password in PGPASSWORD or ~/.pgpass."
    )


class PasswordInURL(Refusal):
    """The URL holds a password, which would lie open in ``registry.toml``."""

    code = "registry.password-in-url"
    sentence = "The database's URL holds a password, and would be written down with it."
    hint = "Leave it out of the URL, and give it in PGPASSWORD or ~/.pgpass."


class NoDriver(Refusal):
    """PostgreSQL was asked for, and its driver is not installed."""

    code = "registry.no-driver"
    sentence = "PostgreSQL needs the driver psycopg, which is not installed."
    hint = "Install it with: pip install 'lastseen[postgres]'"


class NoDatabase(Refusal):
    """The database does not answer, or is not this registry's."""

    code = "registry.no-database"
    sentence = "The registry's database cannot be opened: {why}."
    hint = (
        "Check that the file is there and its disk has room, or that the server runs and lets you in. A file that is "
        "damaged, or another registry's, has to be put back from a backup."
    )


def database(url: str, folder: Path, key: Callable[[], bytes]) -> Mapping[str, object]:
    """Django's description of a database. The key is a callable, so that it never stands in the settings.

    Raises :class:`BadDatabase`, :class:`PasswordInURL` or :class:`NoDriver`.
    """
    if url == SQLITE:
        return {"ENGINE": SQLCIPHER, "NAME": str(folder / DATABASE), "OPTIONS": {"key": key}}
    if not re.match(r"postgres(ql)?://", url):
        raise BadDatabase(url=url)
    return _postgresql(url)


_NAMES = {"dbname": "NAME", "user": "USER", "host": "HOST", "port": "PORT"}


def _postgresql(url: str) -> dict[str, object]:
    """What libpq makes of a URL: a folder of sockets may be the host, and options such as ``sslmode`` may follow."""
    try:
        from psycopg import ProgrammingError  # noqa: PLC0415  # installed only where PostgreSQL is used
        from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415  # as above
    except ImportError as error:
        raise NoDriver from error
    try:
        given = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise BadDatabase(url=re.sub("//[^/@]*@", "//…@", url)) from error
    if "password" in given:
        raise PasswordInURL
    if "dbname" not in given:
        raise BadDatabase(url=url)
    described: dict[str, object] = {_NAMES[name]: str(value) for name, value in given.items() if name in _NAMES}
    options = {name: value for name, value in given.items() if name not in _NAMES}
    return {"ENGINE": "django.db.backends.postgresql", "OPTIONS": options, **described}


def configure(*, web: bool = False) -> None:
    """Set Django up, once for the whole process, on no database yet; with what browsers need only if they are served.

    What a process does not serve to browsers it does not load either: commands start in half the time.
    """
    if settings.configured:
        return
    modules = (shared, browsers) if web else (shared,)
    settings.configure(**{name: value for module in modules for name, value in vars(module).items() if name.isupper()})
    django.setup()


def connect(description: Mapping[str, object]) -> None:
    """Work on this database from now on; what was open before is closed. Nothing is opened until it is asked for."""
    connections.close_all()
    connections.settings = connections.configure_settings({DEFAULT_DB_ALIAS: dict(description)})
    del connections[DEFAULT_DB_ALIAS]


SERVED_CACHE = 64_000
"""KiB of decrypted pages that each thread of a server keeps: requests go by indexes, and there are several threads."""


def keep_connections() -> None:
    """Let each thread keep its connection from one request to the next, as opening an encrypted file takes a while."""
    settled = connections.settings[DEFAULT_DB_ALIAS]
    settled.update(CONN_MAX_AGE=None, CONN_HEALTH_CHECKS=True)
    if settled["ENGINE"] == SQLCIPHER:
        settled["OPTIONS"]["cache"] = SERVED_CACHE
        connections.close_all()


def check_connection() -> None:
    """Open the database now. Raises :class:`NoDatabase`."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        raise NoDatabase(why=str(error).strip().splitlines()[0]) from error


def check_registry() -> None:
    """The database opens, and a registry is in it. Raises :class:`NoDatabase`."""
    name = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and not name.exists():
        raise NoDatabase(why=f"{name} is not there")
    check_connection()
    if "storage_entry" not in connection.introspection.table_names():
        raise NoDatabase(why="no registry is in it")


def create_tables() -> None:
    """Make the registry's tables, or bring them up to date. Raises :class:`NoDatabase`."""
    check_connection()
    call_command("migrate", "storage", verbosity=0, interactive=False)


def create_login_tables() -> None:
    """Make the tables of log-ins, second factors and sessions beside the registry's, or bring all up to date."""
    check_connection()
    call_command("migrate", verbosity=0, interactive=False)
