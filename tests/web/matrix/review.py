"""Who gets which answer at the review."""

from lastseen.domain.rights import Role
from tests.web.matrix import Route

EDITORS = frozenset({Role.EDITOR})

ROUTES = (
    Route(name="review:index", roles=EDITORS),
    Route(name="review:undo", roles=EDITORS, method="post", data={"decision": "none"}, ok=302, anonymous=403),
)
