"""Who gets which answer on the pages of efforts."""

from uuid import UUID

from lastseen.domain.rights import Role
from lastseen.operations.efforts import record_effort
from tests.coded import SUBMISSION, account
from tests.conftest import NOW
from tests.web.matrix import READERS, Arguments, Route
from tests.web.site import Site

EDITORS = frozenset({Role.EDITOR})
NONE = UUID("00000000-0000-4000-8000-000000000000")


def recorded(site: Site) -> dict[str, object]:
    """An effort for somebody of the compartment *border*, recorded where it is not yet."""
    person, registry = account("I-01", "person", "p1"), site.registry
    return {"effort": record_effort([person], SUBMISSION, registry.workspace, actor=registry.owner, now=NOW)}


def _of(code: str) -> Arguments:
    return lambda _: {"code": code}


def _route(name: str, roles: frozenset[Role] = EDITORS) -> Route:
    return Route(name=f"efforts:{name}", roles=roles, own=recorded, absent=lambda _: {"effort": NONE})


ROUTES = (
    Route(name="efforts:index", roles=READERS),
    Route(name="efforts:new", roles=EDITORS, own=_of("P-0001"), absent=_of("P-0099")),
    Route(name="efforts:new", roles=EDITORS, own=_of("C-0001"), absent=_of("C-0099")),
    _route("page", READERS),
    _route("change"),
    _route("reply"),
    Route(
        name="efforts:take-back",
        roles=EDITORS,
        own=recorded,
        absent=lambda _: {"effort": NONE},
        method="post",
        ok=302,
        anonymous=403,
    ),
)
