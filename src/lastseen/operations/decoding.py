"""Starting the process that decodes files nobody vouches for, and taking its answer or its failure."""

import subprocess
import sys
from pathlib import Path

from lastseen.domain.files import FileKind, Why
from lastseen.evidence.asking import SECONDS, Looked, Request, answered, opaque

_PATIENCE = 2 * SECONDS
"""Seconds after which a process that has not answered is ended."""


def looked_at(path: Path, key: bytes) -> Looked:
    """What the sealed file at this place is; opaque where the process that looks at it fails."""
    found = _answer(Request(path=str(path), key=key.hex()))
    return opaque(Why.LABORIOUS) if found is None else found


def pictured(path: Path, key: bytes, kind: FileKind, page: int, edge: int) -> bytes:
    """A picture of an image, or of a page; empty where it cannot be made."""
    found = _answer(Request(path=str(path), key=key.hex(), kind=kind.value, page=page, edge=edge))
    return b"" if found is None else found.picture


def _answer(request: Request) -> Looked | None:
    """What a process of its own answers: it gets no environment, and the request on its input alone."""
    command = [sys.executable, "-I", "-m", "lastseen.evidence.decoding"]
    try:
        done = subprocess.run(  # noqa: S603  # this interpreter, this software
            command, input=request.to_bytes(), capture_output=True, timeout=_PATIENCE, env={}, cwd="/", check=True
        )
        return answered(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
