"""Writing a bundle: read as it goes from where things lie, so that nothing of it lies anywhere unencrypted."""

import base64
import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile

from pyrage import encrypt_io, x25519

from lastseen.exchange.bundles.bag import SIGNATURE, TAGS, TOP, described, file_path, part_path, statement
from lastseen.exchange.bundles.keys import OwnKeys, PublicKeys


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file that goes along, by the SHA-256 of its bytes, and how to read it."""

    digest: str
    size: int
    pieces: Callable[[], Iterable[bytes]] = field(repr=False)


def pack(out: Path, parts: Mapping[str, bytes], files: Sequence[Attached], own: OwnKeys, to: PublicKeys) -> str:
    """Write a bundle of these parts and files for one recipient, whole or not at all; gives its digest.

    The digest, of the tag manifest, names the bundle's content: it is the same however often it is encrypted.
    """
    payload = {part_path(name): hashlib.sha256(data).hexdigest() for name, data in parts.items()}
    payload |= {file_path(one.digest): one.digest for one in files}
    octets = sum(map(len, parts.values())) + sum(one.size for one in files)
    about = described(payload, octets)
    signature = own.sign(statement(about[TAGS], own.public.signing, to.age))
    signed = {"sender": own.public.signing, "recipient": to.age, "signature": base64.b64encode(signature).decode()}
    first = {SIGNATURE: json.dumps(signed).encode(), **about}
    archive = _Reading(_archive({**first, **{part_path(name): data for name, data in parts.items()}}, files))
    with NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", delete=False) as file:
        beside = Path(file.name)
        try:
            encrypt_io(archive, file, [x25519.Recipient.from_str(to.age)])
            file.close()
            beside.replace(out)
        finally:
            beside.unlink(missing_ok=True)
    return hashlib.sha256(about[TAGS]).hexdigest()


def _archive(small: Mapping[str, bytes], files: Sequence[Attached]) -> Iterator[bytes]:
    """A tar archive, piece by piece."""
    for path, data in small.items():
        yield from _member(path, len(data), (data,))
    for one in files:
        yield from _member(file_path(one.digest), one.size, one.pieces())
    yield bytes(2 * tarfile.BLOCKSIZE)


def _member(path: str, size: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
    about = tarfile.TarInfo(f"{TOP}/{path}")
    about.size = size
    yield about.tobuf(tarfile.GNU_FORMAT)
    yield from pieces
    yield bytes(-size % tarfile.BLOCKSIZE)


class _Reading(io.RawIOBase):
    """Pieces as they come, to be read as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # whatever takes bytes
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        given = self._rest[: len(view)]
        view[: len(given)] = given
        self._rest = self._rest[len(given) :]
        return len(given)
