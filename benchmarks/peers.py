"""The peers that names and linkage are held beside, in an environment of their own, and programs run in it."""

import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter

ROOT = Path(__file__).parents[1]
PROGRAMS = Path(__file__).parent / "peer_programs"
ENVIRONMENT = ROOT / ".venv" / "peers"
PACKAGES = (
    "anyascii==0.3.3",
    "jellyfish==1.3.0",
    "nomenklatura==4.17.4",
    "quantulum3==0.10.0",
    "rapidfuzz==3.14.3",
    "recordlinkage==0.16",
    "splink==5.0.0",
)


class Failed(Exception):
    """A program that came to nothing, with the last it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a program took, from its start to its end: seconds of the clock and of the processor, its peak in MB."""

    seconds: float
    processor: float
    peak: float


def installed() -> Path | None:
    """The Python of the environment of the peers, made if it is not there; nothing where they cannot be installed."""
    python, whole = ENVIRONMENT / "bin" / "python", ENVIRONMENT / "whole"
    if whole.exists() and whole.read_text(encoding="utf-8") == "\n".join(PACKAGES):
        return python
    print("installing the peers; this takes a minute", file=sys.stderr)
    venv.create(ENVIRONMENT, with_pip=True, clear=True)
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES]
    if subprocess.run(pip, check=False).returncode:  # noqa: S603  # our own arguments
        return None
    whole.write_text("\n".join(PACKAGES), encoding="utf-8")
    return python


def ran(command: Sequence[str | Path]) -> Ran:
    """Run a program by itself. Raises :class:`Failed`."""
    start = perf_counter()
    with TemporaryFile() as said:
        program = subprocess.Popen(command, stdout=said, stderr=said)  # noqa: S603  # our own arguments
        _, status, used = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
        seconds = perf_counter() - start
        if program.returncode:
            said.seek(0)
            raise Failed(said.read().decode(errors="replace")[-2000:])
    return Ran(seconds=seconds, processor=used.ru_utime + used.ru_stime, peak=used.ru_maxrss / 1024)
