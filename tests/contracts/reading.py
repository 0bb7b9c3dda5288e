"""What contracts look at: the files of the project, and the code in them."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "lastseen"

Function = ast.FunctionDef | ast.AsyncFunctionDef
Defined = Function | ast.ClassDef


def files() -> list[Path]:
    """Every file of the project that git knows or would take."""
    told = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = (ROOT / name for name in told.stdout.split("\0") if name)
    return sorted(path for path in set(found) if path.is_file() and not path.is_symlink())


def python_files(*below: str) -> list[Path]:
    """The Python files in these folders of the project, without migrations."""
    roots = [ROOT / folder for folder in below]
    return [
        p for p in files() if p.suffix == ".py" and "migrations" not in p.parts and any(r in p.parents for r in roots)
    ]


@cache
def tree(path: Path) -> ast.Module:
    """The code of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Definition:
    """A class or function with the name it has in its file."""

    path: Path
    name: str
    node: Defined

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.node.lineno} {self.name}"

    @property
    def first_line(self) -> str:
        """The first line of the docstring; nothing where there is none."""
        return (ast.get_docstring(self.node) or "").partition("\n")[0]


def public(path: Path) -> Iterator[Definition]:
    """The public classes and functions of a file, and the public methods of its public classes."""
    yield from _public(path, tree(path), "")


def _public(path: Path, node: ast.AST, prefix: str) -> Iterator[Definition]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Defined) and not child.name.startswith("_") and child.name != "Meta":
            yield Definition(path, f"{prefix}{child.name}", child)
            if isinstance(child, ast.ClassDef):
                yield from _public(path, child, f"{prefix}{child.name}.")


def functions(path: Path) -> Iterator[Definition]:
    """Every function of a file, methods and nested ones too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield Definition(path, node.name, node)
