"""The folder of a registry's files: each content once, sealed, under a name that only the registry's key can tell.

The name follows from the content's digest and the key: whoever has only the folder cannot look whether a file they
know is among them. Pictures made of a file lie beside it, sealed as well; they can be made again.
"""

import hmac
import math
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from lastseen.evidence.keys import Entropy, derive_key
from lastseen.evidence.sealed_files import SealedFile, Sealing, file_key
from lastseen.evidence.sealing import DamagedSeal, seal, unseal

_COMING, _PICTURES = ".coming", ".pictures"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStore:
    """The files in one folder, which is made when the first one comes."""

    folder: Path
    key: bytes = field(repr=False)
    entropy: Entropy = field(repr=False)

    def coming(self, id_: str, total: int) -> Sealing:
        """A file of this many bytes that is on its way, begun or not."""
        return Sealing(path=self.folder / _COMING / id_, key=self.key, total=total, entropy=self.entropy)

    def begin(self, id_: str, total: int) -> Sealing:
        """A file on its way, begun now."""
        for folder in (self.folder, self.folder / _COMING):
            folder.mkdir(mode=0o700, exist_ok=True)
        coming = self.coming(id_, total)
        coming.begin()
        return coming

    def forget(self, id_: str) -> None:
        """Take away what has come of a file that will not be kept."""
        (self.folder / _COMING / id_).unlink(missing_ok=True)

    def forget_older(self, moment: float) -> int:
        """Take away whatever has come and was not touched since a moment; gives how many files."""
        stale = [path for path in self._lying(_COMING) if path.stat().st_mtime < moment]
        for path in stale:
            path.unlink(missing_ok=True)
        return len(stale)

    def keep(self, coming: Sealing, digest: str) -> bool:
        """Put a file that has come whole among those kept; gives whether its content is new here.

        One that lies here already, damaged perhaps, is replaced.
        """
        kept = self._path(digest)
        is_new = not kept.exists()
        coming.path.replace(kept)
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        return is_new

    def discard(self, digest: str) -> None:
        """Take a content away that nothing names."""
        self.remove([self.name_of(digest)])

    def has(self, digest: str) -> bool:
        """Whether a file of this content lies here."""
        return self._path(digest).is_file()

    def open(self, digest: str) -> SealedFile:
        """The content of this digest. Raises :class:`~.sealing.DamagedSeal` where it is not there, or another."""
        return SealedFile(*self.place(digest))

    def place(self, digest: str) -> tuple[Path, bytes]:
        """Where the content of this digest lies, and the key that opens it and no other. Raises as :meth:`open`."""
        path = self._path(digest)
        try:
            return path, file_key(path, self.key, digest)
        except OSError as error:
            raise DamagedSeal(context=f"file {digest[:12]}") from error

    def name_of(self, digest: str) -> str:
        """The name that the content of this digest has in the folder."""
        return self._path(digest).name

    def lying(self, before: float = math.inf) -> list[str]:
        """The names of all contents in the folder, whichever key they are sealed with, that came before a moment."""
        return [path.name for path in self._lying("") if path.stat().st_mtime < before]

    def remove(self, names: Iterable[str]) -> None:
        """Take contents away by their names, and whatever pictures were made of them."""
        for name in names:
            (self.folder / name).unlink(missing_ok=True)
            for picture in (self.folder / _PICTURES).glob(f"{name}.*"):
                picture.unlink(missing_ok=True)

    def picture(self, digest: str, which: str) -> bytes | None:
        """A picture made of a file, where it was made and is whole."""
        path, context = self._picture(digest, which)
        try:
            return unseal(path.read_bytes(), self._pictures_key, context=context)
        except (OSError, DamagedSeal):
            return None

    def keep_picture(self, digest: str, which: str, picture: bytes) -> None:
        """Keep a picture made of a file."""
        path, context = self._picture(digest, which)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        beside = path.with_name(f"{path.name}.{self.entropy(4).hex()}")
        beside.write_bytes(seal(picture, self._pictures_key, context=context, entropy=self.entropy))
        beside.replace(path)

    @property
    def _pictures_key(self) -> bytes:
        return derive_key(self.key, "pictures")

    def _picture(self, digest: str, which: str) -> tuple[Path, str]:
        name = f"{self._path(digest).name}.{which}"
        return self.folder / _PICTURES / name, f"picture {name}"

    def _path(self, digest: str) -> Path:
        return self.folder / hmac.digest(derive_key(self.key, "names"), digest.encode(), "sha256").hex()[:40]

    def _lying(self, below: str) -> list[Path]:
        folder = self.folder / below
        return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
