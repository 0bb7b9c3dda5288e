"""Who gets which answer at the review."""

from lastseen.domain.rights import Role
from tests.web.matrix import Route
from tests.web.matrix.people import person

EDITORS = frozenset({Role.EDITOR})

ROUTES = (
    Route(name="review:index", roles=EDITORS),
    Route(name="review:likely", roles=EDITORS),
    Route(name="review:joined", roles=EDITORS, own=person("P-0001"), absent=person("P-0099")),
    Route(name="review:undo", roles=EDITORS, method="post", data={"decision": "none"}, ok=302, anonymous=403),
)
