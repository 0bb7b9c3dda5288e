"""Who gets which answer at the figures and the mass events."""

from collections.abc import Mapping

from lastseen.domain.rights import Role
from lastseen.operations.snapshots import take_snapshot
from tests.conftest import NOW
from tests.web.matrix import Route
from tests.web.site import Site

ANALYSTS = frozenset({Role.ANALYST, Role.EDITOR})
EDITORS = frozenset({Role.EDITOR})


def after_a_snapshot(site: Site) -> Mapping[str, object]:
    """No arguments; but a snapshot is there to be asked for."""
    take_snapshot(site.registry.workspace, actor=site.registry.owner, now=NOW)
    return {}


ROUTES = (
    Route(name="figures:index", roles=ANALYSTS, own=after_a_snapshot),
    Route(name="figures:take", method="post", roles=ANALYSTS, ok=302, anonymous=403),
    Route(
        name="figures:behind",
        roles=EDITORS,
        own=after_a_snapshot,
        data={"figure": "victims", "row": "total"},
    ),
    Route(name="figures:moved", roles=EDITORS, own=after_a_snapshot),
    Route(name="figures:report", roles=EDITORS, own=after_a_snapshot),
    Route(name="events:index", roles=ANALYSTS, own=after_a_snapshot),
)
