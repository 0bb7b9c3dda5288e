"""Files taken in piece by piece: sealed as they come, looked at when they are whole, and kept for good.

Until a file is attached nothing of it is in the registry; what has come of one that never is goes within the hour.
"""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from lastseen.domain.errors import Refusal
from lastseen.domain.files import PIXELS, Brought, Why, shown_name
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Source
from lastseen.evidence import file_key
from lastseen.operations.decoding import looked_at
from lastseen.operations.files import IDLE, SMALL, source_of_files, store_of
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.evidence import put_file
from lastseen.storage.failures import StorageFull
from lastseen.storage.ledger import recording

PIECE = 4 * 2**20
"""The size of the pieces that a file is sent in, but for its last."""


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
    sentence = "{name} has more than {limit} million pixels, or says so."
    hint = "Nothing of it was kept. If it is a scan, save it smaller; if you do not know it, never open it."


class UploadGone(Refusal):
    """What had come of an upload was thrown away after an hour, or was attached already."""

    code = "files.upload-gone"
    sentence = "This upload is not there any more."
    hint = "Look whether the file is in the list already; if it is not, send it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A file on its way to a source: what was said of it, and under which id its pieces lie once it has begun."""

    source: str
    name: str
    size: int
    claimed: str = ""
    id: str = ""


def begin_upload(rights: Rights, coming: Coming, workspace: Workspace, *, at: datetime) -> Coming:
    """Make ready for a file and give it its id; nothing is made where it would be refused.

    Raises :class:`FileEmpty`, :class:`FileTooLarge`, :class:`~lastseen.storage.failures.StorageFull`,
    :class:`~lastseen.operations.pages.NotFound` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    source = _collecting(rights, coming)
    name, limit = shown_name(coming.name), workspace.largest_file
    if coming.size < 1:
        raise FileEmpty(name=name)
    if coming.size > limit * 2**20:
        raise FileTooLarge(name=name, limit=limit)
    if shutil.disk_usage(workspace.folder).free < coming.size + PIECE:
        raise StorageFull
    begun = replace(coming, id=workspace.entropy(16).hex())
    store = store_of(workspace, source.id)
    with _on_disk():
        store.forget_older((at - IDLE).timestamp())
        store.begin(begun.id, begun.size)
    return begun


def take_piece(rights: Rights, coming: Coming, at: int, piece: bytes, workspace: Workspace) -> int:
    """Take a piece of a file at its place; gives from where on the rest is still to come. Twice does no harm.

    Raises :class:`UploadGone` or :class:`~lastseen.evidence.sealed_files.PieceOutOfPlace`, and of rights and space as
    :func:`begin_upload` does.
    """
    store = store_of(workspace, _collecting(rights, coming).id)
    with _on_disk():
        return store.coming(coming.id, coming.size).append(at, piece)


def take_whole(rights: Rights, coming: Coming, content: BinaryIO, workspace: Workspace, *, at: datetime) -> Coming:
    """Take a file that lies open, from its beginning to its end; where that fails, nothing of it is left.

    Raises what :func:`begin_upload` and :func:`take_piece` do.
    """
    begun = begin_upload(rights, coming, workspace, at=at)
    try:
        there = 0
        while there < begun.size:
            there = take_piece(rights, begun, there, content.read(PIECE), workspace)
    except BaseException:
        cancel_upload(rights, begun, workspace)
        raise
    return begun


def cancel_upload(rights: Rights, coming: Coming, workspace: Workspace) -> None:
    """Throw away what has come of a file. Raises of rights as :func:`begin_upload` does."""
    store_of(workspace, _collecting(rights, coming).id).forget(coming.id)


def attach(coming: Coming, workspace: Workspace, *, actor: UUID, now: datetime) -> Brought:
    """Keep a file that has come whole, and say what it turned out to be.

    Raises :class:`UploadGone`, :class:`TooManyPixels`, :class:`~lastseen.storage.evidence.FileThere`,
    :class:`~lastseen.evidence.sealed_files.PieceOutOfPlace`, and of rights and space as :func:`begin_upload` does.
    """
    rights = authorised(actor, May.COLLECT)
    store = store_of(workspace, _collecting(rights, coming).id)
    with _on_disk():
        arriving = store.coming(coming.id, coming.size)
        digest = arriving.finish()
        looked = looked_at(arriving.path, file_key(arriving.path, store.key))
        if looked.decoded.why is Why.TOO_LARGE:
            store.forget(coming.id)
            raise TooManyPixels(name=shown_name(coming.name), limit=PIXELS // 10**6)
        is_new = store.keep(arriving, digest)
    file = Brought(digest=digest, size=coming.size, name=coming.name, claimed=coming.claimed, decoded=looked.decoded)
    try:
        with recording(actor, "attach-file", now) as pen:
            put_file(pen, _collecting(rights, coming).id, file)
    except BaseException:
        if is_new:
            store.discard(digest)
        raise
    if looked.picture:
        store.keep_picture(digest, SMALL, looked.picture)
    return file


def _collecting(rights: Rights, coming: Coming) -> Source:
    """The source that a file comes to, for who may add to it."""
    rights.require(May.COLLECT)
    return source_of_files(rights, coming.source)


@contextmanager
def _on_disk() -> Iterator[None]:
    """Turns a disk that is full, and an upload that another request has just ended, into refusals."""
    try:
        yield
    except FileNotFoundError as error:
        raise UploadGone from error
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise StorageFull from error
