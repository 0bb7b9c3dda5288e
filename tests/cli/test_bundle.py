"""Two registries exchange a bundle and a correction, by the commands alone."""

import json
from pathlib import Path

from tests.conftest import lastseen, make_registry
from tests.exchanging import make_north


def keys(folder: Path) -> list[str]:
    """The options by which a partner is told our keys."""
    return lastseen("--registry", folder, "partner", "keys").split()


def test_a_bundle_goes_there_and_a_correction_comes_back(tmp_path: Path) -> None:
    north, south = tmp_path / "north", tmp_path / "south"
    make_north(north).wiring.close()
    make_registry(south)
    lastseen("--registry", north, "partner", "add", "South", *keys(south))
    lastseen("--registry", south, "partner", "add", "North", *keys(north))
    bundle, report = tmp_path / "bundle.age", tmp_path / "answer.age"
    dry = json.loads(
        lastseen("--registry", north, "bundle", "create", "--partner", "South", "--library-query",
                 "/library/?sex=female", "--dry-run", "--format", "json")
    )  # fmt: skip
    assert (dry["people"], dry["needed"], dry["approved"]) == (2, 2, 2)
    lastseen("--registry", north, "bundle", "create", bundle, "--partner", "South", "--people", "P-0001")
    seen = json.loads(lastseen("--registry", south, "bundle", "inspect", bundle, "--format", "json"))
    assert (seen["partner"], seen["kind"], seen["sources"]) == ("North", "records", 2)
    came = lastseen("--registry", south, "bundle", "import", bundle)
    assert "2 sources; accounts: 7 new, 0 changed, 0 same" in came
    assert "came before" in lastseen("--registry", south, "bundle", "import", bundle)
    lastseen("--registry", north, "bundle", "import", bundle, expect=1)
    assert not report.exists()
