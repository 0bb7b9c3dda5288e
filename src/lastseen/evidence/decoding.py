"""Decoding files nobody vouches for, in a process of its own that can do nothing else.

Run as ``python -I -m lastseen.evidence.decoding`` with one request on its input, it answers on its output. It is given
the key of one file. Before it reads a byte of the content it gives up the right to open files and sockets, to write,
and to more memory and time than its limits: whatever a file makes a decoder do, there is nothing in reach but the file.
"""

import sys
from pathlib import Path
from typing import BinaryIO

from PIL import Image

from lastseen.domain.files import Decoded, FileKind, Why
from lastseen.evidence.asking import MEMORY, SECONDS, Looked, Request, opaque, requested
from lastseen.evidence.looking import look, picture_of_image, picture_of_page
from lastseen.evidence.sealed_files import SealedFile


def answer(request: Request, content: BinaryIO) -> Looked:
    """What becomes of a request about this content."""
    if not request.kind:
        return look(content)
    kind = FileKind(request.kind)
    draw = picture_of_image if kind is FileKind.IMAGE else picture_of_page
    return Looked(decoded=Decoded(kind=kind), picture=draw(content, request.page, request.edge))


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
    request = requested(sys.stdin.buffer.read())
    with SealedFile(Path(request.path), bytes.fromhex(request.key)) as content:
        confine()
        try:
            found = answer(request, content)  # type: ignore[arg-type]  # it reads and seeks, which is all that is asked
        except MemoryError:
            found = opaque(Why.LABORIOUS)
    sys.stdout.buffer.write(found.to_bytes())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
