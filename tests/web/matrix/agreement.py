"""Who gets which answer at the codings of an interview, and at the withdrawing of what was coded."""

from dataclasses import replace

from lastseen.domain.rights import Role
from tests.web.matrix import Route

EDITORS = frozenset({Role.EDITOR})
CODERS = frozenset({Role.INTERVIEWER, Role.CODER, Role.EDITOR})

_PAGE = Route(name="agreement:page", roles=EDITORS, own=lambda _: {"name": "I-01"}, absent=lambda _: {"name": "I-09"})
_OWN = Route(name="coding:difference", roles=CODERS, own=lambda _: {"name": "I-01"}, absent=lambda _: {"name": "I-09"})

ROUTES = (
    _PAGE,
    replace(_PAGE, method="post", data={"do": "set", "second": "nobody"}, ok=422, anonymous=403),
    Route(name="review:agreement", roles=EDITORS),
    _OWN,
    replace(_OWN, name="coding:withdrawn"),
    Route(
        name="coding:withdraw",
        roles=CODERS,
        own=lambda _: {"name": "I-01", "kind": "person", "entry": "p1"},
        ok=404,
    ),
)
