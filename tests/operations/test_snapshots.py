"""Snapshots of a registry: the same for the same content, closed without the key, refused when changed."""

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import polars as pl
import pytest
from django.db import connection, connections

from lastseen.evidence.sealing import DamagedSeal
from lastseen.evidence.source_keys import RING, LostSourceKey
from lastseen.operations.coding import hand_in
from lastseen.operations.snapshots import NoSnapshot, find_snapshot, list_snapshots, take_snapshot
from lastseen.operations.soundness import examine
from lastseen.snapshot import open_snapshot
from lastseen.snapshot.manifest import Damaged, Manifest, NotASnapshot
from lastseen.snapshot.reading import Sealed
from lastseen.snapshot.schema import ANALYSIS, IDENTITY
from lastseen.snapshot.writing import NoSpace
from lastseen.storage.ledger import position
from lastseen.storage.sealed import source_keys
from tests.coded import IDS, NAME, account, hand, interview
from tests.conftest import NOW, Registry
from tests.marked import read

T = TypeVar("T")


def taken(registry: Registry, days: int = 0) -> Manifest:
    return take_snapshot(registry.workspace, actor=registry.owner, now=NOW + timedelta(days=days))


def lying(registry: Registry) -> list[str]:
    """Everything in the folder of snapshots, hidden or not."""
    folder = registry.workspace.snapshots
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_the_same_content_on_one_day_is_the_same_snapshot(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    first = taken(registry)
    before = position()
    assert taken(registry) == first
    assert (position(), lying(registry), list_snapshots(registry.workspace)) == (before, [first.name], [first.name])


def test_the_same_content_on_another_day_is_another_snapshot_of_the_same_content(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    first, second = taken(registry), taken(registry, days=1)
    assert (first.content, first.name != second.name) == (second.content, True)
    assert list_snapshots(registry.workspace) == [first.name, second.name]


def test_what_is_again_as_it_was_is_the_newest_snapshot_again(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    one = taken(registry)
    hand(registry, interview("I-01", sex="male"))
    two = taken(registry)
    hand(registry, interview("I-01"))
    assert taken(registry).name == one.name
    assert list_snapshots(registry.workspace) == [two.name, one.name]
    assert find_snapshot(registry.workspace, None).manifest.name == one.name


def test_the_order_in_which_sources_came_changes_codes_and_nothing_else(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    one = taken(registry)
    hand(registry, interview("I-01", sex="male"))
    hand(registry, interview("I-01"))
    assert taken(registry).content == one.content


def test_other_content_is_another_snapshot(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    first = taken(registry)
    hand(registry, interview("I-01", sex="male"))
    second = taken(registry)
    assert first.content != second.content
    assert find_snapshot(registry.workspace, None).manifest == second
    assert find_snapshot(registry.workspace, first.name).manifest == first


def test_a_snapshot_knows_its_registry_and_the_position_of_its_ledger(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    before = position()
    manifest = taken(registry)
    assert (manifest.registry, manifest.profile, manifest.ledger) == (str(IDS.registry), "dprk", before)
    assert (manifest.compartments, manifest.rows["persons"], manifest.rows["sources"]) == (("interviews",), 1, 1)


def test_a_registry_without_a_snapshot_says_how_to_take_one(registry: Registry) -> None:
    for name in (None, "S-20241031-00000000"):
        with pytest.raises(NoSnapshot) as refused:
            find_snapshot(registry.workspace, name)
        assert "lastseen snapshot" in refused.value.mend


def test_nothing_in_the_analysis_part_names_anybody(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    read(registry, "I-01")
    snapshot = find_snapshot(registry.workspace, taken(registry).name)
    secrets = (NAME, "was taken", "Interview I-01")
    assert all(secret in repr([snapshot.identity(name).to_dicts() for name in IDENTITY]) for secret in secrets)
    shown = repr([snapshot.table(name).to_dicts() for name in ANALYSIS])
    assert [secret for secret in secrets if secret in shown] == []


def test_no_file_of_a_snapshot_holds_a_name(registry: Registry) -> None:
    """The canary is there to leak: written as a plain Parquet file, it is found."""
    hand(registry, interview("I-01"))
    folder = registry.workspace.snapshots / taken(registry).name
    plain = registry.folder / "plain.parquet"
    names = find_snapshot(registry.workspace, None).identity("names")
    names.write_parquet(plain, compression="uncompressed", use_pyarrow=False)
    assert NAME.encode() in plain.read_bytes()
    assert [path for path in folder.rglob("*") if path.is_file() and NAME.encode() in path.read_bytes()] == []


def test_without_the_key_the_analysis_part_is_read_and_the_identity_part_is_not(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    snapshot = open_snapshot(registry.workspace.snapshots / taken(registry).name)
    assert snapshot.table("persons").height == 1
    with pytest.raises(Sealed):
        snapshot.identity("names")


def test_other_keys_do_not_open_the_identity_part(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    name = taken(registry).name
    (registry.folder / "sources.keys").unlink()
    with pytest.raises(LostSourceKey):
        find_snapshot(registry.workspace, name).identity("names")
    connection.settings_dict[RING] = replace(source_keys(), wrapping=lambda: bytes(32))
    source_keys().make((IDS.source("I-01"),))
    with pytest.raises(DamagedSeal):
        find_snapshot(registry.workspace, name).identity("names")


def test_an_identity_part_put_in_place_of_another_is_refused(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    folder = registry.workspace.snapshots / taken(registry).name
    snapshot = find_snapshot(registry.workspace, None)
    (folder / "identity/names.parquet.sealed").write_bytes((folder / "identity/evidence.parquet.sealed").read_bytes())
    with pytest.raises(DamagedSeal):
        snapshot.identity("names")
    with pytest.raises(Damaged):
        find_snapshot(registry.workspace, None)


def _files(registry: Registry) -> list[Path]:
    folder = registry.workspace.snapshots / taken(registry).name
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_one_changed_byte_in_any_file_is_refused_and_found(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    files = _files(registry)
    assert len(files) == len(ANALYSIS) + len(IDENTITY) + 1
    for path in files:
        whole = path.read_bytes()
        place = len(whole) // 2
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises((Damaged, NotASnapshot)) as refused:
            find_snapshot(registry.workspace, None)
        assert refused.value.code == ("snapshot.damaged" if path.suffix != ".json" else refused.value.code)
        path.write_bytes(whole)
    assert find_snapshot(registry.workspace, None).table("persons").height == 1


def test_a_damaged_snapshot_is_not_passed_over_when_the_same_is_taken_again(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    first = taken(registry)
    folder = registry.workspace.snapshots / first.name
    (folder / "analysis/persons.parquet").write_bytes(b"PAR1")
    with pytest.raises(Damaged):
        taken(registry)
    folder.rename(registry.folder / "put aside")
    again = taken(registry)
    assert (again.content, again.name) == (first.content, first.name)
    assert all(check.sound for check in examine(registry.workspace))


def test_no_space_for_a_snapshot_leaves_nothing_behind(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    before = position()
    given = iter(range(20))

    def failing(size: int) -> bytes:
        if next(given) == 1:
            raise OSError(28, "No space left on device")
        return bytes(size)

    with pytest.raises(NoSpace) as refused:
        take_snapshot(replace(registry.workspace, entropy=failing), actor=registry.owner, now=NOW)
    assert (refused.value.code, position(), lying(registry)) == ("snapshot.no-space", before, [])


def test_a_snapshot_is_of_one_moment_whoever_writes_meanwhile(registry: Registry) -> None:
    """While the rows are derived another connection hands in a source; it is not in the snapshot, not even in part."""
    hand(registry, interview("I-01"))
    workspace, before = registry.workspace, position()
    owner = registry.owner

    def meanwhile() -> None:
        try:
            hand_in([interview("I-02", "p1", "p2")], workspace, actor=owner, now=NOW)
        finally:
            connections.close_all()

    def watch(items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
        assert (label, total) == ("deriving", 1)
        run_aside(meanwhile)
        return iter(items)

    manifest = take_snapshot(replace(workspace, watch=watch), actor=owner, now=NOW)
    assert position() == before + 2
    assert (manifest.ledger, manifest.rows["sources"], manifest.rows["persons"]) == (before, 1, 1)
    evidence = find_snapshot(workspace, manifest.name).identity("evidence")
    assert evidence.filter(pl.col("account") == str(account("I-02", "person", "p1"))).height == 0


def run_aside(work: Callable[[], None]) -> None:
    """Do something in another thread, which has a connection of its own, and wait for it."""
    thread = threading.Thread(target=work)
    thread.start()
    thread.join(timeout=30)
    assert not thread.is_alive()
