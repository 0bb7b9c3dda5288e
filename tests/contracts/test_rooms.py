"""The import contracts hold, cover every room, and break when they should."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.contracts.reading import ROOT, SOURCE

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
NO_LIBRARIES = {"config", "web", "api", "cli", "operations", "storage", "data"}


def check(folder: Path) -> str:
    """What the import contracts say of the code in a folder."""
    told = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder / "src"), "COLUMNS": "300", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout + told.stderr


def verdicts(told: str) -> dict[str, str]:
    names = {contract["name"]: contract["id"] for contract in CONTRACTS}
    found = re.findall(r"^(.*?) (KEPT|BROKEN)(?: \(\d+ ignored imports?\))?$", told, flags=re.MULTILINE)
    return {names[name]: verdict for name, verdict in found}


def test_every_room_that_must_be_pure_is_checked_for_it() -> None:
    rooms = {folder.name for folder in SOURCE.iterdir() if (folder / "__init__.py").exists()}
    pure = next(contract for contract in CONTRACTS if contract["id"] == "pure")
    assert {f"lastseen.{room}" for room in rooms - NO_LIBRARIES} == set(pure["source_modules"])


def test_every_contract_holds_and_breaks_where_it_is_broken(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    kept = check(tmp_path)
    assert verdicts(kept) == {contract["id"]: "KEPT" for contract in CONTRACTS}, kept
    room = tmp_path / "src" / "lastseen"
    for file, line in (
        ("figures/bounds_of_imports.py", "import lastseen.exchange"),
        ("reports/fetching.py", "import socket"),
        ("domain/guessing.py", "import random"),
        ("cli/peeking.py", "import lastseen.storage.models"),
        ("domain/egg.py", "import lastseen.domain.hen"),
        ("domain/hen.py", "import lastseen.domain.egg"),
    ):
        (room / file).write_text(f'"""Breaks a contract."""\n\n{line}\n', encoding="utf-8")
    broken = check(tmp_path)
    assert verdicts(broken) == {contract["id"]: "BROKEN" for contract in CONTRACTS}, broken


def test_a_room_nobody_named_breaks_the_contract(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "src/lastseen/utils").mkdir()
    (tmp_path / "src/lastseen/utils/__init__.py").write_text('"""Anything."""\n', encoding="utf-8")
    assert verdicts(check(tmp_path))["rooms"] == "BROKEN"
