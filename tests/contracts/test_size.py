"""Files and functions stay small enough to be read at once."""

import ast
from pathlib import Path

import pytest

from tests.contracts.reading import ROOT, Definition, functions, python_files

LONGEST_FILE = 400
LONGEST_FUNCTION = 40

FILES = python_files("src", "docs", "tests", "benchmarks")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_is_not_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def lines_of(function: Definition) -> int:
    """The lines of a function without its docstring and decorators."""
    node = function.node
    assert node.end_lineno is not None
    first = node.body[0]
    told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    docstring = 0 if not told or first.end_lineno is None else first.end_lineno - first.lineno + 1
    return node.end_lineno - node.lineno + 1 - docstring


def test_a_function_is_not_too_long() -> None:
    assert [str(f) for path in FILES for f in functions(path) if lines_of(f) > LONGEST_FUNCTION] == []
