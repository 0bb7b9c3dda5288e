"""What a killed process, a full disk and several writers at once leave behind: all of an operation, or nothing."""

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, connections

from lastseen.config.registry import DATABASE
from lastseen.domain.accounts import PersonAccount
from lastseen.operations.snapshots import take_snapshot
from lastseen.operations.soundness import examine
from lastseen.snapshot.writing import NoSpace
from lastseen.storage.failures import StorageBusy, StorageFailed, StorageFull
from lastseen.storage.ledger import position, recording
from lastseen.storage.models import Account, Entry
from lastseen.storage.reading import agreed_accounts, sources
from tests.coded import hand, interview
from tests.conftest import NOW, Registry, lastseen, wire
from tests.storage.writing_on import PEOPLE

PATIENCE = 60.0


def killed(folder: Path, name: str, after: float) -> tuple[int, int]:
    """Let a process hand in without end and kill it; gives how many hand-ins it had begun and how many done."""
    command = [sys.executable, "-m", "tests.storage.writing_on", str(folder), name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # our own words
        assert process.stdout is not None
        assert process.stdout.readline() == "begin 1\n"
        time.sleep(after)
        process.kill()
        said = Counter(line.split()[0] for line in process.stdout)
    return said["begin"] + 1, said["done"]


def people() -> Counter[str]:
    """How many people are told of in each source."""
    titles = {source.id: source.external_id for source in sources()}
    return Counter(titles[n.account.source] for n in agreed_accounts() if isinstance(n.account, PersonAccount))


def survive(registry: Registry, kills: int, seed: int) -> None:
    """Kill a writer again and again at any moment; after each, everything it had acknowledged is there and whole."""
    moments = random.Random(seed)  # noqa: S311  # when to kill, not a secret
    folder, acknowledged, midway = registry.folder, 0, 0
    for kill in range(kills):
        registry.wiring.close()
        begun, done = killed(folder, f"K{kill}", moments.uniform(0.0, 0.4))
        again = Registry(wire(folder))
        assert [check for check in examine(again.workspace) if not check.sound] == []
        there = people()
        assert set(there.values()) <= {len(PEOPLE)}
        mine = [name for name in there if name.startswith(f"K{kill}-")]
        assert done <= len(mine) <= begun
        acknowledged += done
        midway += begun > done
        hand(again, interview(f"after-{kill}", *PEOPLE))
        again.wiring.close()
    assert position() == Entry.objects.count()
    assert acknowledged + midway > 0
    assert midway > 0


def test_ten_writers_killed_midway_lose_and_spoil_nothing(registry: Registry) -> None:
    survive(registry, kills=10, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 22))
def test_two_hundred_writers_killed_midway_lose_and_spoil_nothing(registry: Registry, seed: int) -> None:
    survive(registry, kills=10, seed=seed)


def state() -> tuple[int, int, int]:
    return position(), Account.objects.count(), len(sources())


def many(name: str) -> Callable[[Registry], object]:
    """A hand-in of some megabytes."""
    return lambda registry: hand(registry, *(interview(f"{name}-{n}", *PEOPLE, name="고은별" * 400) for n in range(40)))


def test_a_database_that_may_not_grow_refuses_with_a_code_and_stays_as_it_was(sqlite_registry: Registry) -> None:
    registry = sqlite_registry
    hand(registry, interview("I-01"))
    before = state()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 20}")
    with pytest.raises(StorageFull) as refused:
        many("I-02")(registry)
    assert (refused.value.code, state()) == ("storage.full", before)
    assert all(check.sound for check in examine(registry.workspace))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1000000")
    hand(registry, interview("I-03"))
    assert position() == before[0] + 1


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A disk of its own in this folder; whoever may not mount one cannot try this."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("no small disk: mounting a tmpfs takes root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_refuses_with_a_code_and_leaves_everything_as_it_was(
    sqlite_registry: Registry, tmp_path: Path
) -> None:
    folder = sqlite_registry.folder
    sqlite_registry.wiring.close()
    with small_disk(tmp_path / "disk", megabytes=4) as disk:
        shutil.copytree(folder, disk / "registry")
        registry = Registry(wire(disk / "registry"))
        hand(registry, interview("I-01"))
        before = state()
        with pytest.raises(StorageFull) as refused:
            many("I-02")(registry)
        assert (refused.value.code, state()) == ("storage.full", before)
        registry.wiring.close()
        again = Registry(wire(disk / "registry"))
        assert all(check.sound for check in examine(again.workspace))
        assert state() == before
        again.wiring.close()


def fill(disk: Path, leaving: int) -> Path:
    """Use the disk up but for some bytes."""
    filler = disk / "filler"
    with filler.open("wb") as stream:
        stream.truncate(0)
        left = shutil.disk_usage(disk).free - leaving
        stream.write(bytes(max(left, 0)))
    return filler


def test_a_full_disk_takes_no_snapshot_and_keeps_no_half_of_one(sqlite_registry: Registry, tmp_path: Path) -> None:
    folder = sqlite_registry.folder
    sqlite_registry.wiring.close()
    with small_disk(tmp_path / "disk", megabytes=4) as disk:
        shutil.copytree(folder, disk / "registry")
        registry = Registry(wire(disk / "registry"))
        hand(registry, interview("I-01"))
        before = position()
        filler = fill(disk, leaving=20_000)
        with pytest.raises(NoSpace):
            take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
        assert (position(), list(registry.workspace.snapshots.iterdir())) == (before, [])
        filler.unlink()
        take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
        assert all(check.sound for check in examine(registry.workspace))
        registry.wiring.close()


@pytest.mark.parametrize("leaving", [0, 60_000])
def test_the_command_line_tells_a_full_disk_by_its_code(
    sqlite_registry: Registry, tmp_path: Path, leaving: int
) -> None:
    folder = sqlite_registry.folder
    sqlite_registry.wiring.close()
    with small_disk(tmp_path / "disk", megabytes=4) as disk:
        shutil.copytree(folder, disk / "registry")
        fill(disk, leaving)
        told = lastseen("snapshot", "--registry", disk / "registry", "--format", "json", expect=1)
        assert json.loads(told)["error"]["code"] in {"storage.full", "snapshot.no-space", "registry.no-database"}
        assert not any((disk / "registry" / "snapshots").glob("*"))


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file of this process may grow beyond this, as where a quota is used up."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_that_may_not_grow_refuses_with_a_code_and_leaves_everything_as_it_was(
    sqlite_registry: Registry,
) -> None:
    registry = sqlite_registry
    hand(registry, interview("I-01"))
    before = state()
    size = (registry.folder / DATABASE).stat().st_size
    with largest_file(size + 400_000), pytest.raises((StorageFull, StorageFailed)) as refused:
        many("I-02")(registry)
    assert refused.value.mend
    assert state() == before
    registry.wiring.close()
    again = Registry(wire(registry.folder))
    assert all(check.sound for check in examine(again.workspace))
    hand(again, interview("I-03"))
    assert state() == (before[0] + 1, before[1] + 3, before[2] + 1)
    again.wiring.close()


def test_writers_at_once_follow_one_another_and_none_is_lost(registry: Registry) -> None:
    """Each in a thread with a connection of its own."""
    assert registry.owner
    failed: list[Exception] = []

    def write(writer: int) -> None:
        try:
            for number in range(5):
                hand(registry, interview(f"T{writer}-{number}", "p1", "p2"))
        except Exception as error:  # noqa: BLE001  # told to whoever waits for the thread
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=PATIENCE)
    assert failed == []
    assert position() == Entry.objects.count() == 31
    assert sorted(Account.objects.filter(kind="person").values_list("serial", flat=True)) == list(range(1, 61))
    assert all(check.sound for check in examine(registry.workspace))


def test_who_waits_too_long_for_another_writer_is_told_so(registry: Registry) -> None:
    """The wait is shortened; the other writer holds its transaction open meanwhile."""
    owner = registry.owner
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with recording(owner, "hold", NOW):
                held.set()
                release.wait(PATIENCE)
        finally:
            connections.close_all()

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(PATIENCE)
    with connection.cursor() as cursor:
        is_sqlite = connection.vendor == "sqlite"
        cursor.execute("PRAGMA busy_timeout = 50" if is_sqlite else "SET lock_timeout = '50ms'")
    with pytest.raises(StorageBusy) as refused:
        hand(registry, interview("I-01"))
    release.set()
    thread.join(PATIENCE)
    assert (refused.value.code, position()) == ("storage.busy", 2)
