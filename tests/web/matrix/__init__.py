"""Who gets which answer at every address: one module for each area, with a tuple ``ROUTES``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lastseen.domain.rights import Role
from tests.web.site import Site

Arguments = Callable[[Site], Mapping[str, object]]

EVERYBODY = frozenset(Role)
READERS = frozenset({Role.INTERVIEWER, Role.CODER, Role.ANALYST, Role.EDITOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One address, by its name, and what becomes of a request to it.

    ``own`` gives the arguments of a thing in the compartment *border*, ``absent`` those of none at all: for whoever
    sees only *coast* the two have the same answer, *not found*. Without them everybody of these roles gets ``ok``.
    ``roles`` are those of which one alone is enough; all others get ``refused``.
    """

    name: str
    roles: frozenset[Role] = EVERYBODY
    own: Arguments | None = None
    absent: Arguments | None = None
    method: str = "get"
    data: Mapping[str, str] = field(default_factory=dict)
    ok: int = 200
    refused: int = 403
    anonymous: int = 302
    needs_factor: bool = True
