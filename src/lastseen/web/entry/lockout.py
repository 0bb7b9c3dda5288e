"""What is said to whoever tries too often."""

from http import HTTPStatus
from typing import Any

from axes.helpers import get_cool_off
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """The page of a locked-out name: the same whether or not anybody is called so."""
    del response, credentials
    cool_off = get_cool_off(request)
    minutes = 0 if cool_off is None else round(cool_off.total_seconds() / 60)
    return render(request, "entry/locked.html", {"minutes": minutes}, status=HTTPStatus.TOO_MANY_REQUESTS)
