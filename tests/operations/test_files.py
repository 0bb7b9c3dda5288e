"""Files of sources: attached once and for good, seen by who may read names there, and by nobody else."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from lastseen.domain.file_places import FilePlace
from lastseen.domain.files import FileKind
from lastseen.domain.rights import NotAllowed, Rights, Role
from lastseen.operations.file_checks import file_faults, sweep_files
from lastseen.operations.files import (
    NoReasonAside,
    NoSuchPlace,
    bring_file_back,
    content,
    file_list,
    file_page,
    mark_place,
    picture,
    set_file_aside,
    unmark_place,
)
from lastseen.operations.pages import NotFound
from lastseen.operations.uploads import (
    Coming,
    FileEmpty,
    FileTooLarge,
    TooManyPixels,
    UploadGone,
    attach,
    begin_upload,
    cancel_upload,
    take_piece,
)
from lastseen.operations.users import rights_of
from lastseen.storage.evidence import FileThere
from lastseen.storage.ledger import position
from lastseen.storage.models import Entry
from tests.coded import hand, interview
from tests.conftest import NOW, Registry
from tests.sent import bomb, image, pdf, sent, tone

OTHERS = frozenset({"elsewhere"})


@pytest.fixture
def held(registry: Registry) -> Registry:
    """A registry with an interview."""
    hand(registry, interview("I-01"))
    return registry


def add(registry: Registry, content: bytes, name: str = "a file", claimed: str = "") -> str:
    """Attach a file to the interview; gives its short digest."""
    coming = sent(registry, "I-01", content, name, claimed)
    return attach(coming, registry.workspace, actor=registry.owner, now=NOW).short


def lying(registry: Registry) -> list[Path]:
    """Every file in the folder of files, on its way or kept."""
    return sorted(path for path in (registry.folder / "files").rglob("*") if path.is_file())


def test_a_file_is_kept_with_what_was_said_of_it_and_what_it_is(held: Registry) -> None:
    add(held, image("PNG"), "../scan.pdf", "application/pdf")
    (file,) = file_list(rights_of(held.owner), "I-01").files
    assert (file.name, file.shown, file.claimed) == ("../scan.pdf", "scan.pdf", "application/pdf")
    assert (file.decoded.kind, file.decoded.codecs, file.size) == (FileKind.IMAGE, "png", len(image("PNG")))
    assert (file.came.operation, file.came.at, file.aside) == ("attach-file", NOW, None)
    _, stream = content(rights_of(held.owner), "I-01", file.short, held.workspace)
    with stream:
        assert b"".join(stream.pieces(0, file.size)) == image("PNG")


def test_the_same_file_is_there_once_and_what_is_refused_leaves_nothing(held: Registry) -> None:
    add(held, b"the same", "first")
    before = lying(held), position()
    with pytest.raises(FileThere, match="first"):
        add(held, b"the same", "again")
    with pytest.raises(TooManyPixels):
        add(held, bomb())
    assert (lying(held), position()) == before
    assert file_faults(held.workspace) == (1, [])


def test_a_file_that_is_too_large_or_empty_is_refused_before_anything_comes(held: Registry) -> None:
    rights, workspace = rights_of(held.owner), replace(held.workspace, largest_file=1)
    for size, refusal in ((0, FileEmpty), (2**20 + 1, FileTooLarge)):
        with pytest.raises(refusal):
            begin_upload(rights, Coming(source="I-01", name="x", size=size), workspace, at=NOW)
    assert lying(held) == []
    assert begin_upload(rights, Coming(source="I-01", name="x", size=2**20), workspace, at=NOW).id


def test_half_an_upload_leaves_nothing_once_it_is_forgotten(held: Registry) -> None:
    rights = rights_of(held.owner)
    cancelled, left = (
        begin_upload(rights, Coming(source="I-01", name="x", size=9), held.workspace, at=NOW) for _ in range(2)
    )
    cancel_upload(rights, cancelled, held.workspace)
    with pytest.raises(UploadGone):
        take_piece(rights, cancelled, 0, b"x", held.workspace)
    (half,) = lying(held)
    os.utime(half, (NOW.timestamp(), NOW.timestamp()))
    later = NOW + timedelta(hours=2)
    begun = begin_upload(rights, Coming(source="I-01", name="y", size=9), held.workspace, at=later)
    assert [path.name for path in lying(held)] == [begun.id]
    with pytest.raises(UploadGone):
        attach(left, held.workspace, actor=held.owner, now=later)


def test_pictures_are_of_what_can_be_shown_and_kept_once_made(held: Registry) -> None:
    rights, document = rights_of(held.owner), add(held, pdf())
    first = picture(rights, "I-01", document, 1, held.workspace)
    assert first == picture(rights, "I-01", document, 1, held.workspace) != b""
    recording, opaque = add(held, tone(1)), add(held, b"<svg/>")
    for file, page in ((document, 4), (recording, 1), (opaque, 0)):
        with pytest.raises(NoSuchPlace):
            picture(rights, "I-01", file, page, held.workspace)


def test_a_file_is_set_aside_for_a_reason_and_brought_back(held: Registry) -> None:
    file, actor = add(held, b"one"), held.owner
    with pytest.raises(NoReasonAside):
        set_file_aside("I-01", file, " ", actor=actor, now=NOW)
    set_file_aside("I-01", file, "of another family", actor=actor, now=NOW)
    found = file_page(rights_of(actor), "I-01", file).file.aside
    assert found is not None
    assert (found.reason, found.since.operation) == ("of another family", "set-file-aside")
    with pytest.raises(NotFound):
        set_file_aside("I-01", file, "again", actor=actor, now=NOW)
    bring_file_back("I-01", file, actor=actor, now=NOW)
    assert file_page(rights_of(actor), "I-01", file).file.aside is None


def test_a_mark_stands_at_a_place_that_the_file_has(held: Registry) -> None:
    file, actor = add(held, tone(3)), held.owner
    with pytest.raises(NoSuchPlace):
        mark_place("I-01", FilePlace(file=file, start=1, end=4), "", actor=actor, now=NOW)
    mark = mark_place("I-01", FilePlace(file=file, start=1, end=2), " the door ", actor=actor, now=NOW)
    (found,) = file_page(rights_of(actor), "I-01", file).marks
    assert (found.id, found.place, found.note) == (mark, f"file:{file}#t=00:00:01-00:00:02", "the door")
    unmark_place("I-01", file, mark, actor=actor, now=NOW)
    assert file_page(rights_of(actor), "I-01", file).marks == ()


ASKING: tuple[Callable[[Rights, str, str, Registry], object], ...] = (
    lambda rights, name, _, __: file_list(rights, name),
    lambda rights, name, file, _: file_page(rights, name, file),
    lambda rights, name, file, held: content(rights, name, file, held.workspace),
    lambda rights, name, file, held: picture(rights, name, file, 0, held.workspace),
)


@pytest.mark.parametrize("ask", ASKING)
def test_who_may_not_read_names_there_learns_of_no_file(
    held: Registry, ask: Callable[[Rights, str, str, Registry], object]
) -> None:
    file, rights = add(held, image()), rights_of(held.owner)
    ask(rights, "I-01", file, held)
    told = []
    for name in ("I-01", "I-09"):
        with pytest.raises(NotFound) as refused:
            ask(replace(rights, compartments=OTHERS), name, file, held)
        told.append(str(refused.value).replace(name, ""))
    assert told[0] == told[1]
    with pytest.raises(NotAllowed):
        ask(replace(rights, roles=frozenset({Role.ANALYST})), "I-01", file, held)


def test_an_examination_finds_files_that_are_missing_damaged_or_strange(held: Registry) -> None:
    files = [add(held, content) for content in (b"first", b"second")]
    named = lying(held)
    assert file_faults(held.workspace) == (2, [])
    named[0].write_bytes(named[0].read_bytes()[:-1] + b"x")
    named[1].rename(named[1].with_name("stranger"))
    count, faults = file_faults(held.workspace)
    assert count == 2
    told = {f"file {file} is {how}" for file in files for how in ("missing", "damaged")}
    assert set(faults[:2]) < told
    assert {fault.rpartition(" ")[2] for fault in faults[:2]} == {"missing", "damaged"}
    assert faults[2].startswith("1 files lie there that the registry knows nothing of: ")


def test_only_what_nothing_names_and_nobody_still_sends_is_swept_away(held: Registry) -> None:
    add(held, image("PNG"))
    kept = lying(held)
    old, fresh = (held.folder / "files" / name for name in ("old", "fresh"))
    half = held.folder / "files" / ".coming" / "half"
    for path in (old, fresh, half):
        path.write_bytes(b"sealed")
    for path in (old, half, *kept):
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    later = NOW + timedelta(hours=2)
    os.utime(fresh, (later.timestamp(), later.timestamp()))
    assert sweep_files(held.workspace, actor=held.owner, now=later) == 2
    assert lying(held) == sorted([*kept, fresh])
    assert sweep_files(held.workspace, actor=held.owner, now=later) == 0
    entry = Entry.objects.get(number=position() - 1)
    assert (entry.operation, entry.summary) == ("sweep-files", {"file.swept": 2})
