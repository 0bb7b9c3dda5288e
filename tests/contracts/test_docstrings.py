"""Whatever is public explains itself, and no two things of one room with the same words."""

import ast
from collections import defaultdict

from lastseen.domain.derive.variables import VARIABLES
from tests.contracts.reading import ROOT, SOURCE, public, python_files, tree

SOURCES = python_files("src")


def test_every_file_says_what_it_holds_and_no_two_the_same() -> None:
    said: defaultdict[str, list[str]] = defaultdict(list)
    for path in SOURCES:
        if path.read_text(encoding="utf-8").strip():
            said[(ast.get_docstring(tree(path)) or "").partition("\n")[0]].append(str(path.relative_to(ROOT)))
    assert {line: paths for line, paths in said.items() if not line or len(paths) > 1} == {}


def test_everything_public_has_a_docstring() -> None:
    assert [str(defined) for path in SOURCES for defined in public(path) if not defined.first_line] == []


def test_no_docstring_of_a_room_is_a_copy() -> None:
    said: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for path in SOURCES:
        room = path.relative_to(SOURCE).parts[0]
        for defined in public(path):
            said[room, defined.first_line].append(str(defined))
    assert {line: names for (_, line), names in said.items() if line and len(names) > 1} == {}


def test_variables_have_names_of_their_own() -> None:
    names = [variable.name for variable in VARIABLES]
    assert len(set(names)) == len(names) > 20
