"""Decoding files nobody vouches for, in a process of its own that can do nothing else.

Run as ``python -I -m lastseen.evidence.decoding`` with one request as JSON on its input, it answers with one line of
JSON and, after it, a picture. It is given the key of one file. Before it reads a byte of the content it gives up the
right to open files and sockets, to write, and to more memory and time than its limits: whatever a file makes a decoder
do, there is nothing in reach but the file itself.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from PIL import Image

from lastseen.domain.files import Decoded, FileKind, Why
from lastseen.evidence.looking import Looked, look, picture_of_image, picture_of_page
from lastseen.evidence.sealed_files import SealedFile

MEMORY = 1536 * 2**20
SECONDS = 60
"""What one file may take, in bytes and in seconds of the processor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked of a file: to be looked at, or (with a page) for a picture of it, ``edge`` pixels at most."""

    path: str
    key: str = field(repr=False)
    kind: str = ""
    page: int = 0
    edge: int = 0


def asked(request: Request) -> bytes:
    """A request as the process reads it."""
    return json.dumps(asdict(request)).encode()


def answered(answer: bytes) -> Looked:
    """What the process answered. Raises ValueError where it is no answer."""
    line, _, picture = answer.partition(b"\n")
    told: Mapping[str, Any] = json.loads(line)
    decoded = Decoded(**{**told, "kind": FileKind(told["kind"]), "why": Why(told["why"])})
    return Looked(decoded=decoded, picture=picture)


def answer(request: Request, content: BinaryIO) -> Looked:
    """What becomes of a request about this content; whatever fails in a decoder makes the file opaque."""
    if not request.kind:
        return look(content)
    kind = FileKind(request.kind)
    blank = Decoded(kind=kind)
    if kind is FileKind.IMAGE:
        return Looked(decoded=blank, picture=picture_of_image(content, request.page, request.edge))
    return Looked(decoded=blank, picture=picture_of_page(content, request.page, request.edge))


def confine() -> None:
    """Give up what decoding does not need, for good. Where the system knows no such limits, time alone is watched."""
    Image.preinit()
    try:
        import resource  # noqa: PLC0415  # not on every system
    except ImportError:
        return
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(limit, (value, value))


def main() -> None:
    """Answer the one request on the input."""
    request = Request(**json.loads(sys.stdin.buffer.read()))
    with SealedFile(Path(request.path), bytes.fromhex(request.key)) as content:
        confine()
        try:
            looked = answer(request, content)  # type: ignore[arg-type]  # it reads and seeks, which is all that is asked
        except MemoryError:
            looked = Looked(decoded=Decoded(kind=FileKind.OPAQUE, why=Why.LABORIOUS))
    told = {**asdict(looked.decoded), "kind": looked.decoded.kind.value, "why": looked.decoded.why.value}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + looked.picture)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
