"""The bytes of a file: pictures made of it, a recording from any place, the original to be kept elsewhere.

Only what was made anew of pixels, and recordings that decoded, are shown in a browser. Whatever else there is goes out
as an attachment without a type, in a sandbox, should anybody open it all the same.
"""

import re
from collections.abc import Iterator
from http import HTTPStatus

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from lastseen.domain.files import OPAQUE_MEDIA
from lastseen.evidence import SealedFile
from lastseen.operations.files import NoSuchPlace, content
from lastseen.operations.files import picture as picture_of
from lastseen.web.visiting import Request

MOST = 2 * 2**20
"""The most of a recording that is sent at once: a browser asks for the rest when it gets there."""
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)
SEALED = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}


@require_safe
def picture(request: Request, name: str, short: str, page: int) -> HttpResponse:
    """A page of a file as a JPEG; page nought is small."""
    made = picture_of(request.rights, name, short, page, request.workspace)
    return HttpResponse(made, "image/jpeg", headers=SEALED)


@require_safe
def play(request: Request, name: str, short: str) -> HttpResponse:
    """Part of a recording, as a browser asks for it; from its beginning where it asks for none."""
    file, stream = content(request.rights, name, short, request.workspace)
    with stream:
        if not file.decoded.is_recording:
            raise NoSuchPlace
        span = span_of(request.headers.get("Range", "bytes=0-"), file.size)
        if span is None:
            headers = {"Content-Range": f"bytes */{file.size}"}
            return HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=headers)
        start, end = span
        sent = b"".join(stream.pieces(start, end))
    headers = {**SEALED, "Accept-Ranges": "bytes", "Content-Range": f"bytes {start}-{end - 1}/{file.size}"}
    return HttpResponse(sent, file.decoded.media, status=HTTPStatus.PARTIAL_CONTENT, headers=headers)


def span_of(asked: str, size: int) -> tuple[int, int] | None:
    """From which byte up to which other a request for a range is answered; None where there is no such range."""
    match = _RANGE.fullmatch(asked.strip())
    if match is None or not (match[1] or match[2]):
        return None
    if match[1]:
        start, end = int(match[1]), min(int(match[2]) + 1, size) if match[2] else size
    else:
        start, end = max(0, size - int(match[2])), size
    return (start, min(end, start + MOST)) if start < end else None


@require_safe
def original(request: Request, name: str, short: str) -> HttpResponseBase:
    """The file as it came, to be kept and not to be opened here."""
    file, stream = content(request.rights, name, short, request.workspace)
    headers = {
        **SEALED,
        "Content-Length": str(file.size),
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=file.shown) or "attachment",
    }
    return StreamingHttpResponse(_whole(stream), OPAQUE_MEDIA, headers=headers)


def _whole(stream: SealedFile) -> Iterator[bytes]:
    """All of a file, which is closed when it has been sent, or when whoever it was sent to goes away."""
    with stream:
        yield from stream.pieces(0, stream.size)
