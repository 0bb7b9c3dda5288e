"""What a file is, by its content alone: an image, a PDF or a recording that decodes, or opaque bytes.

Only formats named here are tried, each by the decoder its first bytes call for. What is shown of an image or a page is
made anew of its pixels: nothing that was hidden in the file, no place where a photograph was taken, goes along.
"""

import io
from collections.abc import Callable
from typing import Any, BinaryIO

import av
import pypdfium2
from av.error import FFmpegError
from av.stream import Disposition
from av.subtitles import stream as _subtitles
from PIL import Image, ImageOps, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin

from lastseen.domain.files import PIXELS, Decoded, FileKind, Why
from lastseen.evidence.asking import Looked, opaque

PAGES = 5_000
THUMB = 320
"""The longer edge of the small picture that is made of every image and PDF."""

_IMAGES = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG", b"II*\x00": "TIFF", b"MM\x00*": "TIFF"}
_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")
_SOUND = frozenset({"aac", "mp3", "mp3float", "opus", "vorbis", "flac", "pcm_s16le", "pcm_s24le", "pcm_u8"})
_CODECS = _SOUND | {"h264", "vp8", "vp9", "av1", "libdav1d"}
"""What browsers play."""
_PACKETS = 200
"""How many packets at the beginning of each stream are decoded; the rest is read to its end."""


DECODERS = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin, _subtitles)
"""What the libraries would load when it is first needed, which is too late for a process that opens no more files."""


def look(content: BinaryIO) -> Looked:
    """What a file is. What begins as something that can be shown and does not decode is opaque, and says why."""
    head = content.read(32)
    looking = _looking(head)
    if looking is None:
        return opaque(Why.UNKNOWN)
    content.seek(0)
    try:
        return looking(content)
    except pypdfium2.PdfiumError as error:
        return opaque(Why.LOCKED if "password" in str(error).lower() else Why.BROKEN)
    except MemoryError:
        return opaque(Why.LABORIOUS)
    except (OSError, ValueError, SyntaxError, ArithmeticError, LookupError, FFmpegError):
        return opaque(Why.BROKEN)


def _looking(head: bytes) -> Callable[[BinaryIO], Looked] | None:
    """Which decoder the first bytes call for."""
    image = next((name for mark, name in _IMAGES.items() if head.startswith(mark)), None)
    if image is None and head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        image = "WEBP"
    if image is not None:
        return lambda content: _image(content, image)
    if head.startswith(b"%PDF-"):
        return _pdf
    container = _container(head)
    return None if container is None else lambda content: _recording(content, *container)


def _container(head: bytes) -> tuple[str, str] | None:
    """The container of a recording, as its decoder calls it, and as what it is played."""
    for starts, name, media in (
        (head[4:8] == b"ftyp", "mp4", "mp4"),
        (head.startswith(b"ID3") or (head[:1] == b"\xff" and head[1:2] in b"\xfa\xfb\xf2\xf3"), "mp3", "audio/mpeg"),
        (head[:1] == b"\xff" and head[1:2] in b"\xf0\xf1\xf8\xf9", "aac", "audio/aac"),
        (head.startswith(b"OggS"), "ogg", "ogg"),
        (head.startswith(b"fLaC"), "flac", "audio/flac"),
        (head.startswith(b"RIFF") and head[8:12] == b"WAVE", "wav", "audio/wav"),
        (head.startswith(b"\x1a\x45\xdf\xa3"), "matroska", "webm"),
    ):
        if starts:
            return name, media
    return None


def _image(content: BinaryIO, format_: str) -> Looked:
    with _opened(content, format_) as image:
        if image.width * image.height > PIXELS:
            return opaque(Why.TOO_LARGE)
        pages = min(getattr(image, "n_frames", 1), PAGES) if format_ == "TIFF" else 1
        image.load()
        upright = ImageOps.exif_transpose(image)
        width, height = upright.size
        decoded = Decoded(
            kind=FileKind.IMAGE, width=width, height=height, pages=pages if pages > 1 else 0, codecs=format_.lower()
        )
        return Looked(decoded=decoded, picture=_jpeg(upright, THUMB))


def _opened(content: BinaryIO, *formats: str) -> Image.Image:
    """An image of one of these formats, of which nothing but its head was read."""
    Image.MAX_IMAGE_PIXELS = None  # compared with our own limit, before anything is decoded
    return Image.open(content, formats=formats or _FORMATS)


def picture_of_image(content: BinaryIO, page: int, edge: int) -> bytes:
    """An image, or a page of a scan, decoded and made anew as JPEG, its longer edge no longer than this.

    Raises ValueError where it has too many pixels.
    """
    with _opened(content) as image:
        image.seek(max(0, page - 1))
        if image.width * image.height > PIXELS:
            raise ValueError(image.size)
        return _jpeg(ImageOps.exif_transpose(image), edge)


def _jpeg(image: Image.Image, edge: int) -> bytes:
    """Nothing of an image but its pixels, on white where it is transparent."""
    small = image.copy()
    small.thumbnail((edge, edge))
    if small.mode in ("RGBA", "LA", "PA", "P"):
        over = small.convert("RGBA")
        small = Image.new("RGB", over.size, "white")
        small.paste(over, mask=over.getchannel("A"))
    clean = Image.new("RGB", small.size)
    clean.paste(small.convert("RGB"))
    made = io.BytesIO()
    clean.save(made, "JPEG", quality=88)
    return made.getvalue()


def _pdf(content: BinaryIO) -> Looked:
    with pypdfium2.PdfDocument(content) as pdf:
        pages = len(pdf)
        if not 0 < pages <= PAGES:
            return opaque(Why.LABORIOUS if pages else Why.BROKEN)
        return Looked(decoded=Decoded(kind=FileKind.PDF, pages=pages), picture=_page(pdf, 1, THUMB))


def picture_of_page(content: BinaryIO, page: int, edge: int) -> bytes:
    """A page of a PDF as a JPEG, its longer edge this long."""
    with pypdfium2.PdfDocument(content) as pdf:
        return _page(pdf, page, edge)


def _page(pdf: Any, number: int, edge: int) -> bytes:
    page = pdf[number - 1]
    drawn = page.render(scale=edge / max(1.0, *page.get_size()), may_draw_forms=False)
    return _jpeg(drawn.to_pil(), edge)


def _recording(content: BinaryIO, container: str, media: str) -> Looked:
    """A recording read to its end, the beginning of every stream decoded."""
    with av.open(content, "r", format=container) as recording:
        streams = [one for one in recording.streams if _is_played(one)]
        codecs = [stream.codec_context.name for stream in streams]
        if not streams or not set(codecs) <= _CODECS:
            return opaque(Why.UNKNOWN)
        left = {stream.index: _PACKETS for stream in streams}
        heard, end = 0, 0.0
        for packet in recording.demux(streams):
            if packet.pts is not None and packet.time_base is not None:
                end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
            if left[packet.stream_index] > 0:
                left[packet.stream_index] -= 1
                heard += len(packet.decode())
        if not heard:
            return opaque(Why.BROKEN)
        has_video = any(stream.type == "video" for stream in streams)
    kind = FileKind.VIDEO if has_video else FileKind.AUDIO
    played = media if "/" in media else f"{kind.value}/{media}"
    told = ", ".join(dict.fromkeys(codecs))
    return Looked(decoded=Decoded(kind=kind, media=played, seconds=int(end), codecs=told))


def _is_played(stream: Any) -> bool:
    """Whether a stream is sound or moving pictures; a cover is neither."""
    return stream.type in ("audio", "video") and not stream.disposition & Disposition.attached_pic
