"""Files sent whole to a registry, ready to be attached; and small ones of every kind, made here."""

import hashlib
import io
import struct
import wave
import zipfile
import zlib

import av
import numpy as np
import pypdfium2
from PIL import Image

from lastseen.domain.files import SHORT_DIGEST
from lastseen.operations.uploads import Coming, take_whole
from lastseen.operations.users import rights_of
from tests.conftest import NOW, Registry


def short(content: bytes) -> str:
    """What addresses and passages call a file of this content."""
    return hashlib.sha256(content).hexdigest()[:SHORT_DIGEST]


def sent(registry: Registry, source: str, content: bytes, name: str = "a file", claimed: str = "") -> Coming:
    """A file that has come whole to a source, sent by the registry's owner."""
    coming = Coming(source=source, name=name, size=len(content), claimed=claimed)
    return take_whole(rights_of(registry.owner), coming, io.BytesIO(content), registry.workspace, at=NOW)


def image(format_: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (120, 80), pages: int = 1) -> bytes:
    """An image of one colour, with the place where it was taken hidden in it if it is a JPEG."""
    made = io.BytesIO()
    one = Image.new(mode, size, 3)
    exif = Image.Exif()
    exif[0x9286] = "taken at the crossing"
    more = {"save_all": True, "append_images": [one] * (pages - 1)} if pages > 1 else {}
    one.save(made, format_, **({"exif": exif} if format_ == "JPEG" else {}), **more)
    return made.getvalue()


def pdf(pages: int = 3) -> bytes:
    """A PDF of blank pages."""
    made = io.BytesIO()
    with pypdfium2.PdfDocument.new() as document:
        for _ in range(pages):
            document.new_page(300, 400)
        document.save(made)
    return made.getvalue()


def tone(seconds: int = 3, rate: int = 8000) -> bytes:
    """A recording of one tone, in a WAVE file."""
    made = io.BytesIO()
    samples = (np.sin(np.arange(seconds * rate) / 5) * 8000).astype("<i2")
    with wave.open(made, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(rate)
        recording.writeframes(samples.tobytes())
    return made.getvalue()


def coded(container: str, codec: str, seconds: int = 2) -> bytes:
    """The same tone, coded by a codec in a container."""
    made = io.BytesIO()
    with av.open(made, "w", format=container) as recording:
        stream = recording.add_stream(codec, rate=48000)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        samples = (np.sin(np.arange(48000 * seconds) / 20) * 0.3).astype("f4").reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
        frame.sample_rate = 48000
        fit = av.AudioResampler(format=stream.format.name, layout="mono", rate=48000, frame_size=1024)
        for part in (*fit.resample(frame), *fit.resample(None), None):
            recording.mux(stream.encode(part))
    return made.getvalue()


def bomb(edge: int = 30_000) -> bytes:
    """A PNG of a hundred kilobytes that says it has 900 million pixels."""
    packing = zlib.compressobj(9)
    row = bytes(edge // 8 + 1)
    pixels = b"".join(packing.compress(row) for _ in range(edge)) + packing.flush()
    head = struct.pack(">IIBBBBB", edge, edge, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def archive() -> bytes:
    """A ZIP file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("a.html", "<script>alert(1)</script>")
    return made.getvalue()
