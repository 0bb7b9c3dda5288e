"""Files that leave for a UN body, as annexes or as a deposit: judged with everybody they tell of, and copied clean.

What leaves are pictures of pages, made of their pixels alone. A recording is listed by its digest, and handed over by
hand: nothing here could take the voice out of it.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lastseen.domain.accounts import SourceId
from lastseen.domain.errors import Refusal
from lastseen.domain.files import FileKind
from lastseen.domain.release import Profile, Released
from lastseen.domain.rights import May, Rights
from lastseen.domain.submitting import Check
from lastseen.domain.submitting_files import DEPOSIT, Enclosing, check_files
from lastseen.operations.files import file_page, picture
from lastseen.operations.outsiders import known_people
from lastseen.operations.release import Asked, Judged, judged, release, seen_in
from lastseen.operations.submissions import PURPOSE, Incomplete
from lastseen.operations.users import authorised
from lastseen.operations.workspace import Workspace
from lastseen.reports.submissions.annexes import Annex, Annexes, Copy
from lastseen.snapshot import Snapshot
from lastseen.storage.evidence import FileKept
from lastseen.storage.reading import consents

_COPIED = frozenset({FileKind.IMAGE, FileKind.PDF})


class NoSuchEnclosure(Refusal):
    """A file to be enclosed is not named as one."""

    code = "submission.no-such-enclosure"
    sentence = "{named} names no file of a source."
    hint = "Name the source and the first twelve signs of the file's digest, as I-01/3f9a0c11d2e4."


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesWanted:
    """Files that are to leave, each as ``I-01/3f9a0c11d2e4``: before which forum, by whom."""

    forum: str
    files: tuple[str, ...]
    submitter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    """A file with the name and id of its source."""

    name: str
    source: SourceId
    file: FileKept


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The files that are wanted, everybody their sources tell of, what the gate says of these, and the check."""

    chosen: tuple[_Chosen, ...]
    asked: Asked
    checked: Check


def check_enclosed(
    rights: Rights, snapshot: Snapshot, wanted: FilesWanted, workspace: Workspace, now: datetime
) -> Check:
    """What has to be there before these files may leave, and whether it is; lets nothing out.

    Raises :class:`NoSuchEnclosure`, :class:`~lastseen.operations.pages.NotFound` or
    :class:`~lastseen.domain.rights.NotAllowed`.
    """
    rights.require(May.RELEASE)
    return _found(rights, snapshot, wanted, workspace, now).checked


def enclosed(
    snapshot: Snapshot, wanted: FilesWanted, workspace: Workspace, *, actor: UUID, now: datetime
) -> Released[Annexes]:
    """These files, each with its digest and clean copies of its pages.

    Raises as :func:`check_enclosed` does, :class:`~lastseen.operations.submissions.Incomplete` where anything is
    missing, and as :func:`~lastseen.operations.release.release` does.
    """
    rights = authorised(actor, May.RELEASE)
    found = _found(rights, snapshot, wanted, workspace, now)
    if found.checked.missing:
        lacking = ", ".join(one.code for one in found.checked.missing)
        raise Incomplete(code=DEPOSIT, procedure=wanted.forum, missing=lacking)

    def made(_: Snapshot) -> Annexes:
        numbered = enumerate(found.chosen, start=1)
        annexes = tuple(_annex(number, one, wanted.forum, rights, workspace) for number, one in numbered)
        return Annexes(annexes=annexes, notice=workspace.notice)

    return release(snapshot, found.asked, made, workspace, actor=actor, now=now)


def _found(rights: Rights, snapshot: Snapshot, wanted: FilesWanted, workspace: Workspace, now: datetime) -> _Found:
    chosen = tuple(_chosen(rights, named) for named in wanted.files)
    people = _told_of(snapshot, rights, {one.source for one in chosen})
    asked = Asked(
        what=f"submission files {wanted.forum}",
        profile=Profile.NAMED,
        recipient=wanted.forum,
        purpose=PURPOSE,
        single_people=True,
        people=frozenset[str]().union(*people.values()),
    )
    result = judged(snapshot, asked, workspace, rights, now)
    told = Enclosing(
        submitter=wanted.submitter,
        files=len(chosen),
        refused=sum(one.source in result.sources for one in chosen),
        protected=sum(_is_protected(one.source, people[one.source], result) for one in chosen),
        aside=sum(one.file.aside is not None for one in chosen),
        listed=sum(one.file.decoded.kind not in _COPIED for one in chosen),
    )
    return _Found(chosen=chosen, asked=asked, checked=check_files(told))


def _chosen(rights: Rights, named: str) -> _Chosen:
    source, _, short = named.rpartition("/")
    if not source or not short:
        raise NoSuchEnclosure(named=named)
    page = file_page(rights, source, short.lower())
    return _Chosen(name=source, source=page.source.id, file=page.file)


def _told_of(snapshot: Snapshot, rights: Rights, sources: set[SourceId]) -> dict[SourceId, frozenset[str]]:
    """Everybody that each of these sources tells of, by their ids in the snapshot."""
    people = known_people(seen_in(snapshot, rights)).values()
    return {source: frozenset(one.person for one in people if source in one.sources) for source in sources}


def _is_protected(source: SourceId, told_of: frozenset[str], result: Judged) -> bool:
    """Whether anybody a source tells of must not be shown, or nobody knows whom it tells of."""
    if source in result.sources:
        return False
    return not told_of or not told_of <= {known.person for known in result.shown}


def _annex(number: int, one: _Chosen, forum: str, rights: Rights, workspace: Workspace) -> Annex:
    decoded = one.file.decoded
    return Annex(
        number=number,
        kind=decoded.kind,
        size=one.file.size,
        pages=decoded.pages,
        seconds=decoded.seconds,
        digest=one.file.digest,
        copies=tuple(_copies(number, one, rights, workspace)) if decoded.kind in _COPIED else (),
        until=_until(one.source, forum),
    )


def _copies(number: int, one: _Chosen, rights: Rights, workspace: Workspace) -> Iterator[Copy]:
    for page in range(1, max(one.file.decoded.pages, 1) + 1):
        data = picture(rights, one.name, one.file.short, page, workspace)
        name = f"annex-{number:02}-page-{page:03}.jpg"
        yield Copy(name=name, digest=hashlib.sha256(data).hexdigest(), data=data)


def _until(source: SourceId, forum: str) -> date | None:
    """The first day on which a consent to this ends, of those that have one."""
    cells = consents([source]).get(source, ())
    ends = [one.until for one in cells if one.purpose == PURPOSE and one.recipient in ("", forum) and one.until]
    return min(ends, default=None)
