"""``make`` says what is missing, and its verbs are the ones that are documented."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.contracts.reading import ROOT

VERBS = ("setup", "demo", "test", "check", "long", "docs")


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One run of ``make`` that knows nothing of a ``make`` these tests may run under."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A folder in which nothing is set up."""
    for name in ("Makefile", "pyproject.toml", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def python(folder: Path, script: str) -> str:
    """A stand-in for Python that answers as the script does."""
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return f"PYTHON={path}"


def test_an_old_python_is_named(fresh: Path) -> None:
    told = make(fresh, "setup", python(fresh, "exit 1"))
    assert told.returncode != 0
    assert "Lastseen needs Python 3.11 or newer" in told.stderr
    assert not (fresh / ".venv").exists()


def test_a_python_without_venv_is_told_what_to_install(fresh: Path) -> None:
    told = make(fresh, "setup", python(fresh, 'case "$2" in *ensurepip*) exit 1;; esac'))
    assert told.returncode != 0
    assert "apt-get install python3-venv" in told.stderr
    assert not (fresh / ".venv").exists()


def test_setup_that_fails_is_not_taken_for_done(fresh: Path) -> None:
    told = make(fresh, "setup", python(fresh, 'test "$1" != -m'))
    assert told.returncode != 0
    assert not (fresh / ".venv" / ".done").exists()


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_there_and_explained(verb: str) -> None:
    assert make(ROOT, "--just-print", "--assume-old=.venv/.done", verb).returncode == 0
    assert f"make {verb} " in make(ROOT, "help").stdout


def test_check_looks_at_everything() -> None:
    told = make(ROOT, "--just-print", "--assume-old=.venv/.done", "check").stdout
    for tool in ("ruff format --check", "ruff check", "mypy", "lint-imports", "sphinx-build"):
        assert tool in told
