"""The manifest of a snapshot: what it holds, of which registry and moment, with every digest."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from lastseen.domain.errors import Refusal
from lastseen.snapshot.schema import FORMAT

FILE = "manifest.json"


class NotASnapshot(Refusal):
    """The folder holds no snapshot that can be read."""

    code = "snapshot.unreadable"
    sentence = "{path} is not a snapshot: {why}."
    hint = "Name a folder under snapshots/ of a registry, one that holds a manifest.json."


class Damaged(Refusal):
    """A file of the snapshot is not the one that was written."""

    code = "snapshot.damaged"
    sentence = "{path} was changed after the snapshot was taken: its digest is {found}, not {expected}."
    hint = (
        "Fetch the snapshot again from where it is kept, or move it away and take a new one; figures from this one "
        "cannot be defended."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a snapshot says of itself.

    ``content`` is the digest of the canonical rows, which survives another version of the Parquet library; ``files``
    holds the SHA-256 of each file as written. ``ledger`` is the number of the registry's newest entry at that moment.
    """

    format: int
    name: str
    registry: str
    profile: str
    taken: str
    software: str
    ledger: int
    compartments: tuple[str, ...]
    vocabularies: Mapping[str, str]
    rows: Mapping[str, int]
    content: str
    files: Mapping[str, str]

    @property
    def day(self) -> str:
        """The day the snapshot was taken, in ISO."""
        return datetime.fromisoformat(self.taken).date().isoformat()

    def to_json(self) -> str:
        """The manifest as it is written, keys in order, with the digest of all the rest as ``manifest``."""
        data = asdict(self)
        return json.dumps({**data, _SELF: _digest_of(data)}, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


_SELF = "manifest"


def _digest_of(data: Mapping[str, object]) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """The manifest in a snapshot's folder. Raises :class:`NotASnapshot`, or :class:`Damaged` where it was changed."""
    data = _read(folder)
    if data.get("format") != FORMAT:
        raise NotASnapshot(path=folder, why=f"its format is {data.get('format')}, this software reads {FORMAT}")
    stated = data.pop(_SELF, None)
    found = _digest_of(data)
    if stated != found:
        raise Damaged(path=folder / FILE, found=found[:12], expected=str(stated)[:12])
    try:
        return Manifest(**{**data, "compartments": tuple(data["compartments"])})
    except (TypeError, KeyError) as error:
        raise NotASnapshot(path=folder, why=f"its {FILE} lacks what it should say") from error


def _read(folder: Path) -> dict[str, Any]:
    try:
        data = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotASnapshot(path=folder, why=f"it has no {FILE}") from error
    except ValueError as error:
        raise NotASnapshot(path=folder, why=f"its {FILE} cannot be read") from error
    if not isinstance(data, dict):
        raise NotASnapshot(path=folder, why=f"its {FILE} cannot be read")
    return data


def file_digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def check_files(folder: Path, manifest: Manifest) -> None:
    """Every file is there and is the one that was written. Raises :class:`Damaged` or :class:`NotASnapshot`."""
    for name, expected in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise NotASnapshot(path=folder, why=f"{name} is missing")
        found = file_digest(path)
        if found != expected:
            raise Damaged(path=path, found=found[:12], expected=expected[:12])
