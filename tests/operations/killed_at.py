"""A process that takes something in and is killed at a point on its way, as when the power goes.

Run as ``python -m tests.operations.killed_at FOLDER FILE FORMAT POINT``: with SIGKILL, so that nothing is tidied up.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lastseen.config.database import configure

configure()

from lastseen.evidence import FileStore, SourceKeys  # noqa: E402  # models need Django set up first
from lastseen.operations import importing, receiving  # noqa: E402
from lastseen.operations.bundle_files import ComingFiles  # noqa: E402
from lastseen.operations.importing import From, import_records  # noqa: E402
from lastseen.storage.models import Entry  # noqa: E402
from tests.conftest import NOW, Registry, wire  # noqa: E402
from tests.exchanging import receive  # noqa: E402

BUNDLE = "bundle"
POINTS: dict[str, tuple[object, str]] = {
    "a-file-has-come": (ComingFiles, "end"),
    "a-file-is-kept": (FileStore, "keep"),
    "bundle-written": (receiving, "put_bundle"),
    "bundle-indexed": (receiving, "reindex"),
    "records-written": (importing, "write"),
    "records-told": (importing, "put_their_words"),
    "records-indexed": (importing, "reindex"),
    "keys-kept": (SourceKeys, "keep"),
    "entry-written": (Entry, "save"),
}
"""By name of a point the call after which the process is killed."""


def kill_after(point: str) -> None:
    """Make the call of a point its last."""
    owner, name = POINTS[point]
    call: Callable[..., Any] = getattr(owner, name)

    def last(*given: Any, **named: Any) -> None:
        call(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, last)


def main(folder: Path, file: Path, format_: str, point: str) -> None:
    """Take it in, as far as that goes."""
    registry = Registry(wire(folder))
    owner, workspace = registry.owner, registry.workspace
    kill_after(point)
    if format_ == BUNDLE:
        receive(registry, file)
    else:
        import_records(file, From(format=format_, partner="North"), workspace, dry_run=False, actor=owner, now=NOW)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4])
