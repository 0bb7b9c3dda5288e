"""Who gets which answer in the library."""

from uuid import UUID

from lastseen.domain.rights import Role
from tests.web.matrix import EVERYBODY, READERS, Route

_NOBODYS = UUID(int=7)

ROUTES = (
    Route(name="library:index", roles=READERS),
    Route(name="library:suggest", roles=READERS),
    Route(name="library:preview", roles=READERS, own=lambda _: {"code": "P-0001"}, absent=lambda _: {"code": "P-0099"}),
    Route(name="library:export", roles=frozenset({Role.EDITOR})),
    Route(name="library:save", method="post", roles=READERS, data={"name": "women"}, ok=302, anonymous=403),
    Route(
        name="library:delete",
        method="post",
        roles=EVERYBODY,
        own=lambda _: {"view": _NOBODYS},
        ok=422,
        anonymous=403,
    ),
)
