"""The PostgreSQL server tests run on: named by LASTSEEN_TEST_POSTGRES, with a database for each registry."""

import os
from uuid import uuid4

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

SERVER = "LASTSEEN_TEST_POSTGRES"
"""The URL of a database from which others may be created."""
REQUIRED = "LASTSEEN_REQUIRE"
"""Set to ``postgres``, tests that need a server fail without one instead of being skipped."""
MISSING = f"no PostgreSQL: set {SERVER}"


def server() -> str:
    """The server's URL; without one the test is skipped, or fails where a server is required."""
    url = os.environ.get(SERVER, "")
    if not url and os.environ.get(REQUIRED) == "postgres":
        pytest.fail(MISSING)
    if not url:
        pytest.skip(MISSING)
    return url


def new_database(template: str | None = None) -> str:
    """Make a database, empty or as a copy of another; gives its URL."""
    name = f"lastseen_{uuid4().hex}"
    statement = SQL("CREATE DATABASE {}").format(Identifier(name))
    if template is not None:
        statement += SQL(" TEMPLATE {}").format(Identifier(_name(template)))
    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(statement)
    head, mark, query = server().partition("?")
    return head.rpartition("/")[0] + f"/{name}" + mark + query


def drop_database(url: str) -> None:
    """Remove a database, and whoever is still connected to it."""
    statement = SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(_name(url)))
    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(statement)


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]
