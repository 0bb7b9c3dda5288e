"""Files of a bundle on their way into the registry: sealed as they come, kept with what is written of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lastseen.domain.accounts import SourceId
from lastseen.domain.files import Brought
from lastseen.evidence import FileStore, Sealing, file_key
from lastseen.evidence.asking import Looked
from lastseen.evidence.sealed_files import CHUNK
from lastseen.exchange.bundles.contents import SentFile
from lastseen.operations.decoding import looked_at
from lastseen.operations.files import SMALL
from lastseen.storage.evidence import files_of, put_file
from lastseen.storage.ledger import Pen

_PIECE = 64 * CHUNK


class NoFiles:
    """Lets the files of a bundle go by: where it is only looked at."""

    def begin(self, digest: str, size: int) -> None:
        """Nothing is made ready for it."""

    def take(self, piece: bytes) -> None:
        """Nothing of it is kept."""

    def end(self) -> None:
        """Nothing is left of it."""


@dataclass(slots=True, kw_only=True)
class ComingFiles:
    """The files of a bundle, each sealed in the registry's store as it comes.

    None is kept until its row is written; :meth:`forget` takes away what was not.
    """

    store: FileStore
    came: dict[str, tuple[str, int]] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    rest: bytearray = field(default_factory=bytearray)
    now: str = ""

    def begin(self, digest: str, size: int) -> None:
        """Make ready for a file of a bundle."""
        id_ = self.store.entropy(16).hex()
        self.came[digest], self.now = (id_, size), digest
        self.store.begin(id_, size)

    def take(self, piece: bytes) -> None:
        """Seal what has come of it as soon as it is enough."""
        self.rest += piece
        if len(self.rest) >= _PIECE:
            whole = len(self.rest) // CHUNK * CHUNK
            self._append(whole if whole < len(self.rest) else whole - CHUNK)

    def end(self) -> None:
        """Seal the rest of it."""
        self._append(len(self.rest))

    def keep(self, pen: Pen, files: Mapping[SourceId, tuple[SentFile, ...]]) -> int:
        """Keep the files of these sources, but for those a source has already; gives how many are new to a source."""
        new = 0
        for source, sent in files.items():
            held = {file.digest for file in files_of(source)}
            for file in sent:
                if file.digest not in held:
                    put_file(pen, source, self._brought(file))
                    new += 1
        return new

    def forget(self, *, failed: bool) -> None:
        """Take away what came and was not kept; where writing failed, also what was."""
        for id_, _ in self.came.values():
            self.store.forget(id_)
        for digest in self.kept if failed else ():
            self.store.discard(digest)

    def _append(self, length: int) -> None:
        if length:
            coming = self._coming(self.now)
            coming.append(coming.written, bytes(self.rest[:length]))
            del self.rest[:length]

    def _coming(self, digest: str) -> Sealing:
        return self.store.coming(*self.came[digest])

    def _brought(self, file: SentFile) -> Brought:
        looked = self._kept(file.digest)
        name = f"{file.digest[:12]}.{file.media.rpartition('/')[2]}"
        return Brought(digest=file.digest, size=file.size, name=name, claimed=file.media, decoded=looked.decoded)

    def _kept(self, digest: str) -> Looked:
        """What a file turns out to be, once it lies in the store."""
        if self.store.has(digest):
            return looked_at(*self.store.place(digest))
        coming = self._coming(digest)
        coming.finish()
        looked = looked_at(coming.path, file_key(coming.path, self.store.key))
        if self.store.keep(coming, digest):
            self.kept.append(digest)
        if looked.picture:
            self.store.keep_picture(digest, SMALL, looked.picture)
        return looked
