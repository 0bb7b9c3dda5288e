"""The registry key: wrapped in slots, opened by a passphrase, never lost and never weakened."""

import json
import os
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lastseen.evidence import (
    STRONG,
    Cost,
    Holder,
    add_slot,
    change_passphrase,
    create_key_file,
    derive_key,
    remove_slot,
    unlock,
)
from lastseen.evidence.keys import DamagedKeys, LastSlot, MissingKeys, NoSecret, WrongPassphrase, read_slots

CHEAP = Cost(passes=1, memory=64, lanes=1)
OWNER = Holder(label="owner", passphrase="a heron over the mill")
SECOND = Holder(label="second", passphrase="three cups of barley tea")


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A key file with one slot."""
    path = tmp_path / "keys.json"
    create_key_file(path, OWNER, cost=CHEAP, entropy=os.urandom)
    return path


def added(path: Path, holder: Holder = SECOND) -> str:
    return add_slot(path, unlock(path, OWNER.passphrase), holder, cost=CHEAP, entropy=os.urandom)


def changed(path: Path, old: str, new: str) -> None:
    change_passphrase(path, old, new, cost=CHEAP, entropy=os.urandom)


def opens(path: Path, passphrase: str) -> bool:
    try:
        unlock(path, passphrase)
    except WrongPassphrase:
        return False
    return True


def test_the_passphrase_opens_the_key_that_was_made(tmp_path: Path) -> None:
    made = create_key_file(tmp_path / "keys.json", OWNER, cost=CHEAP, entropy=os.urandom)
    assert (unlock(tmp_path / "keys.json", OWNER.passphrase), len(made)) == (made, 32)


def test_two_registries_have_different_keys_under_the_same_passphrase(tmp_path: Path) -> None:
    made = [create_key_file(tmp_path / name, OWNER, cost=CHEAP, entropy=os.urandom) for name in ("a", "b")]
    assert made[0] != made[1]


@pytest.mark.parametrize("wrong", ["", "A heron over the mill", "a heron over the mill ", "a heron", "\udcff"])
def test_another_passphrase_is_refused(keys: Path, wrong: str) -> None:
    with pytest.raises(WrongPassphrase) as refused:
        unlock(keys, wrong)
    assert refused.value.code == "keys.wrong-passphrase"
    assert refused.value.mend


def test_an_empty_passphrase_never_guards_a_registry(tmp_path: Path) -> None:
    with pytest.raises(NoSecret):
        create_key_file(tmp_path / "keys.json", replace(OWNER, passphrase=""), cost=CHEAP, entropy=os.urandom)
    assert list(tmp_path.iterdir()) == []


def test_a_key_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(MissingKeys) as refused:
        unlock(tmp_path / "keys.json", OWNER.passphrase)
    assert str(tmp_path / "keys.json") in str(refused.value)


def test_a_passphrase_is_the_same_on_keyboards_that_compose_letters_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    composed, decomposed = (unicodedata.normalize(form, "황새와 방앗간") for form in ("NFC", "NFD"))
    assert composed != decomposed
    made = create_key_file(path, replace(OWNER, passphrase=composed), cost=CHEAP, entropy=os.urandom)
    assert unlock(path, decomposed) == made


def test_changing_a_passphrase_keeps_the_key_so_that_nothing_is_encrypted_anew(keys: Path) -> None:
    before = unlock(keys, OWNER.passphrase)
    changed(keys, OWNER.passphrase, "new words")
    assert unlock(keys, "new words") == before
    assert not opens(keys, OWNER.passphrase)


def test_changing_a_passphrase_leaves_other_holders_as_they_were(keys: Path) -> None:
    added(keys)
    others = read_slots(keys)[1]
    changed(keys, OWNER.passphrase, "new words")
    assert read_slots(keys)[1] == others
    assert opens(keys, SECOND.passphrase)


def test_a_changed_passphrase_opens_no_slot_even_where_two_slots_had_it(keys: Path) -> None:
    added(keys, replace(SECOND, passphrase=OWNER.passphrase))
    changed(keys, OWNER.passphrase, "new words")
    assert not opens(keys, OWNER.passphrase)
    assert [slot.label for slot in read_slots(keys)] == ["owner", "second"]


@pytest.mark.parametrize("old", ["", "not it", SECOND.passphrase])
def test_who_does_not_know_the_passphrase_cannot_change_it(keys: Path, old: str) -> None:
    before = keys.read_bytes()
    with pytest.raises(WrongPassphrase):
        changed(keys, old, "new words")
    assert keys.read_bytes() == before


def test_a_passphrase_is_not_changed_to_nothing(keys: Path) -> None:
    before = keys.read_bytes()
    with pytest.raises(NoSecret):
        changed(keys, OWNER.passphrase, "")
    assert keys.read_bytes() == before


def test_a_second_holder_opens_the_same_key(keys: Path) -> None:
    added(keys)
    assert unlock(keys, SECOND.passphrase) == unlock(keys, OWNER.passphrase)
    assert [slot.label for slot in read_slots(keys)] == ["owner", "second"]


def test_a_holder_taken_away_opens_nothing_and_the_others_still_do(keys: Path) -> None:
    remove_slot(keys, added(keys))
    assert not opens(keys, SECOND.passphrase)
    assert opens(keys, OWNER.passphrase)


def test_the_last_slot_is_never_taken_away(keys: Path) -> None:
    (only,) = read_slots(keys)
    before = keys.read_bytes()
    with pytest.raises(LastSlot):
        remove_slot(keys, only.id)
    assert keys.read_bytes() == before


def test_a_slot_that_is_not_there_cannot_be_taken_away(keys: Path) -> None:
    added(keys)
    before = keys.read_bytes()
    with pytest.raises(LastSlot):
        remove_slot(keys, "00000000")
    assert keys.read_bytes() == before


def test_only_its_owner_can_read_the_key_file(keys: Path) -> None:
    added(keys)
    assert keys.stat().st_mode & 0o777 == 0o600


def test_the_key_file_shows_neither_key_nor_passphrase(keys: Path) -> None:
    text = keys.read_text(encoding="utf-8")
    assert "owner" in text
    assert OWNER.passphrase not in text
    assert unlock(keys, OWNER.passphrase).hex() not in text


def test_a_holder_shows_no_passphrase_when_printed() -> None:
    assert OWNER.passphrase not in repr(OWNER)


def flips(text: bytes) -> list[bytes]:
    """The file with one bit of one byte turned over: each bit of each byte."""
    return [text[:n] + bytes([text[n] ^ 1 << bit]) + text[n + 1 :] for n in range(len(text)) for bit in range(8)]


def test_every_single_damaged_character_of_a_key_file_is_refused_or_harmless(keys: Path) -> None:
    key, whole = unlock(keys, OWNER.passphrase), keys.read_bytes()
    refused = 0
    for damaged in flips(whole):
        keys.write_bytes(damaged)
        try:
            assert unlock(keys, OWNER.passphrase) == key
        except (DamagedKeys, WrongPassphrase):
            refused += 1
        else:
            assert json.loads(damaged)["slots"][0].keys() == json.loads(whole)["slots"][0].keys()
    assert refused > len(whole) * 8 * 0.8


def test_a_damaged_slot_leaves_the_others_usable(keys: Path) -> None:
    added(keys)
    data = json.loads(keys.read_text(encoding="utf-8"))
    data["slots"][0]["wrapped"] = data["slots"][1]["wrapped"]
    keys.write_text(json.dumps(data), encoding="utf-8")
    assert not opens(keys, OWNER.passphrase)
    assert opens(keys, SECOND.passphrase)


@pytest.mark.parametrize("cost", [{"passes": 1, "memory": 8, "lanes": 1}, {"passes": 1, "memory": 128, "lanes": 1}])
def test_a_slot_made_cheaper_to_guess_is_refused(keys: Path, cost: dict[str, int]) -> None:
    data = json.loads(keys.read_text(encoding="utf-8"))
    data["slots"][0]["cost"] = cost
    keys.write_text(json.dumps(data), encoding="utf-8")
    assert not opens(keys, OWNER.passphrase)


def _with_cost(**cost: object) -> Callable[[dict[str, list[dict[str, object]]]], object]:
    return lambda data: data["slots"][0].update(cost={"passes": 1, "memory": 64, "lanes": 1, **cost})


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.update(version=2),
        lambda data: data.update(slots=[]),
        lambda data: data["slots"][0].pop("salt"),
        lambda data: data["slots"][0].update(extra=1),
        lambda data: data["slots"][0].update(salt=7),
        _with_cost(passes=0),
        _with_cost(lanes=100),
        _with_cost(memory=2**40),
        _with_cost(memory=6.4e1),
        _with_cost(passes=True),
    ],
)
def test_a_key_file_of_another_shape_is_called_damaged(keys: Path, damage: Callable[[object], object]) -> None:
    data = json.loads(keys.read_text(encoding="utf-8"))
    damage(data)
    keys.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(DamagedKeys):
        unlock(keys, OWNER.passphrase)


@pytest.mark.parametrize(
    "text", [b"", b"null", b"[]", b"{}", b"\xff\xfe", b'{"version": 1, "slots": 5}', b"[" * 100_000]
)
def test_anything_else_in_place_of_a_key_file_is_called_damaged(keys: Path, text: bytes) -> None:
    keys.write_bytes(text)
    with pytest.raises(DamagedKeys):
        unlock(keys, OWNER.passphrase)


def test_a_key_file_nested_without_end_is_called_damaged(keys: Path) -> None:
    keys.write_bytes(b"[" * 100_000)
    with pytest.raises(DamagedKeys):
        unlock(keys, OWNER.passphrase)


def test_a_write_that_fails_leaves_the_key_file_as_it_was(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = keys.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        changed(keys, OWNER.passphrase, "new words")
    assert keys.read_bytes() == before
    assert list(keys.parent.iterdir()) == [keys]


def test_no_two_purposes_share_a_key() -> None:
    key = bytes(32)
    assert len({derive_key(key, "database"), derive_key(key, "snapshot-identity"), key}) == 3
    assert derive_key(key, "database") == derive_key(key, "database")


def test_the_cost_for_real_registries_is_that_of_the_second_recommendation_of_rfc_9106() -> None:
    assert Cost(passes=3, memory=64 * 1024, lanes=4) == STRONG
