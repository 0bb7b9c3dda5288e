"""People shown to outsiders, one by one, as they leave the gate; and what would leave, looked at before."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lastseen.domain.decisions import Because
from lastseen.domain.release import Released
from lastseen.domain.rights import Rights
from lastseen.operations.release import Asked, Judged, judged, release
from lastseen.operations.workspace import Workspace
from lastseen.reports.records.shown import Shown, gather
from lastseen.snapshot import Snapshot

_FEW = 5
"""A family or group of fewer people than this can be known by its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many of one kind, and why: sources or people kept back, or at risk where they are shown."""

    what: str
    why: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would leave: of how many sources, with how many people shown or counted; who is kept back; what to weigh.

    ``approved`` of ``needed`` people have approved this way out.
    """

    sources: int
    people: int
    withheld: tuple[Counted, ...]
    risks: tuple[Counted, ...]
    approved: int
    needed: int


def preview(rights: Rights, snapshot: Snapshot, asked: Asked, workspace: Workspace, now: datetime) -> Preview:
    """What a release would show and keep back, without letting anything out.

    Raises as :func:`~lastseen.operations.release.judged` does.
    """
    result = judged(snapshot, asked, workspace, rights, now)
    return Preview(
        sources=len(result.used),
        people=len(result.shown) if asked.profile.shows_people else result.view.table("persons").height,
        withheld=(*_counted("source", result.sources.values()), *_counted("person", result.people.values())),
        risks=tuple(_risks(result)),
        approved=len(result.approved),
        needed=result.needed,
    )


def show_people(
    snapshot: Snapshot, asked: Asked, workspace: Workspace, *, actor: UUID, now: datetime
) -> Released[Shown]:
    """The people a recipient may be shown. Raises as :func:`~lastseen.operations.release.release` does."""
    return release(snapshot, asked, lambda view: gather(view, workspace.notice), workspace, actor=actor, now=now)


def _counted(what: str, because: Iterable[Because]) -> Iterator[Counted]:
    for why, n in sorted(Counter(because).items()):
        yield Counted(what=what, why=why.value, n=n)


def _risks(result: Judged) -> Iterator[Counted]:
    """What makes people known to whoever holds other lists."""
    if not result.shown:
        return
    alone = sum(len(known.sources) == 1 for known in result.shown)
    if alone:
        yield Counted(what="person", why="told-by-one-source", n=alone)
    families = result.view.table("persons").group_by("family").len()
    small = families.filter(families["len"].is_between(2, _FEW - 1)).height
    if small:
        yield Counted(what="family", why="small-family", n=small)
