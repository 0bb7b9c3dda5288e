"""What is asked of the process that decodes files, and what it answers, as bytes on its input and output."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from lastseen.domain.files import Decoded, FileKind, Why

MEMORY = 1536 * 2**20
SECONDS = 60
"""What one file may take, in bytes and in seconds of the processor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked of a file: to be looked at, or (with its kind) for a picture of a page, ``edge`` pixels at most."""

    path: str
    key: str = field(repr=False)
    kind: str = ""
    page: int = 0
    edge: int = 0

    def to_bytes(self) -> bytes:
        """The request as the process reads it."""
        return json.dumps(asdict(self)).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a file was found to be, and a picture of it; empty where there is none."""

    decoded: Decoded
    picture: bytes = b""

    def to_bytes(self) -> bytes:
        """The answer as the process gives it."""
        told = {**asdict(self.decoded), "kind": self.decoded.kind.value, "why": self.decoded.why.value}
        return json.dumps(told).encode() + b"\n" + self.picture


def requested(data: bytes) -> Request:
    """The request that these bytes are."""
    return Request(**json.loads(data))


def answered(data: bytes) -> Looked:
    """The answer that these bytes are. Raises ValueError where they are none."""
    line, _, picture = data.partition(b"\n")
    told: Mapping[str, Any] = json.loads(line)
    decoded = Decoded(**{**told, "kind": FileKind(told["kind"]), "why": Why(told["why"])})
    return Looked(decoded=decoded, picture=picture)


def opaque(why: Why) -> Looked:
    """The answer that a file cannot be shown, and why."""
    return Looked(decoded=Decoded(kind=FileKind.OPAQUE, why=why))
