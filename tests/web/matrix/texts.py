"""Who gets which answer at the texts of an interview."""

from lastseen.domain.rights import Role
from tests.texts import called
from tests.web.matrix import Route
from tests.web.site import SOURCES

COLLECTORS = frozenset({Role.INTERVIEWER, Role.EDITOR})
IDENTIFIERS = COLLECTORS | {Role.CODER}
_TEXT = called(SOURCES[0].text)


def _of_text(name: str, roles: frozenset[Role], *, ok: int = 200) -> Route:
    """The row of a page of one text, which is the transcript of I-01."""
    return Route(
        name=name,
        roles=roles,
        own=lambda _: {"name": "I-01", "text": _TEXT},
        absent=lambda _: {"name": "I-09", "text": _TEXT},
        ok=ok,
    )


ROUTES = (
    Route(name="texts:page", roles=IDENTIFIERS, own=lambda _: {"name": "I-01"}, absent=lambda _: {"name": "I-09"}),
    Route(name="texts:new", roles=COLLECTORS, own=lambda _: {"name": "I-01"}, absent=lambda _: {"name": "I-09"}),
    _of_text("texts:who", IDENTIFIERS),
    _of_text("texts:correct", COLLECTORS),
    _of_text("texts:translate", COLLECTORS),
    _of_text("texts:align", COLLECTORS, ok=422),  # a transcript renders nothing, so that it cannot be aligned
)
