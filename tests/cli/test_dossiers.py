"""The command ``dossier`` on the finished demo."""

import json
from pathlib import Path

import pytest

from tests.conftest import lastseen


@pytest.mark.parametrize(("name", "starts"), [("p.html", b"<!DOCTYPE html>"), ("p.pdf", b"%PDF"), ("p.DOCX", b"PK")])
def test_the_ending_of_the_name_says_what_is_written(
    finished_demo: Path, tmp_path: Path, name: str, starts: bytes
) -> None:
    out = tmp_path / name
    said = lastseen("dossier", "p-0014", out, "--registry", finished_demo / "registry", "--language", "ko")
    assert out.read_bytes().startswith(starts)
    assert said.startswith(f"{out}\nP-0014, snapshot S-")
    assert list(tmp_path.iterdir()) == [out]


def test_what_is_refused_writes_nothing(finished_demo: Path, tmp_path: Path) -> None:
    registry = finished_demo / "registry"
    for code, name, expected in (
        ("P-9999", "p.pdf", "dossier.unknown-code"),
        ("P-0014", "p.odt", "document.unknown-format"),
        ("P-0014", "none/p.pdf", "document.no-folder"),
    ):
        said = lastseen("dossier", code, tmp_path / name, "--registry", registry, "--format", "json", expect=1)
        assert json.loads(said)["error"]["code"] == expected
    assert list(tmp_path.iterdir()) == []
