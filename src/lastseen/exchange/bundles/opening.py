"""Opening a bundle: what its sender did not sign is refused before it is read, and nothing is unpacked to a disk.

Neither tar nor age compresses, so a bundle never becomes more than it is; how much of it is held in memory, and how
large a file may be, is limited all the same.
"""

import base64
import hashlib
import io
import json
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pyrage import DecryptError, decrypt_io

from lastseen.domain.errors import Refusal
from lastseen.exchange.bundles.bag import (
    FIRST,
    MANIFEST,
    SIGNATURE,
    TAGS,
    TOP,
    MalformedBundle,
    is_file,
    read_manifest,
    statement,
)
from lastseen.exchange.bundles.keys import OwnKeys, PublicKeys

_BLOCK = tarfile.BLOCKSIZE
_UNSIGNED = 2**16
"""So many bytes are read before it is known who signed them."""


class NotForUs(Refusal):
    """A bundle was made for somebody else."""

    code = "bundle.not-for-us"
    sentence = "{file} is no bundle made for this registry."
    hint = "Give the partner the keys that `lastseen partner keys` prints, and ask for the bundle anew."


class DamagedBundle(Refusal):
    """A bundle was changed, or a part of it is missing."""

    code = "bundle.damaged"
    sentence = "{file} is damaged: {why}."
    hint = "Fetch it again from whoever sent it; nothing of it was kept."


class UnknownSigner(Refusal):
    """A bundle is signed by somebody who is no partner."""

    code = "bundle.unknown-signer"
    sentence = "{file} is signed with a key of nobody we know: {signer}."
    hint = "Ask the partner whether it is theirs, by voice; then record it with `lastseen partner add`."


class ForgedBundle(Refusal):
    """A bundle does not hold what its sender signed for us."""

    code = "bundle.forged"
    sentence = "{file} is not what {partner} signed for this registry."
    hint = "Tell the partner. Nothing of it was kept."


class BundleTooLarge(Refusal):
    """A bundle has more in it than is taken."""

    code = "bundle.too-large"
    sentence = "{file} is too large: {what}."
    hint = "Ask for it in several bundles; how large a file may be is set for the registry."


class FileTaker(Protocol):
    """Takes the files of a bundle as they come, piece by piece."""

    def begin(self, digest: str, size: int) -> None:
        """A file of this many bytes comes now."""

    def take(self, piece: bytes) -> None:
        """The next bytes of it."""

    def end(self) -> None:
        """It is whole, and of the digest named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that is taken: bytes of one file, bytes of all that is held in memory, files."""

    file: int
    parts: int = 512 * 2**20
    files: int = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A bundle that its sender signed for us: who sent it, the digest of its content, its parts by name."""

    partner: str
    digest: str
    parts: Mapping[str, bytes]
    files: tuple[str, ...]


def open_bundle(
    path: Path, own: OwnKeys, partners: Mapping[str, PublicKeys], limits: Limits, taker: FileTaker
) -> Opened:
    """Open a bundle made by one of these partners; its files go to whoever takes them.

    Raises :class:`NotForUs`, :class:`DamagedBundle`, :class:`UnknownSigner`, :class:`ForgedBundle`,
    :class:`BundleTooLarge` or :class:`~.bag.MalformedBundle`; what was taken by then is worth nothing.
    """
    incoming = _Incoming(file=path.name, own=own.public, partners=partners, limits=limits, taker=taker)
    with path.open("rb") as stream:
        try:
            decrypt_io(stream, _Writing(incoming), [own.identity])
        except DecryptError as error:
            raise NotForUs(file=path.name) from error
        except OSError as error:
            raise DamagedBundle(file=path.name, why="it was changed or cut off") from error
    return incoming.opened()


class _Writing(io.RawIOBase):
    """Hands on what is written to it."""

    def __init__(self, incoming: "_Incoming") -> None:
        super().__init__()
        self._incoming = incoming

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        data = bytes(piece)  # type: ignore[call-overload]  # whatever gives bytes
        self._incoming.take(data)
        return len(data)


@dataclass(slots=True, kw_only=True)
class _Member:
    """A member of the archive on its way: where it lies in the bag, and how many bytes of it are still to come."""

    path: str
    left: int
    padding: int
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    data: bytearray = field(default_factory=bytearray)


@dataclass(slots=True, kw_only=True)
class _Incoming:
    """An archive on its way, member by member; each is looked at as soon as it is whole."""

    file: str
    own: PublicKeys
    partners: Mapping[str, PublicKeys]
    limits: Limits
    taker: FileTaker
    rest: bytearray = field(default_factory=bytearray)
    member: _Member | None = None
    partner: str = ""
    signature: bytes = b""
    digest: str = ""
    tags: dict[str, str] = field(default_factory=dict)
    payload: dict[str, str] = field(default_factory=dict)
    parts: dict[str, bytes] = field(default_factory=dict)
    came: dict[str, None] = field(default_factory=dict)
    held: int = 0
    ended: bool = False

    def take(self, piece: bytes) -> None:
        """The next bytes of the archive."""
        self.rest += piece
        while self._step():
            pass

    def opened(self) -> Opened:
        """All of it, once it has come."""
        missing = {*FIRST, *self.tags, *self.payload} - self.came.keys()
        if not self.ended or missing or self.member is not None:
            raise DamagedBundle(file=self.file, why="a part of it is missing")
        files = tuple(digest for path, digest in self.payload.items() if is_file(path))
        return Opened(partner=self.partner, digest=self.digest, parts=self.parts, files=files)

    def _step(self) -> bool:
        """Go on with what has come; gives whether there may be more to do."""
        if self.member is not None:
            return self._fill(self.member)
        if self.ended or len(self.rest) < _BLOCK:
            return False
        header = bytes(self.rest[:_BLOCK])
        del self.rest[:_BLOCK]
        if header.count(0) == _BLOCK:
            self.ended = True
        else:
            self._begin(header)
        return True

    def _begin(self, header: bytes) -> None:
        try:
            about = tarfile.TarInfo.frombuf(header, "utf-8", "strict")
        except (tarfile.HeaderError, UnicodeDecodeError) as error:
            raise DamagedBundle(file=self.file, why="it is no archive") from error
        path = about.name.removeprefix(f"{TOP}/")
        if about.type != tarfile.REGTYPE or path == about.name or about.size < 0:
            raise MalformedBundle(why=f"«{about.name[:80]}» has no place in it")
        self._check_promised(path)
        self._check_room(path, about.size)
        if is_file(path):
            self.taker.begin(self.payload[path], about.size)
        self.came[path] = None
        self.member = _Member(path=path, left=about.size, padding=-about.size % _BLOCK)

    def _check_promised(self, path: str) -> None:
        """The first members come in their order, and after them only what was signed, each once."""
        first = FIRST[len(self.came) : len(self.came) + 1]
        promised = path in first if first else path in self.tags or path in self.payload
        if not promised or path in self.came:
            raise MalformedBundle(why=f"«{path[:80]}» was not announced")

    def _check_room(self, path: str, size: int) -> None:
        if is_file(path):
            if size > self.limits.file:
                raise BundleTooLarge(file=self.file, what=f"a file of {size} bytes")
            return
        self.held += size
        limit = self.limits.parts if self.digest else _UNSIGNED
        if self.held > limit:
            raise BundleTooLarge(file=self.file, what=f"more than {limit} bytes of records")

    def _fill(self, member: _Member) -> bool:
        piece = bytes(self.rest[: member.left])
        del self.rest[: len(piece)]
        member.left -= len(piece)
        member.digest.update(piece)
        if is_file(member.path):
            if piece:
                self.taker.take(piece)
        else:
            member.data += piece
        if member.left or len(self.rest) < member.padding:
            return False
        del self.rest[: member.padding]
        self.member = None
        self._whole(member)
        return True

    def _whole(self, member: _Member) -> None:
        """A member has come: it is what was signed, or the signature itself."""
        data, path = bytes(member.data), member.path
        if path == SIGNATURE:
            self._signed(data)
        elif path == TAGS:
            self._tags(data)
        elif member.digest.hexdigest() != (self.tags | self.payload)[path]:
            raise ForgedBundle(file=self.file, partner=self.partner)
        elif path == MANIFEST:
            self._manifest(data)
        elif is_file(path):
            self.taker.end()
        elif path in self.payload:
            self.parts[path.removeprefix("data/").removesuffix(".jsonl")] = data

    def _signed(self, data: bytes) -> None:
        try:
            said = json.loads(data)
            sender, recipient = str(said["sender"]), str(said["recipient"])
            self.signature = base64.b64decode(said["signature"], validate=True)
        except (ValueError, KeyError, TypeError) as error:
            raise MalformedBundle(why="it has no signature") from error
        known = {keys.signing: name for name, keys in self.partners.items()}
        if sender not in known:
            raise UnknownSigner(file=self.file, signer=sender[:80])
        self.partner = known[sender]
        if recipient != self.own.age:
            raise ForgedBundle(file=self.file, partner=self.partner)

    def _tags(self, data: bytes) -> None:
        keys = self.partners[self.partner]
        if not keys.verifies(self.signature, statement(data, keys.signing, self.own.age)):
            raise ForgedBundle(file=self.file, partner=self.partner)
        self.digest = hashlib.sha256(data).hexdigest()
        self.tags = read_manifest(data, of_tags=True)
        if MANIFEST not in self.tags:
            raise MalformedBundle(why="it has no manifest")

    def _manifest(self, data: bytes) -> None:
        self.payload = read_manifest(data, of_tags=False)
        if len(self.payload) > self.limits.files:
            raise BundleTooLarge(file=self.file, what=f"{len(self.payload)} files")
