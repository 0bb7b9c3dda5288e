"""``lastseen attach``: files added to a source from the command line."""

import json
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
