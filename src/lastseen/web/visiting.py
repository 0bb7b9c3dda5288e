"""A request as views see it: who asks, what they may, on which registry, when, and in which language."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from lastseen.domain.rights import Rights
from lastseen.operations.workspace import Workspace

LANGUAGE = "lastseen-language"
"""The cookie and the part of a session that say in which language somebody reads."""


class Request(HttpRequest):
    """What :mod:`lastseen.web.middleware` makes of every request; only the type, never made itself.

    ``rights`` is None before somebody has logged in, and for pages that need nobody to.
    """

    user: Any
    rights: Rights
    workspace: Workspace
    now: datetime
    language: str
    htmx: HtmxDetails
