"""Who gets which answer on the pages of the press watch: whoever may read texts and see figures, which editors may."""

from lastseen.domain.rights import Role
from lastseen.operations.collecting import SourceTaken
from lastseen.operations.press import take_in_press
from tests.conftest import NOW
from tests.press import NEW_ITEM
from tests.web.matrix import Route
from tests.web.site import Site

EDITORS = frozenset({Role.EDITOR})


def taken_in(site: Site) -> dict[str, object]:
    """A press item of the compartment *border*, taken in where it is not yet."""
    registry = site.registry
    try:
        return {"name": take_in_press(NEW_ITEM, registry.workspace, actor=registry.owner, now=NOW)}
    except SourceTaken:
        return {"name": NEW_ITEM.name}


def _route(name: str, method: str = "get", *, ok: int = 200, anonymous: int = 302, **data: str) -> Route:
    return Route(
        name=f"press:{name}",
        roles=EDITORS,
        own=taken_in,
        absent=lambda _: {"name": "N-99"},
        method=method,
        ok=ok,
        anonymous=anonymous,
        data=data,
    )


ROUTES = (
    Route(name="press:index", roles=EDITORS),
    Route(name="press:beside", roles=EDITORS),
    Route(name="press:new", roles=EDITORS),
    _route("page"),
    _route("letter"),
    _route("correction", "post", ok=302, anonymous=403, day="2024-11-01"),
    _route("published", "post", ok=302, anonymous=403, medium="The Invented Herald"),
)
