"""What lies on the disk: no word of anybody without the key, no change unnoticed. On an encrypted SQLite file."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections

from lastseen.config.database import NoDatabase
from lastseen.config.registry import DATABASE, KEYS
from lastseen.domain.errors import LastseenError
from lastseen.evidence import Holder, create_key_file, derive_key, unlock
from lastseen.evidence.keys import WrongPassphrase
from lastseen.operations.snapshots import take_snapshot
from lastseen.operations.soundness import examine
from lastseen.storage.reading import agreed_accounts
from tests.coded import hand, interview
from tests.conftest import CHEAP, NOW, PASSPHRASE, Registry, make_registry, wire

CANARY = "호랑지빠귀"
"""The name of a bird, and of nobody."""
SPELLINGS = tuple(CANARY.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp949"))


def leaks(*folders: Path) -> list[Path]:
    """The files below these folders in which the canary can be read."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(spelling in path.read_bytes() for spelling in SPELLINGS)]


def test_no_file_of_a_registry_in_use_holds_a_name(sqlite_registry: Registry) -> None:
    registry = sqlite_registry
    hand(registry, interview("I-01", name=CANARY))
    take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    assert CANARY in repr([n.account for n in agreed_accounts()])
    there = {path.name for path in registry.folder.iterdir()}
    assert {DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", KEYS} <= there
    assert (registry.folder / f"{DATABASE}-wal").stat().st_size > 0
    assert leaks(registry.folder) == []


def test_the_search_for_leaks_finds_one(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16", "cp949"):
        (tmp_path / encoding).write_bytes(f"... {CANARY} ...".encode(encoding))
    assert len(leaks(tmp_path)) == 3


WRITE_A_LOT = """
from pathlib import Path
import sys
from tests.conftest import Registry, wire
from tests.coded import hand, interview
from tests.storage.test_at_rest import CANARY
opened = Registry(wire(Path(sys.argv[1])))
assert opened.owner
from django.db import connection
with connection.cursor() as cursor:
    for number in range(3):
        hand(opened, *(interview(f"I-{number}-{n}", *map(str, range(20)), name=CANARY) for n in range(5)))
    texts = "storage_sourcetext a, storage_sourcetext b, storage_sourcetext c"
    cursor.execute(f"CREATE TEMP TABLE words AS SELECT '{CANARY}' || a.text || b.text || c.text AS text FROM {texts}")
    cursor.execute("SELECT text FROM words UNION SELECT quote FROM storage_passage ORDER BY 1 DESC")
    assert CANARY in cursor.fetchone()[0]
    print("written", flush=True)
    sys.stdin.read()
"""


def test_no_temporary_file_holds_a_name(sqlite_registry: Registry, tmp_path: Path) -> None:
    """A process sorts and joins more than fits a page, with its own folder for temporary files, and is looked at."""
    registry, aside = sqlite_registry, tmp_path / "aside"
    aside.mkdir()
    folder = registry.folder
    registry.wiring.close()
    environment = {**os.environ, "TMPDIR": str(aside), "SQLITE_TMPDIR": str(aside)}
    with subprocess.Popen(  # this interpreter, our own words
        [sys.executable, "-c", WRITE_A_LOT, str(folder)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        assert leaks(folder, aside) == []
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert leaks(folder, aside) == []


def test_no_error_of_the_database_holds_a_name(sqlite_registry: Registry) -> None:
    registry = sqlite_registry
    hand(registry, interview("I-01", name=CANARY))
    with connection.cursor() as cursor:
        for statement in ("INSERT INTO storage_passage SELECT * FROM storage_passage", "SELECT x FROM storage_passage"):
            with pytest.raises(DatabaseError) as failed:
                cursor.execute(statement)
            assert CANARY not in str(failed.value)


def test_the_file_has_no_header_that_says_what_it_is(sqlite_registry: Registry) -> None:
    assert sqlite_registry.owner
    sqlite_registry.wiring.close()
    assert not (sqlite_registry.folder / DATABASE).read_bytes().startswith(b"SQLite format 3")


def test_neither_key_nor_passphrase_stands_in_settings_or_in_what_is_printed(sqlite_registry: Registry) -> None:
    registry = sqlite_registry
    assert registry.owner
    key = unlock(registry.folder / KEYS, PASSPHRASE)
    told = repr((registry.workspace, registry.wiring, connections.settings, connection.settings_dict, vars(settings)))
    secrets = (PASSPHRASE, key.hex(), repr(key), derive_key(key, "database").hex())
    assert [secret for secret in secrets if secret in told] == []


def test_nobody_else_on_the_computer_may_look_into_a_new_registry(tmp_path: Path) -> None:
    make_registry(tmp_path / "registry")
    assert (tmp_path / "registry").stat().st_mode & 0o077 == 0


def test_a_wrong_passphrase_opens_nothing(sqlite_registry: Registry) -> None:
    folder = sqlite_registry.folder
    sqlite_registry.wiring.close()
    with pytest.raises(WrongPassphrase):
        replace(wire(folder), passphrase=lambda: "not it").actor  # noqa: B018  # opens the registry


def test_another_key_is_refused_and_changes_nothing(sqlite_registry: Registry) -> None:
    folder = sqlite_registry.folder
    sqlite_registry.wiring.close()
    before = (folder / DATABASE).read_bytes()
    create_key_file(folder / KEYS, Holder(label="thief", passphrase=PASSPHRASE), cost=CHEAP, entropy=os.urandom)
    with pytest.raises(NoDatabase) as refused:
        wire(folder).actor  # noqa: B018  # opens the registry
    assert refused.value.code == "registry.no-database"
    assert (folder / DATABASE).read_bytes() == before


def test_a_database_that_is_missing_is_not_made_anew(sqlite_registry: Registry) -> None:
    folder = sqlite_registry.folder
    sqlite_registry.wiring.close()
    (folder / DATABASE).unlink()
    with pytest.raises(NoDatabase, match="not there"):
        wire(folder).actor  # noqa: B018  # opens the registry
    assert not (folder / DATABASE).exists()


def is_noticed(folder: Path) -> bool:
    """Whether opening refuses, or looking at everything finds a fault."""
    wiring = wire(folder)
    try:
        return not all(check.sound for check in examine(wiring.workspace))
    except LastseenError:
        return True
    finally:
        wiring.close()


def flipped(registry: Registry, places: range) -> list[int]:
    """Turn one bit over at each of these places of the file; where nobody notices."""
    hand(registry, interview("I-01", "p1", "p2"))
    folder, path = registry.folder, registry.folder / DATABASE
    registry.wiring.close()
    whole = path.read_bytes()
    assert not is_noticed(folder)
    unnoticed = []
    for place in places:
        where = place % len(whole)
        path.write_bytes(whole[:where] + bytes([whole[where] ^ 1 << place % 8]) + whole[where + 1 :])
        if not is_noticed(folder):
            unnoticed.append(where)
    path.write_bytes(whole)
    assert not is_noticed(folder)
    return unnoticed


def test_one_flipped_bit_anywhere_in_the_file_is_noticed(sqlite_registry: Registry) -> None:
    assert flipped(sqlite_registry, range(0, 60 * 6007, 6007)) == []


@pytest.mark.long
def test_two_thousand_flipped_bits_are_noticed_one_by_one(sqlite_registry: Registry) -> None:
    assert flipped(sqlite_registry, range(0, 2000 * 6007, 6007)) == []


@pytest.mark.parametrize("size", [0, 1, 4096, 40_000])
def test_a_file_cut_off_is_noticed(sqlite_registry: Registry, size: int) -> None:
    hand(sqlite_registry, interview("I-01"))
    folder, path = sqlite_registry.folder, sqlite_registry.folder / DATABASE
    sqlite_registry.wiring.close()
    path.write_bytes(path.read_bytes()[:size])
    assert is_noticed(folder)
