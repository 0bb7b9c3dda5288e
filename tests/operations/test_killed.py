"""Taking records in, killed half way: nothing of them is in the registry; files left behind are told of, and go."""

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lastseen.exchange.uwazi import write_uwazi
from lastseen.operations.bundling import Choice, bundle, write_bundle
from lastseen.operations.file_checks import sweep_files
from lastseen.operations.importing import From, import_records
from lastseen.operations.snapshots import find_snapshot
from lastseen.operations.soundness import examine
from lastseen.operations.uploads import attach
from lastseen.storage.ledger import position
from lastseen.storage.models import Account
from lastseen.storage.partners import bundles_that_came
from lastseen.storage.reading import sources
from tests.conftest import NOW, Registry
from tests.exchange.formats.records import FULL, WORDING
from tests.exchanging import CODES, Two, north_template, opened, receive, two
from tests.operations.killed_at import BUNDLE
from tests.sent import sent

__all__ = ["north_template", "two"]

DIARY = b"a page of the diary"
TOLD = "1 files lie there that the registry knows nothing of"
OF_FILES = {
    "a-file-has-come": "",
    "bundle-written": "",
    "a-file-is-kept": TOLD,
    "bundle-indexed": TOLD,
    "keys-kept": TOLD,
    "entry-written": TOLD,
}
"""By the point at which a bundle is cut off, what an examination says of its file."""
OF_RECORDS = ("records-written", "records-told", "records-indexed", "keys-kept", "entry-written")


def kill(folder: Path, file: Path, format_: str, point: str) -> None:
    """Have a process take something in, and killed at this point."""
    command = [sys.executable, "-m", "tests.operations.killed_at", str(folder), str(file), format_, point]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL


def state() -> tuple[int, int, int, int]:
    return position(), Account.objects.count(), len(sources()), len(bundles_that_came())


def faults(registry: Registry) -> dict[str, str]:
    return {check.id: check.detail for check in examine(registry.workspace) if not check.sound}


def lying(registry: Registry) -> list[Path]:
    return [path for path in (registry.folder / "files").rglob("*") if path.is_file()]


@pytest.fixture
def coming(two: Two) -> Path:
    """A bundle from North with a file."""
    north = two.north
    attach(sent(north, "I-01", DIARY), north.workspace, actor=north.owner, now=NOW)
    choice = Choice(partner="South", codes=CODES, with_files=True)
    released = bundle(find_snapshot(north.workspace, None), choice, north.workspace, actor=north.owner, now=NOW)
    write_bundle(released.content, two.carried / "coming", north.workspace)
    return two.carried / "coming"


@pytest.mark.parametrize("point", OF_FILES)
def test_a_bundle_cut_off_is_not_there_its_file_is_told_of_and_it_comes_whole_the_next_time(
    two: Two, coming: Path, point: str
) -> None:
    south = two.south
    before = state()
    south.wiring.close()
    kill(two.south_folder, coming, BUNDLE, point)
    south = opened(two.south_folder)
    assert (state(), len(lying(south))) == (before, 1)
    assert [told.partition(":")[0] for told in faults(south).values()] == [told for told in [OF_FILES[point]] if told]
    report = receive(south, coming)
    assert (report.replayed, report.files, faults(south)) == (False, 1, {})


@pytest.mark.parametrize("point", ["a-file-has-come", "entry-written"])
def test_what_a_bundle_left_is_swept_away_after_an_hour(two: Two, coming: Path, point: str) -> None:
    two.south.wiring.close()
    kill(two.south_folder, coming, BUNDLE, point)
    south = opened(two.south_folder)
    (left,) = lying(south)
    came = datetime.fromtimestamp(left.stat().st_mtime, UTC)
    soon, late = came + timedelta(minutes=59), came + timedelta(minutes=61)
    assert sweep_files(south.workspace, actor=south.owner, now=soon) == 0
    assert sweep_files(south.workspace, actor=south.owner, now=late) == 1
    assert (lying(south), faults(south), state()[1:]) == ([], {}, (0, 0, 0))


@pytest.mark.parametrize("point", OF_RECORDS)
def test_records_cut_off_are_not_there_and_come_whole_the_next_time(
    registry: Registry, tmp_path: Path, point: str
) -> None:
    write_uwazi(FULL, WORDING, tmp_path / "out")
    assert registry.owner
    before = state()
    registry.wiring.close()
    kill(registry.folder, tmp_path / "out", "uwazi", point)
    again = opened(registry.folder)
    assert (state(), faults(again)) == (before, {})
    coming = From(format="uwazi", partner="North")
    report = import_records(tmp_path / "out", coming, again.workspace, dry_run=False, actor=again.owner, now=NOW)
    assert (report.accounts["new"], report.kept_out, faults(again)) == (len(FULL.accounts), 0, {})
    again.wiring.close()
