"""Who gets which answer on the pages of people and cases, and to what they decide there."""

from dataclasses import replace

from lastseen.domain.rights import Role
from tests.web.matrix import READERS, Arguments, Route

EDITORS = frozenset({Role.EDITOR})
IDENTIFYING = frozenset({Role.INTERVIEWER, Role.CODER, Role.EDITOR})


def person(code: str, **more: str) -> Arguments:
    """The arguments of an address of a person, or of a case."""
    return lambda _: {"code": code, **more}


def _route(name: str, roles: frozenset[Role], letter: str = "P", **more: str) -> Route:
    own, absent = (person(f"{letter}-{serial}", **more) for serial in ("0001", "0099"))
    return Route(name=f"people:{name}", roles=roles, own=own, absent=absent)


def _post(name: str, data: dict[str, str], ok: int) -> Route:
    return replace(_route(name, EDITORS), method="post", data=data, ok=ok, anonymous=403)


ROUTES = (
    Route(name="people:cases", roles=READERS),
    _route("person", READERS),
    _route("history", READERS),
    _route("case", READERS, "C"),
    _route("case-history", READERS, "C"),
    _route("dossier", IDENTIFYING),
    _route("dossier", IDENTIFYING, "C"),
    _route("conclude", EDITORS, variable="sex"),
    _route("find", EDITORS),
    _route("hold", IDENTIFYING),
    _route("risk", EDITORS),
    _post("take-back", {"decision": "00000000-0000-4000-8000-000000000000"}, ok=302),
    _post("lift", {"hold": "none"}, ok=404),
)
