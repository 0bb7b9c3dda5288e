"""Files of a source: taken in piece by piece, sealed as they come, looked at, and kept as they are for good.

Until a file is attached nothing of it is in the registry; what has come of one that never is goes within the hour.
"""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from lastseen.domain.errors import Refusal
from lastseen.domain.file_places import FilePlace
from lastseen.domain.files import Decoded, FileKind, Why, shown_name
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Source
from lastseen.evidence import FileStore, Sealing, derive_key, file_key
from lastseen.evidence.looking import PIXELS, Looked
from lastseen.operations.decoding import looked_at
from lastseen.operations.pages import NotFound
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.evidence import (
    FileKept,
    files_of,
    put_aside,
    put_file,
    put_mark,
    take_from_aside,
    take_mark,
)
from lastseen.storage.failures import StorageFull
from lastseen.storage.ledger import recording
from lastseen.storage.seen import Deed
from lastseen.storage.seen_sources import source_named

PIECE = 4 * 2**20
"""The size of the pieces that a file is sent in, but for its last."""
_IDLE = timedelta(hours=1)


class FileTooLarge(Refusal):
    """A file is larger than this registry takes."""

    code = "files.too-large"
    sentence = "{name} is larger than {limit} MB, the most that this registry takes."
    hint = "Cut it into parts, or ask whoever keeps the registry to raise largest_file in its registry.toml."


class FileEmpty(Refusal):
    """A file has nothing in it."""

    code = "files.empty"
    sentence = "{name} is empty: there is not one byte in it."
    hint = "Look whether it was copied whole from the device it comes from."


class TooManyPixels(Refusal):
    """An image says it is larger than any that is decoded, as a decompression bomb does."""

    code = "files.too-many-pixels"
    sentence = "{name} has more than {limit} million pixels."
    hint = "Nothing of it was kept. Save a scan at a lower resolution; a file that only pretends to be large is an attack."


class UploadGone(Refusal):
    """An upload was not gone on with for so long that what had come was thrown away, or it was attached already."""

    code = "files.upload-gone"
    sentence = "This upload is not there any more."
    hint = "Look whether the file is in the list already; if it is not, send it again."


class NoReasonAside(Refusal):
    """A file is set aside for a reason, which is kept."""

    code = "files.no-reason"
    sentence = "A file is set aside only with a reason."
    hint = "Write why it is not to be worked with any more."


class NoSuchPlace(Refusal):
    """A place is not in the file it names."""

    code = "files.no-such-place"
    sentence = "This file has no such place."
    hint = "Name a page that it has, or a time before its end."


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A file on its way to a source: what was said of it, and under which id its pieces lie."""

    id: str
    source: str
    name: str
    size: int
    claimed: str = ""


def begin_upload(rights: Rights, coming: Coming, workspace: Workspace, *, at: datetime) -> Coming:
    """Make ready for a file, and give it its id; nothing is made where it would be refused.

    Raises :class:`FileEmpty`, :class:`FileTooLarge`, :class:`~lastseen.storage.failures.StorageFull`,
    :class:`~lastseen.operations.pages.NotFound` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    _collected(rights, coming.source)
    name, limit = shown_name(coming.name), workspace.largest_file
    if coming.size < 1:
        raise FileEmpty(name=name)
    if coming.size > limit * 2**20:
        raise FileTooLarge(name=name, limit=limit)
    store = store_of(workspace)
    if shutil.disk_usage(workspace.folder).free < 2 * coming.size:
        raise StorageFull
    store.forget_older((at - _IDLE).timestamp())
    begun = Coming(
        id=workspace.entropy(16).hex(), source=coming.source, name=coming.name, size=coming.size, claimed=coming.claimed
    )
    with _on_disk():
        store.begin(begun.id, begun.size)
    return begun


def take_piece(rights: Rights, coming: Coming, at: int, piece: bytes, workspace: Workspace) -> int:
    """Take a piece of a file at its place; gives from where on the file is still to come. Twice does no harm.

    Raises :class:`UploadGone`, :class:`~lastseen.evidence.sealed_files.PieceOutOfPlace`, and what
    :func:`begin_upload` does.
    """
    _collected(rights, coming.source)
    with _on_disk():
        return _arriving(coming, workspace).append(at, piece)


def cancel_upload(rights: Rights, coming: Coming, workspace: Workspace) -> None:
    """Throw away what has come of a file. Raises what :func:`begin_upload` does of rights."""
    _collected(rights, coming.source)
    store_of(workspace).forget(coming.id)


def attach(coming: Coming, workspace: Workspace, *, actor: UUID, now: datetime) -> FileKept:
    """Keep a file that has come whole, with what it turns out to be; gives it as it is kept.

    Raises :class:`UploadGone`, :class:`TooManyPixels`, :class:`~lastseen.storage.evidence.FileThere`,
    :class:`~lastseen.operations.pages.NotFound` or :class:`~lastseen.evidence.sealed_files.PieceOutOfPlace`.
    """
    rights = authorised(actor, May.COLLECT)
    source = _collected(rights, coming.source)
    store = store_of(workspace)
    with _on_disk():
        arriving = _arriving(coming, workspace)
        digest = arriving.finish()
        looked = _looked(coming, arriving, store)
        file = FileKept(
            id=UUID(int=0),
            source=source.id,
            digest=digest,
            size=coming.size,
            name=coming.name,
            claimed=coming.claimed,
            decoded=looked.decoded,
            came=_DEED,
        )
        is_new = store.keep(arriving, digest)
    try:
        with recording(actor, "attach-file", now) as pen:
            _collected(rights, coming.source)
            put_file(pen, file)
    except BaseException:
        if is_new:
            store.discard(digest)
        raise
    if looked.picture:
        store.keep_picture(digest, SMALL, looked.picture)
    return file_named(rights, coming.source, file.short)


SMALL = "small"
"""The picture of a file in a list."""
