"""Large files sealed piece by piece: written as they come, opened at any place, never held whole in memory.

A sealed file is a mark of its format, a random salt, a seal over the digest of its content, and the content in chunks.
Each chunk is sealed for its number and for whether it is the last, with a key that only this file has: chunks moved,
taken away, put in from another file, or a file put in the place of another, are refused when they are opened.
"""

import hashlib
import hmac
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from lastseen.domain.errors import Refusal
from lastseen.evidence.keys import Entropy, derive_key
from lastseen.evidence.sealing import DamagedSeal, seal, unseal

CHUNK = 64 * 1024
_MARK = b"LSF1"
_SALT = 16
_BOUND = 32
_HEAD = len(_MARK) + _SALT + _BOUND
_AROUND = 29
"""What sealing adds to a chunk: a version byte, a nonce and a tag."""
_SEALED = CHUNK + _AROUND


class PieceOutOfPlace(Refusal):
    """A piece of an upload does not follow what is there already."""

    code = "files.piece-out-of-place"
    sentence = "A part of the upload is missing."
    hint = "Send the file again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """A sealed file that is being written, of ``total`` bytes in the end."""

    path: Path
    key: bytes = field(repr=False)
    total: int
    entropy: Entropy = field(repr=False)

    def begin(self) -> None:
        """Make the file, with nothing in it yet."""
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(_MARK + self.entropy(_SALT) + bytes(_BOUND))

    @property
    def written(self) -> int:
        """How many bytes of the content are there: what was cut off within a chunk is not."""
        body = self.path.stat().st_size - _HEAD
        whole, rest = divmod(body, _SEALED)
        is_last = rest > _AROUND and whole * CHUNK + rest - _AROUND == self.total
        return self.total if is_last else min(whole * CHUNK, self.total)

    def append(self, at: int, piece: bytes) -> int:
        """Write a piece at its place; gives how many bytes are there then. A piece sent again changes nothing.

        Raises :class:`PieceOutOfPlace` where something before it is missing, or it is neither the end nor whole chunks.
        """
        there = self.written
        if at < there:
            return there
        after = at + len(piece)
        is_whole = after == self.total or (after < self.total and len(piece) % CHUNK == 0)
        if at != there or not piece or not is_whole:
            raise PieceOutOfPlace
        with self.path.open("r+b") as stream:
            key = _own_key(stream, self.key)
            for start in range(0, len(piece), CHUNK):
                number = (at + start) // CHUNK
                chunk = piece[start : start + CHUNK]
                context = _context(number, is_last=at + start + len(chunk) == self.total)
                stream.seek(_HEAD + number * _SEALED)
                stream.write(seal(chunk, key, context=context, entropy=self.entropy))
            stream.flush()
            os.fsync(stream.fileno())
        return after

    def finish(self) -> str:
        """The SHA-256 of the whole content, which the file is bound to from now on.

        Raises :class:`PieceOutOfPlace` where the end is missing.
        """
        if self.written != self.total:
            raise PieceOutOfPlace
        with SealedFile(self.path, file_key(self.path, self.key)) as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        with self.path.open("r+b") as stream:
            bound = _bound(_own_key(stream, self.key), digest)
            stream.seek(_HEAD - _BOUND)
            stream.write(bound)
            stream.flush()
            os.fsync(stream.fileno())
        return digest


class SealedFile(io.RawIOBase):
    """The content of a sealed file, to be read from any place. What it gives is as it was written, or refused."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Open it with the key that is its own (:func:`file_key`)."""
        super().__init__()
        self._stream = path.open("rb")
        self._key = key
        self._at = 0
        self._held: tuple[int, bytes] = (-1, b"")

    @cached_property
    def size(self) -> int:
        """How many bytes its content has."""
        body = os.fstat(self._stream.fileno()).st_size - _HEAD
        return body - self._chunks * _AROUND

    @cached_property
    def _chunks(self) -> int:
        return -(-(os.fstat(self._stream.fileno()).st_size - _HEAD) // _SEALED)

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes, as well."""
        return True

    def tell(self) -> int:
        """Where reading goes on."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go on elsewhere; gives where."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: object) -> int:
        """Fill a buffer as far as one chunk goes; gives how far. Raises DamagedSeal where it was changed."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # whatever takes bytes
        if self._at >= self.size:
            return 0
        number, within = divmod(self._at, CHUNK)
        given = self._chunk(number)[within : within + len(view)]
        view[: len(given)] = given
        self._at += len(given)
        return len(given)

    def pieces(self, start: int, end: int) -> Iterator[bytes]:
        """The content from one place up to another, a chunk at a time."""
        self.seek(start)
        while self._at < end:
            found = self.read(min(CHUNK, end - self._at))
            if not found:
                return
            yield found

    def close(self) -> None:
        """Close the file it lies in."""
        self._stream.close()
        super().close()

    def _chunk(self, number: int) -> bytes:
        if self._held[0] != number:
            self._stream.seek(_HEAD + number * _SEALED)
            context = _context(number, is_last=number == self._chunks - 1)
            self._held = (number, unseal(self._stream.read(_SEALED), self._key, context=context))
        return self._held[1]


def file_key(path: Path, key: bytes, digest: str | None = None) -> bytes:
    """The key of one sealed file, made of the store's and its salt.

    Raises :class:`~lastseen.evidence.sealing.DamagedSeal` where it is no sealed file or, if a digest is given, not the
    one with this content.
    """
    with path.open("rb") as stream:
        own = _own_key(stream, key)
        stream.seek(_HEAD - _BOUND)
        bound = stream.read(_BOUND)
    if digest is not None and not hmac.compare_digest(bound, _bound(own, digest)):
        raise DamagedSeal(context=f"file {digest[:12]}")
    return own


def _own_key(stream: BinaryIO, key: bytes) -> bytes:
    stream.seek(0)
    mark, salt = stream.read(len(_MARK)), stream.read(_SALT)
    if mark != _MARK or len(salt) != _SALT:
        raise DamagedSeal(context="file")
    return derive_key(key, f"file/{salt.hex()}")


def _bound(own: bytes, digest: str) -> bytes:
    return hmac.digest(own, f"content/{digest}".encode(), "sha256")


def _context(number: int, *, is_last: bool) -> str:
    return f"chunk {number}{' the last' if is_last else ''}"
