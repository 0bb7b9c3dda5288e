"""The first page after the log-in."""

from django.http import HttpResponse
from django.shortcuts import render

from lastseen.web.visiting import Request


def index(request: Request) -> HttpResponse:
    """What awaits whoever is here."""
    return render(request, "desk/index.html")
