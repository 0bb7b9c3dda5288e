"""Which database a registry lies in: an encrypted file, or PostgreSQL by a URL."""

import sys
from pathlib import Path

import pytest

from lastseen.cli.session import NewRegistry
from lastseen.config.database import BadDatabase, NoDatabase, NoDriver, PasswordInURL, database
from lastseen.config.registry import FILE, read_registry
from lastseen.domain.errors import Refusal
from lastseen.operations.soundness import examine
from lastseen.operations.users import AlreadyOwned
from tests.conftest import make_registry, wire
from tests.postgres import drop_database, new_database


def described(url: str) -> dict[str, object]:
    """What Django is told of a database, but for the engine and what is empty."""
    told = database(url, Path("folder"), lambda: bytes(32))
    return {name.lower(): value for name, value in told.items() if name != "ENGINE" and value}


URLS = {
    "postgresql://ada@db.example:5433/cases": {"name": "cases", "user": "ada", "host": "db.example", "port": "5433"},
    "postgres://ada@db.example/cases": {"name": "cases", "user": "ada", "host": "db.example"},
    "postgresql:///cases": {"name": "cases"},
    "postgresql:///cases?host=/run/postgresql": {"name": "cases", "host": "/run/postgresql"},
    "postgresql:///cases?host=/run/pg&port=5433&user=ada": {
        "name": "cases",
        "host": "/run/pg",
        "port": "5433",
        "user": "ada",
    },
    "postgresql://ada@%2Frun%2FPostgreSQL/cases": {"name": "cases", "user": "ada", "host": "/run/PostgreSQL"},
    "postgresql://[::1]:5433/cases": {"name": "cases", "host": "::1", "port": "5433"},
    "postgresql://ad%40a@db.example/fall%20eins": {"name": "fall eins", "user": "ad@a", "host": "db.example"},
    "postgresql://db.example/cases?sslmode=verify-full&connect_timeout=5": {
        "name": "cases",
        "host": "db.example",
        "options": {"sslmode": "verify-full", "connect_timeout": "5"},
    },
}


@pytest.mark.parametrize("url", URLS)
def test_a_url_says_server_folder_of_sockets_user_database_and_options(url: str) -> None:
    assert described(url) == URLS[url]


@pytest.mark.parametrize(
    "url",
    ["", "mysql://db/cases", "postgresql:cases", "cases.db", "postgresql://", "postgresql://db.example/", "SQLITE"],
)
def test_anything_else_is_no_database(url: str) -> None:
    with pytest.raises(BadDatabase) as refused:
        described(url)
    assert "PGPASSWORD" in refused.value.mend


@pytest.mark.parametrize("url", ["postgresql://ada:s3cret@db/cases", "postgresql:///cases?password=s3cret"])
def test_a_password_is_not_written_down_in_a_url(url: str) -> None:
    with pytest.raises(PasswordInURL) as refused:
        described(url)
    assert "s3cret" not in f"{refused.value} {refused.value.mend}"


def test_a_url_that_cannot_be_read_is_told_without_its_password() -> None:
    with pytest.raises(BadDatabase) as refused:
        described("postgresql://ada:s3cret@db/cases?nonsense=1")
    assert "s3cret" not in str(refused.value)


def test_without_the_driver_postgresql_is_refused_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.split(".")[0] == "psycopg"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(NoDriver) as refused:
        described("postgresql:///cases")
    assert "lastseen[postgres]" in refused.value.mend


def made(folder: Path, url: str) -> None:
    wire(folder).create(NewRegistry(profile="dprk", owner="owner", database=url))


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        ("mysql://db/cases", BadDatabase),
        ("postgresql://ada:s3cret@db/cases", PasswordInURL),
        ("postgresql:///cases?host=/nowhere/at/all", NoDatabase),
    ],
)
def test_a_registry_that_cannot_be_made_leaves_nothing_behind(tmp_path: Path, url: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        made(tmp_path / "registry", url)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.postgres
def test_a_server_that_refuses_is_told_in_one_line(tmp_path: Path) -> None:
    url = new_database()
    drop_database(url)
    with pytest.raises(NoDatabase) as refused:
        made(tmp_path / "registry", url)
    assert "does not exist" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.postgres
def test_a_registry_on_postgresql_is_made_opened_and_found_sound(tmp_path: Path) -> None:
    url = new_database()
    folder = tmp_path / "registry"
    make_registry(folder, url)
    again = wire(folder)
    assert read_registry(folder).database == url
    assert all(check.sound for check in examine(again.workspace))
    again.close()
    drop_database(url)


@pytest.mark.postgres
def test_a_database_that_holds_a_registry_is_not_taken_for_another(tmp_path: Path) -> None:
    url = new_database()
    make_registry(tmp_path / "first", url)
    with pytest.raises(AlreadyOwned):
        made(tmp_path / "second", url)
    assert not (tmp_path / "second").exists()
    first = wire(tmp_path / "first")
    assert all(check.sound for check in examine(first.workspace))
    first.close()
    drop_database(url)


@pytest.mark.postgres
def test_a_database_without_a_registry_is_not_opened_as_one(tmp_path: Path) -> None:
    full, empty = new_database(), new_database()
    folder = tmp_path / "registry"
    make_registry(folder, full)
    text = (folder / FILE).read_text(encoding="utf-8")
    (folder / FILE).write_text(text.replace(full, empty), encoding="utf-8")
    with pytest.raises(NoDatabase, match="no registry"):
        wire(folder).actor  # noqa: B018  # opens the registry
    drop_database(full)
    drop_database(empty)
