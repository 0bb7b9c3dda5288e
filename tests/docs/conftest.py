"""The fictional registry for pages and notebooks, built once by its command."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a finished ``demo`` in it, to be copied."""
    folder = tmp_path_factory.mktemp("docs")
    lastseen = Path(sys.executable).with_name("lastseen")
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(folder)}
    done = subprocess.run(
        [lastseen, "demo", "demo"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def beside_demo(built_demo: Path, tmp_path: Path) -> Path:
    """A fresh folder with a ``demo`` of its own."""
    shutil.copytree(built_demo / "demo", tmp_path / "demo")
    return tmp_path
