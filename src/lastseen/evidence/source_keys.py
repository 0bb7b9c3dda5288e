"""The keys of sources: one each, wrapped by the registry's key, in one small file that is kept apart from backups.

Whatever tells who a source is about is sealed with its key, wherever it lies: in tables, files, snapshots and copies of
them. Destroying the key takes all of that away at once, from copies nobody can reach as well. The file is one line for
each source; the line of a source that was erased says so, and stays.
"""

import base64
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from lastseen.domain.errors import Refusal
from lastseen.evidence.keys import Entropy, derive_key
from lastseen.evidence.sealing import seal, unseal

FILE = "sources.keys"
RING = "SOURCE_KEYS"
"""Where the description of a registry's database has the keys of its sources."""

_HEAD = "lastseen source keys 1"
_GONE = "erased"
_KEY = 32

Sources = tuple[UUID, ...]
"""The sources that something tells of, in order; who may read it needs the keys of all."""


class LostSourceKey(Refusal):
    """The key of a source is not in the file of keys, which does not say either that the source was erased."""

    code = "keys.no-source-key"
    sentence = "The key of a source is not in {path}."
    hint = "Put the newest copy of this file back; what was sealed with the key cannot be read without it."


class SourceErased(Refusal):
    """Nothing is read or written any more of a source that was erased."""

    code = "source.erased"
    sentence = "This source was erased."
    hint = (
        "Nothing of it can be read, or added. If there is new consent, hand it in as a new source, under another name."
    )


class DamagedSourceKeys(Refusal):
    """The file of keys cannot be read."""

    code = "keys.sources-damaged"
    sentence = "{path} is damaged: it is no file of the keys of sources."
    hint = "Put the newest copy of this file back."


@dataclass(slots=True)
class _Held:
    """The file as it was read last: what tells whether it has changed since, and its lines."""

    mark: tuple[int, ...] = ()
    wrapped: dict[UUID, str] = field(default_factory=dict)
    keys: dict[Sources, bytes | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceKeys:
    """The keys in one file. New ones are held until :meth:`keep`, so that many are written at once.

    ``wrapping`` gives the key that wraps them. Another process may add or destroy keys meanwhile: what it did is seen.
    """

    path: Path
    wrapping: Callable[[], bytes] = field(repr=False)
    entropy: Entropy = field(repr=False, default=os.urandom)
    _held: _Held = field(default_factory=_Held, repr=False)
    _fresh: dict[UUID, str] = field(default_factory=dict, repr=False)

    def key(self, of: Sources) -> bytes | None:
        """The one key that opens what tells of these sources together; None where one of them was erased.

        Raises :class:`LostSourceKey`.
        """
        keys = self._read().keys
        if of not in keys:
            keys[of] = self._made_of(of)
        return keys[of]

    def make(self, of: Sources) -> bytes:
        """The same, made where there is none yet. Raises :class:`SourceErased`."""
        lines = self._read().wrapped
        for source in of:
            if source not in lines and source not in self._fresh:
                self._fresh[source] = self._wrap(source, self.entropy(_KEY))
        key = self.key(of)
        if key is None:
            raise SourceErased
        return key

    def keep(self) -> None:
        """Write the keys made since, forced to disk."""
        if self._fresh:
            self._replace({**self._read().wrapped, **self._fresh})

    def destroy(self, sources: Iterable[UUID]) -> None:
        """Destroy the keys of these sources: the file is written anew without them, and the old one overwritten."""
        lines = {**self._read().wrapped, **self._fresh, **dict.fromkeys(sources, _GONE)}
        if not self.path.exists():
            self._replace(lines)
            return
        with self.path.open("r+b") as old:
            self._replace(lines)
            old.write(bytes(os.fstat(old.fileno()).st_size))
            old.flush()
            os.fsync(old.fileno())

    def erased(self) -> frozenset[UUID]:
        """The sources whose keys were destroyed."""
        return frozenset(source for source, wrapped in self._read().wrapped.items() if wrapped == _GONE)

    def check(self) -> int:
        """Open every key; gives how many there are. Raises what is wrong with the first that does not open."""
        lines = self._read().wrapped
        for source in lines:
            self.key((source,))
        return sum(wrapped != _GONE for wrapped in lines.values())

    def _replace(self, lines: Mapping[UUID, str]) -> None:
        """Put another file in the place of the one that is there: written beside it, forced to disk, renamed."""
        beside = self.path.with_name(f".{self.path.name}.new")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.writelines([f"{_HEAD}\n", *(f"{source} {wrapped}\n" for source, wrapped in lines.items())])
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(self.path)
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        self._fresh.clear()

    def _made_of(self, of: Sources) -> bytes | None:
        found = [self._unwrapped(source) for source in of]
        if None in found:
            return None
        keys = [key for key in found if key is not None]
        return keys[0] if len(keys) == 1 else derive_key(b"".join(keys), "together")

    def _unwrapped(self, source: UUID) -> bytes | None:
        wrapped = self._fresh.get(source) or self._held.wrapped.get(source)
        if wrapped is None:
            raise LostSourceKey(path=self.path)
        return None if wrapped == _GONE else self._unwrap(source, wrapped)

    def _wrap(self, source: UUID, key: bytes) -> str:
        sealed = seal(key, self.wrapping(), context=f"source {source}", entropy=self.entropy)
        return base64.b64encode(sealed).decode()

    def _unwrap(self, source: UUID, wrapped: str) -> bytes:
        return unseal(base64.b64decode(wrapped), self.wrapping(), context=f"source {source}")

    def _read(self) -> _Held:
        """The file as it is now; read anew only where it has changed."""
        held = self._held
        try:
            found = self.path.stat()
            mark: tuple[int, ...] = (found.st_ino, found.st_size, found.st_mtime_ns)
        except FileNotFoundError:
            mark = ()
        if mark != held.mark:
            held.wrapped = self._lines() if mark else {}
            held.keys, held.mark = {}, mark
        return held

    def _lines(self) -> dict[UUID, str]:
        head, *lines = self.path.read_text(encoding="ascii", errors="replace").splitlines() or [""]
        try:
            if head != _HEAD:
                raise DamagedSourceKeys(path=self.path)
            return {UUID(source): wrapped for source, wrapped in (line.split(" ") for line in lines)}
        except ValueError as error:
            raise DamagedSourceKeys(path=self.path) from error
