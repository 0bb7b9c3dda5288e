"""Who gets which answer among the users: whoever administers them, and nobody else."""

from lastseen.domain.rights import Role
from tests.web.matrix import Route

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})

ROUTES = (
    Route(name="users:index", roles=ADMINISTRATORS),
    Route(name="users:new", roles=ADMINISTRATORS),
    Route(name="users:user", roles=ADMINISTRATORS, own=lambda site: {"user": site.registry.owner}),
    Route(
        name="users:password",
        method="post",
        roles=ADMINISTRATORS,
        own=lambda site: {"user": site.registry.owner},
        anonymous=403,
    ),
    Route(
        name="users:change",
        method="post",
        roles=ADMINISTRATORS,
        own=lambda site: {"user": site.registry.owner},
        ok=302,
        anonymous=403,
    ),
)
