"""Files of sources, written and read: which there are, which were set aside, what is marked in them."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from lastseen.domain.accounts import SourceId
from lastseen.domain.errors import Refusal
from lastseen.domain.files import NAME_LIMIT, Brought, Decoded, FileKind, Why, shown_name
from lastseen.storage.evidence_models import EvidenceFile, FileAside, FileMark
from lastseen.storage.ledger import Pen
from lastseen.storage.seen import Deed, deed, deed_columns

_DECODED = ("kind", "media", "width", "height", "pages", "seconds", "codecs", "why")


class FileThere(Refusal):
    """A source has a file of this content already."""

    code = "files.there-already"
    sentence = "This interview has this file already, as {name}."
    hint = "Nothing was added; the two are the same to the last byte."


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideKept:
    """Why a file was set aside, and by whom."""

    reason: str
    since: Deed


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKept(Brought):
    """A file of a source, how it came into the registry, and whether it was set aside."""

    id: UUID
    came: Deed
    aside: AsideKept | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkKept:
    """A note at a place in a file, and who made it."""

    id: UUID
    place: str
    note: str
    made: Deed


def put_file(pen: Pen, source: SourceId, file: Brought) -> UUID:
    """Write what came, by the digest of its bytes; gives the id it has now. Raises :class:`FileThere`."""
    held = EvidenceFile.objects.filter(source_id=source, digest=file.digest).first()
    if held is not None:
        raise FileThere(name=shown_name(held.name))
    row = EvidenceFile(
        source_id=source,
        digest=file.digest,
        size=file.size,
        name=file.name[:NAME_LIMIT],
        claimed=file.claimed[:NAME_LIMIT],
        **asdict(file.decoded),
    )
    pen.sign(row, of=[source]).save(force_insert=True)
    pen.touched["file.added"] += 1
    return row.id


def put_aside(pen: Pen, file: UUID, reason: str) -> bool:
    """Set a file aside; gives whether it was not already."""
    if FileAside.objects.filter(file_id=file, retracted__isnull=True).exists():
        return False
    pen.sign(FileAside(file_id=file, reason=reason), of=_source_of(file)).save(force_insert=True)
    pen.touched["file.set-aside"] += 1
    return True


def _source_of(file: UUID) -> list[UUID]:
    return list(EvidenceFile.objects.filter(id=file).values_list("source_id", flat=True))


def take_from_aside(pen: Pen, file: UUID) -> bool:
    """Let a file be worked with again; gives whether it was set aside."""
    taken = pen.retract(FileAside.objects.filter(file_id=file, retracted__isnull=True))
    pen.touched["file.brought-back"] += taken
    return bool(taken)


def put_mark(pen: Pen, file: UUID, place: str, note: str) -> UUID:
    """Mark a place in a file; gives the mark's id."""
    row = pen.sign(FileMark(file_id=file, place=place, note=note), of=_source_of(file))
    row.save(force_insert=True)
    pen.touched["file.marked"] += 1
    return row.id


def take_mark(pen: Pen, file: UUID, mark: UUID) -> bool:
    """Take a mark away; gives whether it stood."""
    taken = pen.retract(FileMark.objects.filter(id=mark, file_id=file, retracted__isnull=True))
    pen.touched["file.unmarked"] += taken
    return bool(taken)


def files_of(source: SourceId) -> tuple[FileKept, ...]:
    """The files of a source, oldest first."""
    columns = ("id", "digest", "size", "name", "claimed", *_DECODED, *deed_columns("entry"))
    rows = EvidenceFile.objects.filter(source_id=source).order_by("entry__number", "name", "digest")
    asides = _asides(source)
    return tuple(
        FileKept(
            id=row[0],
            digest=row[1],
            size=row[2],
            name=row[3],
            claimed=row[4],
            decoded=_decoded(dict(zip(_DECODED, row[5:13], strict=True))),
            came=deed(row[13:]),
            aside=asides.get(row[0]),
        )
        for row in rows.values_list(*columns)
    )


def _decoded(found: dict[str, Any]) -> Decoded:
    return Decoded(**{**found, "kind": FileKind(found["kind"]), "why": Why(found["why"])})


def _asides(source: SourceId) -> dict[UUID, AsideKept]:
    rows = FileAside.objects.filter(file__source_id=source, retracted__isnull=True)
    return {
        file: AsideKept(reason=reason, since=deed(since))
        for file, reason, *since in rows.values_list("file_id", "reason", *deed_columns("entry"))
    }


def marks_in(file: UUID) -> tuple[MarkKept, ...]:
    """The marks that stand in a file, by place."""
    rows = FileMark.objects.filter(file_id=file, retracted__isnull=True).order_by("place", "entry__number")
    return tuple(
        MarkKept(id=id_, place=place, note=note, made=deed(made))
        for id_, place, note, *made in rows.values_list("id", "place", "note", *deed_columns("entry"))
    )


def kept_files() -> Iterator[tuple[SourceId, str, int]]:
    """The source, the digest and the size of every file."""
    rows = EvidenceFile.objects.order_by("digest", "source").values_list("source_id", "digest", "size")
    return ((SourceId(source), digest, size) for source, digest, size in rows.iterator(chunk_size=1000))


def sources_with(digest: str) -> list[SourceId]:
    """The sources that have a file of this content."""
    return [SourceId(id_) for id_ in EvidenceFile.objects.filter(digest=digest).values_list("source_id", flat=True)]
