"""``lastseen site``: how many people it shows, and who was kept back."""

import json
from collections import Counter
from pathlib import Path

import pytest

import lastseen.cli.commands  # noqa: F401  # gives the command its verbs
from lastseen.cli.main import run
from tests.conftest import wire


def test_sources_and_people_kept_back_are_counted_as_before_a_release(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session = wire(demo / "registry")
    asked = ["--purpose", "anonymised-publication", "--recipient", "public site"]
    assert run(["release", "--dry-run", *asked, "--format", "json"], session) == 0
    seen = json.loads(capsys.readouterr().out)
    assert run(["site", str(tmp_path / "site"), "--format", "json"], session) == 0
    made = json.loads(capsys.readouterr().out)
    withheld: Counter[str] = Counter()
    for one in seen["withheld"]:
        withheld[one["what"]] += one["n"]
    assert made["withheld"] == {"sources": withheld["source"], "people": withheld["person"]}
    assert (made["people"], made["withheld"]["people"] > 0) == (seen["included"]["people"], True)
    session.close()
