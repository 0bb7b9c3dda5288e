"""Who gets which answer at what leaves: editors alone."""

from lastseen.domain.rights import Role
from tests.web.matrix import Route

EDITORS = frozenset({Role.EDITOR})
NONE = "00000000-0000-4000-8000-000000000000"


def _route(name: str) -> Route:
    return Route(
        name=f"leaving:{name}", roles=EDITORS, own=lambda _: {"code": "P-0001"}, absent=lambda _: {"code": "P-0099"}
    )


ROUTES = (
    Route(name="leaving:index", roles=EDITORS),
    Route(name="leaving:partners", roles=EDITORS),
    Route(name="leaving:approve", roles=EDITORS),
    Route(name="leaving:clear-table", roles=EDITORS),
    Route(name="leaving:take-back", roles=EDITORS, method="post", data={"permit": NONE}, ok=404, anonymous=403),
    Route(
        name="leaving:tell",
        roles=EDITORS,
        method="post",
        data={"release": NONE, "account": NONE, "change": "fate", "sent": "a letter"},
        ok=422,
        anonymous=403,
    ),
    Route(
        name="leaving:letter",
        roles=frozenset({Role.INTERVIEWER, Role.EDITOR}),
        own=lambda _: {"name": "I-01", "release": NONE},
        absent=lambda _: {"name": "I-09", "release": NONE},
        ok=404,
    ),
    _route("person"),
    _route("clear"),
    _route("family"),
)
