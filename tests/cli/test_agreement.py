"""The command tells agreement as a table, and as JSON; of nothing it says that there is nothing."""

import json
from pathlib import Path

from tests.conftest import lastseen


def test_agreement_in_the_demo_is_told_with_its_counts(demo: Path) -> None:
    registry = demo / "registry"
    told = lastseen("agreement", "--registry", registry)
    assert told.startswith("1 coded by two people and concluded, 1 in the making.")
    assert [line.split()[:4] for line in told.splitlines() if line.startswith("in all")] == [["in", "all", "6", "0"]]
    found = json.loads(lastseen("agreement", "--registry", registry, "--format", "json"))
    assert found["agreement"]["in_all"]["both"] == 6
    assert found["standing"] == 1


def test_where_nothing_is_coded_twice_the_command_says_so(empty_registry: Path) -> None:
    assert lastseen("agreement", "--registry", empty_registry) == (
        "0 coded by two people and concluded, 0 in the making.\n"
    )
