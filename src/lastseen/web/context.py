"""What every template is given: the words, the head and the foot of the page."""

from typing import Any

from django.http import HttpRequest

from lastseen.domain.rights import Rights
from lastseen.operations.entries import standing
from lastseen.web.areas import head
from lastseen.web.served import served
from lastseen.web.words import FIRST, LANGUAGES, words_in


def page(request: HttpRequest) -> dict[str, Any]:
    """``t`` (the words), ``language``, ``languages``, ``notice``, ``is_fictional``, ``rights``; once logged in, too,
    ``areas`` and ``foot``."""
    language = getattr(request, "language", FIRST)
    rights: Rights | None = getattr(request, "rights", None)
    common = {
        "t": words_in(language),
        "language": language,
        "languages": LANGUAGES,
        "notice": served().workspace.notice.get(language, ""),
        "is_fictional": served().workspace.is_fictional,
        "rights": rights,
    }
    if rights is None or getattr(request, "htmx", False):
        return common
    match = request.resolver_match
    return {**common, "areas": head(rights, match.view_name if match else ""), "foot": standing()}
