"""Slices of typefaces, and the style sheet that names them. Nothing in them is anybody's, so browsers may keep them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lastseen.web.middleware import keepable
from lastseen.web.templatetags.saying import VERSION
from lastseen.web.typefaces.slices import CUTS, face_rules, file_of

_HOUR, _YEAR = 3600, 365 * 24 * 3600


@require_safe
def faces(request: HttpRequest) -> HttpResponse:
    """Which slice holds which letters."""
    del request
    return keepable(HttpResponse(face_rules(VERSION), content_type="text/css; charset=utf-8"), _HOUR)


@require_safe
def cut(request: HttpRequest, name: str) -> HttpResponse:
    """One slice; its address changes with the version, so that it is kept for a year."""
    del request
    if name not in CUTS:
        raise Http404
    return keepable(HttpResponse(file_of(CUTS[name]), content_type="font/woff2"), _YEAR)
