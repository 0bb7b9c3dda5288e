"""Who gets which answer at the random sample, and at what it says of the linking."""

from lastseen.domain.rights import Role
from tests.web.matrix import Route

EDITORS = frozenset({Role.EDITOR})

ROUTES = (
    Route(name="review:sample", roles=EDITORS),
    Route(name="review:sample", roles=EDITORS, method="post", data={"pair": "none"}, ok=302, anonymous=403),
    Route(name="review:draw", roles=EDITORS, method="post", data={"size": "60"}, ok=302, anonymous=403),
    Route(name="review:unjudge", roles=EDITORS, method="post", data={"judgement": "none"}, ok=302, anonymous=403),
    Route(name="review:quality", roles=EDITORS),
)
