"""What files turn out to be: by their content alone, decoded by a process that can reach nothing else."""

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from lastseen.domain.files import OPAQUE_MEDIA, Decoded, FileKind, Why
from lastseen.evidence import FileStore, file_key
from lastseen.evidence.asking import Looked
from lastseen.operations.decoding import looked_at, pictured
from tests.sent import archive, bomb, coded, image, pdf, tone

JPEG = image()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> FileStore:
    return FileStore(folder=tmp_path_factory.mktemp("decoded"), key=bytes(32), entropy=os.urandom)


def put(store: FileStore, content: bytes) -> tuple[Path, bytes]:
    """A file of this content, and its key."""
    coming = store.begin(hashlib.sha256(content).hexdigest() + os.urandom(4).hex(), len(content))
    coming.append(0, content)
    coming.finish()
    return coming.path, file_key(coming.path, store.key)


def look(store: FileStore, content: bytes) -> Looked:
    return looked_at(*put(store, content))


@pytest.mark.parametrize(
    ("content", "decoded"),
    [
        (JPEG, Decoded(kind=FileKind.IMAGE, width=120, height=80, codecs="jpeg")),
        (image("PNG", "RGBA"), Decoded(kind=FileKind.IMAGE, width=120, height=80, codecs="png")),
        (image("WEBP"), Decoded(kind=FileKind.IMAGE, width=120, height=80, codecs="webp")),
        (image("TIFF", "1", pages=3), Decoded(kind=FileKind.IMAGE, width=120, height=80, pages=3, codecs="tiff")),
        (pdf(), Decoded(kind=FileKind.PDF, pages=3)),
        (tone(), Decoded(kind=FileKind.AUDIO, media="audio/wav", seconds=3, codecs="pcm_s16le")),
        (coded("mp3", "libmp3lame"), Decoded(kind=FileKind.AUDIO, media="audio/mpeg", seconds=2, codecs="mp3float")),
        (coded("mp4", "aac"), Decoded(kind=FileKind.AUDIO, media="audio/mp4", seconds=2, codecs="aac")),
        (coded("webm", "libopus"), Decoded(kind=FileKind.AUDIO, media="audio/webm", seconds=2, codecs="opus")),
    ],
    ids=["jpeg", "png", "webp", "tiff", "pdf", "wav", "mp3", "m4a", "webm"],
)
def test_what_decodes_is_shown_as_what_it_is(store: FileStore, content: bytes, decoded: Decoded) -> None:
    found = look(store, content)
    assert found.decoded == decoded
    assert bool(found.picture) is not decoded.is_recording


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (archive(), Why.UNKNOWN),
        (SVG, Why.UNKNOWN),
        (b"<html><script>alert(1)</script>", Why.UNKNOWN),
        (image("BMP"), Why.UNKNOWN),
        (b"MZ\x90 a programme", Why.UNKNOWN),
        (b"x", Why.UNKNOWN),
        (JPEG[: len(JPEG) // 2], Why.BROKEN),
        (b"\x89PNG\r\n\x1a\n" + archive(), Why.BROKEN),
        (b"%PDF-1.7 and nothing more", Why.BROKEN),
        (coded("mp4", "aac")[:9000], Why.BROKEN),
        (b"RIFF\x00\x00\x00\x00WAVE" + b"x" * 100, Why.BROKEN),
        (bomb(), Why.TOO_LARGE),
    ],
    ids=[
        "zip",
        "svg",
        "html",
        "bmp",
        "exe",
        "byte",
        "cut jpeg",
        "png that is a zip",
        "no pdf",
        "cut m4a",
        "no wav",
        "bomb",
    ],
)
def test_whatever_does_not_decode_is_opaque_and_says_why(store: FileStore, content: bytes, why: Why) -> None:
    found = look(store, content)
    assert found == Looked(decoded=Decoded(kind=FileKind.OPAQUE, media=OPAQUE_MEDIA, why=why))


def test_a_picture_is_made_of_pixels_alone(store: FileStore) -> None:
    """Of a JPEG that is a ZIP file as well, and says where it was taken, neither goes along."""
    both = JPEG + archive()
    assert b"crossing" in both
    assert look(store, both).decoded.kind is FileKind.IMAGE
    made = pictured(*put(store, both), FileKind.IMAGE, 1, 100)
    with Image.open(io.BytesIO(made)) as opened:
        assert (opened.format, opened.size, dict(opened.getexif())) == ("JPEG", (100, 67), {})
    assert b"crossing" not in made
    assert b"PK\x03\x04" not in made


def test_a_page_is_drawn_as_large_as_it_is_wanted_and_no_page_as_nothing(store: FileStore) -> None:
    held = put(store, pdf(2))
    with Image.open(io.BytesIO(pictured(*held, FileKind.PDF, 2, 400))) as opened:
        assert opened.size == (300, 400)
    assert pictured(*held, FileKind.PDF, 3, 400) == b""


def test_a_file_that_is_not_what_its_key_says_is_not_decoded(store: FileStore) -> None:
    path, _ = put(store, JPEG)
    assert looked_at(path, bytes(32)).decoded == Decoded(kind=FileKind.OPAQUE, why=Why.LABORIOUS)


def test_the_process_that_decodes_can_open_write_and_reach_nothing() -> None:
    """What a decoder that was taken over would try."""
    tried = """
import socket
from lastseen.evidence.decoding import confine
confine()
for attempt in (lambda: open("/etc/hostname"), lambda: socket.socket(), lambda: bytearray(3 * 2**30)):
    try:
        attempt()
    except (OSError, MemoryError) as error:
        print(type(error).__name__)
    else:
        print("reached")
"""
    done = subprocess.run([sys.executable, "-c", tried], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["OSError", "OSError", "MemoryError"]
