"""The commands ``export`` and ``import --from``: one registry writes, another reads."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import lastseen.cli.commands  # noqa: F401  # gives the command its verbs
from lastseen.cli.main import lastseen as command
from lastseen.exchange.uwazi import write_uwazi
from lastseen.operations.release import OnlyInside
from lastseen.operations.snapshots import take_snapshot
from lastseen.operations.taking_along import FolderThere
from tests.coded import hand, interview
from tests.conftest import NOW, Registry
from tests.exchange.formats.records import FULL, WORDING


def run(registry: Registry, *arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(one) for one in arguments], obj=registry.wiring, catch_exceptions=False)


@pytest.mark.parametrize("what", ["ftm", "uwazi", "kobo", "geojson", "everything"])
def test_records_are_written_and_nothing_twice(registry: Registry, tmp_path: Path, what: str) -> None:
    hand(registry, interview("I-01"))
    take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    out = tmp_path / "out"
    answer = json.loads(run(registry, "export", what, out, "--format", "json").output)
    assert out.exists()
    assert answer["out"] == str(out)
    with pytest.raises(FolderThere):
        run(registry, "export", what, out)


def test_a_public_map_is_written_and_no_other_format_is_public(registry: Registry, tmp_path: Path) -> None:
    hand(registry, interview("I-01"))
    take_snapshot(registry.workspace, actor=registry.owner, now=NOW)
    out = tmp_path / "map.geojson"
    answer = json.loads(run(registry, "export", "geojson", out, "--profile", "public", "--format", "json").output)
    assert (answer["profile"], json.loads(out.read_text(encoding="utf-8"))["type"]) == ("public", "FeatureCollection")
    refused = run(registry, "export", "geojson", tmp_path / "one", "--profile", "public", "--recipient", "a paper")
    assert (refused.exit_code, (tmp_path / "one").exists()) == (2, False)
    with pytest.raises(OnlyInside):
        run(registry, "export", "ftm", tmp_path / "ftm", "--profile", "public")


def test_a_collection_is_tried_and_taken_in(registry: Registry, tmp_path: Path) -> None:
    write_uwazi(FULL, WORDING, tmp_path / "south")
    arguments = ("import", "--from", "uwazi", tmp_path / "south", "--format", "json")
    tried = json.loads(run(registry, *arguments, "--dry-run").output)
    taken = json.loads(run(registry, *arguments).output)
    assert tried == {**taken, "dry_run": True}
    assert (taken["partner"], taken["accounts"]["new"]) == ("south", len(FULL.accounts))


@pytest.mark.parametrize("arguments", [(), ("--from", "ftm", "--mapping", __file__)])
def test_either_a_mapping_or_a_program_is_named(registry: Registry, arguments: tuple[str, ...]) -> None:
    done = run(registry, "import", __file__, *arguments)
    assert (done.exit_code, "Give either --mapping or --from." in done.output) == (2, True)
