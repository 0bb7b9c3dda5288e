"""A program at a registry that is served: the client of the example looks somebody up and reads their chain."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.browser import serving
from tests.conftest import PASSPHRASE

ROOT = Path(__file__).parents[2]


def _ran(*command: str | Path, **more: str) -> str:
    environment = {**os.environ, "LASTSEEN_PASSPHRASE": PASSPHRASE, **more}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_the_client_of_the_example_reads_a_chain_of_custody(demo: Path) -> None:
    lastseen, registry = Path(sys.executable).with_name("lastseen"), demo / "registry"
    scopes = ("--scope", "read", "--scope", "identify")
    made = _ran(
        lastseen, "token", "add", "a test", *scopes, "--until", "2027-06-30", "--registry", registry, "--format", "json"
    )
    with serving(registry) as address:
        told = _ran(
            sys.executable,
            ROOT / "examples" / "api" / "client.py",
            address,
            "P-0022",
            LASTSEEN_TOKEN=json.loads(made)["token"],
        )
    first, *chains = told.splitlines()
    assert re.fullmatch(r"P-0022 .+ \(\d+ sources\)", first)
    assert chains
    assert all(re.fullmatch(r"  \S+: [a-z-]+( → [a-z-]+)*", chain) for chain in chains)
