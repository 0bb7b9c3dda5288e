"""Whether a registry is sound: everything is looked at, and one fault never hides another."""

import shutil

from django.db import connection

from lastseen.operations.library import reindex_library
from lastseen.operations.snapshots import take_snapshot
from lastseen.operations.soundness import Check, examine
from lastseen.storage.models import Pointer, SearchLine
from tests.coded import hand, interview
from tests.conftest import NOW, Registry, wire
from tests.storage.tampering import tampering


def faults(registry: Registry) -> list[str]:
    return [check.id for check in examine(registry.workspace) if not check.sound]


def test_a_registry_in_use_is_sound(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    name = take_snapshot(registry.workspace, actor=registry.owner, now=NOW).name
    checks = examine(registry.workspace)
    assert [check.id for check in checks] == ["keys", "database", "ledger", "search", f"snapshot {name}"]
    assert checks[2] == Check(id="ledger", sound=True, detail="3 entries, each as it was written")
    assert faults(registry) == []


def test_every_fault_is_told_and_none_hides_another(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    names = [take_snapshot(registry.workspace, actor=registry.owner, now=NOW).name]
    hand(registry, interview("I-02"))
    names.append(take_snapshot(registry.workspace, actor=registry.owner, now=NOW).name)
    (registry.workspace.snapshots / names[0] / "analysis/persons.parquet").unlink()
    with tampering(), connection.cursor() as cursor:
        cursor.execute("UPDATE storage_entry SET operation = 'nothing' WHERE number = 2")
        assert faults(registry) == ["ledger", f"snapshot {names[0]}"]


def test_a_snapshot_from_elsewhere_is_found(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    name = take_snapshot(registry.workspace, actor=registry.owner, now=NOW).name
    shutil.copytree(registry.workspace.snapshots / name, registry.workspace.snapshots / "S-20241030-00000000")
    assert faults(registry) == ["snapshot S-20241030-00000000"]


def test_a_registry_put_back_to_an_older_state_is_found_by_the_snapshots_taken_since(sqlite_registry: Registry) -> None:
    registry = sqlite_registry
    hand(registry, interview("I-01"))
    registry.wiring.close()
    old = (registry.folder / "registry.db").read_bytes()
    hand(registry, interview("I-02"))
    name = take_snapshot(registry.workspace, actor=registry.owner, now=NOW).name
    registry.wiring.close()
    (registry.folder / "registry.db").write_bytes(old)
    again = Registry(wire(registry.folder))
    assert faults(again) == [f"snapshot {name}"]
    again.wiring.close()


def test_a_library_out_of_step_is_found_and_made_anew(registry: Registry) -> None:
    hand(registry, interview("I-01"))
    for derived in (SearchLine, Pointer):
        assert derived._default_manager.all().delete()[0] > 0
        assert faults(registry) == ["search"]
        assert reindex_library(registry.workspace) == 1
        assert faults(registry) == []
