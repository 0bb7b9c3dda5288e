"""``lastseen attach``: files added to a source from the command line."""

import json
import os
from pathlib import Path

from tests.coded import hand, interview
from tests.conftest import Registry, lastseen
from tests.sent import image, short


def test_files_are_attached_and_told_and_those_refused_are_not_there(sqlite_registry: Registry, tmp_path: Path) -> None:
    hand(sqlite_registry, interview("I-01"))
    sqlite_registry.wiring.close()
    scan, empty = tmp_path / "scan.png", tmp_path / "empty.txt"
    scan.write_bytes(image("PNG"))
    empty.touch()
    where = ("--registry", sqlite_registry.folder)
    told = json.loads(lastseen("attach", "I-01", scan, *where, "--format", "json"))["files"]
    assert [(file["name"], file["digest"][:12], file["decoded"]["kind"]) for file in told] == [
        ("scan.png", short(image("PNG")), "image")
    ]
    lastseen("attach", "I-01", empty, *where, expect=1)
    lastseen("attach", "I-09", scan, *where, expect=1)
    assert "sound  files: 1 files, each byte as it came" in lastseen("doctor", *where)


def test_files_that_nothing_names_are_told_of_and_swept_away_on_request(sqlite_registry: Registry) -> None:
    assert sqlite_registry.owner
    left = sqlite_registry.folder / "files" / "left-behind"
    left.parent.mkdir()
    left.write_bytes(b"sealed")
    os.utime(left, (0, 0))
    sqlite_registry.wiring.close()
    where = ("--registry", sqlite_registry.folder)
    told = lastseen("doctor", *where, expect=1)
    assert "NOT SOUND  files: 1 files lie there that the registry knows nothing of" in told
    assert "lastseen doctor --sweep" in told
    swept = lastseen("doctor", "--sweep", *where)
    assert swept.startswith("1 files that nothing named are taken away.\n")
    assert ("NOT SOUND" in swept, left.exists()) == (False, False)
