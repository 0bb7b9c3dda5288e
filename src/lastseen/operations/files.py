"""The files of a source: which there are, their pages and pictures, what is marked in them, what was set aside.

Whoever sees a file may read names in its compartment; nobody else learns that there is one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from lastseen.domain.accounts import SourceId
from lastseen.domain.errors import Refusal
from lastseen.domain.file_places import FilePlace
from lastseen.domain.files import FileKind
from lastseen.domain.rights import May, Rights
from lastseen.domain.sources import Source
from lastseen.evidence import FileStore, SealedFile, derive_key
from lastseen.operations.decoding import pictured
from lastseen.operations.pages import NotFound
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.storage.evidence import (
    FileKept,
    MarkKept,
    files_of,
    marks_in,
    put_aside,
    put_mark,
    sources_with,
    take_from_aside,
    take_mark,
)
from lastseen.storage.ledger import recording
from lastseen.storage.moment import at_one_moment
from lastseen.storage.sealed import source_keys
from lastseen.storage.seen_sources import source_named

STORE = "files"
"""The folder of a registry that its files lie in, and the purpose of the key they are sealed with."""
IDLE = timedelta(hours=1)
"""What has come of a file and was not touched for so long is of nobody who still sends it."""
SMALL = "small"
"""The picture of a file in a list."""
EDGE = 1600
"""The longer edge of the picture of a page, in pixels."""


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
class FileList:
    """A source and its files, oldest first."""

    source: Source
    files: tuple[FileKept, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePage:
    """One file of a source, and what is marked in it."""

    source: Source
    file: FileKept
    marks: tuple[MarkKept, ...]


def store_of(workspace: Workspace, source: SourceId | None = None) -> FileStore:
    """Where the files of a registry lie: those of one source, or those that came from partners, in bundles.

    Raises :class:`~lastseen.evidence.SourceErased`.
    """
    key = workspace.key() if source is None else source_keys().make((source,))
    return FileStore(folder=workspace.folder / STORE, key=derive_key(key, STORE), entropy=workspace.entropy)


def store_with(workspace: Workspace, source: SourceId, digest: str) -> FileStore:
    """The store that a content of a source lies in. Raises as :func:`store_of` does."""
    own = store_of(workspace, source)
    return own if own.has(digest) else store_of(workspace)


def open_file(workspace: Workspace, digest: str) -> SealedFile:
    """The content of this digest, whichever source has it. Raises :class:`~lastseen.evidence.DamagedSeal`."""
    erased = source_keys().erased()
    for source in (one for one in sources_with(digest) if one not in erased):
        store = store_with(workspace, source, digest)
        if store.has(digest):
            return store.open(digest)
    return store_of(workspace).open(digest)


def source_of_files(rights: Rights, name: str) -> Source:
    """The source of this name, for who may open its files.

    Raises :class:`~lastseen.operations.pages.NotFound` or :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.IDENTIFY)
    found = source_named(rights, name)
    if found is None:
        raise NotFound(what=name)
    return found


def file_list(rights: Rights, name: str) -> FileList:
    """The files of the source of this name. Raises as :func:`source_of_files` does."""
    with at_one_moment():
        source = source_of_files(rights, name)
        return FileList(source=source, files=files_of(source.id))


def file_page(rights: Rights, name: str, short: str) -> FilePage:
    """The file whose digest begins like this. Raises as :func:`source_of_files` does, for a file as for a source."""
    with at_one_moment():
        source = source_of_files(rights, name)
        file = _among(files_of(source.id), short)
        return FilePage(source=source, file=file, marks=marks_in(file.id))


def content(rights: Rights, name: str, short: str, workspace: Workspace) -> tuple[FileKept, SealedFile]:
    """A file, and its bytes to be read.

    Raises :class:`~lastseen.evidence.DamagedSeal` where they are not as they came, and as :func:`file_page` does.
    """
    source = source_of_files(rights, name)
    file = _among(files_of(source.id), short)
    return file, store_with(workspace, source.id, file.digest).open(file.digest)


def picture(rights: Rights, name: str, short: str, page: int, workspace: Workspace) -> bytes:
    """A picture of an image or of a page, made of its pixels alone; of page nought, a small one of the whole.

    Raises :class:`NoSuchPlace`, and as :func:`content` does.
    """
    source = source_of_files(rights, name)
    file = _among(files_of(source.id), short)
    pages = max(file.decoded.pages, 1)
    if file.decoded.kind not in (FileKind.IMAGE, FileKind.PDF) or not 0 <= page <= pages:
        raise NoSuchPlace
    store, which = store_with(workspace, source.id, file.digest), str(page) if page else SMALL
    kept = store.picture(file.digest, which)
    if kept is not None:
        return kept
    made = pictured(*store.place(file.digest), file.decoded.kind, max(page, 1), EDGE if page else 320)
    if not made:
        raise NoSuchPlace
    store.keep_picture(file.digest, which, made)
    return made


def set_file_aside(name: str, short: str, reason: str, *, actor: UUID, now: datetime) -> None:
    """Say that a file is not to be worked with any more; it stays where it is.

    Raises :class:`NoReasonAside`, and as :func:`file_page` does, also where it was set aside already.
    """
    rights = authorised(actor, May.COLLECT)
    if not reason.strip():
        raise NoReasonAside
    with recording(actor, "set-file-aside", now) as pen:
        if not put_aside(pen, _file(rights, name, short).id, reason.strip()):
            raise NotFound(what=short)


def bring_file_back(name: str, short: str, *, actor: UUID, now: datetime) -> None:
    """Let a file that was set aside be worked with again. Raises as :func:`file_page` does, also where it was not."""
    rights = authorised(actor, May.COLLECT)
    with recording(actor, "bring-file-back", now) as pen:
        if not take_from_aside(pen, _file(rights, name, short).id):
            raise NotFound(what=short)


def mark_place(name: str, place: FilePlace, note: str, *, actor: UUID, now: datetime) -> UUID:
    """Note something at a page of a file, or at a time in it; gives the mark's id.

    Raises :class:`NoSuchPlace`, and as :func:`file_page` does.
    """
    rights = authorised(actor, May.CODE)
    with recording(actor, "mark-place", now) as pen:
        file = _file(rights, name, place.file)
        if not place.is_in(file.decoded):
            raise NoSuchPlace
        return put_mark(pen, file.id, str(place), note.strip())


def unmark_place(name: str, short: str, mark: UUID, *, actor: UUID, now: datetime) -> None:
    """Take a mark out of a file. Raises as :func:`file_page` does, for a mark as for a file."""
    rights = authorised(actor, May.CODE)
    with recording(actor, "unmark-place", now) as pen:
        if not take_mark(pen, _file(rights, name, short).id, mark):
            raise NotFound(what=str(mark))


def _file(rights: Rights, name: str, short: str) -> FileKept:
    return _among(files_of(source_of_files(rights, name).id), short)


def _among(files: tuple[FileKept, ...], short: str) -> FileKept:
    found = next((file for file in files if file.short == short), None)
    if found is None:
        raise NotFound(what=short)
    return found
