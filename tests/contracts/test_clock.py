"""The clock, chance and the environment are read at the doors and passed down."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.reading import ROOT, SOURCE, python_files, tree

CLOCK = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("timezone", "now"),
    ("timezone", "localdate"),
    ("time", "time"),
    ("time", "localtime"),
    ("time", "gmtime"),
    ("os", "getenv"),
    ("os", "environ"),
}
DOORS = ("config", "cli", "web", "api")


def reads(code: ast.AST) -> Iterator[str]:
    for node in ast.walk(code):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            of = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            if (of, node.attr) in CLOCK:
                yield f"{of}.{node.attr}"


@pytest.mark.parametrize("line", ["datetime.now(UTC)", "datetime.date.today()", "timezone.now", "os.environ['X']"])
def test_a_clock_read_is_seen(line: str) -> None:
    assert list(reads(ast.parse(line))) != []


def test_nothing_behind_the_doors_reads_the_clock_or_the_environment() -> None:
    behind = [path for path in python_files("src") if path.relative_to(SOURCE).parts[0] not in DOORS]
    assert {str(path.relative_to(ROOT)): found for path in behind if (found := list(reads(tree(path))))} == {}


def test_of_the_doors_only_the_console_entry_reads_them() -> None:
    doors = [path for path in python_files("src") if path.relative_to(SOURCE).parts[0] in DOORS]
    assert [path for path in doors if any(reads(tree(path)))] == [Path(SOURCE / "config" / "console.py")]
