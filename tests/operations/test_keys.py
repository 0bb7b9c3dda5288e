"""Holders of a passphrase: added, changed, taken away, each with one entry in the ledger; all of it, or nothing."""

from dataclasses import replace
from datetime import datetime
from typing import cast

import pytest

from lastseen.evidence import Holder, unlock
from lastseen.evidence.keys import LastSlot, NoSecret, WrongPassphrase
from lastseen.operations.keys import (
    KeyFile,
    KeyHolder,
    add_key_holder,
    change_key_passphrase,
    key_holders,
    remove_key_holder,
)
from lastseen.operations.soundness import examine
from lastseen.storage.ledger import position
from lastseen.storage.models import Entry
from tests.conftest import NOW, PASSPHRASE, Registry, wire

SECOND = Holder(label="second", passphrase="three cups of barley tea")


def keys(registry: Registry) -> KeyFile:
    return registry.wiring.keys


def added(registry: Registry, holder: Holder = SECOND) -> str:
    return add_key_holder(keys(registry), holder, registry.workspace, actor=registry.owner, now=NOW)


def test_a_second_holder_opens_the_registry_and_the_ledger_says_that_one_was_added(registry: Registry) -> None:
    before = position() if registry.owner else 0
    slot = added(registry)
    assert [holder.label for holder in key_holders(keys(registry))] == ["owner", "second"]
    assert key_holders(keys(registry))[1] == KeyHolder(slot=slot, label="second")
    entry = Entry.objects.get(number=before + 1)
    assert (entry.operation, entry.actor_id, entry.summary) == ("add-key-holder", registry.owner, {"keys.slot": 1})
    registry.wiring.close()
    second = replace(wire(registry.folder), passphrase=lambda: SECOND.passphrase)
    assert all(check.sound for check in examine(second.workspace))
    second.close()


def test_a_changed_passphrase_opens_the_same_data(registry: Registry) -> None:
    path = keys(registry).path
    assert registry.owner
    before, key = position(), unlock(path, PASSPHRASE)
    change_key_passphrase(keys(registry), PASSPHRASE, "new words", registry.workspace, actor=registry.owner, now=NOW)
    assert (unlock(path, "new words"), position()) == (key, before + 1)
    with pytest.raises(WrongPassphrase):
        unlock(path, PASSPHRASE)


def test_a_holder_taken_away_opens_nothing(registry: Registry) -> None:
    assert registry.owner
    before, slot = position(), added(registry)
    remove_key_holder(keys(registry), slot, registry.workspace, actor=registry.owner, now=NOW)
    assert ([holder.label for holder in key_holders(keys(registry))], position()) == (["owner"], before + 2)


def test_what_is_refused_leaves_keys_and_ledger_as_they_were(registry: Registry) -> None:
    file, workspace, actor = keys(registry), registry.workspace, registry.owner
    (only,) = key_holders(file)
    before, text = position(), file.path.read_bytes()
    with pytest.raises(LastSlot):
        remove_key_holder(file, only.slot, workspace, actor=actor, now=NOW)
    with pytest.raises(WrongPassphrase):
        change_key_passphrase(file, "not it", "new words", workspace, actor=actor, now=NOW)
    with pytest.raises(NoSecret):
        change_key_passphrase(file, PASSPHRASE, "", workspace, actor=actor, now=NOW)
    with pytest.raises(NoSecret):
        added(registry, replace(SECOND, passphrase=""))
    assert (position(), file.path.read_bytes()) == (before, text)


def test_an_entry_that_cannot_be_written_leaves_the_keys_as_they_were(registry: Registry) -> None:
    """The clock given is none, which shows only when the entry is written: after the keys were."""
    actor, before = registry.owner, position()
    with pytest.raises(AttributeError, match="astimezone"):
        add_key_holder(keys(registry), SECOND, registry.workspace, actor=actor, now=cast("datetime", "noon"))
    assert ([holder.label for holder in key_holders(keys(registry))], position()) == (["owner"], before)
