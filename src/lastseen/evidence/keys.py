"""The registry key and the slots that wrap it: a passphrase only unwraps, so changing one re-encrypts nothing."""

import base64
import json
import os
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lastseen.domain.errors import Refusal

Entropy = Callable[[int], bytes]

VERSION = 1
_KEY = 32
_SALT = 16
_NONCE = 12


class WrongPassphrase(Refusal):
    """The passphrase opens none of the slots."""

    code = "keys.wrong-passphrase"
    sentence = "The passphrase does not open this registry."
    hint = "Check capital letters and the keyboard's language; another holder's passphrase opens it too."


class DamagedKeys(Refusal):
    """The key file cannot be read."""

    code = "keys.damaged"
    sentence = "{path} is damaged: {why}."
    hint = "Put back a copy of keys.json from a backup of the registry; without it nothing can be opened."


class NoSecret(Refusal):
    """An empty passphrase keeps nobody out."""

    code = "keys.empty-passphrase"
    sentence = "The passphrase is empty."
    hint = "Choose several words that nobody can guess, and keep them apart from the registry."


class MissingKeys(Refusal):
    """There is no key file."""

    code = "keys.missing"
    sentence = "There is no {path}."
    hint = "Name the registry's folder; if keys.json was lost, put it back from a backup."


class LastSlot(Refusal):
    """The last slot is never taken away: nobody could open the registry again."""

    code = "keys.last-slot"
    sentence = "Slot {slot} is the only one left, or there is no such slot."
    hint = "Add another passphrase first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Parameters of Argon2id (RFC 9106): passes, memory in KiB, lanes."""

    passes: int
    memory: int
    lanes: int

    def __post_init__(self) -> None:
        """Raises ValueError where no computer of today could work with them, so that a damaged file is no trap."""
        limits = ((self.passes, 1, 64), (self.lanes, 1, 64), (self.memory, 8 * self.lanes, 2**22))
        if not all(type(number) is int and low <= number <= high for number, low, high in limits):
            raise ValueError(self)


STRONG = Cost(passes=3, memory=64 * 1024, lanes=4)
"""About 0.2 seconds a try on a laptop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody who can open a registry: what they are called in the key file, and their passphrase."""

    label: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One wrapped copy of the registry key."""

    id: str
    label: str
    cost: Cost
    salt: str
    nonce: str
    wrapped: str


def create_key_file(path: Path, holder: Holder, *, cost: Cost, entropy: Entropy) -> bytes:
    """Make a random registry key and write it, wrapped in a first slot; gives the key."""
    key = entropy(_KEY)
    _write(path, [_wrap(key, holder, cost, entropy)])
    return key


def unlock(path: Path, passphrase: str) -> bytes:
    """The registry key. Raises :class:`MissingKeys`, :class:`DamagedKeys` or :class:`WrongPassphrase`."""
    for slot in read_slots(path):
        key = _unwrap(slot, passphrase)
        if key is not None:
            return key
    raise WrongPassphrase


def add_slot(path: Path, key: bytes, holder: Holder, *, cost: Cost, entropy: Entropy) -> str:
    """Let another passphrase open the registry; gives the slot's id."""
    slot = _wrap(key, holder, cost, entropy)
    _write(path, [*read_slots(path), slot])
    return slot.id


def remove_slot(path: Path, slot_id: str) -> None:
    """Take a slot away. Raises :class:`LastSlot` where none would be left, or there is no such slot."""
    slots = read_slots(path)
    left = [slot for slot in slots if slot.id != slot_id]
    if not left or len(left) == len(slots):
        raise LastSlot(slot=slot_id)
    _write(path, left)


def change_passphrase(path: Path, old: str, new: str, *, cost: Cost, entropy: Entropy) -> None:
    """Wrap the key anew in every slot that the old passphrase opens. Raises :class:`WrongPassphrase`."""
    slots = read_slots(path)
    keys = [_unwrap(slot, old) for slot in slots]
    if not any(keys):
        raise WrongPassphrase
    _write(
        path,
        [
            slot if key is None else _wrap(key, Holder(label=slot.label, passphrase=new), cost, entropy)
            for slot, key in zip(slots, keys, strict=True)
        ],
    )


@contextmanager
def put_back_on_failure(path: Path) -> Iterator[None]:
    """What is done to a key file within is undone where anything fails before the end."""
    slots = read_slots(path)
    try:
        yield
    except BaseException:
        _write(path, slots)
        raise


def derive_key(key: bytes, purpose: str) -> bytes:
    """A key for one purpose, by HKDF-SHA256 (RFC 5869): no two purposes share a key."""
    return HKDF(algorithm=SHA256(), length=_KEY, salt=None, info=f"lastseen/{purpose}".encode()).derive(key)


def read_slots(path: Path) -> list[Slot]:
    """The slots of a key file. Raises :class:`MissingKeys` or :class:`DamagedKeys`."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["version"] != VERSION:
            raise DamagedKeys(path=path, why=f"its version is {data['version']}, this software reads {VERSION}")
        slots = [_slot(**slot) for slot in data["slots"]]
    except FileNotFoundError as error:
        raise MissingKeys(path=path) from error
    except (ValueError, TypeError, KeyError, OSError, RecursionError) as error:
        raise DamagedKeys(path=path, why="it is not a key file") from error
    if not slots:
        raise DamagedKeys(path=path, why="it has no slots")
    return slots


def _slot(*, cost: dict[str, int], **texts: str) -> Slot:
    if not all(isinstance(text, str) for text in texts.values()):
        raise TypeError(texts)
    return Slot(cost=Cost(**cost), **texts)


def _wrap(key: bytes, holder: Holder, cost: Cost, entropy: Entropy) -> Slot:
    if not holder.passphrase:
        raise NoSecret
    salt, nonce = _text(entropy(_SALT)), _text(entropy(_NONCE))
    slot = Slot(id=entropy(4).hex(), label=holder.label, cost=cost, salt=salt, nonce=nonce, wrapped="")
    wrapped = AESGCM(_stretch(holder.passphrase, slot)).encrypt(_bytes(nonce), key, _bound(slot))
    return replace(slot, wrapped=_text(wrapped))


def _unwrap(slot: Slot, passphrase: str) -> bytes | None:
    try:
        return AESGCM(_stretch(passphrase, slot)).decrypt(_bytes(slot.nonce), _bytes(slot.wrapped), _bound(slot))
    except (InvalidTag, ValueError):
        return None


def _stretch(passphrase: str, slot: Slot) -> bytes:
    """The key a passphrase makes; the same letters give the same key, however a keyboard composes them (NFC)."""
    cost = slot.cost
    secret = unicodedata.normalize("NFC", passphrase).encode(errors="surrogateescape")
    return hash_secret_raw(secret, _bytes(slot.salt), cost.passes, cost.memory, cost.lanes, _KEY, Type.ID)


def _bound(slot: Slot) -> bytes:
    """What the wrapping authenticates beside the key: a slot's parameters cannot be weakened unseen."""
    return json.dumps([VERSION, slot.id, asdict(slot.cost), slot.salt], sort_keys=True).encode()


def _write(path: Path, slots: list[Slot]) -> None:
    """Replace the file whole: written beside it, forced to disk, renamed over it."""
    text = json.dumps({"version": VERSION, "slots": [asdict(slot) for slot in slots]}, indent=1)
    beside = path.with_name(f".{path.name}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
