"""Who gets which answer in the library."""

from uuid import UUID

from lastseen.domain.rights import Rights, Role
from lastseen.operations.bulk import SetValue, conclude_many, preview_values
from lastseen.operations.bulk_rows import Choice
from lastseen.operations.library_query import Query
from tests.conftest import NOW
from tests.web.matrix import EVERYBODY, READERS, Route
from tests.web.site import BORDER, Site

CODERS = frozenset({Role.INTERVIEWER, Role.CODER, Role.EDITOR})
_NOBODYS = UUID(int=7)


def _made(site: Site) -> dict[str, object]:
    """A change of many that was made of those told of in the compartment *border*."""
    owner, workspace = site.registry.owner, site.registry.workspace
    rights = Rights(user=owner, roles=frozenset({Role.EDITOR}), compartments=frozenset({BORDER}))
    for sex in ("male", "female"):
        change = SetValue(choice=Choice(query=Query(source="I-01")), variable="sex", values=(sex,), reason="seen")
        shown = preview_values(rights, change, workspace)
        if shown.changing:
            return {"change": conclude_many(change, shown.digest, workspace, actor=owner, now=NOW)}
    raise AssertionError


ROUTES = (
    Route(name="library:index", roles=READERS),
    Route(name="library:suggest", roles=READERS),
    Route(name="library:words", roles=CODERS),
    Route(name="library:preview", roles=READERS, own=lambda _: {"code": "P-0001"}, absent=lambda _: {"code": "P-0099"}),
    Route(name="library:export", roles=frozenset({Role.EDITOR})),
    Route(name="library:change", roles=CODERS),
    Route(name="library:describe", roles=frozenset({Role.INTERVIEWER, Role.EDITOR})),
    Route(name="library:changes", roles=CODERS),
    Route(name="library:made", roles=CODERS, own=_made, absent=lambda _: {"change": _NOBODYS}),
    Route(
        name="library:withdraw",
        method="post",
        roles=frozenset({Role.EDITOR}),
        own=_made,
        absent=lambda _: {"change": _NOBODYS},
        ok=302,
        anonymous=403,
    ),
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
