"""A bundle from one registry to another, by the commands alone."""

import json
from pathlib import Path

from tests.conftest import lastseen, make_registry
from tests.exchanging import make_north


def keys(folder: Path) -> list[str]:
    """The options by which a partner is told our keys."""
    return lastseen("--registry", folder, "partner", "keys").split()


def test_a_bundle_of_those_a_library_query_finds_goes_to_a_partner(tmp_path: Path) -> None:
    north, south = tmp_path / "north", tmp_path / "south"
    make_north(north).wiring.close()
    make_registry(south)
    lastseen("--registry", north, "partner", "add", "South", *keys(south))
    lastseen("--registry", south, "partner", "add", "North", *keys(north))
    bundle = tmp_path / "bundle.age"
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
