"""Who gets which answer at the interviews and in the workspace of their coding."""

from lastseen.domain.rights import Role
from tests.coded import account
from tests.web.matrix import READERS, Route

COLLECTORS = frozenset({Role.INTERVIEWER, Role.EDITOR})
CODERS = COLLECTORS | {Role.CODER}

ROUTES = (
    Route(name="sources:index", roles=READERS),
    Route(name="sources:new", roles=COLLECTORS),
    Route(name="sources:page", roles=READERS, own=lambda _: {"name": "I-01"}, absent=lambda _: {"name": "I-09"}),
    Route(name="sources:consents", roles=COLLECTORS, own=lambda _: {"name": "I-01"}, absent=lambda _: {"name": "I-09"}),
    Route(
        name="sources:erase",
        roles=frozenset({Role.EDITOR}),
        own=lambda _: {"name": "I-01"},
        absent=lambda _: {"name": "I-09"},
    ),
    Route(
        name="sources:history",
        roles=READERS,
        own=lambda _: {"name": "I-01", "account": account("I-01", "person", "p1")},
        absent=lambda _: {"name": "I-09", "account": account("I-09", "person", "p1")},
    ),
    Route(name="coding:desk", roles=CODERS, own=lambda _: {"name": "I-01"}, absent=lambda _: {"name": "I-09"}),
    Route(
        name="coding:desk",
        method="post",
        roles=CODERS,
        own=lambda _: {"name": "I-01"},
        absent=lambda _: {"name": "I-09"},
        anonymous=403,
    ),
)
