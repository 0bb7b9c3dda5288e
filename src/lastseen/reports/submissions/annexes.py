"""Files enclosed with a submission, or deposited by themselves: listed with their digests, copies in one archive."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from lastseen.domain.files import FileKind
from lastseen.domain.release import Released
from lastseen.domain.submitting import Submitter
from lastseen.figures.encoding import label_in
from lastseen.reports.document.model import (
    Block,
    Column,
    Cover,
    Document,
    Heading,
    Line,
    Paragraph,
    Table,
    Voice,
    plain,
)
from lastseen.reports.submissions.saying import Speech, speech_with

_ORIGINALS = {"number": 0.1, "what": 0.2, "extent": 0.3, "digest": 0.4}
_COPIES = {"copy": 0.3, "extent": 0.2, "digest": 0.5}
_PART = 16
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The day an archive gives its files: none of anybody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy of a page, made of its pixels alone: what it is called, and its digest."""

    name: str
    digest: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """A file that leaves: its number, what it is, the digest of its bytes as they came, the copies made of it.

    ``until`` is the last day of the consent it leaves under, where it has one.
    """

    number: int
    kind: FileKind
    size: int
    pages: int
    seconds: int
    digest: str
    copies: tuple[Copy, ...]
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annexes:
    """Everything that is enclosed, and what the registry says of itself on its face."""

    annexes: tuple[Annex, ...]
    notice: Mapping[str, str]


def archive(released: Released[Annexes]) -> bytes:
    """All copies in one ZIP archive, in the order of the list, with nothing of when or by whom it was made."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as into:
        for copy in _copied(released.content):
            into.writestr(zipfile.ZipInfo(copy.name, date_time=_FIRST_DAY), copy.data)
    return packed.getvalue()


def has_copies(content: Annexes) -> bool:
    """Whether there is anything to pack."""
    return any(one.copies for one in content.annexes)


def annexed(content: Annexes, language: str, number: int) -> Iterator[Block]:
    """The section of a submission that lists what is enclosed with it."""
    voice = speech_with({}, language)
    yield Heading(level=2, text=plain(f"{number}. {voice.texts['annex']['title']}"))
    yield from _tables(voice, content, "annexed")


def deposit(released: Released[Annexes], submitter: Submitter, day: date, language: str) -> Document:
    """The list of a deposit of evidence, with a sheet that says who deposits it."""
    voice, content = speech_with({}, language), released.content
    texts = voice.texts["annex"]
    return Document(
        language=language,
        cover=Cover(
            title=texts["deposit"],
            day=voice.words.day(day),
            notice=tuple(
                filter(None, (label_in(language, content.notice) if content.notice else "", voice.texts["copy"]))
            ),
            colophon=(voice.texts["reference"].format(number=str(released.id)[:8]),),
        ),
        contents="",
        blocks=(
            Heading(level=1, text=plain(texts["deposit"])),
            Paragraph(text=plain(texts["listed"]), voice=Voice.LEAD),
            *_tables(voice, content, "caption"),
            Heading(level=1, text=plain(voice.texts["section"]["submitter"])),
            Paragraph(text=plain(submitter.name)),
            Paragraph(text=plain(voice.texts["confidential" if submitter.confidential else "open"])),
            Paragraph(text=plain(voice.texts["copies"]), voice=Voice.NOTE),
        ),
    )


def _tables(voice: Speech, content: Annexes, caption: str) -> Iterator[Block]:
    texts = voice.texts["annex"]
    yield Paragraph(text=plain(texts["consented"]))
    yield _table(voice, texts[caption], _ORIGINALS, (_original(voice, one) for one in content.annexes))
    yield Paragraph(text=plain(texts["digests"]), voice=Voice.NOTE)
    if has_copies(content):
        yield _table(voice, texts["copies"], _COPIES, (_copy(voice, one) for one in _copied(content)))
    if any(not one.copies for one in content.annexes):
        yield Paragraph(text=plain(texts["handed"]), voice=Voice.NOTE)


def _table(voice: Speech, caption: str, widths: Mapping[str, float], rows: Iterable[tuple[str, ...]]) -> Table:
    return Table(
        caption=plain(caption),
        columns=tuple(Column(head=voice.texts["head"][head], width=width) for head, width in widths.items()),
        lines=tuple(Line(cells=tuple(map(plain, row))) for row in rows),
        dense=True,
    )


def _original(voice: Speech, one: Annex) -> tuple[str, ...]:
    texts = voice.texts["annex"]
    extent = [texts["pages"].format(n=one.pages)] if one.pages else []
    extent += [texts["seconds"].format(n=voice.words.number(one.seconds))] if one.seconds else []
    extent += [texts["bytes"].format(n=voice.words.number(one.size))]
    extent += [texts["until"].format(day=voice.words.day(one.until))] if one.until is not None else []
    return (str(one.number), texts["kind"][one.kind.value], ", ".join(extent), _grouped(one.digest))


def _copy(voice: Speech, one: Copy) -> tuple[str, ...]:
    size = voice.texts["annex"]["bytes"].format(n=voice.words.number(len(one.data)))
    return (one.name, size, _grouped(one.digest))


def _copied(content: Annexes) -> Iterator[Copy]:
    return (copy for one in content.annexes for copy in one.copies)


def _grouped(digest: str) -> str:
    """A digest in groups, so that a line can break in it and an eye can compare it."""
    return " ".join(digest[start : start + _PART] for start in range(0, len(digest), _PART))
