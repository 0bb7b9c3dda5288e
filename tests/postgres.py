"""The PostgreSQL server tests run on: named by LASTSEEN_TEST_POSTGRES, with databases of its own for them.

Copying a database for each test takes longer than most tests; so one is emptied and filled again instead.
"""

import os
from uuid import uuid4

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

SERVER = "LASTSEEN_TEST_POSTGRES"
"""The URL of a database from which others may be created."""
REQUIRED = "LASTSEEN_REQUIRE"
"""With ``postgres`` among its words, tests that need a server fail without one instead of being skipped."""
MISSING = f"no PostgreSQL: set {SERVER}"


def server() -> str:
    """The server's URL; without one the test is skipped, or fails where a server is required."""
    url = os.environ.get(SERVER, "")
    if not url and "postgres" in os.environ.get(REQUIRED, "").split():
        pytest.fail(MISSING)
    if not url:
        pytest.skip(MISSING)
    return url


def new_database() -> str:
    """Make an empty database; gives its URL."""
    name = f"lastseen_{uuid4().hex}"
    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    head, mark, query = server().partition("?")
    return head.rpartition("/")[0] + f"/{name}" + mark + query


def keep(url: str) -> None:
    """Remember what is in every table of a database, for :func:`put_back`."""
    with psycopg.connect(url) as connection:
        connection.execute("CREATE SCHEMA kept")
        for table in _tables(connection, "public"):
            connection.execute(SQL("CREATE TABLE kept.{0} AS TABLE public.{0}").format(Identifier(table)))


def put_back(url: str) -> None:
    """Make every table what it was when it was kept, past the guards; those made since are emptied."""
    with psycopg.connect(url) as connection:
        connection.execute("SET lock_timeout = '30s'")
        tables, kept = ([Identifier(table) for table in _tables(connection, of)] for of in ("public", "kept"))
        for table in tables:
            connection.execute(SQL("ALTER TABLE public.{} DISABLE TRIGGER USER").format(table))
        connection.execute(SQL("TRUNCATE {}").format(SQL(", ").join(tables)))
        for table in kept:
            connection.execute(SQL("INSERT INTO public.{0} SELECT * FROM kept.{0}").format(table))
        connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            connection.execute(SQL("ALTER TABLE public.{} ENABLE TRIGGER USER").format(table))


def _tables(connection: psycopg.Connection, schema: str) -> list[str]:
    """The tables of a schema, but for what Django remembers of how they were made."""
    found = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = %s AND tablename <> 'django_migrations'", [schema]
    )
    return [name for (name,) in found]


def drop_database(url: str) -> None:
    """Remove a database, and whoever is still connected to it."""
    statement = SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(_name(url)))
    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(statement)


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]
