"""What a page says when something cannot be done: refused, not found, not allowed, forged, broken.

A stranger's thing and one that does not exist get the same answer. For HTMX the same is said in a toast.
"""

from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lastseen.domain.errors import Refusal
from lastseen.operations.failures import status_of
from lastseen.web.words import FIRST, told, words_in

_SECRET = ("csrfmiddlewaretoken", "password", "code", "credential")


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page of a refusal; that of something not found says no more than that."""
    status = status_of(refusal)
    if status is HTTPStatus.NOT_FOUND:
        return not_found(request)
    sentence, hint = told(refusal, _language(request))
    return _page(request, status, {"title": sentence, "text": hint, "code": refusal.code})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page of whatever is not there, or not for whoever asks."""
    del exception
    return _said(request, "not_found", HTTPStatus.NOT_FOUND)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page of what one's roles do not allow."""
    del exception
    return _said(request, "forbidden", HTTPStatus.FORBIDDEN)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page of a request that cannot be read."""
    del exception
    return _said(request, "bad_request", HTTPStatus.BAD_REQUEST)


def broken(request: HttpRequest) -> HttpResponse:
    """The page of a fault of ours, which tells nothing of what the fault was."""
    return _said(request, "broken", HTTPStatus.INTERNAL_SERVER_ERROR)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page of a form that was not sent from a page of ours, or too late: what was typed is there to be copied."""
    del reason
    return kept(request, "forged", HTTPStatus.FORBIDDEN)


def kept(request: HttpRequest, why: str, status: HTTPStatus) -> HttpResponse:
    """A page that gives back what was typed into a form that could not be taken; never a password or a code."""
    typed = [(name, value) for name, value in request.POST.items() if value and not name.endswith(_SECRET)]
    return _said(request, why, status, typed=typed)


def _said(request: HttpRequest, why: str, status: HTTPStatus, **more: object) -> HttpResponse:
    words = words_in(_language(request))["errors"][why]
    return _page(request, status, {"title": words["title"], "text": words["text"], **more})


def _page(request: HttpRequest, status: HTTPStatus, said: Mapping[str, object]) -> HttpResponse:
    if getattr(request, "htmx", False):
        response = render(request, "errors/toast.html", dict(said), status=status)
        response["HX-Retarget"], response["HX-Reswap"] = "#toasts", "beforeend"
        return response
    return render(request, "errors/error.html", {**said, "status": int(status)}, status=status)


def _language(request: HttpRequest) -> str:
    return getattr(request, "language", FIRST)
