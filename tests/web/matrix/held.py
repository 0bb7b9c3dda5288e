"""Who gets which answer at how an interview was held."""

from collections.abc import Mapping
from uuid import UUID

from lastseen.domain.conduct import Session
from lastseen.domain.conduct_words import Channel
from lastseen.domain.rights import Role
from lastseen.operations.conduct import Entered, record_particular
from tests.coded import IDS
from tests.conftest import NOW
from tests.web.matrix import Arguments, Route
from tests.web.site import Site

COLLECTORS = frozenset({Role.INTERVIEWER, Role.EDITOR})
IDENTIFYING = COLLECTORS | {Role.CODER}
ITEM = UUID("00000000-0000-4000-8000-0000000000aa")


def interview(name: str, **more: str) -> Arguments:
    """The arguments of an address below an interview."""
    return lambda _: {"name": name, **more}


def with_a_session(site: Site) -> Mapping[str, object]:
    """The arguments of a session that is on record."""
    entered = Entered(item=ITEM, particular=Session(channel=Channel.PHONE))
    registry = site.registry
    record_particular(IDS.source("I-01"), entered, registry.workspace, actor=registry.owner, now=NOW)
    return {"name": "I-01", "item": ITEM}


def _route(name: str, roles: frozenset[Role], **more: str) -> Route:
    return Route(name=f"held:{name}", roles=roles, own=interview("I-01", **more), absent=interview("I-09", **more))


ROUTES = (
    _route("page", IDENTIFYING),
    _route("print", IDENTIFYING),
    _route("questions", COLLECTORS),
    _route("new", COLLECTORS, part="session"),
    _route("new", IDENTIFYING, part="callback"),
    Route(
        name="held:change",
        roles=COLLECTORS,
        own=with_a_session,
        absent=lambda _: {"name": "I-09", "item": ITEM},
    ),
    Route(
        name="held:take-back",
        method="post",
        roles=COLLECTORS,
        own=interview("I-01"),
        absent=interview("I-09"),
        data={"version": "none"},
        ok=422,
        anonymous=403,
    ),
)
